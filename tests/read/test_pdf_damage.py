"""What is damaged in a PDF is found without taking apart every page, wherever checksums vouch for what it draws."""

from pathlib import Path
from time import process_time

import pikepdf
import pytest

from pipelines.read.pdf_file import find_damage
from tests.bench.pdf_readers import documents
from tests.mutants import mutants, sources
from tests.read.pdf.made import pdf, text

# The producer forgot to close a string: its own way to write, and no damage where the checksum fits.
UNCLOSED = b"BT /F 10 Tf 50 200 Td (told Tj ET"


def by_taking_apart(path: Path) -> bool:
    """Whether qpdf says anything that matters about the file when it takes every page apart."""
    harmless = ("handled correctly by qpdf", "Resources is missing or invalid; repairing")
    try:
        with pikepdf.open(path, suppress_warnings=True) as opened:
            return any(not any(words in each for words in harmless) for each in opened.check_pdf_syntax())
    except pikepdf.PdfError:
        return True


def test_broken_files_are_damaged_that_are_when_taken_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    verdicts = []
    for mutant in mutants(120, 5, frozenset({"small.pdf", "small-packed.pdf"})):
        path.write_bytes(mutant.data)
        verdicts.append(bool(find_damage(path)))
        assert verdicts[-1] == by_taking_apart(path), mutant.name
    assert {True, False} == set(verdicts)


@pytest.mark.parametrize(("packing", "is_damaged"), [("", True), ("/Filter /FlateDecode", False)])
def test_a_page_is_taken_apart_where_no_checksum_vouches_for_it(tmp_path: Path, packing: str, is_damaged: bool) -> None:
    path = tmp_path / "a.pdf"
    with pikepdf.open(_written(tmp_path, UNCLOSED)) as opened:
        if not packing:
            opened.pages[0].Contents.write(UNCLOSED)
        opened.save(path, compress_streams=bool(packing), stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert bool(find_damage(path)) is is_damaged


def test_a_sound_file_is_not_damaged(tmp_path: Path) -> None:
    assert find_damage(_written(tmp_path, text(50, 200, "sound", 10))) == ()


def _written(folder: Path, content: bytes) -> Path:
    path = folder / "made.pdf"
    path.write_bytes(pdf(content))
    return path


def _pages(path: Path) -> int:
    with pikepdf.open(path) as opened:
        return len(opened.pages)


@pytest.mark.bench
def test_damage_is_found_in_less_time_than_taking_pages_apart_needs(capsys: pytest.CaptureFixture[str]) -> None:
    paths = documents()
    pages = sum(_pages(path) for path in paths)
    milliseconds = []
    for look in (find_damage, by_taking_apart):
        began = process_time()
        for path in paths:
            look(path)
        milliseconds.append((process_time() - began) * 1e3 / pages)
    with capsys.disabled():
        print(f"\n{pages} pages: {milliseconds[0]:.2f} ms a page, {milliseconds[1]:.2f} where each is taken apart")
    assert milliseconds[0] < milliseconds[1] / 2


@pytest.mark.bench
def test_many_broken_files_are_damaged_that_are_when_taken_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, differing, damaged, count = tmp_path / "a.pdf", [], 0, 800
    for mutant in mutants(count, 1, frozenset(name for name in sources() if name.endswith(".pdf"))):
        path.write_bytes(mutant.data)
        damaged += (is_damaged := bool(find_damage(path)))
        if is_damaged != by_taking_apart(path):
            differing.append(mutant.name)
    with capsys.disabled():
        print(f"\n{damaged} of {count} broken PDFs are damaged, {len(differing)} otherwise than when taken apart")
    assert not differing
