"""docs/performance.md: a section for each file of figures in results/, in the order of their names.

A module that measures something calls `publish` with its figures and the section that tells them; it needs no other.
`python -m tests.bench.page` draws the plots and writes the page again from the figures at hand.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipelines.paths import ROOT
from tests.bench.plots import PLOTS, svg

RESULTS = Path(__file__).parent / "results"
PAGE = ROOT / "docs" / "performance.md"
DRAWN = PAGE.parent / "plots"

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
    draw(name)
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """The page as the figures at hand say."""
    sections = []
    for path in sorted(RESULTS.glob("*.json")):
        lines = json.loads(path.read_text(encoding="utf-8"))["section"]
        if path.stem in PLOTS:
            lines += ["", f"![{PLOTS[path.stem].said}]({DRAWN.name}/{path.stem}.svg)"]
        sections.append("\n" + "\n".join(lines) + "\n")
    return _HEAD + "".join(sections)


def draw(name: str) -> None:
    """Write the plot of the figures under this name, where they have one."""
    if name in PLOTS:
        DRAWN.mkdir(exist_ok=True)
        (DRAWN / f"{name}.svg").write_text(svg(PLOTS[name], figures_of(name)), encoding="utf-8")


def figures_of(name: str) -> dict[str, Any]:
    """The figures that were kept under this name."""
    found: dict[str, Any] = json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8"))["figures"]
    return found


if __name__ == "__main__":
    for each in PLOTS:
        draw(each)
    PAGE.write_text(page(), encoding="utf-8")
