"""Archives of office documents: each document is read as itself, also from an archive in the archive."""

import io
import zipfile
from pathlib import Path

import pytest

from pipelines.load.archives import source_on_disk
from pipelines.load.discover import find_files, find_sources
from pipelines.load.ingest import ingest
from pipelines.load.warehouse import read_warehouse
from pipelines.normalise.extract import extract
from pipelines.settings import Caps
from tests.typeset.html import render_html
from tests.typeset.samples import read_samples
from tests.typeset.word import render_docx
from tests.typeset.workbook import render_xlsx


def packed(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def names(path: Path, **caps: int) -> list[str]:
    return [
        source.source_uri.removeprefix(path.as_posix()) for source in find_sources(find_files([path]), Caps(**caps))
    ]


def test_office_documents_in_nested_archives_load(tmp_path: Path) -> None:
    document = read_samples()[0].document()
    inner = packed({"表.xlsx": render_xlsx(document), "说明/页.html": render_html(document)})
    path = tmp_path / "预算.zip"
    path.write_bytes(packed({"甲局.zip": inner, "文.docx": render_docx(document), "__MACOSX/x": b"junk"}))
    warehouse = tmp_path / "warehouse.duckdb"
    summary = ingest([path], warehouse)
    assert (summary.files, summary.loaded, summary.quarantined) == (3, 3, 0)
    with read_warehouse(warehouse) as connection:
        found = connection.execute(
            "select source_uri, file_name, split_part(media_type, '.', -1) from document order by 1"
        ).fetchall()
    base = path.as_posix()
    assert found == [
        (f"{base}!/文.docx", "文.docx", "document"),
        (f"{base}!/甲局.zip!/表.xlsx", "表.xlsx", "sheet"),
        (f"{base}!/甲局.zip!/说明/页.html", "页.html", "text/html"),
    ]
    with source_on_disk(f"{base}!/甲局.zip!/表.xlsx") as copy:
        assert copy.read_bytes() == render_xlsx(document)
    assert not copy.exists()


def test_an_archive_three_deep_stays_closed(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"b.zip": packed({"c.zip": packed({"d.txt": b"d"})})}))
    assert names(path) == ["!/b.zip!/c.zip"]
    with source_on_disk(f"{path.as_posix()}!/b.zip!/c.zip") as copy:
        (row,) = extract(copy, "nested").tables["document"]
    assert str(row["reason"]).startswith("archive: ")


@pytest.mark.parametrize("caps", [{"archive_members": 4}, {"archive_mib": 2}])
def test_caps_count_what_stands_in_inner_archives(tmp_path: Path, caps: dict[str, int]) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"b.zip": packed({f"{n}.txt": bytes([65 + n]) * (1 << 20) for n in range(4)})}))
    assert len(names(path)) == 4
    (whole,) = find_sources(find_files([path]), Caps(**caps))
    assert whole.problem is not None and "more than" in whole.problem


def test_an_inner_name_that_points_outside_writes_nothing_there(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.zip"
    path.parent.mkdir()
    path.write_bytes(packed({"b.zip": packed({"../../../outside.txt": b"x"})}))
    (source,) = find_sources(find_files([path]), Caps())
    with source_on_disk(source.source_uri) as copy:
        assert copy.read_bytes() == b"x"
        assert "outside" not in copy.name
    assert sorted(found.name for found in tmp_path.rglob("*") if found.is_file()) == ["a.zip"]


def test_a_damaged_inner_archive_is_one_document(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"b.zip": packed({"c.txt": b"c" * 999})[:60], "d.txt": b"d"}))
    assert names(path) == ["!/b.zip", "!/d.txt"]
