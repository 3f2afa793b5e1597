"""Remembers what a text alone decides: a document prints the same words over and over, and many steps read them."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_T = TypeVar("_T")
# So many different texts are what a document of hundreds of pages prints.
_TEXTS = 1 << 14
# A longer one is prose and does not come twice; remembering it would only hold memory.
_LONGEST = 200


def remembered(read: Callable[[str], _T]) -> Callable[[str], _T]:
    """Return `read`, which must depend on its text alone, with a bounded memory of what it returned for short texts."""
    short = lru_cache(maxsize=_TEXTS)(read)

    @wraps(read)
    def recall(text: str) -> _T:
        return short(text) if len(text) <= _LONGEST else read(text)

    return recall
