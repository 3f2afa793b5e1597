"""The words of the narrative: data/vocabulary/statements.toml, measures among the terms, and names of subjects."""

import csv
import re
import tomllib
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from pipelines.issues import ConfigurationError
from pipelines.paths import REFERENCE, VOCABULARY
from pipelines.recognise.each_once import each_once
from pipelines.recognise.remembered import remembered
from pipelines.recognise.spelling import plain
from pipelines.recognise.terms import vocabulary
from pipelines.recognise.word_ends import cut_into_words, lengths_by_end
from pipelines.records import record

_CODE_LISTS = ("function_subjects.csv", "economic_subjects.csv")
# A subject's name with one of these behind it is the name of a project.
_PROJECT_ENDS = ("经费", "项目", "资金", "个项目")
_LEVEL_MARKS = {"1": "(类)", "2": "(款)", "3": "(项)"}
# A name of one or two characters is an ordinary word unless its level stands behind it: 国防(类).
_SHORTEST_NAME = 3
_SPECIAL = re.compile(
    r"(?P<date>(?:截至|截止到?)?(?P<day_year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|底|末|份)?|年?底|年?末))"
    r"|(?P<year>(?:19|20)\d\d)(?:(?=年初)|年度?|(?=[部单]))"
    r"|(?P<code>\(\d{3,7}\)|\[\d{3,7}\]|(?<!\d)\d{3}(?:\d\d){0,2}-?(?=[\u4e00-\u9fff]))"
)


