"""Workbooks: numbers as their sheet prints them, what is hidden, and what is refused."""

import io
import zipfile
from pathlib import Path
from random import Random

import pytest

from pipelines.issues import DocumentRejected
from pipelines.normalise.extract import extract
from pipelines.read import read_document
from pipelines.read.document import Document, Grid
from pipelines.read.number_format import number_text
from tests.read.sheet_parts import SHEET, sheet_xml, workbook
from tests.typeset.package import package
from tests.typeset.tables import Cell

TEMPLATES = Path(__file__).parents[3] / "shared" / "realdocs" / "putuo-2026-template-xls"


def write(folder: Path, data: bytes, name: str = "表.xlsx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def read_sheet(folder: Path, rows: str, formats: tuple[str, ...] = ("General",), more: str = "") -> Document:
    """A workbook of one sheet from the XML of its rows."""
    xml = f'<worksheet xmlns="{SHEET}">{more}<sheetData>{rows}</sheetData></worksheet>'
    return read_document(write(folder, workbook({"表一": xml}, formats)))


def texts(grid: Grid) -> list[list[str]]:
    rows = [["^"] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def refused(path: Path) -> DocumentRejected:
    with pytest.raises(DocumentRejected) as rejected:
        read_document(path)
    return rejected.value


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1550.1300000000001, "General", "1550.13"),
        (32471.490000000005, "General", "32471.49"),
        (99.9999999999986, "General", "100"),
        (205.0, "General", "205"),
        (-0.0, "General", "0"),
        (9616.338314, "General", "9616.338314"),
        (1 / 3, "0.00", "0.3333333333"),
        (3403.0, "#,##0.00", "3,403.00"),
        (154304.22, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "154,304.22"),
        (-1234.5, "#,##0.00_);[Red](#,##0.00)", "-1,234.50"),
        (1.0, "00", "01"),
        (0.1096, "0.00%", "10.96%"),
        (1234567.0, "0\\.0,", "123.4567"),
        (1234567.0, "#,##0,", "1,234.567"),
        (2026.0, '0"年"', "2026"),
        (1e300, "0.00E+00", "1" + "0" * 300),
    ],
)
def test_numbers_print_as_the_sheet_shows_them_with_no_digit_less(value: float, code: str, text: str) -> None:
    assert number_text(value, code) == text


def test_cells_of_every_kind(tmp_path: Path) -> None:
    document = read_sheet(
        tmp_path,
        '<row r="1"><c r="A1" t="inlineStr"><is><t>项目</t></is></c><c r="B1" t="str"><v>金额 </v></c></row>'
        '<row r="2"><c r="A2"><v>205</v></c><c r="B2" s="1"><v>1550.1300000000001</v></c></row>'
        '<row r="3"><c r="A3" t="inlineStr"><is><r><t>教</t></r><r><t>育</t></r></is></c>'
        '<c r="B3" t="b"><v>1</v></c></row>'
        '<row r="4"><c r="A4" s="2"><v>46000</v></c><c r="B4" t="e"><v>#DIV/0!</v></c></row>',
        ("General", "#,##0.00", "yyyy/m/d"),
    )
    (grid,) = document.pages[0].grids
    assert texts(grid) == [["项目", "金额"], ["205", "1,550.13"], ["教育", "TRUE"], ["2025-12-09", "#DIV/0!"]]
    assert document.is_paged


def test_a_formula_gives_the_value_stored_with_it(tmp_path: Path) -> None:
    (grid,) = (
        read_sheet(
            tmp_path,
            '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>SUM(A1:A1)+41</f><v>7</v></c></row>'
            '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><f>WEBSERVICE("http://localhost/")</f></c></row>'
            '<row r="3"><c r="A3"><v>3</v></c><c r="B3"><v>4</v></c></row>',
        )
        .pages[0]
        .grids
    )
    assert texts(grid) == [["1", "7"], ["2", ""], ["3", "4"]]


def test_places_are_those_of_the_sheet(tmp_path: Path) -> None:
    (grid,) = (
        read_sheet(
            tmp_path,
            '<row r="3"><c r="B3" t="str"><v>项目</v></c><c r="C3" t="str"><v>金额</v></c></row>'
            '<row r="4"><c r="B4" t="str"><v>教育</v></c><c r="C4"><v>1</v></c></row>',
        )
        .pages[0]
        .grids
    )
    assert {(cell.text, cell.row, cell.column) for cell in grid.cells if cell.text} == {
        ("项目", 2, 1),
        ("金额", 2, 2),
        ("教育", 3, 1),
        ("1", 3, 2),
    }


