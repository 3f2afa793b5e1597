"""What identifies a row: the codes, names and units in its left-hand columns, whatever way they are printed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.recognise.form import BodyRow, Column
from pipelines.recognise.spelling import plain
from pipelines.records import record

_EMBEDDED = re.compile(
    r"^(?:\[(?P<bracket>\d{3,9})\]|(?P<dash>\d{3,9})-|(?P<bare>\d{3}(?:\d\d){0,3})(?=[\u4e00-\u9fff(“]))(?P<name>.*)$"
)
_PRINTED_CODE = re.compile(r"^(?:[\[［【]\d{3,9}[\]］】]|\d{3,9}[-－—–]?)")
_DIGITS = re.compile(r"\d+")
_LEVELS = ("类", "款", "项")


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that name one subject: its code columns and its name columns. `classification` None: as the block's."""

    codes: tuple[Column, ...]
    names: tuple[Column, ...]
    classification: str | None


@record(frozen=True, slots=True)
class Named:
    """One subject as a row names it. `code` is joined from its parts; `is_relative`: without its parents' digits.

    `name` is in plain spelling, `printed` as printed, without blanks.
    """

    code: str | None
    name: str
    is_relative: bool = False
    level: int | None = None
    printed: str = ""


def group_identifiers(columns: Sequence[Column]) -> tuple[Group, ...]:
    """Group identifier columns into subjects: (code, name), (类, 款, 项, name), (name), (name, name) …"""
    groups: list[Group] = []
    codes: list[Column] = []
    names: list[Column] = []

    def close() -> None:
        nonlocal codes, names
        if codes or names:
            said = [column.facets.classification for column in (*codes, *names) if column.facets.classification]
            groups.append(Group(tuple(codes), tuple(names), said[0] if said else None))
        codes, names = [], []

    for column in columns:
        if column.kind == "code":
            if names or (codes and (column.facets.level or 1) <= (codes[-1].facets.level or 1)):
                close()
            codes.append(column)
        elif column.kind in ("name", "label"):
            if names and column.header and _header(column) != _header(names[-1]):
                close()
            names.append(column)
    close()
    return tuple(groups)


def _header(column: Column) -> tuple[str, ...]:
    return tuple(plain(text) for text in column.header)


def read_named(row: BodyRow, group: Group) -> Named | None:
    """Return the subject that a row names in the columns of `group`, or None where they are blank."""
    cells = row.cells
    parts = {column.facets.level or 1: plain(cell.text) for column in group.codes if (cell := cells.get(column.index))}
    texts = [cell.text for column in group.names if (cell := cells.get(column.index))]
    digits = {level: part for level, part in parts.items() if _DIGITS.fullmatch(part)}
    # 合计 merged over the code columns, or printed in one of them.
    words = [part for level, part in parts.items() if level not in digits and part not in _LEVELS]
    name = "".join(dict.fromkeys([*words, *map(plain, texts)]))
    printed = "".join(dict.fromkeys([*words, *("".join(text.split()) for text in texts)]))
    if digits:
        return _with_code(digits, name, printed)
    if not name:
        return None
    if found := _EMBEDDED.match(name):
        code = found.group("bracket") or found.group("dash") or found.group("bare")
        return Named(code, found.group("name"), printed=_PRINTED_CODE.sub("", printed))
    return Named(None, name, printed=printed)


def _with_code(digits: Mapping[int, str], name: str, printed: str) -> Named:
    whole = next((part for part in digits.values() if len(part) >= 5), None)
    if whole is None and len(digits) == 1 and len(only := next(iter(digits.values()))) >= 3:
        whole = only
    if whole is None and len(digits) == 2 and len(set(digits.values())) == 1 and len(digits[min(digits)]) == 3:
        # 208 under 类 and once more under 科目编码, which joins what 类, 款 and 项 print.
        whole = digits[min(digits)]
    if whole is not None:
        # A full code, whatever the header calls the column.
        return Named(whole, name, printed=printed)
    first = min(digits)
    code = "".join(part if level == 1 else part.zfill(2) for level, part in sorted(digits.items()))
    lowest = max(digits)
    if first > 1 or len(digits[first]) < 3:
        return Named(code, name, is_relative=True, level=lowest if first > 1 else None, printed=printed)
    return Named(code, name, level=lowest, printed=printed)
