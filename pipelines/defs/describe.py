"""The contract's tables as Dagster shows them: descriptions in both languages, columns, rooms."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import dagster as dg

from pipelines.contract import Table, tables

# Numbered, so that the page lists the rooms in the order in which a document passes them.
ROOMS = {
    "read": "room_1_read",
    "recognise": "room_2_recognise",
    "normalise": "room_3_normalise",
    "load": "room_4_load",
    "check": "room_5_check",
    "publish": "room_6_publish",
}


def table_spec(name: str, room: str, deps: Iterable[str], kinds: Iterable[str] = ("duckdb", "table")) -> dg.AssetSpec:
    """One table of models/ as an asset of a room."""
    table = tables()[name]
    return dg.AssetSpec(
        name,
        deps=sorted(deps),
        description=describe(table),
        group_name=ROOMS[room],
        kinds=set(kinds),
        metadata={"dagster/column_schema": column_schema(table), "dagster/table_name": name},
    )


def materialized(
    table: Table, rows: int, warehouse: Path, found: Mapping[str, int | float]
) -> dg.MaterializeResult[None]:
    """What a run says of one table it filled: rows, columns, the warehouse, and what else it `found`."""
    return dg.MaterializeResult(
        asset_key=table.name,
        metadata={
            "dagster/row_count": rows,
            "dagster/column_schema": column_schema(table),
            "warehouse": dg.MetadataValue.path(warehouse),
            **found,
        },
    )


def describe(table: Table) -> str:
    return f"{table.zh}\n\nGrain: {table.grain}. Key: {', '.join(table.key)}."


def column_schema(table: Table) -> dg.TableSchema:
    """Names, types, constraints and both descriptions of every column."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=column.name,
                type=column.type,
                description=column.comment,
                constraints=dg.TableColumnConstraints(
                    nullable=column.name in table.nullable,
                    unique=table.key == (column.name,),
                ),
                tags={"key": ""} if column.name in table.key else {},
            )
            for column in table.columns
        ]
    )
