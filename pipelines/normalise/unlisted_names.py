"""What a name among subjects is that no list has: a heading of an unknown category, or a subject of which level.

1、基本支出                      一、一般公共服务支出
(1)工资福利支出                  二、星际事务支出 (a class beside 一般公共服务支出, not below it)
2、星际事务开支 (a heading)      三、住房保障支出
(1)工资福利支出
"""

from collections.abc import Sequence
from functools import partial
from itertools import takewhile

from pipelines.normalise.identifiers import Named
from pipelines.normalise.meaning import Label, depth_of, read_label
from pipelines.normalise.subjects import Resolver, subjects_named
from pipelines.recognise.terms import facets_of


def below_unknown_headings(names: Sequence[Named | None], resolver: Resolver) -> dict[int, int]:
    """Return {row: row of the heading above it} for all rows below a heading without meaning, itself included.

    `names` are the subjects that the rows of a block name. A class (类) lies below no other subject, so a name without
    code that no list has, with a class numbered lower or not at all right below it, is no subject but a heading.
    """
    labels = [None if named is None or named.code else read_label(named.name) for named in names]
    found: dict[int, int] = {}
    for number, label in enumerate(labels):
        if label is None or number in found or not _is_heading(label, labels[number + 1 :], resolver):
            continue
        below = takewhile(partial(_is_below, label), labels[number + 1 :])
        found |= {number + offset: number for offset in range(1 + sum(1 for _ in below))}
    return found


def levels_by_depth(names: Sequence[Named | None], resolver: Resolver) -> dict[int, int]:
    """Return {depth of an enumerator: level} where all listed names without code so numbered are of one level."""
    found: dict[int, set[int]] = {}
    for named in names:
        if named is None or named.code:
            continue
        label = read_label(named.name)
        levels = {row.level for row in subjects_named(resolver.classification, label.core, resolver.year)}
        if len(levels) == 1:
            found.setdefault(depth_of(label.enumerator), set()).update(levels)
    return {depth: levels.pop() for depth, levels in found.items() if len(levels) == 1}


def _is_heading(label: Label, later: Sequence[Label | None], resolver: Resolver) -> bool:
    if (
        not depth_of(label.enumerator)
        or facets_of(label.core).understood
        or subjects_named(resolver.classification, label.core)
    ):
        return False
    following = later[0] if later else None
    return following is not None and _is_below(label, following) and _is_class(following, resolver)


def _is_below(heading: Label, label: Label | None) -> bool:
    """True for a name that is numbered lower than the heading, or not at all, and is no word of a total."""
    if label is None or (facets_of(label.core).understood and facets_of(label.core).total):
        return False
    return not label.enumerator or depth_of(label.enumerator) > depth_of(heading.enumerator)


def _is_class(label: Label, resolver: Resolver) -> bool:
    rows = subjects_named(resolver.classification, label.core, resolver.year)
    return bool(rows) and any(row.level == 1 for row in rows)
