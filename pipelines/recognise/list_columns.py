"""What the columns and rows of list forms hold: their own words for headers and kinds (data/vocabulary/lists.toml)."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipelines.paths import VOCABULARY
from pipelines.recognise.each_once import each_once
from pipelines.recognise.remembered import remembered
from pipelines.recognise.spelling import plain, without_enumerator, without_tier

# A cut-off header of fewer characters could begin anything.
_CLIPPED = 4
_SCALE = re.compile(r"\((?:金额)?(?:单位:)?(?:人民币)?(?:千|万|百万|亿)?元\)")
_YEAR = re.compile(r"^(?:19|20)\d\d年度?")
_BRACKETED = re.compile(r"\([^)]*\)")
_OF_WHICH = re.compile(r"^(?:\d{1,2}[.、])?其中[:、]?")
_LETTER = re.compile(r"^[ABC][-_、.]?(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\(?[ABC]\)?$")
_CATALOGUE = re.compile(r"^\[?([ABC])\d{2,}")


@dataclass(frozen=True, slots=True)
class AssetKind:
    """One kind of asset, the pattern its words have, and how its pieces are counted."""

    code: str
    title: re.Pattern[str]
    unit: str | None


@dataclass(frozen=True, slots=True)
class ListWords:
    """The vocabulary of list forms: roles by list and header, kinds by word and by letter, kinds of assets."""

    roles: Mapping[tuple[str, str], str]
    kinds: Mapping[str, str]
    letters: Mapping[str, str]
    assets: tuple[AssetKind, ...]
    memos: tuple[re.Pattern[str], ...]


@cache
def list_words() -> ListWords:
    """Read data/vocabulary/lists.toml. Raises ConfigurationError where a list has one word twice."""
    data = tomllib.loads((VOCABULARY / "lists.toml").read_text(encoding="utf-8"))
    return ListWords(
        roles=each_once(
            (((row["form"], plain(word)), row["role"]) for row in data["column"] for word in row["words"]), "lists.toml"
        ),
        kinds=each_once(((plain(word), row["code"]) for row in data["kind"] for word in row["words"]), "lists.toml"),
        letters={row["letter"]: row["code"] for row in data["kind"]},
        assets=tuple(AssetKind(row["code"], re.compile(row["title"]), row.get("unit")) for row in data["asset"]),
        memos=tuple(re.compile(row["title"]) for row in data["memo"]),
    )


def list_role(form: str, path: Sequence[str], *, is_clipped: bool = False) -> str | None:
    """Return what a column of the list `form` holds by its header, or None where no word of the list covers it.

    `is_clipped`: the header may be the beginning of a word that its cell cut off.
    """
    roles = list_words().roles
    cleaned = [_YEAR.sub("", _SCALE.sub("", plain(text))) for text in path]
    innermost = cleaned[-1] if cleaned else ""
    for text in (innermost, "".join(cleaned), _BRACKETED.sub("", innermost), without_tier(innermost)):
        if (role := roles.get((form, text))) is not None:
            return role
    if not is_clipped or len(innermost) < _CLIPPED:
        return None
    begun = {role for (owner, word), role in roles.items() if owner == form and word.startswith(innermost)}
    return begun.pop() if len(begun) == 1 else None


def procurement_kind_of(text: str) -> str | None:
    """Return goods, works or services for words that name a kind: 'A-货物', '一、货物A', '服务类'.

    >>> procurement_kind_of("三、服务C")
    'services'
    """
    return list_words().kinds.get(_LETTER.sub("", without_enumerator(plain(text))))


def is_memo_row(text: str) -> bool:
    """True for a row of procurement that repeats a part of the others: 其中：授予小微企业合同金额."""
    return any(memo.search(plain(text)) for memo in list_words().memos)


def kind_of_catalogue(text: str) -> str | None:
    """Return the kind that a code of the procurement catalogue begins with: C05040300 is a service."""
    found = _CATALOGUE.match(plain(text))
    return list_words().letters[found.group(1)] if found else None


@remembered
def asset_kind_of(text: str) -> AssetKind | None:
    """Return the kind of asset that a row or a column names, or None.

    >>> asset_kind_of("其中：办公用房（平方米）").code
    'office_building'
    """
    words = _OF_WHICH.sub("", without_enumerator(_OF_WHICH.sub("", plain(text))))
    words = _BRACKETED.sub("", words) or words
    return next((kind for kind in list_words().assets if kind.title.search(words)), None)
