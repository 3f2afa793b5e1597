"""A document set as a web page, a workbook or a Word document says the same as its text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.normalise.extract import extract
from tests.read.rendered import render_docx, render_html, render_xlsx
from tests.test_round_trip import read_facts, set_facts
from tests.typeset.document import Document
from tests.typeset.samples import read_samples

RENDERERS: dict[str, Callable[[Document], bytes]] = {
    "html": render_html,
    "gb2312 page": lambda document: render_html(document, "gb2312"),
    "xlsx": render_xlsx,
    "docx": render_docx,
}
SAMPLES = {sample.layout: sample for sample in read_samples() if sample.planted is None}


@pytest.mark.parametrize("format", RENDERERS)
@pytest.mark.parametrize("layout", SAMPLES)
def test_same_facts(tmp_path: Path, layout: str, format: str) -> None:
    document = SAMPLES[layout].document()
    # The name says text, whatever the content is.
    path = tmp_path / "document.txt"
    path.write_bytes(RENDERERS[format](document))
    rows = extract(path, format)
    expected, found = set_facts(document), read_facts(rows)
    assert expected.total() > 200
    assert (expected - found, found - expected) == ({}, {})
    assert rows.tables["document_issue"] == []
