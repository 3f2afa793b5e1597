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
    (inbox / "device.pdf").symlink_to("/dev/zero")
    (inbox / "round.pdf").symlink_to(inbox / "round.pdf")
    (inbox / "up.pdf").symlink_to(inbox, target_is_directory=True)
    os.mkfifo(inbox / "pipe.pdf")  # opening it would wait forever
    (inbox / "folder.pdf").mkdir()
    (inbox / "folder.pdf" / "c.pdf").write_text("c")
    sources = list(find_sources(find_files([inbox, inbox / "pipe.pdf"]), Caps()))
    no_file = "this is no file but a folder, a pipe or a device"
    assert {source.path.name: source.problem for source in sources if source.document_id is None} == {
        "broken.pdf": "No such file or directory",
        "device.pdf": no_file,
        "pipe.pdf": no_file,
        "round.pdf": "Too many levels of symbolic links",
        "up.pdf": no_file,
    }
    assert inbox / "folder.pdf" / "c.pdf" in [source.path for source in sources if source.document_id]


def test_a_hole_of_terabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "hole.pdf"
    with path.open("wb") as file:
        file.truncate(1 << 42)
    (source,) = find_sources([path], Caps())
    assert (source.document_id, source.problem) == (None, "file_too_large: 4194304 MiB, more than 2048")


def test_a_name_that_is_no_text_is_written_as_text(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff\xfe.txt")
    path.write_text("a", encoding="utf-8")
    (source,) = find_sources([path], Caps())
    assert (source.path, source.source_uri) == (path, tmp_path.as_posix() + r"/\xff\xfe.txt")


def test_a_document_above_the_cap_is_refused_by_its_size_and_the_others_are_not(tmp_path: Path) -> None:
    for name, size in (("large.txt", (1 << 20) + 1), ("small.txt", 1 << 20)):
        (tmp_path / name).write_bytes(b" " * size)
    problems = {
        source.path.name: source.problem for source in find_sources(find_files([tmp_path]), Caps(document_mib=1))
    }
    assert problems == {
        "large.txt": "file_too_large: 2 MiB, more than 1 (setting caps.document_mib)",
        "small.txt": None,
    }
