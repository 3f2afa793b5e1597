"""Cut a header or label into known terms and put together what they say of an amount (its facets).

The terms are data (data/vocabulary/terms.toml); where two differ, the trees of measures decide (measure_trees.py).
"""

import re
import tomllib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from pipelines.issues import ConfigurationError
from pipelines.paths import VOCABULARY
from pipelines.recognise.each_once import each_once
from pipelines.recognise.list_columns import list_words
from pipelines.recognise.measure_trees import TREES, ancestors
from pipelines.recognise.remembered import remembered
from pipelines.recognise.spelling import plain, without_tier
from pipelines.recognise.word_ends import cut_into_words, lengths_by_end
from pipelines.records import record

# A cut-off header of fewer characters could begin anything.
_CLIPPED = 4
_YEAR = re.compile(r"((?:19|20)\d\d)(?:年度?)?|([二〇○零一三四五六七八九]{4})年度?")
_COMPARED = re.compile(r"较?比(?=(?:上年|去年|上一年|(?:19|20)\d\d|年初|预算|决算))|较(?=(?:上年|去年|(?:19|20)\d\d))")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@record(frozen=True, slots=True)
class Facets:
    """What a header, a label, or several of them together say of an amount. None: not said.

    `subject` is the code of the economic subject that a column is of; no term says it.
    `unknown` holds the parts that are no term, `conflict` names a facet of which two terms say different things.
    """

    funding: str | None = None
    category: str | None = None
    three_public: str | None = None
    classification: str | None = None
    role: str | None = None
    level: int | None = None
    scale: str | None = None
    side: str | None = None
    year: int | None = None
    year_offset: int | None = None
    stage: str | None = None
    kind: str | None = None
    ignore: str | None = None
    line: str | None = None
    subject: str | None = None
    total: bool = False
    of_which: bool = False
    unknown: tuple[str, ...] = ()
    conflict: str | None = None

    @property
    def understood(self) -> bool:
        """True where every part is a term and no two contradict each other."""
        return not self.unknown and self.conflict is None

    @property
    def says_measure(self) -> bool:
        """True where anything is said that only an amount column has."""
        said = (self.funding, self.category, self.three_public, self.stage, self.kind, self.year, self.year_offset)
        return self.total or any(value is not None for value in said)


