"""The labels of annexes and what each says of its value (data/vocabulary/annexes.toml)."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pipelines.paths import VOCABULARY
from pipelines.recognise.each_once import each_once
from pipelines.recognise.preamble import scale_of
from pipelines.recognise.remembered import remembered
from pipelines.recognise.spelling import plain, without_enumerator

# A longer text is prose, whatever it begins with.
_LONGEST = 24
_PART = re.compile(r"^其中[:、]?")
_IN_BRACKETS = re.compile(r"\([^()]*\)$")
_TRAILING_NUMBER = re.compile(r"-?[\d,]*\d(?:\.\d+)?$")
_SCALE_AT_END = re.compile(r"[\u4e00-\u9fff][\d,.]*\((?:单位:)?[千万亿百]*元\)$")
_MONTH = re.compile(r"(?:截?至)?(1[0-2]|[1-9])月(?:底|末)前?")


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says of its value.

    `level` is the first level that a column stands below, `value` what the label's own cell prints behind a colon.
    """

    id: str
    period: str | None = None
    funding: str | None = None
    category: str | None = None
    stage: str | None = None
    reason: str | None = None
    month: int | None = None
    scale: str | None = None
    level: str | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class AnnexWords:
    """The vocabulary of annexes: labels by word and by pattern, levels of indicators, comparators, units.

    `any_pattern` matches what one of the patterns does; `under` holds the first levels that a second stands below.
    """

    labels: Mapping[str, Label]
    patterns: tuple[tuple[re.Pattern[str], Label], ...]
    any_pattern: re.Pattern[str]
    levels: Mapping[int, frozenset[str]]
    under: Mapping[str, frozenset[str]]
    prefixes: Mapping[str, str]
    suffixes: Mapping[str, str]
    units: frozenset[str]


@cache
def annex_words() -> AnnexWords:
    """Read the vocabulary. Raises ConfigurationError where one word is two labels."""
    data = tomllib.loads((VOCABULARY / "annexes.toml").read_text(encoding="utf-8"))
    return AnnexWords(
        labels=each_once(((word, _label(row)) for row in data["label"] for word in row["words"]), "annexes.toml"),
        patterns=tuple((re.compile(row["title"]), _label(row)) for row in data["pattern"]),
        any_pattern=re.compile("|".join(f"(?:{row['title']})" for row in data["pattern"])),
        levels={
            level: frozenset(word for row in data["levels"] if row["level"] == level for word in row["words"])
            for level in (1, 2)
        },
        under={word: frozenset(row["under"]) for row in data["levels"] if "under" in row for word in row["words"]},
        prefixes={word: row["code"] for row in data["comparator"] for word in row["prefix"]},
        suffixes={word: row["code"] for row in data["comparator"] for word in row["suffix"]},
        units=frozenset(word for row in data["unit"] for word in row["words"]),
    )


def _label(row: Mapping[str, Any]) -> Label:
    return Label(**{key: value for key, value in row.items() if key not in ("words", "title")})


@remembered
def label_of(text: str) -> Label | None:
    """Return the label that a cell prints, with the scale and the value in the same cell, or None for no label.

    >>> label_of("其中：财政拨款（万元）").funding
    'appropriation'
    >>> label_of("联系电话：").reason
    'contact'
    """
    line = plain(text)
    head, _, tail = _PART.sub("", line).partition(":")
    if line and not head and not tail:
        # 其中: alone heads what stands below or behind it.
        return Label("group") if _PART.match(line) else None
    if len(head) > _LONGEST:
        return None
    found = _listed(head)
    if found is None:
        return None
    scale = scale_of(head) or scale_of(tail)
    value = _behind(text, head) if tail and not scale_of(tail) else ""
    return replace(found, scale=scale, value=value)


def header_label_of(text: str) -> Label | None:
    """Return the label that a cell of a header prints. There the name of a first level is a heading of indicators."""
    line = plain(text)
    return label_of(text) or (Label("group", level=line) if line in annex_words().levels[1] else None)


def _behind(text: str, head: str) -> str:
    """What a cell prints behind its label and the colon, as printed."""
    parts = re.split(r"[:：]", text)
    for number in range(1, len(parts)):
        if plain("".join(parts[:number])).endswith(head):
            return ":".join(parts[number:]).strip()
    return ""


def _listed(head: str) -> Label | None:
    words = annex_words()
    labels = words.labels
    bare = _IN_BRACKETS.sub("", head)
    for word in (head, bare, _TRAILING_NUMBER.sub("", bare), without_enumerator(bare)):
        if word in labels:
            return labels[word]
    if month := _MONTH.fullmatch(bare):
        return Label("amount", "annual", "total", month=int(month.group(1)))
    if words.any_pattern.fullmatch(bare) is None:
        return None
    return next((label for pattern, label in words.patterns if pattern.fullmatch(bare)), None)


@remembered
def scale_heading_of(text: str) -> Label | None:
    """Return the heading that a cell of no known words is where it prints a scale in brackets: it holds for its labels.

    >>> scale_heading_of("专项安排情况（万元）").scale
    '万元'
    """
    line = plain(text)
    is_short = len(line) <= _LONGEST and _SCALE_AT_END.search(line) is not None
    return Label("group", scale=scale_of(line)) if is_short else None
