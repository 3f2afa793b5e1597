"""Which changes of the narrative have a reason: beside, behind or below them, or one for both sides at the end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.recognise.statement import Statement
from pipelines.recognise.told import CHANGES

_ENDS_IN_PARTS = ":"


@dataclass(frozen=True, slots=True)
class Reason:
    """Where a reason is given. `is_first`: its sentence says no number before it; `is_of_both`: 收支增加的主要原因."""

    sentence_no: int
    section: str | None
    is_first: bool
    is_of_both: bool


def with_reasons(statements: Sequence[Statement], reasons: Sequence[Reason]) -> Iterator[Statement]:
    """The statements, each change with whether the narrative gives a reason for it."""
    changes = [one.sentence_no for one in statements if _is_change(one)]
    for one in statements:
        if not _is_change(one):
            yield one
            continue
        following = next((no for no in changes if no > one.sentence_no), None)
        yield replace(one, has_reason=any(_explains(reason, one, following) for reason in reasons))


def _is_change(one: Statement) -> bool:
    return one.measure in (*CHANGES, "comparison")


def _explains(reason: Reason, change: Statement, following: int | None) -> bool:
    """`following` is the sentence of the next change."""
    if reason.sentence_no < change.sentence_no:
        return False
    own, given = change.section or "", reason.section or ""
    if own == given:
        # 主要原因:项目支出增加9万元 goes on to say a change itself.
        is_next = (
            following is None or reason.sentence_no < following or (reason.is_first and reason.sentence_no == following)
        )
        if is_next:
            return True
    if reason.is_of_both:
        return own == given or (bool(given) and own.startswith(given))
    return change.sentence.endswith(_ENDS_IN_PARTS) and given.startswith(f"{own} / ")