NOTHING_SAID = Facets()
# Facets that have one value: where two terms differ, one of them is chosen.
_CHOSEN = tuple(
    field.name for field in fields(Facets) if field.name not in ("total", "of_which", "unknown", "conflict")
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms by plain spelling (`whole`: only as a whole text), and the pairs that make a measure of their own.

    `lengths` says how long terms are by their end, `quiet` which say nothing, `clipped` which begin with the same few
    characters.
    """

    terms: Mapping[str, Facets]
    whole: Mapping[str, Facets]
    pairs: Mapping[tuple[str, frozenset[str]], str]
    lengths: Mapping[str, Sequence[int]]
    quiet: frozenset[str]
    clipped: Mapping[str, Sequence[str]]


@cache
def vocabulary() -> Vocabulary:
    """Read data/vocabulary/terms.toml.

    Raises ConfigurationError where a term names a facet that does not exist, or where a word stands twice.
    """
    data = tomllib.loads((VOCABULARY / "terms.toml").read_text(encoding="utf-8"))
    terms = each_once(_entries(row for row in data["term"] if not row.get("whole")), "terms.toml")
    whole = each_once(_entries(row for row in data["term"] if row.get("whole")), "terms.toml")
    pairs = each_once((((row["facet"], frozenset(row["of"])), row["gives"]) for row in data["combine"]), "terms.toml")
    lengths = lengths_by_end(terms)
    quiet = frozenset(word for word, facets in terms.items() if facets == NOTHING_SAID)
    for word in (*(word for _, word in list_words().roles), *list_words().kinds):
        # A header that only list forms have: known as one wherever it stands, understood in its own list alone.
        if word not in whole and _segment(word, terms, lengths, quiet)[1]:
            whole[word] = Facets(role="detail")
    clipped: dict[str, list[str]] = {}
    for word in terms:
        clipped.setdefault(word[:_CLIPPED], []).append(word)
    return Vocabulary(terms, whole, pairs, lengths, quiet, clipped)


def _entries(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Facets]]:
    known = {field.name for field in fields(Facets)}
    for row in rows:
        facets = {key: value for key, value in row.items() if key not in ("words", "whole")}
        if wrong := set(facets) - known:
            raise ConfigurationError(f"data/vocabulary/terms.toml: no facet {sorted(wrong)} (term {row['words'][0]})")
        yield from ((plain(word), Facets(**facets)) for word in row["words"])


def _merge(left: Facets, right: Facets, pairs: Mapping[tuple[str, frozenset[str]], str]) -> Facets:
    """Put together two facets of the same amount; `right` stands later or further down the header."""
    if left is NOTHING_SAID or right is NOTHING_SAID:
        return right if left is NOTHING_SAID else left
    values: dict[str, Any] = {}
    conflict = left.conflict or right.conflict
    for name in _CHOSEN:
        one, two = getattr(left, name), getattr(right, name)
        if one is None or two is None or one == two:
            values[name] = one if two is None else two
        else:
            values[name] = _choose(name, one, two, pairs)
            if values[name] is None:
                conflict, values[name] = name, two
    return Facets(
        **values,
        total=left.total or right.total,
        of_which=left.of_which or right.of_which,
        unknown=left.unknown + right.unknown,
        conflict=conflict,
    )


def _choose(name: str, one: Any, two: Any, pairs: Mapping[tuple[str, frozenset[str]], str]) -> Any:
    """Decide between two values of one facet: the narrower measure, the named pair, or None where they conflict."""
    if (pair := pairs.get((name, frozenset((str(one), str(two)))))) is not None:
        return pair
    if name in TREES:
        if one in ancestors(name, two):
            return two
        return one if two in ancestors(name, one) else None
    # Nearest to the amount wins for what only describes the column: role, level, side, year, stage …
    return two


def combine(parts: Iterable[Facets]) -> Facets:
    """Put together the facets of a header path, outermost first."""
    return _combined(tuple(parts))


@remembered
def _combined(parts: tuple[Facets, ...]) -> Facets:
    result = NOTHING_SAID
    for part in parts:
        result = _merge(result, part, vocabulary().pairs)
    return result


def words_in(text: str) -> tuple[str, ...]:
    """Return the terms that a whole text is cut into; nothing where a part of it is no term."""
    rest, known = plain(text), vocabulary()
    if rest in known.whole:
        return (rest,)
    words, unknown = _segment(_YEAR.sub("", rest), known.terms, known.lengths, known.quiet)
    return () if unknown else tuple(words)


@remembered
def facets_of(text: str) -> Facets:
    """Return what one header cell or label says. Unknown parts are kept in `unknown`.

    >>> facets_of("2026年一般公共预算财政拨款预算数").funding
    'general_public'
    """
    rest, known = plain(text), vocabulary()
    if rest in known.whole:
        return known.whole[rest]
    year = None
    if match := _YEAR.search(rest):
        year = int(match.group(1) or match.group(2).translate(_CHINESE_DIGITS))
        rest = _YEAR.sub("", rest)
    words, unknown = _segment(rest, known.terms, known.lengths, known.quiet)
    if unknown and (below := without_tier(rest)) != rest:
        return facets_of(below)
    if unknown and (clipped := _completed(rest, known)) is not None:
        return clipped if year is None else replace(clipped, year=year)
    result = Facets(unknown=tuple(unknown)) if unknown else NOTHING_SAID
    for word in words:
        result = _merge(result, known.terms[word], known.pairs)
    if result.category == "carry_forward" and result.funding is not None:
        # 结转结余 of 结转结余下年 is no source: it is what is left of the money of 合计 or of a fund.
        result = replace(result, funding=result.funding.removeprefix("carryover").removeprefix("_") or None)
    if result.funding is not None and result.funding.startswith("carryover"):
        # 上年…结转 and 2024年结转 say where the money comes from; it is money of the year of the form.
        return replace(result, year_offset=None)
    if compared := _COMPARED.search(plain(text)):
        # 2026年预算数比2025年执行数: of the year and stage before 比; what it is compared with says nothing of it.
        before = plain(text)[: compared.start()]
        subject = facets_of(before) if before else Facets()
        return replace(result, year=subject.year, year_offset=subject.year_offset, stage=subject.stage)
    return result if year is None else replace(result, year=year)


def _completed(text: str, known: Vocabulary) -> Facets | None:
    """What a header says that its cell cut off: all terms that begin with it say the same."""
    begun = known.clipped.get(text[:_CLIPPED], ()) if len(text) >= _CLIPPED else ()
    found = {known.terms[word] for word in begun if word.startswith(text)}
    return found.pop() if len(found) == 1 else None


def _segment(
    text: str, terms: Container[str], lengths: Mapping[str, Sequence[int]], quiet: Container[str]
) -> tuple[list[str], list[str]]:
    """Cut `text` into terms. Returns the terms in order and the parts left over."""
    words: list[str] = []
    unknown: list[str] = []
    for is_known, pieces in groupby(cut_into_words(text, terms, lengths, quiet), key=itemgetter(1)):
        found = [piece for piece, _ in pieces]
        if is_known:
            words.extend(found)
        else:
            unknown.append("".join(found))
    return words, unknown
