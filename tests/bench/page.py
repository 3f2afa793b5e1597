"""docs/performance.md: a section for each file of figures in results/, in the order of their names.

A module that measures something calls `publish` with its figures and the section that tells them; it needs no other.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from pipelines.paths import ROOT

RESULTS = Path(__file__).parent / "results"
PAGE = ROOT / "docs" / "performance.md"

_HEAD = """# Performance

Each section names the command that measured it and writes it again. Readers that are compared take turns in one
process, so that the ratios hold on a machine that others use too; the milliseconds are those of such a machine.
"""


def publish(name: str, figures: Mapping[str, object], section: str) -> None:
    """Keep the figures and the section (Markdown, from its heading on) under this name and write the page again."""
    RESULTS.mkdir(exist_ok=True)
    kept = {"figures": figures, "section": section.strip().splitlines()}
    text = json.dumps(kept, indent=1, ensure_ascii=False) + "\n"
    (RESULTS / f"{name}.json").write_text(text, encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """The page as the figures at hand say."""
    sections = []
    for path in sorted(RESULTS.glob("*.json")):
        lines = json.loads(path.read_text(encoding="utf-8"))["section"]
        sections.append("\n" + "\n".join(lines) + "\n")
    return _HEAD + "".join(sections)
