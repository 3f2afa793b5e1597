"""The reader's version: it changes with the source and with nothing else."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.load.reader_version import hash_folders, reader_version


@pytest.fixture
def room(tmp_path: Path) -> Path:
    folder = tmp_path / "read"
    (folder / "deep").mkdir(parents=True)
    (folder / "pdf.py").write_text("one", encoding="utf-8")
    (folder / "deep" / "words.toml").write_text("two", encoding="utf-8")
    return folder


def write(name: str, text: str) -> Callable[[Path], object]:
    def change(room: Path) -> None:
        (room / name).parent.mkdir(exist_ok=True)
        (room / name).write_text(text, encoding="utf-8")

    return change


@pytest.mark.parametrize(
    "change",
    [
        write("pdf.py", "ones"),
        write("new.py", ""),
        write("deep/words.toml", "three"),
        lambda room: (room / "pdf.py").rename(room / "html.py"),
        lambda room: (room / "pdf.py").unlink(),
    ],
)
def test_source_changes_the_version(room: Path, change: Callable[[Path], object]) -> None:
    before = hash_folders([room])
    change(room)
    assert hash_folders([room]) != before


@pytest.mark.parametrize(
    "change",
    [write("__pycache__/pdf.pyc", "x"), write(".pdf.py.swp", "x"), write("walk.so", "x"), write("pdf.py", "one")],
)
def test_what_is_made_from_source_does_not(room: Path, change: Callable[[Path], object]) -> None:
    before = hash_folders([room])
    change(room)
    assert hash_folders([room]) == before


def test_the_place_of_the_checkout_does_not(room: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere" / "read"
    shutil.copytree(room, elsewhere)
    assert hash_folders([elsewhere]) == hash_folders([room])


def test_this_checkout_has_one() -> None:
    assert len(reader_version()) == 16
    assert int(reader_version(), 16) >= 0
