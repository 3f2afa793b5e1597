"""One spelling for comparison: full width to half width, no blanks, one kind of bracket, dash and quote.

Only for matching. What is stored and shown stays as printed.
"""

import re
import unicodedata
from functools import cache

from pipelines.paths import DATA
from pipelines.recognise.remembered import remembered

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―－﹣−", "-"))
_BRACKETS = str.maketrans("【】〔〕﹙﹚", "[]()()")
_QUOTES = str.maketrans("„〝〞＂", "““””")
# Mongolian, Tibetan and Arabic letters: autonomous regions print each word in two scripts.
_OTHER_SCRIPTS = re.compile("[\u0600-\u06ff\u0f00-\u0fff\u1800-\u18af\u200b-\u200f]+")
_TIER = re.compile(r"^[一二三四]级(?=..)")
# An enumerator begins with one of these or with a digit.
_BEGINS = frozenset("(一二三四五六七八九十")
_ENUMERATOR = re.compile(
    r"^(?:"
    r"\((?:[一二三四五六七八九十]+|\d{1,2})\)[、.]?"  # (一) (1)
    r"|[一二三四五六七八九十]{1,3}、"  # 一、
    r"|[一二三四五六七八九十]{1,3}\."  # 一.
    r"|\d{1,2}[、.](?!\d)"  # 1、 1.
    r"|\d{1,2}(?=[\u4e00-\u9fff])"  # ① turned into 1 by NFKC
    r")"
)


@cache
def _lookalikes() -> dict[int, str | int]:
    """CJK radicals that are drawn like characters (data/vocabulary/characters.csv)."""
    lines = (DATA / "vocabulary" / "characters.csv").read_text(encoding="utf-8").splitlines()[1:]
    return {ord(left): right for left, right in (line.split(",", 1) for line in lines if line)}


@cache
def _characters() -> dict[int, str | int]:
    """Lookalikes, dashes, brackets, quotes."""
    return {**_lookalikes(), **_DASHES, **_BRACKETS, **_QUOTES}


@cache
def _unusual() -> re.Pattern[str]:
    """Any character that has another spelling or is of another script: few texts have one, and translation is slow."""
    return re.compile(f"[{re.escape(''.join(map(chr, _characters())))}]|{_OTHER_SCRIPTS.pattern}")


@remembered
def plain(text: str) -> str:
    """Return `text` in the one spelling that vocabulary and code lists are compared in.

    >>> plain("因公出国 （境）费"), plain("ᠣᠷᠣᠯᠲᠠ 收入")
    ('因公出国(境)费', '收入')
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        if _unusual().search(text):
            text = _OTHER_SCRIPTS.sub("", text.translate(_characters()))
    return "".join(text.split())


def without_lookalikes(text: str) -> str:
    """The text, as long as it is, with one code point for characters that look alike.

    >>> without_lookalikes("部⻔：")
    '部门：'
    """
    return text.translate(_lookalikes())


def enumerator(text: str) -> str:
    """Return the leading enumerator of a plain label ('一、', '(二)', '1.'), or ''."""
    if text[:1] not in _BEGINS and not text[:1].isdecimal():
        return ""
    match = _ENUMERATOR.match(text)
    return match.group(0) if match else ""


def without_enumerator(text: str) -> str:
    """Drop one leading enumerator from a plain label."""
    return text[len(enumerator(text)) :]


def without_tier(text: str) -> str:
    """Drop the tier of units or projects from a plain header: 二级预算单位名称 says what 预算单位名称 says.

    >>> without_tier("二级预算单位名称"), without_tier("一级")
    ('预算单位名称', '一级')
    """
    return _TIER.sub("", text)
