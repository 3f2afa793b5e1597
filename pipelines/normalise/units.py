"""Rows of dim_unit and unit_alias from the unit names that documents print.

One unit gets one id wherever and in whatever order it is printed: the id hashes its division and the core of its name.
A unit that nothing locates and whose name says no place is kept apart by document, since 信访局 alone names thousands.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipelines.normalise.divisions import AdminLevel, Division, locate, plain_text
from pipelines.normalise.places import is_below
from pipelines.normalise.unit_names import ParsedName, core_of, displayed, has_place, parse_name, printed_name
from pipelines.records import record

Role = Literal["publisher", "row"]
UnitKind = Literal["department", "unit"]
OWN_TIER = "（本级）"
# 125001 and 125004 are siblings below 125: the last three digits count the units of a department.
SIBLING_DIGITS = 3
_NAMED_PLACE = re.compile(r"[\u4e00-\u9fff]{2,}?[省市县区州盟旗]")
ID_DIGITS = 16


@record(frozen=True, slots=True)
class PrintedUnit:
    """A unit as one document prints it: its publisher, or a unit that a row names. `name` may still hold the code."""

    document_id: str
    name: str
    code: str | None = None
    parent_name: str | None = None
    role: Role = "row"
    fiscal_year: int | None = None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A row of dim_unit."""

    unit_id: str
    unit_code: str | None
    unit_name: str
    unit_kind: UnitKind
    parent_unit_id: str | None
    division_code: str | None
    province_name: str | None
    city_name: str | None
    county_name: str | None
    admin_level: AdminLevel | None


@dataclass(frozen=True, slots=True, order=True)
class AliasRow:
    """A row of unit_alias: one name of a unit, without its code, as one document prints it."""

    unit_id: str
    alias: str
    document_id: str


@dataclass(frozen=True)
class ResolvedUnits:
    """Units (with parents that are only implied), names as printed, and which unit each printed name is."""

    units: tuple[UnitRow, ...]
    aliases: tuple[AliasRow, ...]
    unit_ids: Mapping[PrintedUnit, str]


def resolve_document(printed: Iterable[PrintedUnit], texts: Sequence[str]) -> ResolvedUnits:
    """Resolve the units that one document prints. Raises ValueError if they are of several documents."""
    units = sorted(set(printed), key=lambda u: (u.role, u.name, u.code or "", u.parent_name or "", u.fiscal_year or 0))
    if len({unit.document_id for unit in units}) > 1:
        raise ValueError("resolve_document takes the units of one document")
    if not units:
        return ResolvedUnits((), (), {})
    document = _describe(units, texts)
    rows: list[UnitRow] = []
    ids: dict[PrintedUnit, str] = {}
    for unit in units:
        own, *implied = _rows(unit, document)
        rows += [own, *implied]
        ids[unit] = own.unit_id
    aliases = {AliasRow(ids[unit], printed_name(unit.name), unit.document_id) for unit in units}
    return ResolvedUnits(merge_units(rows), tuple(sorted(aliases)), ids)


def merge_units(rows: Iterable[UnitRow]) -> tuple[UnitRow, ...]:
    """One row an id, ordered by id; the same for any order and grouping of `rows`.

    A department wins over a unit, the longest name over shorter ones, the shortest code over longer ones.
    """
    merged: dict[str, UnitRow] = {}
    for row in rows:
        known = merged.get(row.unit_id)
        merged[row.unit_id] = row if known is None else _merge(known, row)
    return tuple(merged[unit_id] for unit_id in sorted(merged))


def _merge(one: UnitRow, other: UnitRow) -> UnitRow:
    codes = [row.unit_code for row in (one, other) if row.unit_code is not None]
    parents = [row.parent_unit_id for row in (one, other) if row.parent_unit_id is not None]
    # One id means one division; only what a year calls it can differ, so the names are taken together from one row.
    named = min(
        one, other, key=lambda r: (str(r.province_name), str(r.city_name), str(r.county_name), str(r.admin_level))
    )
    return replace(
        named,
        unit_code=min(codes, key=lambda code: (len(code), code), default=None),
        unit_name=min(one.unit_name, other.unit_name, key=lambda name: (-len(name), name)),
        unit_kind="department" if "department" in (one.unit_kind, other.unit_kind) else "unit",
        parent_unit_id=min(parents, default=None),
    )


@dataclass(frozen=True)
class _Document:
    """What the meaning of one document's unit names depends on."""

    document_id: str
    year: int | None
    texts: tuple[str, ...]
    parsed: Mapping[PrintedUnit, ParsedName]
    kind: UnitKind
    division: Division | None


