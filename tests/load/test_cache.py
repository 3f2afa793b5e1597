"""The cache: what was read once is not read again, and what was damaged on disk is never believed."""

import os
from pathlib import Path

import pytest

from pipelines.issues import ConfigurationError
from pipelines.load.cache import Cache, open_cache
from pipelines.load.ingest import IngestSummary, ingest
from pipelines.load.packed import checked, pack, unpack
from pipelines.load.tables import ContractBroken
from pipelines.load.warehouse import read_warehouse
from pipelines.normalise.rows import DocumentRows
from pipelines.read.options import AS_USUAL, ReadOptions
from pipelines.read.pdf import PdfLimits
from pipelines.settings import CacheSettings
from tests.load.made import contents, document, document_id, extract_named, quarantined


def refuse(path: Path, source_uri: str, options: ReadOptions) -> DocumentRows:
    raise AssertionError(f"{path.name} was read")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    opened = open_cache(CacheSettings(str(tmp_path / "cache")), "1")
    assert opened is not None
    return opened


def entries(cache: Cache) -> list[Path]:
    return sorted(path for path in cache.folder.rglob("*") if path.is_file())


def test_rows_come_back_as_they_went(cache: Cache) -> None:
    rows = checked(document("a"))
    cache.put(rows, AS_USUAL)
    kept = cache.get(document_id("a"), AS_USUAL)
    assert kept is not None and kept.tables.keys() == rows.tables.keys()
    assert all(kept.tables[name].equals(rows.tables[name]) for name in rows.tables)


def test_another_version_other_options_and_another_document_are_not_found(cache: Cache) -> None:
    cache.put(checked(document("a")), AS_USUAL)
    assert cache.get(document_id("b"), AS_USUAL) is None
    assert cache.get(document_id("a"), ReadOptions(pdf_engine="pdfplumber")) is None
    assert Cache(cache.folder, cache.most_bytes, "2").get(document_id("a"), AS_USUAL) is None


@pytest.mark.parametrize("place", [0, 20, 40, 400, -1])
def test_a_flipped_byte_is_noticed_wherever_it_is(cache: Cache, place: int) -> None:
    cache.put(checked(document("a")), AS_USUAL)
    (path,) = entries(cache)
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    assert cache.get(document_id("a"), AS_USUAL) is None
    assert entries(cache) == []


def test_an_entry_that_broke_off_or_is_another_documents_is_not_believed(cache: Cache) -> None:
    cache.put(checked(document("a")), AS_USUAL)
    cache.put(checked(document("b")), AS_USUAL)
    one, other = entries(cache)
    one.write_bytes(other.read_bytes())
    other.write_bytes(other.read_bytes()[:100])
    assert [cache.get(document_id(name), AS_USUAL) for name in "ab"] == [None, None]


def test_packed_rows_of_another_contract_are_refused() -> None:
    rows = checked(document("a"))
    with pytest.raises(ContractBroken, match="another document"):
        unpack(document_id("b"), pack(rows))
    less = rows.tables["document"].drop_columns(["title"])
    with pytest.raises(ContractBroken, match="another contract"):
        unpack(document_id("a"), pack(type(rows)(rows.document_id, {**rows.tables, "document": less})))
    with pytest.raises(ContractBroken, match="exactly one row"):
        unpack(document_id("a"), pack(type(rows)(rows.document_id, {})))
    for data in (b"", b"rubbish" * 99, pack(rows)[:-20]):
        with pytest.raises(ContractBroken):
            unpack(document_id("a"), data)


def test_a_reason_that_may_pass_with_the_hour_is_not_kept_one_of_the_caps_is(cache: Cache) -> None:
    cache.put(checked(quarantined("a")), AS_USUAL)
    assert cache.get(document_id("a"), AS_USUAL) is not None
    passing = {"disclosure_id": None, "unit_id": None, "fiscal_year": None, "stage": None, "status": "quarantined"}
    cache.put(checked(document("b", {}, reason="reader_timeout: too long", **passing)), AS_USUAL)
    assert cache.get(document_id("b"), AS_USUAL) is None
    cache.put(checked(document("c", {}, reason="page_over_limit: page 1: too much", **passing)), AS_USUAL)
    assert cache.get(document_id("c"), AS_USUAL) is not None
    assert cache.get(document_id("c"), ReadOptions(limits=PdfLimits(characters=10**6))) is None


def test_what_was_not_used_for_the_longest_time_goes_first(cache: Cache) -> None:
    for number, name in enumerate("abcd"):
        cache.put(checked(document(name)), AS_USUAL)
        os.utime(cache._path(document_id(name), AS_USUAL), (number, number))
    assert cache.get(document_id("a"), AS_USUAL) is not None  # its use makes it young
    size = entries(cache)[0].stat().st_size
    Cache(cache.folder, int(size * 2.5), "1").evict()
    left = [name for name in "abcd" if cache.get(document_id(name), AS_USUAL) is not None]
    assert left == ["a", "d"]


def test_a_full_or_broken_disk_keeps_nothing_and_breaks_nothing(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    cache.put(checked(document("a")), AS_USUAL)
    assert cache.get(document_id("a"), AS_USUAL) is None


def test_settings_turn_it_off_or_are_wrong(tmp_path: Path) -> None:
    assert open_cache(CacheSettings(mib=0), "1") is None
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"cache\.folder"):
        open_cache(CacheSettings(str(tmp_path / "file" / "below")), "1")


def test_a_second_warehouse_costs_no_reading(tmp_path: Path) -> None:
    inbox, settings = tmp_path / "inbox", CacheSettings(str(tmp_path / "cache"))
    inbox.mkdir()
    for text in ("a", "b", "quarantine c"):
        (inbox / f"{text}.txt").write_text(text, encoding="utf-8")

    def run(name: str, **how: object) -> IngestSummary:
        return ingest([inbox], tmp_path / name, version="1", cache=settings, **how)  # type: ignore[arg-type]

    assert run("one.duckdb", extract=extract_named).kept == 0
    (inbox / "a.txt").rename(inbox / "renamed.txt")
    again = run("two.duckdb", extract=refuse)
    assert (again.loaded, again.quarantined, again.kept) == (2, 1, 3)
    found = []
    for name in ("one", "two"):
        with read_warehouse(tmp_path / f"{name}.duckdb") as connection:
            found.append(contents(connection))
    names = [sorted(str(row[1]) for row in each.pop("document")) for each in found]
    assert names == [["a.txt", "b.txt", "quarantine c.txt"], ["b.txt", "quarantine c.txt", "renamed.txt"]]
    assert found[0] == found[1]
