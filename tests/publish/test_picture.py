"""Pictures of evidence: the cells of both sides change colour where the page prints them, and nothing else does."""

import hashlib
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from duckdb import DuckDBPyConnection
from PIL import Image, ImageChops

from pipelines.check.run import check_star
from pipelines.load.ingest import ingest
from pipelines.load.warehouse import open_warehouse, read_warehouse
from pipelines.publish.evidence import FindingEvidence, PrintedEvidence, find_evidence
from pipelines.publish.picture import COLOURS, GAP, PIXELS_PER_POINT, NoPicture, draw_evidence
from pipelines.publish.show import evidence_lines
from pipelines.publish.source import SourceGone
from tests.typeset.samples import SAMPLES

SAMPLE = SAMPLES / "statistics-2024-mistake.pdf"


def checked(warehouse: Path, source: Path) -> Path:
    ingest([source], warehouse)
    with open_warehouse(warehouse) as connection:
        check_star(connection, date(2026, 1, 1))
    return warehouse


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inbox")
    shutil.copy(SAMPLE, folder)
    return folder


@pytest.fixture(scope="module")
def connection(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDBPyConnection]:
    with read_warehouse(checked(tmp_path_factory.mktemp("picture") / "w.duckdb", inbox)) as opened:
        yield opened


def finding(connection: DuckDBPyConnection, identity: str) -> FindingEvidence:
    rows = connection.execute(
        "select finding_id from check_finding where identity_id = ? and severity <> 'info'", [identity]
    ).fetchall()
    evidence = find_evidence(connection, rows[0][0])
    assert isinstance(evidence, FindingEvidence)
    return evidence


def printed(connection: DuckDBPyConnection, sql: str) -> PrintedEvidence:
    evidence = find_evidence(connection, connection.execute(sql).fetchall()[0][0])
    assert isinstance(evidence, PrintedEvidence)
    return evidence


def page(number: int, path: Path = SAMPLE) -> Image.Image:
    """A page as it is without marks."""
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        picture: Image.Image = pdf[number - 1].render(scale=PIXELS_PER_POINT).to_pil().convert("RGB")
        return picture


def drawn(file: Path) -> Image.Image:
    with Image.open(file) as picture:
        picture.load()
        return picture


def changed(picture: Image.Image, plain: Image.Image, top: int) -> Image.Image:
    """What of a page that lies `top` pixels below the picture's edge differs from the plain page."""
    return ImageChops.difference(picture.crop((GAP, top, GAP + plain.width, top + plain.height)), plain)


def box(row: object, margin: float = 0) -> tuple[float, float, float, float]:
    left, top, right, bottom = (float(row[name]) * PIXELS_PER_POINT for name in ("x0", "y0", "x1", "y1"))  # type: ignore[index]
    return left - margin, top - margin, right + margin, bottom + margin


def tinted(picture: Image.Image, place: tuple[int, int]) -> str | None:
    """The side whose colour a white place has been tinted with."""
    red, _, blue = picture.getpixel(place)  # type: ignore[misc]
    if red == blue:
        return None
    return "actual" if red > blue else "expected"


