"""What is tried when a PDF is not read, and what is said of it then; the canary."""

import os
import time
from pathlib import Path

import pytest

from pipelines.load.canary import Agreement, is_chosen
from pipelines.load.jobs import Job
from pipelines.load.reading import Read, Reading, read_documents
from pipelines.normalise.rows import DocumentRows
from pipelines.read.options import ReadOptions
from pipelines.settings import Caps
from tests.load.made import document, document_id, row

CAPS = Caps(seconds=8, page_milliseconds=1)


def extract(path: Path, source_uri: str, options: ReadOptions) -> DocumentRows:
    """A reading room of which the file says in which way each engine fails: `%PDF- fast=die pdfplumber=hang`."""
    text = path.read_text(encoding="utf-8")
    engine = "repaired" if options.is_repaired else options.pdf_engine
    match dict(word.split("=") for word in text.split() if "=" in word).get(engine):
        case "die":
            os._exit(9)
        case "hang":
            time.sleep(60)
        case "eat":
            raise MemoryError
        case "raise":
            raise ValueError("no good")
        case "damaged":
            nothing = {"disclosure_id": None, "unit_id": None, "fiscal_year": None, "stage": None}
            return document(text, {}, status="quarantined", reason="pdf_damaged: no objects", **nothing)
        case "locked":
            nothing = {"disclosure_id": None, "unit_id": None, "fiscal_year": None, "stage": None}
            return document(text, {}, status="quarantined", reason="pdf_encrypted: locked", **nothing)
        case "differ":
            issue = {"issue_id": f"1-{text}", "code": "engines_differ", "page": 2, "message": "page 2 differs"}
            issues = [row("document_issue", document_id=document_id(text), **issue)]
            return document(text, {"document_issue": issues}, media_type="application/pdf", pages=4)
    title = f"{engine} after {options.after}"
    return document(text, {}, media_type="application/pdf", pages=4, title=title)


def read(folder: Path, text: str, share: float = 0.0, engine: str = "fast") -> Read:
    path = folder / "a.pdf"
    path.write_text(text, encoding="utf-8")
    job = Job(path, "somewhere/a.pdf", document_id(text), len(text))
    how = Reading(extract, "1", 1, CAPS, engine, share)  # type: ignore[arg-type]
    (found,) = read_documents([job], how)
    return found


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        ("die", "reader_crashed: the process ended with exit status 9"),
        ("hang", "reader_timeout: no result within 8 s"),
        ("eat", "reader_memory: the address space of the process was used up"),
        ("raise", "reader_crashed: ValueError: no good"),
        ("damaged", "pdf_damaged: no objects"),
    ],
)
def test_the_reference_engine_is_asked_once_more(tmp_path: Path, failure: str, reason: str) -> None:
    found = read(tmp_path, f"%PDF- fast={failure}")
    assert found.rows.document["status"] == "loaded"
    assert found.rows.document["title"] == f"pdfplumber after {reason}"


def test_a_repaired_copy_is_the_last_that_is_tried(tmp_path: Path) -> None:
    found = read(tmp_path, "%PDF- fast=die pdfplumber=damaged")
    assert found.rows.document["title"] == (
        "repaired after reader_crashed: the process ended with exit status 9; then pdf_damaged: no objects"
    )
    assert read(tmp_path, "%PDF- pdfplumber=damaged", engine="pdfplumber").rows.document["title"] == (
        "repaired after pdf_damaged: no objects"
    )


def test_what_fails_in_every_way_is_set_aside_with_the_first_code_and_all_reasons(tmp_path: Path) -> None:
    found = read(tmp_path, "%PDF- fast=raise pdfplumber=eat repaired=locked")
    assert found.rows.document["status"] == "quarantined"
    assert found.rows.document["reason"] == (
        "reader_crashed: ValueError: no good; then reader_memory: the address space of the process was used up; "
        "then pdf_encrypted: locked"
    )


@pytest.mark.parametrize("text", ["fast=raise", "%PDF- fast=locked"])
def test_what_no_other_reading_can_cure_is_not_tried_again(tmp_path: Path, text: str) -> None:
    assert "then" not in str(read(tmp_path, text).rows.document["reason"])


def test_a_canary_is_read_by_both_engines_and_its_pages_are_counted(tmp_path: Path) -> None:
    same = read(tmp_path, "%PDF-", share=1.0)
    assert same.is_compared and same.rows.document["title"] == "verify after None"
    differs = read(tmp_path, "%PDF- verify=differ", share=1.0)
    agreement = Agreement().with_document(same.rows).with_document(differs.rows)
    assert (agreement.documents, agreement.pages, agreement.differing, agreement.share) == (2, 8, 1, 0.875)
    # One that only the reference engine could read compares nothing.
    assert not read(tmp_path, "%PDF- verify=die", share=1.0).is_compared
    assert Agreement().share is None


def test_the_canaries_are_the_same_in_every_run_and_as_many_as_were_asked_for() -> None:
    ids = [document_id(str(number)) for number in range(2000)]
    chosen = [each for each in ids if is_chosen(each, 0.1)]
    assert chosen == [each for each in ids if is_chosen(each, 0.1)]
    assert 150 < len(chosen) < 250
    assert [is_chosen(each, 0.0) for each in ids[:9]] == [False] * 9
    assert all(is_chosen(each, 1.0) for each in ids)
