"""The golden tables agree with themselves: amounts with printed text, codes with their class, forms with cells."""

import csv
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
SCALE = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
CODE = {
    "function_code": re.compile(r"2\d{2}(\d{2}){0,2}"),
    "economic_code": re.compile(r"3\d{2}(\d{2}){0,2}"),
    "government_economic_code": re.compile(r"5\d{2}(\d{2})?"),
}
FORMS_COLUMNS = (
    "document,form,title,page_first,page_last,data_rows,amount_cells,excluded_cells,state,empty_note,scale,"
    "fiscal_year,stage,unit_name_printed"
)
COLUMNS = (
    "form,kind,page_or_line,row_label,function_code,economic_code,government_economic_code,three_public,unit,line_item,"
    "row_role,funding,category,fiscal_year,stage,amount_kind,printed_text,printed_scale,amount_yuan"
)


def read(path: Path, columns: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert ",".join(reader.fieldnames or []) == columns
        return list(reader)


FORMS = read(GOLDEN / "forms.csv", FORMS_COLUMNS)
DOCUMENTS = sorted({form["document"] for form in FORMS})


def test_every_file_belongs_to_a_document_and_back() -> None:
    assert {path.stem for path in GOLDEN.glob("*.csv")} == {*DOCUMENTS, "forms"}


def test_every_place_that_prints_tables_has_a_golden_document() -> None:
    with (GOLDEN / "metadata" / "forms.csv").open(encoding="utf-8", newline="") as file:
        printed = {row["document"].split("-")[0] for row in csv.DictReader(file)}
    assert len(printed) >= 12
    assert printed <= {document.split("-")[0] for document in DOCUMENTS}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_amounts_and_codes(document: str) -> None:
    rows = read(GOLDEN / f"{document}.csv", COLUMNS)
    assert [row["form"] for row in rows] == sorted(row["form"] for row in rows)
    for row in rows:
        value = Decimal(row["printed_text"].replace(",", "")) * SCALE[row["printed_scale"]]
        assert value == Decimal(row["amount_yuan"]), row
        assert (row["kind"] == "revenue") == (row["category"] == ""), row
        assert (row["line_item"] == "unit") == (row["unit"] != ""), row
        assert all(pattern.fullmatch(row[name]) for name, pattern in CODE.items() if row[name]), row


@pytest.mark.parametrize("document", DOCUMENTS)
def test_forms_count_their_cells(document: str) -> None:
    rows = read(GOLDEN / f"{document}.csv", COLUMNS)
    forms = {form["form"]: form for form in FORMS if form["document"] == document}
    assert {row["form"] for row in rows} <= forms.keys()
    printed = Counter(row["form"] for row in rows)
    nonzero = Counter(row["form"] for row in rows if Decimal(row["amount_yuan"]) != 0)
    for name, form in forms.items():
        assert printed[name] == int(form["amount_cells"]) - int(form["excluded_cells"]), name
        assert (form["state"] == "filled") == (nonzero[name] > 0), name
    for row in rows:
        form = forms[row["form"]]
        assert int(form["page_first"]) <= int(row["page_or_line"]) <= int(form["page_last"]), row
        assert row["printed_scale"] == form["scale"], row
