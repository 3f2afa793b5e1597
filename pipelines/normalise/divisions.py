"""Where a budget unit belongs: its administrative division from its name and from what its document says.

Evidence, strongest first: a central organ's name, a division's full name inside the unit's name, the document's own
word that a ministry runs the unit, a short name (江苏) at its start, then the document's other names and text. Ties are
refused.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipelines.normalise.central_organs import is_run_centrally, starts_with_central_organ
from pipelines.normalise.places import Gazetteer, Place, gazetteer, is_below
from pipelines.recognise.remembered import remembered

AdminLevel = Literal["central", "province", "city", "county", "township"]

PARTY = re.compile(r"^(?:中国共产党|中共)")
BRACKETED = re.compile(r"\([^()]*\)?")
TOWNSHIP = re.compile(
    r".(?:街道(?:办事处|办)?|苏木|镇|乡|[镇乡](?:人民)?政府|(?:街道|镇|乡)(?:党?工作?委员会|党工委|党委|委|人大))$"
)
# 市政管理局 and 市场监督管理局 do not begin with "the city's".
OWN_LEVEL = re.compile(
    r"^(?:[省县区旗](?=[^域块间])|市(?!场|容|辖|政(?!府|协|法|务|研|数)|民(?!政|族|宗|航|防|盟|建|革|进|主|营)))"
)
LEVEL_HINT = re.compile(r"(省|市|县|区|旗)(?:委|政府|人大|政协|直|级)")
NOT_A_PLACE_BEHIND = re.compile(r"^[东西南北中]?(?:路|街|大街|大道|胡同|社区|村)")
CLEAR_MAJORITY = 2
ENOUGH_MENTIONS = 2


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division as dim_unit names it; everything but `admin_level` is None for central units.

    A municipality under the central government is a province, its districts are counties without a city.
    """

    division_code: str | None
    province_name: str | None
    city_name: str | None
    county_name: str | None
    admin_level: AdminLevel


CENTRAL = Division(None, None, None, None, "central")


@dataclass(frozen=True, slots=True)
class Mention:
    """Divisions that one run of names (a province and a city in it) may mean, and where it ends in the text."""

    places: tuple[Place, ...]
    end: int


@remembered
def plain_text(text: str) -> str:
    """The text in one width and without blanks, as names are searched in it."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def locate(text_candidates: Sequence[str], year: int | None = None) -> Division | None:
    """The division of the unit that `text_candidates[0]` names; the others are its document's names and text.

    `year` chooses among names that changed; None means today. None when nothing proves a division, or two tie.
    """
    if not text_candidates:
        return None
    name, *context = [plain_text(text) for text in text_candidates]
    own = PARTY.sub("", name)
    bare = BRACKETED.sub("", own)
    if starts_with_central_organ(name) or starts_with_central_organ(bare):
        return CENTRAL
    mentions = [mention for text in context for mention in mentions_in(text, year)]
    counts = _counted(mentions)
    place = _in_name(own, counts, year)
    if place is None and any(is_run_centrally(bare, text) for text in context):
        return CENTRAL
    place = place or _short_in_name(own, counts, year) or _in_context(bare, context, year, counts)
    if place is None:
        return None
    return division_of(place, year, is_township=bool(TOWNSHIP.search(bare)))


def division_of(place: Place, year: int | None, is_township: bool = False) -> Division:
    """Names of a place and of what lies above it."""
    names: dict[str, str] = {}
    above: Place | None = place
    while above is not None:
        names[above.level] = above.name
        above = gazetteer().of_code(above.parent_code, year) if above.parent_code else None
    level: AdminLevel = "township" if is_township and place.level != "province" else place.level
    return Division(place.code, names.get("province"), names.get("city"), names.get("county"), level)


@remembered
def mentions_in(text: str, year: int | None) -> tuple[Mention, ...]:
    """Every run of full division names in a plain text."""
    found: list[Mention] = []
    starts = gazetteer().full_starts
    for at in [at for at in range(len(text)) if text[at : at + 2] in starts]:
        is_inside = bool(found) and at < found[-1].end
        if not is_inside and (mention := chain_at(text, at, year)) is not None:
            found.append(mention)
    return tuple(found)


def chain_at(text: str, start: int, year: int | None, *, opens: bool = False) -> Mention | None:
    """The longest run of full names at `start`, each below the one before it: 福建省福州市鼓楼区."""
    known = gazetteer()
    name = known.full_at(text, start, year=year, opens=opens)
    return None if name is None else _descend(known, text, known.named(name, year), start + len(name), year)


def _descend(known: Gazetteer, text: str, places: tuple[Place, ...], end: int, year: int | None) -> Mention:
    """Follow names further down as long as they lie below `places`."""
    while (name := known.full_at(text, end, places, year)) is not None:
        places = tuple(
            child
            for child in known.named(name, year)
            if any(is_below(child.code, place.code) and child.code != place.code for place in places)
        )
        end += len(name)
    return Mention(places, end)


def _counted(mentions: Sequence[Mention]) -> Counter[str]:
    """How often each division is named beyond doubt."""
    words = gazetteer().words
    return Counter(m.places[0].code for m in mentions if len(m.places) == 1 and m.places[0].name not in words)


def _resolved(places: Sequence[Place], counts: Counter[str]) -> Place | None:
    """The one place meant: the only one, or the one whose province or city the document names clearly most often."""
    if len(places) == 1:
        return places[0]
    support = sorted(
        ((sum(n for code, n in counts.items() if is_below(place.code, code)), place.code) for place in places),
        reverse=True,
    )
    if len(support) < 2 or support[0][0] < max(1, CLEAR_MAJORITY * support[1][0]):
        return None
    return next(place for place in places if place.code == support[0][1])


def _in_name(own: str, counts: Counter[str], year: int | None) -> Place | None:
    """The first full division name in the unit's name, as deep as it goes."""
    words = gazetteer().words
    for start in range(len(own)):
        mention = chain_at(own, start, year, opens=start == 0)
        if mention is None:
            continue
        if own[start : mention.end] in words and not any(place.code in counts for place in mention.places):
            continue
        return _resolved(mention.places, counts)
    return None


