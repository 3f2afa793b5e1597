"""Which files count as documents, and in which order they come."""

import hashlib
import os
from pathlib import Path

import pytest

from pipelines.load.discover import PathNotFound, find_files, find_sources, hash_files
from pipelines.settings import Caps


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    for name in (
        "b.pdf",
        "a/预算.pdf",
        "a/表.XLSX",
        "no suffix",
        ".hidden",
        ".git/config",
        "a/~$表.xlsx",
        "a/half.pdf.part",
        "a/copy.tmp",
        "a/Thumbs.db",
        "__MACOSX/b.pdf",
        ".DS_Store",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path


def test_a_folder_gives_its_documents_sorted_without_hidden_and_temporary_files(inbox: Path) -> None:
    found = [path.relative_to(inbox).as_posix() for path in find_files([inbox])]
    assert found == ["a/表.XLSX", "a/预算.pdf", "b.pdf", "no suffix"]


def test_overlapping_paths_in_any_order_give_each_file_once(inbox: Path) -> None:
    assert find_files([inbox / "b.pdf", inbox, inbox / "a" / ".." / "b.pdf"]) == find_files([inbox])


def test_a_file_that_is_named_itself_is_taken(inbox: Path) -> None:
    assert find_files([inbox / ".hidden"]) == [inbox / ".hidden"]


def test_a_relative_path_is_made_absolute(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(inbox)
    assert find_files([Path("b.pdf")]) == [inbox / "b.pdf"]


def test_a_link_to_its_own_folder_does_not_run_forever(inbox: Path) -> None:
    (inbox / "a" / "up").symlink_to(inbox, target_is_directory=True)
    assert inbox / "b.pdf" in find_files([inbox])


def test_missing_paths_are_named_together(inbox: Path) -> None:
    with pytest.raises(PathNotFound, match=r"gone.*away"):
        find_files([inbox / "gone", inbox, inbox / "away"])


def test_the_id_is_the_hash_of_the_content(inbox: Path) -> None:
    (source,) = hash_files([inbox / "b.pdf"])
    assert source.document_id == hashlib.sha256(b"b.pdf").hexdigest()
    assert source.problem is None


def test_a_file_that_cannot_be_read_is_named_with_its_problem(inbox: Path) -> None:
    (inbox / "broken.pdf").symlink_to(inbox / "nowhere")
    os.mkfifo(inbox / "pipe")  # no document, and opening it would wait forever
    sources = list(hash_files(find_files([inbox])))
    assert [(source.path.name, source.problem) for source in sources if source.document_id is None] == [
        ("broken.pdf", "No such file or directory")
    ]
    assert inbox / "pipe" not in [source.path for source in sources]


def test_a_document_above_the_cap_is_refused_by_its_size_and_the_others_are_not(tmp_path: Path) -> None:
    for name, size in (("large.txt", (1 << 20) + 1), ("small.txt", 1 << 20)):
        (tmp_path / name).write_bytes(b" " * size)
    problems = {
        source.path.name: source.problem for source in find_sources(find_files([tmp_path]), Caps(document_mib=1))
    }
    assert problems == {"large.txt": "2 MiB, more than 1 (setting caps.document_mib)", "small.txt": None}
