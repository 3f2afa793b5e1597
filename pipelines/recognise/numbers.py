"""The numbers that a sentence prints with their unit. Thresholds, dates, ordinals and numbers of documents are none."""

import re
import tomllib
from functools import cache

from pipelines.paths import VOCABULARY
from pipelines.recognise.preamble import SCALES

LIMIT = "限额以上"
# No threshold without it: 以上, 以下, 以内.
_LIMITS = "以"
_BEYOND = r"(?:\((?:含|不含|原值)[^)]{0,6}\))*(?:及|\(含\))?(?:其)?以[上下内](?:\(含\))?"
_MONEY = "|".join(sorted(SCALES, key=len, reverse=True))
_THRESHOLD = re.compile(
    rf"(?:单位)?(?:价值|单价|原值)?(?:在|为|达)?(?P<limit>\d[\d,.]*(?:{_MONEY}|万)){_BEYOND}(?:的)?"
)
_LEVEL_CODE = re.compile(r"\(\d{2,3}([类款项])\)")
PERCENT = "%"
MONEY = frozenset(SCALES)


@cache
def number_pattern() -> re.Pattern[str]:
    """Numbers (groups value, unit or chinese), and the marks that a sentence is cut at (group mark)."""
    data = tomllib.loads((VOCABULARY / "statements.toml").read_text(encoding="utf-8"))
    units = "|".join(re.escape(unit) for unit in data["units"]["count"])
    return re.compile(
        rf"(?<![\d.,第A-Za-z〔])(?!\d+[类款项]\))(?P<value>-?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)"
        rf"(?P<unit>{_MONEY}|万(?=[(,。;)])|个百分点|%|(?:{units})(?![月员力才口民工均大称录誉义性要目准复理置级室属有需在庭账]|工作日|百分点|年度|小时|事(?!业)))(?!{_BEYOND})"
        rf"|(?P<chinese>[一二两三四五六七八九十]{{1,3}})个(?=(?:部门)?预算项目)"
        r"|(?P<mark>[,;。:!?()])"
    )


def threshold_of(text: str) -> str | None:
    """The amount from which on things are counted, as printed.

    >>> threshold_of("单价在100万元(含)以上的设备")
    '100万元'
    """
    found = _THRESHOLD.search(text) if _LIMITS in text else None
    return None if found is None else found["limit"]


def without_thresholds(text: str) -> str:
    """A phrase with one word for what 50万元以上 and its like limit, and without the parts of codes: (204类)."""
    if _LIMITS in text:
        text = _THRESHOLD.sub(LIMIT, text)
    return _LEVEL_CODE.sub(r"(\1)", text) if "(" in text else text
