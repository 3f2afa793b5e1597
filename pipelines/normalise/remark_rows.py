"""Remarks as rows of the star: items get the subject they name; words of the unit's own level are left out."""

from collections.abc import Iterable, Iterator

from pipelines.normalise.code_lists import code_list
from pipelines.normalise.printed_at import printed_at
from pipelines.normalise.units import UnitRow
from pipelines.read.document import Document
from pipelines.recognise.form import Remark
from pipelines.recognise.remarks_words import remark_words

Row = dict[str, object]
_ID_DIGITS = 16
_LEVEL = "level_"
# The classes of basic expenditure: lists of what its money is for name subjects of these.
_ECONOMIC_CLASSES = ("301", "302", "303", "310")


def remark_rows(document: Document, remarks: Iterable[Remark], home: UnitRow, year: int) -> list[Row]:
    """One row a remark of the document of unit `home`, in reading order."""
    kept = [remark for remark in remarks if not _fits(remark, home)]
    return [
        {
            "remark_id": f"{document.document_id[:_ID_DIGITS]}-m{number}",
            "document_id": document.document_id,
            "remark_kind": remark.kind,
            "slot": remark.slot,
            "form": remark.form,
            "economic_subject_id": _economic_id(remark.subject, year),
            "value": remark.value,
            "text": remark.text,
            "page": remark.page,
            **printed_at(document, remark.page, remark.box),
        }
        for number, remark in enumerate(kept, start=1)
    ]


def _fits(remark: Remark, home: UnitRow) -> bool:
    """True for words of a level that may be the unit's own; where the unit's level is unknown any may."""
    if remark.kind != "residue" or remark.slot is None or not remark.slot.startswith(_LEVEL):
        return False
    if remark_words().level_elsewhere.search(home.unit_name):
        return True
    return home.admin_level is None or remark.slot.removeprefix(_LEVEL) in _own_words(home)


def _own_words(home: UnitRow) -> set[str]:
    """The levels that a unit may call its own: 市级 is a municipality's, a city's and a county-level city's word."""
    words = {"county" if home.admin_level == "township" else str(home.admin_level)}
    own_name = {"province": home.province_name, "city": home.city_name}.get(str(home.admin_level), home.county_name)
    return words | ({"city"} if (own_name or "").endswith("市") else set())


def _economic_id(name: str | None, year: int) -> str | None:
    """The economic subject of that name, if the code list has one and only one."""
    for each in _readings(name or ""):
        found = [row for row in code_list("economic").by_name(each, year=year) if row.code[:3] in _ECONOMIC_CLASSES]
        if len(found) == 1:
            return found[0].subject_id
    return None


def _readings(name: str) -> Iterator[str]:
    """The name, and what is left without 支出 behind it and without what stands before its last 的."""
    for each in (name, name.rpartition("的")[2]):
        yield each
        yield each.removesuffix("支出")
