"""Whether lines of text print a table that nothing rules: amounts below one another, and no sentences.

Such a table is told, not read: which column an amount stands in hangs on how wide its font is.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

# Fewer lines are a sum in a letter.
_LEAST_ROWS = 3
_PROSE = re.compile(r"[，。；]|\.{3}|…")
_AMOUNT = re.compile(r"(?<!\S)-?(?:\d{1,3}(?:,\d{3})+|\d+(?=\.\d))(?:\.\d+)?(?!\S)")
_NUMBER = re.compile(r"(?<!\S)-?\d[\d,]*(?:\.\d+)?%?(?!\S)")
_MEASURE = r"(?:[万亿]?元|年|%|个(?!人)|种|人(?!员)|项(?!目)|辆|台|家(?!庭)|名|次|余)"
_MEASURED = re.compile(rf"\d\s+{_MEASURE}")
_GOES_ON = re.compile(_MEASURE)


def seem_a_table(lines: Sequence[str]) -> bool:
    """True for the lines outside all tables of a page where enough of them print amounts beside words."""
    return sum(_is_row(*two) for two in pairwise([*lines, ""])) >= _LEAST_ROWS


def _is_row(line: str, following: str) -> bool:
    """True for a line that prints amounts and is no part of a sentence, which may go on with 万元 in the next line."""
    if _PROSE.search(line) or _MEASURED.search(line) or _GOES_ON.match(following):
        return False
    return bool(_AMOUNT.search(line)) or len(_NUMBER.findall(line)) > 1
