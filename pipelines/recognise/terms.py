"""Cut a header or label into known terms and put together what they say of an amount (its facets).

The terms are data (data/vocabulary/terms.toml), the trees that decide between two of them too (measures.toml).
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from pipelines.issues import ConfigurationError
from pipelines.paths import VOCABULARY
from pipelines.recognise.list_columns import list_words
from pipelines.recognise.spelling import plain

# A cut-off header of fewer characters could begin anything.
_CLIPPED = 4
TREES = ("funding", "category", "three_public")
_YEAR = re.compile(r"((?:19|20)\d\d)(?:年度?)?|([二〇○零一三四五六七八九]{4})年度?")
_COMPARED = re.compile(r"较?比(?=(?:上年|去年|上一年|(?:19|20)\d\d|年初|预算|决算))|较(?=(?:上年|去年|(?:19|20)\d\d))")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Measure:
    """One value of a tree of measures, with what it is a part of."""

    code: str
    parent: str | None
    name_zh: str
    name_en: str
    sort_no: int


@cache
def measures(kind: str) -> Mapping[str, Measure]:
    """Return the tree of `kind` (funding, category or three_public) by code, from data/vocabulary/measures.toml."""
    rows = tomllib.loads((VOCABULARY / "measures.toml").read_text(encoding="utf-8"))["measure"]
    return {
        row["code"]: Measure(row["code"], row.get("parent"), row["zh"], row["en"], row["sort"])
        for row in rows
        if row["kind"] == kind
    }


def ancestors(kind: str, code: str) -> tuple[str, ...]:
    """Return the measures that `code` is a part of, nearest first."""
    tree, line = measures(kind), []
    measure = tree.get(code)
    while measure is not None and measure.parent is not None:
        line.append(measure.parent)
        measure = tree.get(measure.parent)
    return tuple(line)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms by plain spelling (`whole`: only as a whole text), and the pairs that make a measure of their own."""

    terms: Mapping[str, Facets]
    whole: Mapping[str, Facets]
    pairs: Mapping[tuple[str, frozenset[str]], str]
    longest: int


@cache
def vocabulary() -> Vocabulary:
    """Read data/vocabulary/terms.toml. Raises ConfigurationError where a term names a facet that does not exist."""
    data = tomllib.loads((VOCABULARY / "terms.toml").read_text(encoding="utf-8"))
    known = {field.name for field in fields(Facets)}
    terms: dict[str, Facets] = {}
    whole: dict[str, Facets] = {}
    for row in data["term"]:
        facets: dict[str, Any] = {key: value for key, value in row.items() if key not in ("words", "whole")}
        if wrong := set(facets) - known:
            raise ConfigurationError(f"data/vocabulary/terms.toml: no facet {sorted(wrong)} (term {row['words'][0]})")
        for word in row["words"]:
            target = whole if row.get("whole") else terms
            target[plain(word)] = _merge(target.get(plain(word), Facets()), Facets(**facets), {})
    pairs = {(row["facet"], frozenset(row["of"])): row["gives"] for row in data["combine"]}
    longest = max(map(len, terms))
    for word in (*(word for _, word in list_words().roles), *list_words().kinds):
        # A header that only list forms have: known as one wherever it stands, understood in its own list alone.
        if word not in whole and _segment(word, terms, longest)[1]:
            whole[word] = Facets(role="detail")
    return Vocabulary(terms, whole, pairs, longest)


def _merge(left: Facets, right: Facets, pairs: Mapping[tuple[str, frozenset[str]], str]) -> Facets:
    """Put together two facets of the same amount; `right` stands later or further down the header."""
    values: dict[str, Any] = {}
    conflict = left.conflict or right.conflict
    for field in fields(Facets):
        one, two = getattr(left, field.name), getattr(right, field.name)
        if field.name in ("unknown", "conflict"):
            continue
        if field.name in ("total", "of_which"):
            values[field.name] = one or two
        elif one is None or two is None or one == two:
            values[field.name] = one if two is None else two
        else:
            values[field.name] = _choose(field.name, one, two, pairs)
            if values[field.name] is None:
                conflict, values[field.name] = field.name, two
    return Facets(**values, unknown=left.unknown + right.unknown, conflict=conflict)


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
    result = Facets()
    for part in parts:
        result = _merge(result, part, vocabulary().pairs)
    return result


def words_in(text: str) -> tuple[str, ...]:
    """Return the terms that a whole text is cut into; nothing where a part of it is no term."""
    rest, known = plain(text), vocabulary()
    if rest in known.whole:
        return (rest,)
    words, unknown = _segment(_YEAR.sub("", rest), known.terms, known.longest)
    return () if unknown else tuple(words)


@cache
def facets_of(text: str) -> Facets:
    """Return what one header cell or label says. Unknown parts are kept in `unknown`.

    >>> facets_of("2026年一般公共预算财政拨款预算数").funding
    'general_public'
    """
    rest = plain(text)
    known = vocabulary()
    if rest in known.whole:
        return known.whole[rest]
    year = None
    if match := _YEAR.search(rest):
        year = int(match.group(1) or match.group(2).translate(_CHINESE_DIGITS))
        rest = _YEAR.sub("", rest)
    words, unknown = _segment(rest, known.terms, known.longest)
    if unknown and (clipped := _completed(rest, known.terms)) is not None:
        return clipped if year is None else replace(clipped, year=year)
    result = Facets(unknown=tuple(unknown))
    for word in words:
        result = _merge(result, known.terms[word], known.pairs)
    if result.funding is not None and result.funding.startswith("carryover"):
        # 上年…结转 and 2024年结转 say where the money comes from; it is money of the year of the form.
        return replace(result, year_offset=None)
    if compared := _COMPARED.search(plain(text)):
        # 2026年预算数比2025年执行数: of the year and stage before 比; what it is compared with says nothing of it.
        before = plain(text)[: compared.start()]
        subject = facets_of(before) if before else Facets()
        return replace(result, year=subject.year, year_offset=subject.year_offset, stage=subject.stage)
    return result if year is None else replace(result, year=year)


def _completed(text: str, terms: Mapping[str, Facets]) -> Facets | None:
    """What a header says that its cell cut off: all terms that begin with it say the same."""
    found = {facets for word, facets in terms.items() if word.startswith(text)} if len(text) >= _CLIPPED else set()
    return found.pop() if len(found) == 1 else None


def _segment(text: str, terms: Mapping[str, Facets], longest: int) -> tuple[list[str], list[str]]:
    """Cut `text` into terms so that the least is left over, then into the fewest, then into those that say most.

    Returns the terms in order and the parts left over.
    """
    best: list[tuple[int, int, int]] = [(0, 0, 0)] + [(10**6, 0, 0)] * len(text)
    step: list[tuple[int, bool]] = [(0, True)] * (len(text) + 1)
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - longest), end):
            known = text[start:end] in terms
            if not known and end - start > 1:
                continue
            left, count, empty = best[start]
            says_nothing = known and terms[text[start:end]] == NOTHING_SAID
            cost = (left + (0 if known else 1), count + 1, empty + (end - start if says_nothing else 0))
            if cost < best[end]:
                best[end], step[end] = cost, (start, known)
    words: list[str] = []
    unknown: list[str] = []
    end, joined = len(text), False
    while end:
        start, known = step[end]
        if known:
            words.insert(0, text[start:end])
        elif joined:
            unknown[0] = text[start:end] + unknown[0]
        else:
            unknown.insert(0, text[start:end])
        joined, end = not known, start
    return words, unknown