def _describe(units: Sequence[PrintedUnit], texts: Sequence[str]) -> _Document:
    year = max((unit.fiscal_year for unit in units if unit.fiscal_year is not None), default=None)
    parsed = {unit: _parse(unit) for unit in units}
    publishers = [parsed[unit].text for unit in units if unit.role == "publisher"]
    located = (locate([name, *publishers, *texts], year) for name in publishers)
    plain = tuple(plain_text(text) for text in texts)
    said = Counter(re.findall("(部门|单位)(?:综合)?[预决]算", "\n".join(plain)))
    return _Document(
        document_id=units[0].document_id,
        year=year,
        texts=plain,
        parsed=parsed,
        # The mandated tables are the department's; a document that says neither word is taken for one.
        kind="unit" if said["单位"] > said["部门"] else "department",
        division=next((division for division in located if division is not None), None),
    )


def _parse(unit: PrintedUnit) -> ParsedName:
    parsed = parse_name(unit.name)
    return parsed if unit.code is None else replace(parsed, code=unit.code)


def _rows(unit: PrintedUnit, document: _Document) -> list[UnitRow]:
    """The row of a printed unit, then the rows of parents that it implies."""
    parsed = document.parsed[unit]
    row = _row(parsed, document)
    publishers = {_row(p, document).unit_id: p for u, p in document.parsed.items() if u.role == "publisher"}
    if parsed.is_own_tier or (unit.role == "row" and row.unit_id in publishers and _is_counted(unit, row, document)):
        department = replace(row, unit_code=None, unit_kind="department")
        return [replace(_row(parsed, document, OWN_TIER), parent_unit_id=row.unit_id), department]
    if row.unit_id in publishers:
        row = replace(row, unit_kind=document.kind)
    parents: list[UnitRow] = []
    if unit.parent_name is not None:
        above = _row(parse_name(unit.parent_name), document)
        parents = [replace(above, unit_kind="department")] if above.unit_id != row.unit_id else []
    elif row.unit_id not in publishers and publishers:
        publisher = min(publishers)
        if document.kind == "department" or publishers[publisher].is_own_tier:
            return [replace(row, parent_unit_id=publisher)]
    return [replace(row, parent_unit_id=parents[0].unit_id if parents else None), *parents]


def _is_counted(unit: PrintedUnit, row: UnitRow, document: _Document) -> bool:
    """Whether a row under the publisher's name is one of its units by code: 125001 below 125, or beside 125004."""
    code = document.parsed[unit].code
    for other, parsed in document.parsed.items():
        if code is None or parsed.code is None or parsed.code == code:
            continue
        same_name = _row(parsed, document).unit_id == row.unit_id
        if same_name and code.startswith(parsed.code):
            return True
        beside = (
            len(parsed.code) == len(code) > SIBLING_DIGITS and parsed.code[:-SIBLING_DIGITS] == code[:-SIBLING_DIGITS]
        )
        if other.role == "row" and beside and not same_name:
            return True
    return False


def _row(parsed: ParsedName, document: _Document, tier: str = "") -> UnitRow:
    division = _division(parsed, document)
    name, core = _canonical(parsed, division, document)
    if division is not None:
        place = division.division_code or division.admin_level
    else:
        # A name that says its place is one unit wherever it is printed, also where no list knows the place.
        place = "named" if _NAMED_PLACE.match(name) else f"document:{document.document_id}"
    return UnitRow(
        unit_id="u" + hashlib.sha1(f"{place}|{core}{tier}".encode()).hexdigest()[:ID_DIGITS],
        unit_code=parsed.code,
        unit_name=name + tier,
        unit_kind="unit",
        parent_unit_id=None,
        division_code=None if division is None else division.division_code,
        province_name=None if division is None else division.province_name,
        city_name=None if division is None else division.city_name,
        county_name=None if division is None else division.county_name,
        admin_level=None if division is None else division.admin_level,
    )


def _division(parsed: ParsedName, document: _Document) -> Division | None:
    """A unit is where its name says if that is inside the publisher's division, else where the publisher is."""
    home = document.division
    own = locate([parsed.text], document.year)
    if home is None:
        return own
    if own is None or own.division_code is None or home.division_code is None:
        return home
    return own if is_below(own.division_code, home.division_code) else home


def _canonical(parsed: ParsedName, division: Division | None, document: _Document) -> tuple[str, str]:
    """The name to show and the core that identifies: the full official name where the document has it."""
    code = None if division is None else division.division_code
    text = parsed.text
    if division is not None and code is not None and not has_place(text, code, document.year):
        place = division.county_name or division.city_name or division.province_name or ""
        core = core_of(parsed.bare, code, document.year)
        official = place + core
        bracketed = {p.text for p in document.parsed.values() if p.text != p.bare == parsed.bare}
        # Two bracketed names on one core are two units, such as two campuses.
        if len(bracketed) <= 1 and any(official in known for known in (*document.texts, *_names(document))):
            return displayed(official), core
    return displayed(text), core_of(text, code, document.year)


def _names(document: _Document) -> list[str]:
    return [parsed.text for parsed in document.parsed.values()]
