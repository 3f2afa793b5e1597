"""Read the narrative: every number said in a sentence, with what it is about where its words are understood."""

from collections.abc import Sequence

from pipelines.read.document import Document
from pipelines.recognise.headings import Headings, is_heading
from pipelines.recognise.prose import read_paragraphs
from pipelines.recognise.publisher import Publisher
from pipelines.recognise.reasons import Reason, with_reasons
from pipelines.recognise.statement import Statement
from pipelines.recognise.told import Sentence, Told
from pipelines.recognise.walk import Walk


def read_statements(document: Document, unit_names: Sequence[str], year: int | None) -> tuple[Statement, ...]:
    """Return the numbers and comparisons of the narrative in order. `unit_names` are those of the publisher."""
    own = Publisher(unit_names)
    headings, statements = Headings(), list[Statement]()
    sentence, lead, reasons = Sentence(0, ""), None, list[Reason]()
    # A paragraph below may be about the whole that this one told, never about its part of the same words.
    shadowed = set[int]()
    for paragraph in read_paragraphs(document):
        headings.close(paragraph)
        if is_heading(paragraph):
            headings.push(paragraph.depth, paragraph.text[len(paragraph.mark) :], own)
            lead = None
        elif not headings.is_glossary:
            told = Told(headings, statements, sentence, year, len(statements), lead, shadowed=shadowed)
            walk = Walk(paragraph, own, told)
            walk.run()
            reasons += walk.reasons
            sentence, lead = told.sentence, told.lead or lead
    return tuple(with_reasons(statements, reasons))