def _short_in_name(own: str, counts: Counter[str], year: int | None) -> Place | None:
    """The division whose short name, without 市 or 省, begins the unit's name."""
    known = gazetteer()
    for short in known.short_at(own, 0):
        if NOT_A_PLACE_BEHIND.match(own[len(short) :]):
            continue
        places = known.named(short, year, full=False)
        provinces = tuple(place for place in places if place.level == "province")
        # A short name that several divisions or an everyday word share counts only where the document has the full one.
        if provinces:
            places = provinces
        elif short in known.words or len(places) > 1 or places[0].level == "county":
            places = tuple(place for place in places if place.code in counts)
        if len(places) == 1:
            mention = _descend(known, own, places, len(short), year)
            return _resolved(mention.places, counts)
    return None


def _in_context(bare: str, context: Sequence[str], year: int | None, counts: Counter[str]) -> Place | None:
    """The division that the document puts before the unit's own name, else the one it names clearly most often."""
    core = OWN_LEVEL.sub("", bare)
    before_core: Counter[str] = Counter()
    for text in context:
        for mention in mentions_in(text, year):
            if core and text.startswith(core, mention.end):
                place = _resolved(mention.places, counts)
                before_core.update([place.code] if place else [])
    # One passing mention of a place proves nothing of the unit, a place right before the unit's own name does.
    often = Counter({code: n for code, n in counts.items() if n >= ENOUGH_MENTIONS})
    return _most_named(before_core, bare, year) or _most_named(often, bare, year)


def _hints(bare: str) -> Iterator[str]:
    own = OWN_LEVEL.match(bare)
    if own:
        yield own[0][0]
    yield from LEVEL_HINT.findall(bare)


def _most_named(counts: Counter[str], name: str, year: int | None) -> Place | None:
    """The division named at least twice as often as any other that is neither above nor below it."""
    known = gazetteer()
    hints = set(_hints(name))
    places = [place for code in counts if (place := known.of_code(code, year)) is not None]
    fitting = [place for place in places if not hints or place.name[-1] in hints]
    ranked = sorted(fitting, key=lambda place: (-counts[place.code], place.code))
    if not ranked:
        return None
    first, rest = ranked[0], ranked[1:]
    for other in rest:
        related = is_below(first.code, other.code) or is_below(other.code, first.code)
        needed = counts[other.code] + 1 if related else CLEAR_MAJORITY * counts[other.code]
        if counts[first.code] < needed:
            return None
    return first
