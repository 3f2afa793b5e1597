"""The rows of a document in the words of the golden tables: every value as text, codes where the star has ids."""

from collections.abc import Iterable, Mapping

from pipelines.contract import tables
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
PLACE = ("page", "table_no", "row_no", "column_no")
CLASSIFICATIONS = ("function", "economic", "government_economic")

Row = Mapping[str, object]


def facts(document: DocumentRows, columns: Iterable[str] = FACT_COLUMNS) -> list[dict[str, str]]:
    """Every fact with the columns of a golden table, in the order form, page or line, table, row, column.

    `unit` is the unit's name. Columns of the star that golden tables lack may be asked for, too.
    """
    codes = {text(row["subject_id"]): text(row["subject_code"]) for row in document.tables["stg_subject"]}
    names = {text(row["unit_id"]): text(row["unit_name"]) for row in document.tables["stg_unit"]}
    rows = [(KINDS[table], row) for table in KINDS for row in document.tables[table]]
    rows.sort(key=lambda pair: (text(pair[1]["form"]), [number(pair[1][name]) for name in PLACE]))
    found = []
    for kind, row in rows:
        ids = {name: text(row.get(f"{name}_subject_id")) for name in (*CLASSIFICATIONS, "three_public")}
        subjects = {name: codes[key] if key in codes else code_of(key) for name, key in ids.items()}
        said = {f"{name}_code": subjects[name] for name in CLASSIFICATIONS} | {
            "kind": kind,
            "page_or_line": text(row["page"]),
            "three_public": subjects["three_public"],
            "unit": names[text(row["unit_id"])],
        }
        found.append({name: said[name] if name in said else text(row.get(name)) for name in columns})
    return found


def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a table, with codes in the place of subjects and a name in the place of a unit."""
    return tuple(_renamed(name) for name in tables()[table].column_names)


def rows(document: DocumentRows, table: str) -> list[dict[str, str]]:
    """Every row of a table in the order of its places, with the names of `columns_of`."""
    codes = {text(row["subject_id"]): text(row["subject_code"]) for row in document.tables["stg_subject"]}
    names = {text(row["unit_id"]): text(row["unit_name"]) for row in document.tables["stg_unit"]}
    found = []
    for row in sorted(document.tables[table], key=lambda row: [number(row.get(name) or 0) for name in PLACE]):
        values = {name: text(row.get(name)) for name in tables()[table].column_names}
        for name, value in values.items():
            if name.endswith("_subject_id"):
                values[name] = codes[value] if value in codes else code_of(value)
            elif name == "unit_id":
                values[name] = names[value]
        found.append({_renamed(name): value for name, value in values.items()})
    return found


def _renamed(column: str) -> str:
    return "unit" if column == "unit_id" else column.replace("_subject_id", "_code")


def code_of(subject_id: str) -> str:
    """The code in an id of dim_subject: classification/code/first year."""
    return subject_id.split("/")[1] if subject_id else ""


def text(value: object) -> str:
    """A value as a CSV holds it; nothing for None."""
    return "" if value is None else str(value)


def number(value: object) -> int:
    """A value of an integer column. TypeError where a room delivered anything else."""
    if not isinstance(value, int):
        raise TypeError(f"no integer: {value!r}")
    return value