def test_hidden_sheets_rows_and_columns_are_read_and_noted(tmp_path: Path) -> None:
    shown = (
        f'<worksheet xmlns="{SHEET}"><cols><col min="2" max="2" hidden="1"/></cols><sheetData>'
        '<row r="1"><c r="A1" t="str"><v>项目</v></c><c r="B1" t="str"><v>金额</v></c></row>'
        '<row r="2" hidden="1"><c r="A2" t="str"><v>秘密</v></c><c r="B2"><v>9</v></c></row></sheetData></worksheet>'
    )
    hidden = sheet_xml([[Cell("代码"), Cell("名称")], [Cell("1"), Cell("甲")]], {})
    document = read_document(write(tmp_path, workbook({"表一": shown, "字典": hidden}, hidden=("字典",))))
    assert [texts(grid) for page in document.pages for grid in page.grids] == [
        [["项目", "金额"], ["秘密", "9"]],
        [["代码", "名称"], ["1", "甲"]],
    ]
    assert document.notes == (
        "hidden_rows: row 2 of '表一', page 1; they were read",
        "hidden_columns: column 2 of '表一', page 1; they were read",
        "hidden_sheet: '字典', page 2, is hidden; it was read",
    )


@pytest.mark.parametrize("place", ["XFD1048576", "xfd1048576"])
def test_a_cell_far_out_is_refused_before_memory_is_taken(tmp_path: Path, place: str) -> None:
    far = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="{place}"><v>1</v></c></row>'
    with pytest.raises(DocumentRejected) as rejected:
        read_sheet(tmp_path, far)
    assert rejected.value.code == "sheet_too_large"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"])
@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_entities_are_refused(tmp_path: Path, part: str, declared: str) -> None:
    sheet = sheet_xml([[Cell("项目"), Cell("金额")]], {})
    with zipfile.ZipFile(io.BytesIO(workbook({"表一": sheet}))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/")}
    parts[part] = declared + parts.get(part, "<sst/>").removeprefix(
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    )
    assert refused(write(tmp_path, package(parts, "xl/workbook.xml"))).code == "markup_declares_entities"


def test_a_bomb_is_refused_unopened(tmp_path: Path) -> None:
    blanks = b" " * (1 << 24)
    parts = {f"xl/worksheets/sheet{number}.xml": blanks for number in range(33)}
    path = write(tmp_path, package(parts, "xl/workbook.xml"))
    assert path.stat().st_size < 1 << 20
    assert refused(path).code == "package_too_large"


def test_a_part_that_lies_about_its_size_is_damaged(tmp_path: Path) -> None:
    data = package({"xl/workbook.xml": "<a>" + " " * 100_000 + "</a>"}, "xl/workbook.xml")
    true, false = (100_007).to_bytes(4, "little"), (50).to_bytes(4, "little")
    assert data.count(true) == 2
    assert refused(write(tmp_path, data.replace(true, false))).code == "package_damaged"


def test_an_encrypted_package_asks_for_a_password(tmp_path: Path) -> None:
    data = bytearray(workbook({"表一": sheet_xml([[Cell("项目")]], {})}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := data.find(signature, place + 1)) >= 0:
            data[place + offset] |= 1
    (row,) = extract(write(tmp_path, bytes(data)), "locked").tables["document"]
    assert str(row["reason"]).startswith("package_")


@pytest.mark.parametrize("name", ["budget_template.xls", "department_budget_template.xlsx"])
def test_an_official_template(tmp_path: Path, name: str) -> None:
    if not (TEMPLATES / name).exists():
        pytest.skip("the template does not lie in ../shared")
    # Under another name, the content tells what it is.
    path = write(tmp_path, (TEMPLATES / name).read_bytes(), "表.doc")
    rows = extract(path, name)
    forms = [row["form"] for row in rows.tables["document_form"]]
    assert forms == [
        "summary",
        "revenue",
        "expenditure",
        "appropriation_summary",
        "general_public",
        "government_fund",
        "state_capital",
        "basic",
        "three_public",
    ]
    assert {row["state"] for row in rows.tables["document_form"]} == {"empty"}


def test_no_damaged_workbook_ends_the_run(tmp_path: Path) -> None:
    wholes = [workbook({"表一": sheet_xml([[Cell("项目"), Cell("金额")], [Cell("教育"), Cell("1")]], {})})]
    wholes += [path.read_bytes() for path in TEMPLATES.glob("budget_template.xls")]
    random = Random(5)
    for whole in wholes:
        for _ in range(12):
            damaged = bytearray(whole[: random.choice([len(whole), len(whole) // 2])])
            for _ in range(random.randint(1, 40)):
                damaged[random.randrange(len(damaged))] = random.randrange(256)
            (row,) = extract(write(tmp_path, bytes(damaged)), "damaged").tables["document"]
            assert row["status"] in ("loaded", "quarantined")
            assert "PanicException" not in str(row["reason"])


def test_a_sheet_whose_part_is_another_part_is_damage(tmp_path: Path) -> None:
    whole = f'<worksheet xmlns="{SHEET}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
    swapped = workbook({"表一": whole, "表二": f'<styleSheet xmlns="{SHEET}"/>'})
    notes = read_document(write(tmp_path, swapped)).notes
    assert [note.startswith("file_damaged: ") and "'表二', page 2" in note for note in notes] == [True]
    assert read_document(write(tmp_path, workbook({"表一": whole}))).notes == ()
