"""The gazetteer: administrative divisions (GB/T 2260) with their years, found by name at a position in a text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipelines.normalise.reference_files import reference_rows

PlaceLevel = Literal["province", "city", "county"]
LEVELS: Mapping[str, PlaceLevel] = {"province": "province", "city": "city", "county": "county"}
FOREVER = 9999

# 哈萨克 in 巴里坤哈萨克自治县 stands without 族, so 族 is optional.
PEOPLES = (
    "维吾尔|哈萨克|柯尔克孜|塔吉克|蒙古|锡伯|回|藏|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|"
    "土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|阿昌|普米|怒|鄂温克|德昂|保安|裕固|京|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
AUTONOMOUS = re.compile(rf"^(.{{2,}}?)(?:(?:{PEOPLES})族?)+自治(区|州|县|旗)$")
SUFFIX = re.compile(r"^(.{2,}?)(?:特别行政区|自治区|自治县|自治旗|自治州|地区|林区|特区|省|市|盟|县|区|旗)$")
# 城区, 郊区, 矿区, 东区: words that name a division only right behind its city.
BARE_LENGTH = 2


@dataclass(frozen=True, slots=True)
class Place:
    """One division under one name in some years."""

    code: str
    name: str
    level: PlaceLevel
    parent_code: str | None
    valid_from_year: int
    valid_to_year: int | None

    def years_away(self, year: int | None) -> int:
        """Years between `year` and the validity of the name; without a year, years since the name ended."""
        last = self.valid_to_year or FOREVER
        return FOREVER - last if year is None else max(self.valid_from_year - year, year - last, 0)


def short_name(name: str) -> str:
    """A division's name as people shorten it; the name itself where nothing is left to shorten.

    >>> [short_name(n) for n in ("望川市", "云岭自治区", "云岭壮族自治区", "望川朝鲜族自治州", "矿区")]
    ['望川', '云岭', '云岭', '望川', '矿区']
    """
    autonomous = AUTONOMOUS.match(name)
    plain = SUFFIX.match(name)
    return autonomous[1] if autonomous else plain[1] if plain else name


def full_names(name: str) -> tuple[str, ...]:
    """The names that carry a suffix: 望川朝鲜族自治州 is also written 望川州."""
    autonomous = AUTONOMOUS.match(name)
    return (name, autonomous[1] + autonomous[2]) if autonomous and autonomous[2] in "州县旗" else (name,)


def is_below(code: str, above: str) -> bool:
    """Whether division `code` lies inside division `above` or is it: the digits before the zeros agree.

    >>> is_below("610102", "610100"), is_below("610200", "610100"), is_below("610102", "610000")
    (True, False, True)
    """
    return code.startswith(above[:2] if above[2:] == "0000" else above[:4] if above[4:] == "00" else above)


@dataclass(frozen=True)
class Gazetteer:
    """Places by full name, by short name, by code; and the names by their first two characters, longest first."""

    by_full: Mapping[str, tuple[Place, ...]]
    by_short: Mapping[str, tuple[Place, ...]]
    by_code: Mapping[str, tuple[Place, ...]]
    full_starts: Mapping[str, tuple[str, ...]]
    short_starts: Mapping[str, tuple[str, ...]]
    words: frozenset[str]

    def named(self, name: str, year: int | None, full: bool = True) -> tuple[Place, ...]:
        """The places of that name that are nearest to `year`, one a code."""
        places = (self.by_full if full else self.by_short).get(name, ())
        nearest = min((place.years_away(year) for place in places), default=0)
        return tuple({p.code: p for p in places if p.years_away(year) == nearest}.values())

    def of_code(self, code: str, year: int | None) -> Place | None:
        """The division of that code under the name nearest to `year`."""
        return min(self.by_code.get(code, ()), key=lambda place: place.years_away(year), default=None)

    def full_at(
        self, text: str, start: int, within: Sequence[Place] = (), year: int | None = None, *, opens: bool = False
    ) -> str | None:
        """The longest full name at `start`, of a place below one of `within` if given.

        `opens`: the text is a unit's name from its first character on, where 隰县 can be nothing but the county.
        """
        for name in self.full_starts.get(text[start : start + 2], ()):
            counts = bool(within) or len(name) > BARE_LENGTH or (opens and name.endswith("县"))
            if text.startswith(name, start) and counts:
                if not within:
                    return name
                if any(is_below(p.code, w.code) and p.code != w.code for p in self.named(name, year) for w in within):
                    return name
        return None

    def short_at(self, text: str, start: int) -> Iterator[str]:
        """Short names at `start`, longest first."""
        for name in self.short_starts.get(text[start : start + 2], ()):
            if text.startswith(name, start):
                yield name


def _starts(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    starts: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda n: (-len(n), n)):
        starts.setdefault(name[:2], []).append(name)
    return {start: tuple(found) for start, found in starts.items()}


def build_gazetteer(places: Iterable[Place], words: Iterable[str] = ()) -> Gazetteer:
    """Index `places`; `words` are names that are also ordinary words and prove nothing alone."""
    by_full: dict[str, tuple[Place, ...]] = {}
    by_short: dict[str, tuple[Place, ...]] = {}
    by_code: dict[str, tuple[Place, ...]] = {}
    for place in places:
        for name in full_names(place.name):
            by_full[name] = (*by_full.get(name, ()), place)
        short = short_name(place.name)
        if short != place.name:
            by_short[short] = (*by_short.get(short, ()), place)
        by_code[place.code] = (*by_code.get(place.code, ()), place)
    return Gazetteer(by_full, by_short, by_code, _starts(by_full), _starts(by_short), frozenset(words))


@cache
def gazetteer() -> Gazetteer:
    """Every division of data/reference/divisions.csv, read once."""
    return build_gazetteer(
        (
            Place(
                code=row["code"],
                name=row["name"],
                level=LEVELS[row["level"]],
                parent_code=row["parent_code"] or None,
                valid_from_year=int(row["valid_from_year"]),
                valid_to_year=int(row["valid_to_year"]) if row["valid_to_year"] else None,
            )
            for row in reference_rows("divisions.csv")
        ),
        (row["name"] for row in reference_rows("division_words.csv")),
    )
