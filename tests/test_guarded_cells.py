"""Changing any single amount of a typeset document is noticed, except for the cells that the docs list."""

from pathlib import Path

from tests.guarded import DOCUMENT, report, unguarded
from tests.typeset.layouts import LAYOUTS


def test_every_cell_is_guarded_or_listed(tmp_path: Path) -> None:
    found = {layout: unguarded(layout, tmp_path) for layout in LAYOUTS}
    assert all(cells > 100 for _, cells in found.values())
    assert report(found) == DOCUMENT.read_text(encoding="utf-8"), "run python -m tests.guarded and review the diff"
