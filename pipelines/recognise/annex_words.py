"""The labels of annexes and what each says of its value (data/vocabulary/annexes.toml)."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pipelines.issues import ConfigurationError
from pipelines.paths import VOCABULARY
from pipelines.recognise.preamble import scale_of
from pipelines.recognise.remembered import remembered
from pipelines.recognise.spelling import plain, without_enumerator

# A longer text is prose, whatever it begins with.
_LONGEST = 24
_PART = re.compile(r"^其中[:、]?")
_IN_BRACKETS = re.compile(r"\([^()]*\)$")
_TRAILING_NUMBER = re.compile(r"-?[\d,]*\d(?:\.\d+)?$")
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
    """The vocabulary of annexes: labels, levels of indicators (and what they stand under), comparators, units."""

    labels: Mapping[str, Label]
    levels: Mapping[int, frozenset[str]]
    under: Mapping[str, frozenset[str]]
    prefixes: Mapping[str, str]
    suffixes: Mapping[str, str]
    units: frozenset[str]


@cache
def annex_words() -> AnnexWords:
    """Read the vocabulary. Raises ConfigurationError where one word is two labels."""
    data = tomllib.loads((VOCABULARY / "annexes.toml").read_text(encoding="utf-8"))
    labels: dict[str, Label] = {}
    for row in data["label"]:
        said: dict[str, Any] = {key: value for key, value in row.items() if key != "words"}
        for word in row["words"]:
            if word in labels:
                raise ConfigurationError(f"data/vocabulary/annexes.toml: {word} stands twice")
            labels[word] = Label(**said)
    return AnnexWords(
        labels=labels,
        levels={
            level: frozenset(word for row in data["levels"] if row["level"] == level for word in row["words"])
            for level in (1, 2)
        },
        under={word: frozenset(row["under"]) for row in data["levels"] if "under" in row for word in row["words"]},
        prefixes={word: row["code"] for row in data["comparator"] for word in row["prefix"]},
        suffixes={word: row["code"] for row in data["comparator"] for word in row["suffix"]},
        units=frozenset(word for row in data["unit"] for word in row["words"]),
    )


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
    labels = annex_words().labels
    bare = _IN_BRACKETS.sub("", head)
    for word in (head, bare, _TRAILING_NUMBER.sub("", bare), without_enumerator(bare)):
        if word in labels:
            return labels[word]
    month = _MONTH.fullmatch(bare)
    return Label("amount", "annual", "total", month=int(month.group(1))) if month else None
