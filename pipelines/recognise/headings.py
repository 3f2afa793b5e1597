"""The headings that a sentence stands under, and what they say of numbers that do not say it themselves."""

import re
from dataclasses import dataclass, field

from pipelines.recognise.meaning import Said, meaning_of, said_by
from pipelines.recognise.numbers import number_pattern
from pipelines.recognise.prose import NO_NUMBER, PART, Paragraph
from pipelines.recognise.publisher import Publisher
from pipelines.recognise.statement import Meaning
from pipelines.recognise.statement_words import cut
from pipelines.recognise.unit_words import looks_like_unit

_LONGEST = 60
_GLOSSARY = re.compile(r"(?:名词|术语|专业名词|专用名词).{0,4}(?:解释|说明)|专业性较强的名词|名词解释")
_DEFINITION = re.compile(r"^[^,。;]{2,40}[:,]?(?:是指|主要是指|即指|指的是|指(?!标|数|导|定|引|挥))")
_CLOSING = re.compile(
    r"(?:(?:当年|预算|决算|支出|收支|拨款)?(?:规模|结构|增减|总体|具体|安排|数据)*(?:变化|变动|使用|占用|执行)?(?:情况|原因)?(?:的)?(?:及)?(?:原因)?(?:总体)?(?:说明)?)$"
)
# 某某中心2024年预算情况: what stands before the year may be a unit.
_UNIT_OF = re.compile(r"(?:19|20)\d\d年|:")
# 关于一般公共预算支出表的说明: about what the table is of.
_TABLE = re.compile(r"(?:预算|决算)?(?:总|明细)?表(?:的)?(?:情况)?(?:的)?说明$")


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading, or a leading sentence whose parts follow. `lead` is the number of its statement, if understood.

    `is_inside`: the rest of its paragraph is about it."""

    depth: float
    text: str
    meaning: Meaning | None
    says_nothing: bool
    lead: int | None = None
    is_foreign: bool = False
    is_inside: bool = False
    is_lead: bool = False


@dataclass
class Headings:
    """The open headings, outermost first."""

    open: list[Heading] = field(default_factory=list)
    first: str | None = None

    def close(self, paragraph: Paragraph) -> None:
        """Close what ends where a paragraph with a number of this depth begins."""
        if paragraph.depth < NO_NUMBER:
            self.open = [heading for heading in self.open if heading.depth < paragraph.depth]

    def push(self, depth: float, text: str, own: Publisher, *, is_inside: bool = False) -> None:
        """Open a heading and read what it says."""
        said = heading_said(text)
        # A part of the document (第二部分) is its publisher's, by whatever name.
        is_section = depth != PART and self._is_another(_UNIT_OF.split(text.removeprefix("关于"), maxsplit=1)[0], own)
        names_unit = own.is_another(text) or is_section
        upper = self.nearest
        above = None if upper is None else upper.meaning
        # 收入预算:2025年预算数5万元 is about all income; as a line of its own it only orders what follows.
        is_side = is_inside and said.side is not None and self.is_of_all
        says_nothing = said.is_bare and not is_side
        meaning = None if says_nothing else meaning_of(said, "万元", above, in_list=False)
        says_nothing = says_nothing and said.understood
        self.open.append(Heading(depth, text, meaning, says_nothing, is_foreign=names_unit, is_inside=is_inside))

    def _is_another(self, name: str, own: Publisher) -> bool:
        """The first unit that a heading puts before a year is the publisher, as whom else the file may be filed."""
        if not looks_like_unit(name):
            return False
        self.first = self.first or name
        return name != self.first and own.is_another(name)

    def push_lead(self, depth: int, text: str, meaning: Meaning | None, lead: int | None) -> None:
        """Open a sentence that ends in 其中: as a heading of the paragraphs that follow."""
        below = depth if depth < NO_NUMBER else (self.open[-1].depth if self.open else 0) + 0.5
        self.open = [heading for heading in self.open if heading.depth < below]
        self.open.append(Heading(below, text, meaning, False, lead, is_lead=True))

    @property
    def section(self) -> str | None:
        """The headings as one text; None where there are none."""
        return " / ".join(heading.text for heading in self.open if not heading.is_lead) or None

    @property
    def is_glossary(self) -> bool:
        return any(_GLOSSARY.search(heading.text) for heading in self.open)

    @property
    def is_foreign(self) -> bool:
        """True under a heading that is the name of another unit."""
        return any(heading.is_foreign for heading in self.open)

    @property
    def is_of_all(self) -> bool:
        """True where no heading narrows the money that is spoken of: 收入预算 below it is all income."""
        upper = self.nearest
        return upper is None or (upper.meaning is not None and upper.meaning.funding == "total")

    @property
    def nearest(self) -> Heading | None:
        """The nearest heading that says anything, understood or not."""
        return next((heading for heading in reversed(self.open) if not heading.says_nothing), None)


def is_heading(paragraph: Paragraph) -> bool:
    """True for a short numbered line without any number or sentence."""
    text = paragraph.text[len(paragraph.mark) :]
    if paragraph.depth == NO_NUMBER or len(text) > _LONGEST or "。" in text[:-1] or gives_reason(text):
        return False
    return not any(found["mark"] is None for found in number_pattern().finditer(text))


def gives_reason(text: str) -> bool:
    """True where words follow a reason behind a comma: 3.收支增加的主要原因,人员增加."""
    before, comma, _ = text.partition(",")
    return bool(comma) and any(word.role == "reason" for word in cut(before))


def is_definition(sentence: str) -> bool:
    """True for a sentence that explains a term: its numbers are no statements."""
    return bool(_DEFINITION.match(sentence))


def heading_said(text: str) -> Said:
    """What a heading says, without 情况说明 and its like at its end."""
    bare = _TABLE.sub("", text.rstrip(":。").removeprefix("关于"))
    said = said_by(cut(bare))
    return said if said.understood else said_by(cut(_CLOSING.sub("", bare) or bare))
