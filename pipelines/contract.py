"""The warehouse's contract: models/*.toml as Column and Table, and everything derived from them.

A column is described once, in models/columns.toml; models/<table>.toml lists names. DuckDB DDL, comments, Arrow and
polars schemas come from here, so that nobody retypes a column. What rows mean to the checks does not belong here.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import pyarrow as pa

from pipelines.arrow_types import arrow_type
from pipelines.issues import ConfigurationError
from pipelines.paths import MODELS

if TYPE_CHECKING:
    # The processes that read documents know the contract too, and must start quickly and stay small.
    import polars as pl

COLUMNS_FILE = "columns.toml"

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_TABLE_KEYS = {"grain", "zh", "columns", "key", "is_indexed", "nullable", "references"}
_COLUMN_KEYS = {"type", "zh", "en"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column as columns.toml describes it. `type` is the DuckDB type, for instance DECIMAL(20,2)."""

    name: str
    type: str
    zh: str
    en: str

    @property
    def comment(self) -> str:
        return f"{self.zh}. {self.en}"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the warehouse. `references` maps a column to the "table.column" it points at.

    Where the key `is_indexed` the database refuses a second row of one key.
    """

    name: str
    grain: str
    zh: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    nullable: frozenset[str]
    references: Mapping[str, str] = field(hash=False)
    is_indexed: bool = True

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def comment(self) -> str:
        return f"{self.zh}. Grain: {self.grain}."

    @property
    def arrow_schema(self) -> pa.Schema:
        """The Arrow types that DuckDB stores in the table's columns without a cast."""
        return pa.schema([(column.name, arrow_type(column.type)) for column in self.columns])

    @property
    def polars_schema(self) -> "pl.Schema":
        import polars as pl

        return pl.DataFrame(self.arrow_schema.empty_table()).schema

    @property
    def create_statement(self) -> str:
        """`create table` with NOT NULL and, where the key is indexed, primary key.

        No foreign keys: DuckDB checks them row by row and refuses to replace a referenced row within one transaction;
        expectations judge the references instead.
        """
        nulls = {name: "" if name in self.nullable else " not null" for name in self.column_names}
        lines = [f"    {quoted(column.name)} {column.type}{nulls[column.name]}" for column in self.columns]
        if self.is_indexed:
            lines.append(f"    primary key ({', '.join(quoted(name) for name in self.key)})")
        return f"create table {quoted(self.name)} (\n" + ",\n".join(lines) + "\n)"

    @property
    def comment_statements(self) -> tuple[str, ...]:
        """`comment on` for the table and for each of its columns."""
        table = quoted(self.name)
        return (
            f"comment on table {table} is {literal(self.comment)}",
            *(f"comment on column {table}.{quoted(each.name)} is {literal(each.comment)}" for each in self.columns),
        )


def quoted(identifier: str) -> str:
    """An SQL identifier in double quotes (`key`, `rows` and `text` are words of SQL too)."""
    return '"' + identifier.replace('"', '""') + '"'


def literal(text: str) -> str:
    """An SQL string literal, for statements such as `comment on` that take no bind parameters."""
    return "'" + text.replace("'", "''") + "'"


@cache
def columns() -> Mapping[str, Column]:
    """Every described column by name, those of the analysts' views included."""
    return load_columns(MODELS)


@cache
def tables() -> Mapping[str, Table]:
    """Every table by name; a table comes after the tables it refers to. Raises ConfigurationError."""
    return load_tables(MODELS)


def load_columns(folder: Path) -> Mapping[str, Column]:
    """Read `folder`/columns.toml. Raises ConfigurationError naming file and key."""
    path = folder / COLUMNS_FILE
    described = {name: _column(path, name, entry) for name, entry in _read_toml(path).items()}
    return MappingProxyType(described)


def load_tables(folder: Path) -> Mapping[str, Table]:
    """Read and validate a folder of models. Raises ConfigurationError naming file and key."""
    described = load_columns(folder)
    paths = sorted(path for path in folder.glob("*.toml") if path.name != COLUMNS_FILE)
    found = {path.stem: _table(path, described) for path in paths}
    for table in found.values():
        _check_references(folder / f"{table.name}.toml", table, found)
    _check_all_columns_used(folder, described, found.values())
    return MappingProxyType({name: found[name] for name in _dependency_order(folder, found)})


