"""The rows of a document in the words of the golden tables: every value as text, codes where the star has ids."""

from collections.abc import Mapping

from pipelines.normalise.rows import DocumentRows

FACT_COLUMNS = (
    "form",
    "kind",
    "page_or_line",
    "row_label",
    "function_code",
    "economic_code",
    "government_economic_code",
    "three_public",
    "unit",
    "line_item",
    "row_role",
    "funding",
    "category",
    "fiscal_year",
    "stage",
    "amount_kind",
    "printed_text",
    "printed_scale",
    "amount_yuan",
)
KINDS = {"fact_expenditure": "expenditure", "fact_revenue": "revenue"}
CLASSIFICATIONS = ("function", "economic", "government_economic")

Row = Mapping[str, object]


def facts(document: DocumentRows) -> list[dict[str, str]]:
    """Every fact with the columns of a golden table, in the order form, page or line, table, row, column."""
    unlisted = {row["subject_id"]: row["subject_code"] for row in document.tables["stg_subject"]}
    names = {row["unit_id"]: text(row["unit_name"]) for row in document.tables["stg_unit"]}
    rows = [(KINDS[table], row) for table in KINDS for row in document.tables[table]]
    rows.sort(key=lambda pair: [str(pair[1]["form"]), *(number(pair[1][name]) for name in PLACE)])
    return [_fact(kind, row, unlisted, names) for kind, row in rows]


PLACE = ("page", "table_no", "row_no", "column_no")


def _fact(kind: str, row: Row, unlisted: Row, names: Row) -> dict[str, str]:
    ids = {name: text(row.get(f"{name}_subject_id")) for name in (*CLASSIFICATIONS, "three_public")}
    codes = {name: text(unlisted[key]) if key in unlisted else code_of(key) for name, key in ids.items()}
    said = {
        "kind": kind,
        "page_or_line": text(row["page"]),
        "unit": text(names[str(row["unit_id"])]) if row["line_item"] == "unit" else "",
        "three_public": codes["three_public"],
        **{f"{name}_code": codes[name] for name in CLASSIFICATIONS},
    }
    return {name: said[name] if name in said else text(row.get(name)) for name in FACT_COLUMNS}


def code_of(subject_id: str) -> str:
    """The code in an id of dim_subject: classification/code/first year."""
    return subject_id.split("/")[1] if subject_id else ""


def text(value: object) -> str:
    """A value as a CSV holds it; nothing for None."""
    return "" if value is None else str(value)


def number(value: object) -> int:
    """A value of an integer column. TypeError where a reading room delivered anything else."""
    if not isinstance(value, int):
        raise TypeError(f"no integer: {value!r}")
    return value
