"""Words of the vocabulary by what they say: a word that stands twice would silently mean what its last entry says."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

from pipelines.issues import ConfigurationError

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")


def each_once(entries: Iterable[tuple[_K, _V]], file: str) -> dict[_K, _V]:
    """Return the entries of a file of data/vocabulary by their key. Raises ConfigurationError where a key stands twice.

    >>> each_once([("合计", "total"), ("合计", "subtotal")], "terms.toml")
    Traceback (most recent call last):
    pipelines.issues.ConfigurationError: data/vocabulary/terms.toml: 合计 stands twice
    """
    found: dict[_K, _V] = {}
    for key, value in entries:
        if key in found:
            raise ConfigurationError(f"data/vocabulary/{file}: {key} stands twice")
        found[key] = value
    return found