def _read_toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path.name}: cannot be read: {error}") from error


def _column(path: Path, name: str, entry: object) -> Column:
    where = f"{path.name}: [{name}]"
    if not _NAME.fullmatch(name):
        raise ConfigurationError(f"{where} is not a column name (lower-case words joined by _)")
    if not isinstance(entry, dict) or set(entry) != _COLUMN_KEYS:
        raise ConfigurationError(f"{where} must have exactly the keys {', '.join(sorted(_COLUMN_KEYS))}")
    texts = {key: _text(where, key, entry) for key in _COLUMN_KEYS}
    try:
        arrow_type(texts["type"])
    except ValueError as error:
        raise ConfigurationError(f"{where} type: unknown type {texts['type']!r}") from error
    return Column(name=name, **texts)


def _text(where: str, key: str, entry: Mapping[str, object]) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ConfigurationError(f"{where} {key}: must be a non-empty text")
    return value


def _names(where: str, key: str, entry: Mapping[str, object]) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise ConfigurationError(f"{where} {key}: must be a list of column names")
    names = cast(list[str], value)
    if len(set(names)) != len(names):
        raise ConfigurationError(f"{where} {key}: names a column twice")
    return tuple(names)


def _table(path: Path, described: Mapping[str, Column]) -> Table:
    where = f"{path.name}:"
    entry = _read_toml(path)
    if unknown := set(entry) - _TABLE_KEYS:
        raise ConfigurationError(f"{where} unknown key {', '.join(sorted(unknown))}")
    names = _names(where, "columns", entry)
    if missing := [name for name in names if name not in described]:
        raise ConfigurationError(f"{where} columns: {', '.join(missing)} not described in {COLUMNS_FILE}")
    key, nullable = _names(where, "key", entry), _names(where, "nullable", entry)
    references = entry.get("references", {})
    if not isinstance(references, dict) or not all(isinstance(target, str) for target in references.values()):
        raise ConfigurationError(f'{where} references: must map a column to "table.column"')
    for part, listed in (("key", key), ("nullable", nullable), ("references", tuple(references))):
        if foreign := [name for name in listed if name not in names]:
            raise ConfigurationError(f"{where} {part}: {', '.join(foreign)} is not among the columns")
    if not key:
        raise ConfigurationError(f"{where} key: is missing")
    if not isinstance(is_indexed := entry.get("is_indexed", True), bool):
        raise ConfigurationError(f"{where} is_indexed: must be true or false")
    if loose := [name for name in key if name in nullable]:
        raise ConfigurationError(f"{where} nullable: {', '.join(loose)} is part of the key")
    return Table(
        name=path.stem,
        grain=_text(where, "grain", entry),
        zh=_text(where, "zh", entry),
        columns=tuple(described[name] for name in names),
        key=key,
        nullable=frozenset(nullable),
        references=MappingProxyType(dict(references)),
        is_indexed=is_indexed,
    )


def _check_references(path: Path, table: Table, found: Mapping[str, Table]) -> None:
    types = {column.name: column.type for column in table.columns}
    for name, target in table.references.items():
        target_table, _, target_column = target.partition(".")
        if target_table not in found or found[target_table].key != (target_column,):
            raise ConfigurationError(f"{path.name}: references.{name}: {target!r} is not the key of a table")
        target_type = next(column.type for column in found[target_table].columns if column.name == target_column)
        if types[name] != target_type:
            raise ConfigurationError(f"{path.name}: references.{name}: {types[name]} points at {target_type}")


def _check_all_columns_used(folder: Path, described: Mapping[str, Column], found: Iterable[Table]) -> None:
    used = {name for table in found for name in table.column_names}
    for view in sorted(folder.glob("v_*.sql")):
        used.update(re.findall(r"[a-z0-9_]+", re.sub(r"--.*", "", view.read_text(encoding="utf-8"))))
    if unused := sorted(set(described) - used):
        raise ConfigurationError(f"{COLUMNS_FILE}: {', '.join(unused)}: no table or view has this column")


def _dependency_order(folder: Path, found: Mapping[str, Table]) -> Sequence[str]:
    graph = {
        name: sorted({target.partition(".")[0] for target in table.references.values()} - {name})
        for name, table in sorted(found.items())
    }
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise ConfigurationError(f"{folder.name}: tables refer to one another in a circle: {error.args[1]}") from error