def test_both_sides_are_marked_in_their_colours_where_they_are_printed(
    connection: DuckDBPyConnection, tmp_path: Path
) -> None:
    evidence, file = finding(connection, "A09"), tmp_path / "finding.png"
    draw_evidence(evidence, file)
    picture, plain = drawn(file), page(8)
    top = picture.height - GAP - plain.height
    comparison = evidence.comparisons[0]
    difference = changed(picture, plain, top)
    sides = (("expected", comparison.expected.cited[0]), ("actual", comparison.actual.cited[0]))
    for side, row in sides:
        left, upper, right, lower = (round(edge) for edge in box(row))
        inside = (GAP + left + 6, top + (upper + lower) // 2)
        assert tinted(picture, inside) == side
        assert difference.crop((left, upper, right, lower)).getbbox() == (0, 0, right - left, lower - upper)
    for _, row in sides:
        difference.paste((0, 0, 0), tuple(round(edge) for edge in box(row, margin=5)))  # type: ignore[arg-type]
    assert difference.getbbox() is None


def test_the_legend_carries_the_formula_in_both_colours(connection: DuckDBPyConnection, tmp_path: Path) -> None:
    file = tmp_path / "finding.png"
    draw_evidence(finding(connection, "A09"), file)
    picture = drawn(file)
    legend = picture.crop((0, 0, picture.width, picture.height - 2 * GAP - page(8).height))
    colours = {colour for _, colour in legend.getcolors(1 << 20) or ()}
    assert set(COLOURS.values()) <= colours


def test_sides_on_different_pages_stand_in_one_picture(connection: DuckDBPyConnection, tmp_path: Path) -> None:
    evidence, file = finding(connection, "X08"), tmp_path / "two.png"
    draw_evidence(evidence, file)
    picture, pages = drawn(file), [page(6), page(8)]
    second = picture.height - GAP - pages[1].height
    first = second - GAP - pages[0].height
    comparison = evidence.comparisons[0]
    for top, plain, row in (
        (first, pages[0], comparison.expected.cited[0]),
        (second, pages[1], comparison.actual.cited[0]),
    ):
        found = changed(picture, plain, top).getbbox()
        assert found is not None
        assert all(abs(edge - wanted) <= 5 for edge, wanted in zip(found, box(row, margin=3), strict=True))


def test_one_number_and_a_whole_form_can_be_drawn(connection: DuckDBPyConnection, tmp_path: Path) -> None:
    number, form = (
        printed(connection, sql)
        for sql in (
            "select fact_id from fact_expenditure where page = 8 and printed_text = '185.15'",
            "select evidence_id from v_evidence where evidence_kind = 'form' and page = 8",
        )
    )
    for evidence, is_whole in ((number, False), (form, True)):
        file = tmp_path / "one.png"
        draw_evidence(evidence, file)
        picture, plain = drawn(file), page(8)
        found = changed(picture, plain, picture.height - GAP - plain.height).getbbox()
        assert found is not None
        assert (found[2] - found[0] > plain.width * 0.9) == is_whole


def test_a_crop_box_does_not_move_the_marks(tmp_path: Path) -> None:
    source = tmp_path / "cropped.pdf"
    with closing(pypdfium2.PdfDocument(SAMPLE)) as pdf:
        for each in pdf:
            width, height = each.get_size()
            each.set_cropbox(30, 20, width - 10, height - 15)
        pdf.save(source)
    with read_warehouse(checked(tmp_path / "w.duckdb", source)) as connection:
        evidence = finding(connection, "A09")
    file = tmp_path / "cropped.png"
    draw_evidence(evidence, file)
    picture, plain = drawn(file), page(8)
    row = evidence.comparisons[0].actual.cited[0]
    difference = changed(picture, plain, picture.height - GAP - plain.height)
    left, upper, right, lower = (round(edge) for edge in box(row))
    assert difference.crop((left, upper, right, lower)).getbbox() == (0, 0, right - left, lower - upper)


def test_a_document_in_an_archive_is_drawn_too(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(SAMPLE, "甲/预算.pdf")
    with read_warehouse(checked(tmp_path / "w.duckdb", tmp_path / "all.zip")) as connection:
        evidence = finding(connection, "A09")
    assert evidence.comparisons[0].actual.cited[0]["source_uri"].endswith("all.zip!/甲/预算.pdf")
    draw_evidence(evidence, tmp_path / "zip.png")
    assert drawn(tmp_path / "zip.png").size[0] > 1000


def test_a_document_that_is_gone_or_changed_is_an_error(tmp_path: Path) -> None:
    source = tmp_path / "budget.pdf"
    shutil.copy(SAMPLE, source)
    with read_warehouse(checked(tmp_path / "w.duckdb", source)) as connection:
        evidence = finding(connection, "A09")
    with source.open("ab") as file:
        file.write(b"\n")
    with pytest.raises(SourceGone, match="has changed"):
        draw_evidence(evidence, tmp_path / "never.png")
    source.unlink()
    with pytest.raises(SourceGone, match="no longer there"):
        draw_evidence(evidence, tmp_path / "never.png")
    assert not (tmp_path / "never.png").exists()


def test_a_picture_that_cannot_be_written_is_an_error(connection: DuckDBPyConnection, tmp_path: Path) -> None:
    with pytest.raises(NoPicture, match="cannot be written"):
        draw_evidence(finding(connection, "A09"), tmp_path / "no folder" / "a.png")


def test_text_is_quoted_line_by_line_and_has_no_picture(tmp_path: Path) -> None:
    source = tmp_path / "budget.txt"
    shutil.copy(SAMPLE.with_suffix(".txt"), source)
    with read_warehouse(checked(tmp_path / "w.duckdb", source)) as connection:
        evidence = finding(connection, "A09")
        row = evidence.comparisons[0].actual.cited[0]
        said = "\n".join(evidence_lines(evidence))
        line = source.read_text(encoding="utf-8").split("\n")[row["page"] - 1].strip()
        assert row["printed_text"] in line and f"line {row['page']}: {line}" in said
        with pytest.raises(NoPicture, match=r"budget\.txt has no pages to draw: the quoted text is all there is"):
            draw_evidence(evidence, tmp_path / "never.png")
        source.unlink()
        assert "not quoted: " in "\n".join(evidence_lines(evidence))


def test_a_place_on_a_scan_is_drawn(tmp_path: Path) -> None:
    """The second picture of the file, at two pixels to a point."""
    file = tmp_path / "scan.tif"
    first, second = (Image.new("L", (1000, 1200), shade) for shade in (0, 255))
    first.save(file, "TIFF", save_all=True, append_images=[second], dpi=(144, 144))
    row = {
        "evidence_id": "p2",
        "media_type": "image/tiff",
        "file_name": file.name,
        "source_uri": file.as_posix(),
        "document_id": hashlib.sha256(file.read_bytes()).hexdigest(),
        "page": 2,
        **dict(zip(("x0", "y0", "x1", "y1"), (100.0, 200.0, 150.0, 220.0), strict=True)),
    }
    draw_evidence(PrintedEvidence(row, ()), tmp_path / "scan.png")
    picture = drawn(tmp_path / "scan.png")
    top = picture.height - GAP - 1200
    assert tinted(picture, (GAP + 250, top + 420)) == "actual"
    assert picture.getpixel((GAP + 50, top + 50)) == (255, 255, 255)
    file.write_bytes(file.read_bytes()[:200])
    row["document_id"] = hashlib.sha256(file.read_bytes()).hexdigest()
    with pytest.raises(NoPicture, match="cannot be drawn"):
        draw_evidence(PrintedEvidence(row, ()), tmp_path / "never.png")
