"""The trees of measures, funding, category and 三公: which is a part of which (data/vocabulary/measures.toml)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipelines.paths import VOCABULARY

TREES = ("funding", "category", "three_public")


@dataclass(frozen=True, slots=True)
class Measure:
    """One value of a tree of measures, with what it is a part of. `is_memo`: beside its parent's parts, never one."""

    code: str
    parent: str | None
    name_zh: str
    name_en: str
    sort_no: int
    is_memo: bool = False


@cache
def measures(kind: str) -> Mapping[str, Measure]:
    """Return the tree of `kind` (funding, category or three_public) by code, from data/vocabulary/measures.toml."""
    rows = tomllib.loads((VOCABULARY / "measures.toml").read_text(encoding="utf-8"))["measure"]
    return {
        row["code"]: Measure(
            row["code"], row.get("parent"), row["zh"], row["en"], row["sort"], is_memo=row.get("memo", False)
        )
        for row in rows
        if row["kind"] == kind
    }


@cache
def ancestors(kind: str, code: str) -> tuple[str, ...]:
    """Return the measures that `code` is a part of, nearest first."""
    tree, line = measures(kind), []
    measure = tree.get(code)
    while measure is not None and measure.parent is not None:
        line.append(measure.parent)
        measure = tree.get(measure.parent)
    return tuple(line)


def is_memo(kind: str, code: str | None) -> bool:
    """True for a measure that is another cut of its parent's money: 政府采购 beside 基本支出 and 项目支出."""
    measure = measures(kind).get(code or "")
    return measure is not None and measure.is_memo
