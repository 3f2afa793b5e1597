"""Misprint typeset documents, once for each identity of the catalogue, and see what the checks say.

planted.toml lists the misprints. A number is also misprinted by a single unit of its last digit, which rounding may
explain: that must break nothing. `python -m tests.planted` prints what was found.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipelines.check.run import check_star
from pipelines.load.batch import load_batch
from pipelines.load.warehouse import memory_warehouse
from pipelines.normalise.extract import extract
from pipelines.normalise.rows import DocumentRows
from tests.typeset.document import Document
from tests.typeset.final import set_final, whole_final
from tests.typeset.layouts import LAYOUTS
from tests.typeset.text import render_text
from tests.typeset.whole import (
    PLACE,
    again,
    as_unit,
    department_and_units,
    set_columns,
    set_whole,
    three_public_before,
    whole_budget,
    with_carried,
    year_before,
)

PLANTS = Path(__file__).with_suffix(".toml")
NUMBER = r"[\d,]+\.\d+"
MANY, ONE = 100, 1
_FIRST = "青白黑赤紫银铜玉松竹梅兰荷菊杏桃李枫"
_SECOND = "栎榆桦椴楠桐"


@dataclass(frozen=True)
class Edit:
    """One change of a text; see planted.toml."""

    find: str
    after: str = ""
    text: str | None = None
    units: int = MANY
    near: int = ONE

    def made(self, text: str, units: int) -> str:
        """The text with this change. ValueError where it finds nothing to change."""
        start = text.find(f"{self.after}\n") if self.after else 0
        # a title stands in the table of contents, too, but not alone on its line
        found = re.compile(self.find.replace("N", NUMBER)).search(text, max(start, 0)) if start >= 0 else None
        if found is None:
            raise ValueError(f"nothing to change: {self.find!r} after {self.after!r}")
        if self.text is not None:
            return text[: found.start()] + found.expand(self.text) + text[found.end() :]
        at, end = found.span(next(number for number, group in enumerate(found.groups(), 1) if group))
        value = Decimal(text[at:end].replace(",", ""))
        return text[:at] + str(value + units * Decimal(1).scaleb(int(value.as_tuple().exponent))) + text[end:]


@dataclass(frozen=True)
class Plant:
    """A misprint that one identity must notice; the first of the documents is misprinted."""

    id: str
    edits: tuple[Edit, ...]
    documents: tuple[str, ...]

    @property
    def has_near_miss(self) -> bool:
        """True where every change is of a number."""
        return all(edit.text is None for edit in self.edits)

    @property
    def is_pair(self) -> bool:
        """True for documents that are compared with each other."""
        return len(self.documents) > 1

    def texts(self, *, near: bool) -> list[str]:
        """The documents with the misprint, or with its near miss."""
        first, *others = (base_text(name) for name in self.documents)
        for edit in self.edits:
            first = edit.made(first, edit.near if near else edit.units)
        return [first, *others]


def read_plants() -> tuple[Plant, ...]:
    entries: list[dict[str, Any]] = tomllib.loads(PLANTS.read_text(encoding="utf-8"))["plant"]
    return tuple(
        Plant(
            entry["id"],
            tuple(Edit(**edit) for edit in entry["edits"]),
            tuple(entry.get("documents", ("whole",))),
        )
        for entry in entries
    )


@cache
def _bases() -> dict[str, Callable[[], Document]]:
    budget = whole_budget()
    before = year_before(budget)
    department, one, two = department_and_units()
    return {
        "whole": lambda: set_whole(budget),
        "whole_again": lambda: again(set_whole(budget)),
        "three_public_before": lambda: three_public_before(budget),
        "final": lambda: set_final(whole_final(budget), budget),
        "final_before": lambda: set_final(before, before),
        "carried": lambda: LAYOUTS["ordinal"].set(with_carried(budget)),
        "columns": lambda: set_columns(budget),
        "department": lambda: LAYOUTS["ordinal"].set(department),
        "unit_one": lambda: as_unit(one),
        "unit_two": lambda: as_unit(two),
    }


def base_names() -> tuple[str, ...]:
    return tuple(_bases())


@cache
def base_text(name: str) -> str:
    """A document without fault, by the name that planted.toml gives it."""
    return render_text(_bases()[name]())


def broken_by(cases: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    """Identities with a mismatch, for each case of documents; each case is of a department of its own."""
    found: dict[str, set[str]] = defaultdict(set)
    with TemporaryDirectory() as folder, memory_warehouse() as connection:
        cases_by_document: dict[str, str] = {}
        batch: list[DocumentRows] = []
        for place, (case, texts) in zip(places(), cases.items(), strict=False):
            for number, text in enumerate(texts):
                path = Path(folder) / f"{len(batch)}-{number}.txt"
                path.write_text(text.replace(PLACE, place), encoding="utf-8")
                rows = extract(path, path.name)
                (row,) = rows.tables["document"]
                if row["status"] != "loaded":
                    raise ValueError(f"{case}: {row['reason']}")
                cases_by_document[rows.document_id] = case
                batch.append(
                    DocumentRows(rows.document_id, {**rows.tables, "document": [{**row, "reader_version": "planted"}]})
                )
        load_batch(connection, batch)
        check_star(connection, date(2026, 1, 1))
        for document_id, identity_id in connection.execute(
            "select distinct document_id, identity_id from check_comparison where state = 'mismatch'"
        ).fetchall():
            found[cases_by_document[document_id]].add(identity_id)
    return found


def places() -> Iterator[str]:
    """Names of districts that do not exist, each of two characters."""
    return (f"{first}{second}区" for second in _SECOND for first in _FIRST)


def main() -> None:
    """Print for each identity whether its misprint was found and its near miss let pass."""
    plants = read_plants()
    broken = {plant.id: plant.texts(near=False) for plant in plants}
    near = {f"near {plant.id}": plant.texts(near=True) for plant in plants if plant.has_near_miss}
    found = broken_by({**broken, **near})
    for plant in plants:
        said = "found" if plant.id in found[plant.id] else f"MISSED, found {sorted(found[plant.id])}"
        passed = found[f"near {plant.id}"] if plant.has_near_miss else None
        print(
            plant.id,
            said,
            "" if passed is None else f"near miss broke {sorted(passed)}" if passed else "near miss let pass",
        )


if __name__ == "__main__":
    main()
