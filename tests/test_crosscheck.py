"""Both readings of every row agree, or somebody has said why not; where the real documents are at hand."""

import shutil

import pytest

from tests.accuracy import SHARED
from tests.crosscheck import report


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.skipif(not SHARED.exists(), reason="the real documents do not lie in ../shared")
def test_every_difference_between_two_readings_is_explained() -> None:
    results = report.measure()
    found = report.differences(results)
    assert [difference for difference in found if difference[-1] is None] == []
    reasons = {difference[-1] for difference in found}
    assert [entry for entry in report.explanations() if entry["reason"] not in reasons] == []
    assert sum(result.agreed for result in results.values()) > 7_000
    assert report.PAGE.read_text(encoding="utf-8") == report.page(results)
