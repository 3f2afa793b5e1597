"""A unit's printed name taken apart: code, name, 本级, and the core that is left without its place."""

import re
import unicodedata
from dataclasses import dataclass

from pipelines.normalise.divisions import BRACKETED, OWN_LEVEL, PARTY, chain_at
from pipelines.normalise.places import is_below

# A number right before the name is a code only from six digits on: 12345热线 and 120急救中心 are names.
CODE = re.compile(
    r"^[\[【(]?(?P<spaced>(?=[0-9A-Z]*\d)[0-9A-Z]{3,})[\]】)]?(?:\s+|\s*[-_:、]\s*|(?<=[\]】)]))(?=\S)|^(?P<joined>\d{6,})(?=[^\d\s])"
)
SUMMARY = re.compile(r"\((?:汇总|部门汇总|本级及所属汇总)\)$")
OWN_TIER = re.compile(r"(?:\([局委办厅院部会]?(?:机关)?本级\)|\((?:机关|本部)\)|(?<!\()(?:机关)?本级)$")
GOVERNMENT_OF_TOWNSHIP = re.compile(r"^人民政府(?=.+(?:街道|[镇乡]))")


@dataclass(frozen=True, slots=True)
class ParsedName:
    """`text` in half-width letters and without blanks, neither code, 汇总 nor 本级 in it."""

    code: str | None
    text: str
    is_own_tier: bool

    @property
    def bare(self) -> str:
        """The name without what stands in brackets."""
        return BRACKETED.sub("", self.text) or self.text


def parse_name(printed: str) -> ParsedName:
    """Take a printed unit name apart.

    >>> parse_name("543 信访局（市委群工部）")
    ParsedName(code='543', text='信访局(市委群工部)', is_own_tier=False)
    >>> parse_name("113001 无锡市信访局(本级")
    ParsedName(code='113001', text='无锡市信访局', is_own_tier=True)
    """
    text = unicodedata.normalize("NFKC", printed).strip()
    code = CODE.match(text)
    rest = re.sub(r"\s+", "", text[code.end() :] if code else text)
    rest += ")" * (rest.count("(") - rest.count(")"))
    without_summary = SUMMARY.sub("", rest) or rest
    name = OWN_TIER.sub("", without_summary) or without_summary
    return ParsedName((code["spaced"] or code["joined"]) if code else None, name, name != without_summary)


def displayed(text: str) -> str:
    """A name as dim_unit shows it: no blanks, Chinese brackets.

    >>> displayed("望川市财政局 (本级)")
    '望川市财政局（本级）'
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("(", "（").replace(")", "）")


def printed_name(printed: str) -> str:
    """The name as printed, without its code: what unit_alias keeps."""
    text = unicodedata.normalize("NFKC", printed).strip()
    code = CODE.match(text)
    return displayed(text[code.end() :] if code else text)


def has_place(name: str, division_code: str | None, year: int | None) -> bool:
    """Whether the name begins with the full name of its division or of one above it."""
    return _without_place(PARTY.sub("", name), division_code, year) is not None


def core_of(name: str, division_code: str | None, year: int | None) -> str:
    """What is left of a name without 中共 and without its place, so that 某市档案馆 and 市档案馆 of one city agree.

    >>> core_of("市委宣传部", "540100", 2024)
    '委宣传部'
    """
    own = PARTY.sub("", name)
    left = _without_place(own, division_code, year)
    core = OWN_LEVEL.sub("", own) if left is None and division_code is not None else own if left is None else left
    if own != name or left is not None:
        core = re.sub(r"^委员会(?=.)", "委", core)
    return GOVERNMENT_OF_TOWNSHIP.sub("", core) or own


def _without_place(own: str, division_code: str | None, year: int | None) -> str | None:
    mention = chain_at(own, 0, year)
    if mention is None or division_code is None or mention.end == len(own):
        return None
    if not any(is_below(division_code, place.code) for place in mention.places):
        return None
    return own[mention.end :]
