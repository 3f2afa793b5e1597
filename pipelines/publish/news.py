"""What is new and what is gone between two states of a warehouse, and how people read it: Chinese first, then English.

Pure: where the states come from and where the text goes is the business of alerts.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_LINES = 20  # of one kind; a first night may bring thousands


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """One thing that people are told of. `kind` is finding, quarantined or unknown_header; `place` a file name."""

    kind: str
    severity: str
    place: str
    item_id: str
    text_zh: str
    text_en: str


@dataclass(frozen=True, slots=True)
class News:
    """Items that were not there before and items that are there no more, the gravest first."""

    new: tuple[Item, ...] = ()
    gone: tuple[Item, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.gone)


@dataclass(frozen=True, slots=True)
class _Section:
    kind: str
    is_new: bool
    zh: str
    en: str


_SECTIONS = (
    _Section("finding", True, "新发现的问题", "new findings"),
    _Section("finding", False, "已消除的问题", "findings that are gone"),
    _Section("quarantined", True, "新隔离的文件", "newly quarantined documents"),
    _Section("quarantined", False, "不再隔离的文件", "documents no longer quarantined"),
    _Section("unknown_header", True, "新出现的未识别表头", "new headers that no term explains"),
    _Section("unknown_header", False, "已能识别的表头", "headers explained by now"),
)


def compare(before: Iterable[Item], now: Iterable[Item]) -> News:
    """What is in `now` and not in `before`, and the other way round, by kind and id: a reworded text is not news."""
    old = {(item.kind, item.item_id): item for item in before}
    present = {(item.kind, item.item_id): item for item in now}
    return News(
        new=tuple(sorted(item for key, item in present.items() if key not in old)),
        gone=tuple(sorted(item for key, item in old.items() if key not in present)),
    )


def headline(news: News) -> str:
    """One line for a subject field, for instance "Mingzhang 明账: 3 new 新增, 1 gone 消除"."""
    return f"Mingzhang 明账: {len(news.new)} new 新增, {len(news.gone)} gone 消除"


def render(news: News) -> str:
    """Plain text; empty when nothing is new. At most MOST_LINES items of a kind are written out, all are counted."""
    parts = []
    for section in _SECTIONS:
        items = [item for item in (news.new if section.is_new else news.gone) if item.kind == section.kind]
        if items:
            parts.append("\n".join([_heading(section, items), *_lines(items)]))
    return "\n\n".join(parts)


def _heading(section: _Section, items: Sequence[Item]) -> str:
    counts = Counter(item.severity for item in items)
    graded = ", ".join(f"{severity} {count}" for severity, count in sorted(counts.items()))
    detail = f" ({graded})" if section.kind == "finding" else ""
    return f"{section.zh} {len(items)} · {len(items)} {section.en}{detail}"


def _lines(items: Sequence[Item]) -> list[str]:
    lines = []
    for item in items[:MOST_LINES]:
        mark = f"[{item.severity}] " if item.kind == "finding" else ""
        lines.append(f"- {mark}{item.place}: {item.text_zh}")
        if item.text_en != item.text_zh:
            lines.append(f"  {item.text_en}")
        if item.kind == "finding":
            lines.append(f"  mingzhang show {item.item_id}")
    if (more := len(items) - MOST_LINES) > 0:
        lines.append(f"  另有 {more} 条 · and {more} more")
    return lines
