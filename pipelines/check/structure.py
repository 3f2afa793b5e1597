"""What the star must look like: expectations from the contract, from structure.toml and from structure/*.sql."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from pipelines.contract import Table, quoted, tables
from pipelines.issues import ConfigurationError
from pipelines.paths import EXPECTATIONS

# The last two are worked out beside the star, by a solver: what it writes is judged like what is read.
STAR_PREFIXES = ("dim_", "fact_", "document", "check_feasibility", "check_suspect")
STRUCTURE_FILE = EXPECTATIONS / "structure.toml"
STRUCTURE_RULES = EXPECTATIONS / "structure"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One expectation before it is judged: its name, its class in gx_expectations.py and the arguments."""

    name: str
    kind: str
    arguments: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Structure:
    """structure.toml: allowed values by "table.column", least rows by table."""

    allowed: Mapping[str, Sequence[str]]
    least_rows: Mapping[str, int]


@cache
def read_structure(path: Path = STRUCTURE_FILE) -> Structure:
    """Read structure.toml. Raises ConfigurationError where it names what the contract does not know."""
    file = tomllib.loads(path.read_text(encoding="utf-8"))
    known = {f"{table.name}.{column}" for table in tables().values() for column in table.column_names}
    allowed = cast(Mapping[str, Sequence[str]], file["allowed"])
    least_rows = cast(Mapping[str, int], file["least_rows"])
    if unknown := (set(allowed) - known) | (set(least_rows) - set(tables())):
        raise ConfigurationError(f"{path.name}: {', '.join(sorted(unknown))} is not in the contract")
    return Structure(allowed, least_rows)


def star_tables() -> tuple[Table, ...]:
    """The tables whose structure is judged."""
    return tuple(table for name, table in tables().items() if name.startswith(STAR_PREFIXES))


def table_expectations(table: Table) -> tuple[Wanted, ...]:
    """What the contract and structure.toml demand of one table of the star."""
    return tuple(_table_expectations(table))


def _table_expectations(table: Table) -> Iterator[Wanted]:
    structure = read_structure()
    for column in table.column_names:
        if column not in table.nullable:
            name = f"{table.name}.{column} is never null"
            yield Wanted(name, "ExpectValuesNotNull", {"column": column})
        if values := structure.allowed.get(f"{table.name}.{column}"):
            name = f"{table.name}.{column} is one of {', '.join(values)}"
            yield Wanted(name, "ExpectValuesInSet", {"column": column, "value_set": list(values)})
    name = f"{table.name} has each {', '.join(table.key)} once"
    if len(table.key) == 1:
        yield Wanted(name, "ExpectValuesUnique", {"column": table.key[0]})
    else:
        yield Wanted(name, "ExpectKeysUnique", {"column_list": list(table.key)})
    for column, target in table.references.items():
        yield no_rows(f"{table.name}.{column} refers to {target}", _broken_references(column, target))
    if table.name in structure.least_rows:
        least = structure.least_rows[table.name]
        yield Wanted(f"{table.name} has {least} or more rows", "ExpectTableRowCountToBeBetween", {"min_value": least})
    for path in sorted(STRUCTURE_RULES.glob(f"{table.name}__*.sql")):
        yield no_rows(
            f"{table.name}: {path.stem.partition('__')[2].replace('_', ' ')}", path.read_text(encoding="utf-8")
        )


def _broken_references(column: str, target: str) -> str:
    table, _, key = target.partition(".")
    return (
        f"with batch as (select {quoted(column)} as reference from {{batch}}) select reference from batch "
        f"where reference is not null and not exists "
        f"(select 1 from {quoted(table)} as target where target.{quoted(key)} = batch.reference)"
    )


def no_rows(name: str, query: str) -> Wanted:
    """An expectation that `query` over {batch} finds nothing."""
    return Wanted(name, "ExpectNoRows", {"unexpected_rows_query": query})
