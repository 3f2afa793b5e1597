"""Read a budget from the small CSV tables of `figures/<name>/`; amounts there are 元 with two decimals."""

import csv
from decimal import Decimal
from pathlib import Path

from tests.typeset.budget import CATEGORIES, Budget, CarryOut, EconomicLine, FunctionLine, ThreePublicLine, Unit
from tests.typeset.laws import broken_laws


def read_figures(folder: Path, place: str) -> Budget:
    """The budget of a folder, its names completed with a place (`{place}统计局`).

    ValueError when the figures break a law, with all that is broken.
    """
    department = _rows(folder / "department.csv")[0]
    budget = Budget(
        department=department["name"].format(place=place),
        department_code=department["code"],
        division=place,
        fiscal_year=int(department["fiscal_year"]),
        stage="final" if department["stage"] == "final" else "budget",
        units=tuple(
            Unit(
                row["code"],
                row["name"].format(place=place),
                "institution" if row["kind"] == "institution" else "organ",
            )
            for row in _rows(folder / "units.csv")
        ),
        lines=tuple(
            FunctionLine(
                row["unit_code"],
                row["function_code"],
                row["source"],
                **{category: _fen(row[category]) for category in CATEGORIES if row.get(category)},
            )
            for row in _rows(folder / "lines.csv")
        ),
        economic_lines=tuple(
            EconomicLine(
                row["economic_code"],
                row["government_economic_code"],
                row["fund"],
                row["category"],
                _fen(row["amount"]),
            )
            for row in _rows(folder / "economic.csv")
        ),
        three_public=tuple(
            ThreePublicLine(int(row["fiscal_year"]), row["item"], row["fund"], _fen(row["amount"]))
            for row in _rows(folder / "three_public.csv")
        ),
        carry_out=tuple(
            CarryOut(row["unit_code"], row["source"], _fen(row["amount"]))
            for row in _rows(folder / "carry_out.csv", optional=True)
        ),
    )
    said = broken_laws(budget)
    if said:
        raise ValueError(f"{folder.name}: " + "; ".join(said))
    return budget


def _rows(path: Path, *, optional: bool = False) -> list[dict[str, str]]:
    if optional and not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _fen(yuan: str) -> int:
    fen = Decimal(yuan) * 100
    if fen != int(fen):
        raise ValueError(f"{yuan} 元 has a fraction of a 分")
    return int(fen)
