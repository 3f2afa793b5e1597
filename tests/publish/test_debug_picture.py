"""The picture of what the engine saw: walls and cells stand where the page has them, beside pdfplumber's picture."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from pipelines.check.run import check_star
from pipelines.cli import app
from pipelines.contract import tables
from pipelines.load.ingest import ingest
from pipelines.load.tables import arrow_table, insert_rows
from pipelines.load.warehouse import open_warehouse, read_warehouse
from pipelines.publish.debug_picture import MOST_PAGES, WALL, draw_seen
from pipelines.publish.evidence import PrintedEvidence, find_evidence
from pipelines.publish.picture import GAP, PIXELS_PER_POINT, Mark, NoPicture, left_out, pages_of
from pipelines.publish.snapshot import publish
from pipelines.read.pdf.seen import see
from tests.publish.made import held
from tests.typeset.samples import SAMPLES

SAMPLE = SAMPLES / "statistics-2024-mistake.pdf"
# A cell of a table: its amount is cited as what it is about.
FACT = "select fact_id from fact_expenditure where page is not null order by fact_id"

Colour = tuple[int, int, int]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seen")
    shutil.copy(SAMPLE, folder)
    made = folder / "w.duckdb"
    ingest([folder / SAMPLE.name], made)
    with open_warehouse(made) as connection:
        check_star(connection, date(2026, 1, 1))
    return made


@pytest.fixture(scope="module")
def evidence(warehouse: Path) -> PrintedEvidence:
    with read_warehouse(warehouse) as connection:
        found = find_evidence(connection, connection.execute(FACT).fetchall()[0][0])
    assert isinstance(found, PrintedEvidence)
    return found


def colours(picture: Image.Image) -> set[Colour]:
    return {colour for _, colour in picture.getcolors(1 << 24) or ()}  # type: ignore[misc]


def around(picture: Image.Image, x: float, y: float) -> set[Colour]:
    """The colours within two pixels of a place."""
    return colours(picture.crop((round(x) - 2, round(y) - 2, round(x) + 3, round(y) + 3)))


def test_walls_and_characters_stand_where_the_page_has_them(evidence: PrintedEvidence, tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    draw_seen(evidence, file)
    seen = see(SAMPLE.read_bytes(), evidence.printed["page"])
    scale = PIXELS_PER_POINT
    with Image.open(file) as picture:
        # The sheet ends with a margin below its pages: ours, and beside it or below it the other one, as large.
        width, height = round(seen.parsed.width * scale), round(seen.parsed.height * scale)
        is_beside = picture.width >= 2 * width
        top = picture.height - GAP - height if is_beside else picture.height - 2 * (GAP + height)
        ours = picture.convert("RGB").crop((GAP, top, GAP + width, top + height))
        second = (2 * GAP + width, top) if is_beside else (GAP, top + GAP + height)
        theirs = picture.convert("RGB").crop((*second, second[0] + width, second[1] + height))
    middles = (seen.upright.start[0] + seen.upright.end[0]) / 2
    assert WALL in around(ours, seen.upright.at[0] * scale, middles * scale)
    assert WALL not in colours(theirs), "the second picture is not ours"
    reds = around(theirs, seen.upright.at[0] * scale, middles * scale)
    assert any(red > 150 > 100 > green for red, green, _ in reds), "the same wall, as pdfplumber draws it"


def test_the_walls_are_those_that_the_cells_stand_between(evidence: PrintedEvidence) -> None:
    seen = see(SAMPLE.read_bytes(), evidence.printed["page"])
    table = next(iter(seen.read.grids))
    lefts = {round(cell.box[0], 2) for cell in table.cells if cell.box}
    assert lefts <= {round(at, 2) for at in seen.upright.at.tolist()}
    assert seen.engine == "fast"


def test_the_command_draws_it(warehouse: Path, evidence: PrintedEvidence, tmp_path: Path) -> None:
    with open_warehouse(warehouse) as connection:
        insert_rows(connection, "check_expectation", arrow_table(tables()["check_expectation"], [held()]))
    publish(warehouse)
    file = tmp_path / "a.png"
    identifier = evidence.printed["evidence_id"]
    result = CliRunner().invoke(
        app, ["show", identifier, "--debug", str(file)], env={"MINGZHANG_WAREHOUSE": str(warehouse)}
    )
    assert result.exit_code == 0, result.output
    with Image.open(file) as picture:
        assert picture.width > 1000


def test_what_stands_in_no_pdf_has_no_walls(evidence: PrintedEvidence, tmp_path: Path) -> None:
    row = {**evidence.printed, "media_type": "text/html"}
    with pytest.raises(NoPicture, match="no walls"):
        draw_seen(PrintedEvidence(row, ()), tmp_path / "a.png")


def test_pages_for_which_there_is_no_room_are_named(evidence: PrintedEvidence) -> None:
    pages = [Mark("actual", {**evidence.printed, "page": page}) for page in range(1, MOST_PAGES + 3)]
    assert [line for line, _ in left_out(pages, pages_of(pages)[:MOST_PAGES])] == ["not drawn: page 3, 4"]


def test_a_page_that_cannot_be_drawn_is_named_with_its_file(evidence: PrintedEvidence, tmp_path: Path) -> None:
    with pytest.raises(NoPicture, match=f"page 999 of {SAMPLE.name} cannot be drawn"):
        draw_seen(PrintedEvidence({**evidence.printed, "page": 999}, ()), tmp_path / "a.png")
