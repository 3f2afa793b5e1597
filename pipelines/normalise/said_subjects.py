"""Which subject (科目) the words of a sentence name: by code, or by name below the names that stand before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.normalise.code_lists import Classification, Subject, code_list
from pipelines.recognise.statement import Meaning

_MARK = re.compile(r"\(([类款项])\)$")
_LEVELS = {"类": 1, "款": 2, "项": 3}
_ECONOMIC = re.compile(r"经济分类|经济科目")
_BY_PEOPLE = ("personnel", "public")


@dataclass(frozen=True, slots=True)
class SaidSubject:
    """Ids of the subjects that a statement names; `is_found` False where it names one that no list can tell."""

    is_found: bool = True
    function: str | None = None
    economic: str | None = None


def said_subject(meaning: Meaning, section: str | None, year: int) -> SaidSubject:
    """Find the subject of a statement in the code lists of its year."""
    if not meaning.names and meaning.code is None:
        return SaidSubject()
    function = _find("function", meaning, year)
    economic = _find("economic", meaning, year)
    is_economic = meaning.category in _BY_PEOPLE or bool(_ECONOMIC.search(section or ""))
    if economic is not None and (function is None or is_economic):
        return SaidSubject(economic=economic.subject_id)
    return SaidSubject(is_found=function is not None, function=function.subject_id if function else None)


def _find(classification: Classification, meaning: Meaning, year: int) -> Subject | None:
    listed = code_list(classification)
    if meaning.code is not None:
        subject = listed.by_code(meaning.code, year)
        name = meaning.names[-1] if meaning.names else None
        if subject is None or name is None:
            return subject
        return subject if any(row.code == subject.code for row in listed.by_name(_bare(name), year=year)) else None
    # The whole path first; names further out may be of another list, or of a heading that says nothing of it.
    for first in range(len(meaning.names)):
        subject = _below(classification, meaning.names[first:], year)
        if subject is not None:
            return subject
    return None


def _below(classification: Classification, names: tuple[str, ...], year: int) -> Subject | None:
    """The one subject at the end of a path of names; None where a name is missing or stays ambiguous."""
    above: str | None = None
    subject: Subject | None = None
    for index, name in enumerate(names):
        mark = _MARK.search(name)
        level = _LEVELS[mark.group(1)] if mark and classification == "function" else None
        if mark and level is None:
            return None
        found = code_list(classification).by_name(_bare(name), parent_code=above, level=level, year=year)
        subject = _chosen(found, is_alone=above is None, is_last=index == len(names) - 1)
        if subject is None:
            return None
        above = subject.code
    return subject


def _chosen(found: Sequence[Subject], *, is_alone: bool, is_last: bool) -> Subject | None:
    """The one subject of a name. 其他支出 alone is the 类; a name with others behind it is the widest of its kind."""
    classes = [row for row in found if row.level == 1]
    widest = [row for row in found if all(one.code.startswith(row.code) for one in found)]
    if len(found) == 1:
        return found[0]
    if is_alone and len(classes) == 1:
        return classes[0]
    return widest[0] if widest and not is_last else None


def _bare(name: str) -> str:
    return _MARK.sub("", name)
