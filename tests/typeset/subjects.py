"""Real subject codes and names to set budgets with, read from the two CSV files beside this module.

They are kept apart from `data/reference/` on purpose: a test must not learn the names from what it tests.
"""

import csv
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def _names() -> dict[tuple[str, str], str]:
    with (HERE / "subjects.csv").open(encoding="utf-8", newline="") as stream:
        return {(row["classification"], row["code"]): row["name"] for row in csv.DictReader(stream)}


def subject_name(classification: str, code: str) -> str:
    """The printed name; KeyError when the code is not in the list.

    >>> subject_name("function", "2210201")
    '住房公积金'
    """
    return _names()[classification, code]


@cache
def classes(classification: str) -> tuple[str, ...]:
    """The 类 of a classification in code order: the fixed lists 一、二、三… of the summary forms."""
    return tuple(sorted(code for kind, code in _names() if kind == classification and len(code) == 3))


@cache
def government_codes() -> dict[tuple[str, str, str], str]:
    """(department 款, category, unit kind) to the government 款 it is booked to."""
    with (HERE / "pairs.csv").open(encoding="utf-8", newline="") as stream:
        return {
            (row["economic_code"], row["category"], kind): row[kind]
            for row in csv.DictReader(stream)
            for kind in ("organ", "institution")
        }


def economic_choices(category: str) -> tuple[str, ...]:
    """The department 款 a category can be spent on, in code order."""
    return tuple(sorted({code for code, of, _ in government_codes() if of == category}))
