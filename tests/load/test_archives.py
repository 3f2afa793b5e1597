"""Zip archives: their documents are read, and what is wrong with them is said."""

import random
import struct
import zipfile
from pathlib import Path

import pytest

from pipelines.load.archives import is_archive, source_on_disk
from pipelines.load.discover import Source, find_files, find_sources
from pipelines.load.ingest import Progress, ingest
from pipelines.load.warehouse import read_warehouse
from pipelines.settings import Caps
from tests.load.made import document_id, extract_named


def pack(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def sources(path: Path, **caps: int) -> list[Source]:
    return list(find_sources(find_files([path]), Caps(**caps)))


def test_documents_in_an_archive_are_loaded_under_their_names(tmp_path: Path) -> None:
    archive = pack(
        tmp_path / "预算.zip", **{"部门/a.txt": "a", "b.txt": "b", "__MACOSX/b.txt": "junk", ".DS_Store": "x"}
    )
    warehouse = tmp_path / "warehouse.duckdb"
    seen: list[Progress] = []
    for workers in (1, 2):
        summary = ingest([archive], warehouse, extract=extract_named, version=str(workers), workers=workers)
        assert (summary.files, summary.loaded) == (2, 2)
    again = ingest([archive], warehouse, extract=extract_named, version="2", progress=seen.append)
    assert again.unchanged == 2
    assert sorted(step.path.name for step in seen) == ["a.txt", "b.txt"]
    with read_warehouse(warehouse) as connection:
        found = connection.execute("select document_id, file_name, source_uri from document order by 2").fetchall()
    assert found == [
        (document_id("a"), "a.txt", f"{archive.as_posix()}!/部门/a.txt"),
        (document_id("b"), "b.txt", f"{archive.as_posix()}!/b.txt"),
    ]


def test_the_same_document_inside_and_beside_an_archive_loads_once(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    pack(inbox / "b.zip", **{"x.txt": "same"})
    (inbox / "a.txt").write_text("same", encoding="utf-8")
    summary = ingest([inbox], tmp_path / "warehouse.duckdb", extract=extract_named, version="1")
    assert (summary.files, summary.loaded, summary.duplicate) == (2, 1, 1)


@pytest.mark.parametrize("mark", ["[Content_Types].xml", "mimetype", "OFD.xml"])
def test_an_office_document_is_a_document(tmp_path: Path, mark: str) -> None:
    workbook = pack(tmp_path / "表.zip", **{mark: "", "xl/workbook.xml": ""})
    assert not is_archive(workbook)
    assert [(source.path, source.member) for source in sources(workbook)] == [(workbook, None)]


def test_a_name_in_the_code_page_of_chinese_windows_is_read(tmp_path: Path) -> None:
    archive = pack(tmp_path / "a.zip", **{"xxxx.txt": "a"})
    # zipfile writes no such names itself: exchange the bytes in both places where a zip keeps a name.
    archive.write_bytes(archive.read_bytes().replace(b"xxxx.txt", "预算".encode("gb18030") + b".txt"))
    assert [source.source_uri for source in sources(archive)] == [f"{archive.as_posix()}!/预算.txt"]


def test_a_name_that_points_outside_writes_nothing_there(tmp_path: Path) -> None:
    archive = pack(tmp_path / "a.zip", **{"../../outside.txt": "a", "/absolute.txt": "b"})
    summary = ingest([archive], tmp_path / "deep" / "warehouse.duckdb", extract=extract_named, version="1")
    assert summary.loaded == 2
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["a.zip", "warehouse.duckdb"]


@pytest.mark.parametrize(
    ("caps", "reason"),
    [
        ({"archive_members": 2}, "3 members, more than 2"),
        ({"archive_mib": 1}, "3 MiB unpacked, more than 1"),
    ],
)
def test_an_archive_above_the_caps_is_set_aside_and_tried_again_with_others(
    tmp_path: Path, caps: dict[str, int], reason: str
) -> None:
    archive = pack(tmp_path / "a.zip", **{f"{number}.txt": str(number) * (1 << 20) for number in range(3)})
    warehouse = tmp_path / "warehouse.duckdb"
    summary = ingest([archive], warehouse, extract=extract_named, version="1", caps=Caps(**caps))
    assert (summary.files, summary.quarantined) == (1, 1)
    with read_warehouse(warehouse) as connection:
        found = connection.execute("select file_name, reason, bytes from document").fetchall()
    assert found[0][0] == "a.zip" and found[0][2] == archive.stat().st_size
    assert found[0][1].startswith(f"archive_refused: {reason}")
    assert ingest([archive], warehouse, extract=extract_named, version="1").loaded == 3


def test_a_damaged_member_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(4000).hex()
    archive = pack(tmp_path / "a.zip", **{"good.txt": "good", "bad.txt": noise, "last.txt": "last"})
    content = bytearray(archive.read_bytes())
    with zipfile.ZipFile(archive) as opened:
        start = opened.getinfo("bad.txt").header_offset + 200
    content[start : start + 100] = bytes(100)
    archive.write_bytes(content)
    good, last, whole = sources(archive)
    assert (good.document_id, last.document_id) == (document_id("good"), document_id("last"))
    assert whole.path == archive and whole.member is None
    assert whole.problem is not None and whole.problem.startswith("archive_refused: bad.txt: ")


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    archive = pack(tmp_path / "a.zip", **{"secret.txt": "a"})
    content = bytearray(archive.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", content, content.index(signature) + offset, 1)
    archive.write_bytes(content)
    (whole,) = sources(archive)
    assert whole.problem == "archive_refused: secret.txt: encrypted"


def test_what_only_begins_like_an_archive_goes_to_the_readers(tmp_path: Path) -> None:
    broken = tmp_path / "a.zip"
    broken.write_bytes(b"PK\x03\x04 and no more")
    assert [(source.path, source.problem, source.member) for source in sources(broken)] == [(broken, None, None)]


def test_a_document_is_found_again_by_its_source(tmp_path: Path) -> None:
    archive = pack(tmp_path / "a.zip", **{"部门/a.txt": "in the archive"})
    beside = tmp_path / "b.txt"
    beside.write_text("beside", encoding="utf-8")
    texts = []
    for source_uri in (sources(archive)[0].source_uri, beside.as_posix()):
        with source_on_disk(source_uri) as path:
            texts.append(path.read_text(encoding="utf-8"))
    assert texts == ["in the archive", "beside"]
    assert beside.exists()
    for gone in (f"{archive.as_posix()}!/gone.txt", f"{tmp_path.as_posix()}/gone.zip!/a.txt"):
        with pytest.raises(FileNotFoundError, match="no longer"), source_on_disk(gone):
            pass


def test_an_archive_without_a_document_is_not_passed_over(tmp_path: Path) -> None:
    for name, members in (("none.zip", {}), ("junk.zip", {"__MACOSX/b.txt": "junk", ".DS_Store": "x"})):
        (whole,) = sources(pack(tmp_path / name, **members))
        assert whole.problem == "archive_refused: it holds no document"


def test_a_directory_that_lost_members_is_noticed(tmp_path: Path) -> None:
    archive = pack(tmp_path / "a.zip", **{"a.txt": "a", "b.txt": "b"})
    content = bytearray(archive.read_bytes())
    end = content.rindex(b"PK\x05\x06")
    first = content.index(b"PK\x01\x02")
    size = content.index(b"PK\x01\x02", first + 1) - first
    # The directory begins one entry later, as if the first had never been packed.
    struct.pack_into("<II", content, end + 12, size, first + size)
    archive.write_bytes(content)
    (whole,) = sources(archive)
    assert whole.problem == "archive_refused: its directory lists 1 members, its end promises 2"
