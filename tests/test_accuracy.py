"""The page on accuracy is what the code of today makes of the documents at hand."""

import pytest

from tests.accuracy import PAGE, SHARED, measure, page


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents are not part of the project")
def test_the_page_is_up_to_date() -> None:
    assert page(measure()) == PAGE.read_text(encoding="utf-8"), "run python -m tests.accuracy and review the diff"
