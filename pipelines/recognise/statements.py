"""Read the narrative: every number said in a sentence, with what it is about where its words are understood."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipelines.read.document import Document
from pipelines.recognise.headings import Headings, is_heading
from pipelines.recognise.prose import read_paragraphs
from pipelines.recognise.spelling import plain
from pipelines.recognise.statement import Statement
from pipelines.recognise.told import CHANGES, Sentence, Told
from pipelines.recognise.walk import Walk

_LEADING = re.compile(r"^(?:中共)?(?:[\u4e00-\u9fff]{1,8}?[省市县区旗州盟])*")
_SHORTEST = 2
_PLACE = r"(?:(?:(?![年度月日的])[\u4e00-\u9fff]){1,12}[省市县区旗州盟])?"
_BRACKET = r"(?:\((?!类|款|项)[^()\d]{1,20}\))*"


def read_statements(document: Document, unit_names: Sequence[str], year: int | None) -> tuple[Statement, ...]:
    """Return the numbers and comparisons of the narrative in order. `unit_names` are those of the publisher."""
    own = _own_names(unit_names)
    headings, statements = Headings(), list[Statement]()
    sentence, lead, reasons = Sentence(0, ""), None, dict[int, str | None]()
    for paragraph in read_paragraphs(document):
        headings.close(paragraph)
        if is_heading(paragraph):
            headings.push(paragraph.depth, paragraph.text[len(paragraph.mark) :], own)
            lead = None
        elif not headings.is_glossary:
            told = Told(headings, statements, sentence, year, len(statements), lead)
            walk = Walk(paragraph, own, plain(unit_names[0]) if unit_names else "", told)
            walk.run()
            reasons |= walk.reasons
            sentence, lead = told.sentence, told.lead or lead
    return tuple(_with_reasons(statements, reasons))


def _with_reasons(statements: Sequence[Statement], reasons: Mapping[int, str | None]) -> Iterator[Statement]:
    """A change has its reason in its sentence, or in those of its section up to the next change."""
    changes = [one.sentence_no for one in statements if one.measure in (*CHANGES, "comparison")]
    for one in statements:
        if one.measure not in (*CHANGES, "comparison"):
            yield one
            continue
        end = next((no for no in changes if no > one.sentence_no), max(reasons, default=0) + 1)
        given = any(one.sentence_no <= no < end and section == one.section for no, section in reasons.items())
        yield replace(one, has_reason=given)


def _own_names(names: Sequence[str]) -> re.Pattern[str] | None:
    """The publisher is named first; of the others those are its own that are a part of its name, or hold it."""
    bare = [re.sub(r"^\d+", "", re.sub(r"\([^)]*\)", "", plain(name))) for name in names]
    first = bare[0] if bare else ""
    own = {name for name in bare if name in first or first in name}
    own |= {_LEADING.sub("", name) for name in own}
    words = sorted((name for name in own if len(name) > _SHORTEST), key=len, reverse=True)
    return re.compile(f"{_PLACE}(?:{'|'.join(map(re.escape, words))}){_BRACKET}") if words else None
