"""Which classification of subjects a printed code, or the name of a class (类), can only be of."""

import tomllib
from collections.abc import Mapping
from functools import cache

from pipelines.paths import VOCABULARY
from pipelines.recognise.each_once import each_once

_BY_FIRST_DIGIT = {"2": "function", "3": "economic", "5": "government_economic"}


def classification_of_code(code: str) -> str | None:
    """Return the classification that the first digit of a full code tells, or None.

    >>> classification_of_code("50101"), classification_of_code("103")
    ('government_economic', None)
    """
    return _BY_FIRST_DIGIT.get(code[:1])


def classification_of_class(name: str) -> str | None:
    """Return the classification that alone has a class of this name (plain spelling, no enumerator), or None.

    >>> classification_of_class("机关工资福利支出")
    'government_economic'
    """
    return _classes().get(name)


@cache
def _classes() -> Mapping[str, str]:
    data = tomllib.loads((VOCABULARY / "classes.toml").read_text(encoding="utf-8"))
    return each_once(((name, row["classification"]) for row in data["class"] for name in row["names"]), "classes.toml")
