"""Remembers what a text alone decides: a document prints the same words over and over, and many steps read them."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar, cast

_Read = TypeVar("_Read", bound=Callable[..., object])
# So many different texts are what a document of hundreds of pages prints. The bound keeps a worker small that reads
# thousands of documents.
_TEXTS = 1 << 13


def remembered(read: _Read) -> _Read:
    """Return `read` with a bounded memory of its answers. It must depend on its arguments and vocabulary alone."""
    return cast(_Read, lru_cache(maxsize=_TEXTS)(read))