@record(frozen=True, slots=True)
class Word:
    """What one word of a phrase says. `name` is that of a subject, with the mark of its level where one is printed."""

    text: str = ""
    slot: str | None = None
    funding: str | None = None
    category: str | None = None
    three_public: str | None = None
    kind: str | None = None
    side: str | None = None
    project_kind: str | None = None
    stage: str | None = None
    role: str | None = None
    direction: str | None = None
    year_offset: int | None = None
    year: int | None = None
    date: tuple[int, int | None, int | None] | None = None
    code: str | None = None
    name: str | None = None
    total: bool = False
    is_known: bool = True
    # The fields above that say something, with what they say: most words say one thing.
    said: tuple[tuple[str, Any], ...] = field(default=(), init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        said = [(name, getattr(self, name)) for name in _SAYING]
        # An offset of no years says something.
        object.__setattr__(self, "said", tuple([each for each in said if each[1] is not None and each[1] is not False]))

    @property
    def says_quantity(self) -> bool:
        """True where the word narrows what the number is about."""
        said = self.slot or self.funding or self.category or self.three_public
        return bool(said or self.kind or self.name or self.project_kind)


_SAYING = tuple(each.name for each in fields(Word) if each.name not in ("text", "is_known", "said"))
_END = Word()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every word by its plain spelling, the slots by name and kind of number, how long words are by their end.

    `quiet` words neither narrow what a number is about nor are a total.
    """

    words: Mapping[str, Word]
    slots: Mapping[str, Mapping[str, str]]
    lengths: Mapping[str, Sequence[int]]
    quiet: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Read the vocabulary once. Raises ConfigurationError for an unknown key or slot, or a word that stands twice."""
    data = tomllib.loads((VOCABULARY / "statements.toml").read_text(encoding="utf-8"))
    slots: dict[str, Mapping[str, str]] = {row["name"]: row["ids"] for row in data["slot"]}
    own = each_once(((word.text, word) for row in data["word"] for word in _words(row, slots)), "statements.toml")
    words = {**_subject_words(), **_terms(), **own}
    # A total is one, as 财政拨款|收入总计 says and 财政拨款收入|总计 does not.
    quiet = frozenset(text for text, word in words.items() if not (word.says_quantity or word.total))
    return Lexicon(words, slots, lengths_by_end(words), quiet)


def _words(row: Mapping[str, Any], slots: Container[str]) -> Iterator[Word]:
    said = {key: value for key, value in row.items() if key != "words"}
    wrong = set(said) - set(_SAYING)
    if "slot" in said and said["slot"] not in slots:
        wrong.add(said["slot"])
    if wrong:
        raise ConfigurationError(f"data/vocabulary/statements.toml: no {sorted(wrong)} (word {row['words'][0]})")
    for text in row["words"]:
        yield Word(plain(text), **said)


def _terms() -> dict[str, Word]:
    """The terms of headers that name money, expenditure or 三公经费."""
    words = {}
    for text, facets in vocabulary().terms.items():
        # A word for a part of an item, such as 外宾接待费, is no word for the item.
        if (facets.funding or facets.category or facets.three_public) and not facets.of_which:
            said = (facets.funding, facets.category, facets.three_public)
            side = facets.side or ("revenue" if facets.funding and text.endswith("收入") else None)
            words[text] = Word(text, None, *said, side=side, total=facets.total)
    return words


def _subject_words() -> dict[str, Word]:
    """Names of subjects, with and without 支出 and the mark of their level behind them."""
    words: dict[str, Word] = {}
    for name, level in _subject_names():
        mark = _LEVEL_MARKS.get(level, "")
        short = name.removesuffix("支出")
        for text in (name + mark, short + mark, short + mark + "支出"):
            if mark and mark in text:
                words.setdefault(text, Word(text, name=name + mark))
        if len(name) >= _SHORTEST_NAME:
            words[name] = Word(name, name=name)
    return words


def _subject_names() -> Iterator[tuple[str, str]]:
    for file_name in _CODE_LISTS:
        with (REFERENCE / file_name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield plain(row["name"]), row["level"] if file_name == _CODE_LISTS[0] else ""


@remembered
def cut(text: str) -> tuple[Word, ...]:
    """Cut a plain text into words; what no word covers comes back as words that are not known.

    >>> [word.text for word in cut("2025年基本支出") if word.is_known]
    ['2025年', '基本支出']
    """
    words: list[Word] = []
    end = 0
    for found in _SPECIAL.finditer(text):
        words.extend(_segment(text[end : found.start()]))
        words.append(_special(found))
        end = found.end()
    return tuple(_with_coded_names(_without_projects([*words, *_segment(text[end:])])))


def _without_projects(words: list[Word]) -> list[Word]:
    """儿童福利经费 is the name of a project, though 儿童福利 is one of a subject."""
    return [
        Word(word.text, is_known=False)
        if word.name is not None and not word.name.endswith(")") and following.text in _PROJECT_ENDS
        else word
        for word, following in zip(words, [*words[1:], _END], strict=False)
    ]


def _with_coded_names(words: list[Word]) -> list[Word]:
    """Take unknown words beside a code as the name of its subject: the code lists tell whether they are."""
    for index, word in enumerate(words):
        if word.code is None:
            continue
        step = -1 if word.text[0] in "([" else 1
        end = index + step
        while 0 <= end < len(words) and not words[end].is_known:
            end += step
        first, last = (end + 1, index) if step < 0 else (index + 1, end)
        if name := "".join(one.text for one in words[first:last]):
            return [*words[:first], Word(name, name=name), *words[last:]]
    return words


def _special(found: re.Match[str]) -> Word:
    if found["date"]:
        month, day = found["month"], found["day"]
        return Word(found[0], date=(int(found["day_year"]), int(month) if month else None, int(day) if day else None))
    if found["year"]:
        return Word(found[0], year=int(found["year"]))
    return Word(found[0], code=found["code"].strip("()[]-"))


def _segment(text: str) -> list[Word]:
    known = lexicon()
    pieces = cut_into_words(text, known.words, known.lengths, known.quiet)
    return [known.words[piece] if is_known else _unknown(piece) for piece, is_known in pieces]


@remembered
def _unknown(character: str) -> Word:
    return Word(character, is_known=False)
