"""Does a text read as the name of a budget unit? By how such names end (data/vocabulary/unit_endings.txt)."""

import re
from functools import cache

from pipelines.paths import VOCABULARY
from pipelines.recognise.remembered import remembered
from pipelines.recognise.spelling import plain

_BODY = r"[\u4e00-\u9fff()·、\d]{2,}"


@remembered
def looks_like_unit(name: str) -> bool:
    """True for a name that ends as names of budget units end.

    >>> looks_like_unit("青河市档案馆（本级）")
    True
    """
    return bool(_pattern().fullmatch(plain(name)))


@cache
def _pattern() -> re.Pattern[str]:
    endings = (VOCABULARY / "unit_endings.txt").read_text(encoding="utf-8").split()
    return re.compile(rf"{_BODY}(?:{'|'.join(sorted(endings, key=len, reverse=True))})(?:\([^)]*\))*")
