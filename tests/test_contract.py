"""The contract: what models/ says, what is refused, what is derived."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines.contract import columns, load_tables, tables
from pipelines.issues import ConfigurationError

Models = Callable[..., Path]

COLUMNS = """
[unit_id]
type = "VARCHAR"
zh = "单位"
en = "The unit's key."

[amount_yuan]
type = "DECIMAL(20,2)"
zh = "金额"
en = "Yuan."

[parent_id]
type = "VARCHAR"
zh = "上级"
en = "Above."
"""
UNIT = """
grain = "one unit"
zh = "单位"
columns = ["unit_id", "parent_id"]
key = ["unit_id"]
nullable = ["parent_id"]
[references]
parent_id = "dim_unit.unit_id"
"""
FACT = """
grain = "one amount"
zh = "金额"
columns = ["unit_id", "amount_yuan"]
key = ["unit_id"]
[references]
unit_id = "dim_unit.unit_id"
"""


@pytest.fixture
def models(tmp_path: Path) -> Models:
    def write(columns: str = COLUMNS, unit: str = UNIT, fact: str = FACT) -> Path:
        for name, text in (("columns", columns), ("dim_unit", unit), ("fact", fact)):
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_the_models_of_this_project_are_valid() -> None:
    assert tables()["fact_expenditure"].key == ("fact_id",)
    assert columns()["amount_yuan"].type == "DECIMAL(20,2)"


def test_a_table_comes_after_the_tables_it_refers_to() -> None:
    order = list(tables())
    for table in tables().values():
        for target in table.references.values():
            target_table = target.partition(".")[0]
            assert order.index(target_table) <= order.index(table.name)


def test_money_is_decimal_in_every_form() -> None:
    fact = tables()["fact_expenditure"]
    assert fact.polars_schema["amount_yuan"] == pl.Decimal(20, 2)
    assert '"amount_yuan" DECIMAL(20,2) not null' in fact.create_statement
    assert not any(column.type in ("DOUBLE", "FLOAT") for column in columns().values() if column.name.endswith("_yuan"))


def test_duckdb_takes_ddl_and_comments(models: Models) -> None:
    connection = duckdb.connect()
    for table in load_tables(models()).values():
        connection.execute(table.create_statement)
        for statement in table.comment_statements:
            connection.execute(statement)
    rows = connection.execute(
        "select column_name, comment, is_nullable from duckdb_columns() where not internal order by all"
    ).fetchall()
    assert rows == [
        ("amount_yuan", "金额. Yuan.", False),
        ("parent_id", "上级. Above.", True),
        ("unit_id", "单位. The unit's key.", False),
        ("unit_id", "单位. The unit's key.", False),
    ]
    with pytest.raises(duckdb.ConstraintException):
        connection.execute("insert into dim_unit values ('a', null), ('a', null)")
    connection.close()


def test_polars_types_come_back_from_duckdb_unchanged() -> None:
    connection = duckdb.connect()
    for table in tables().values():
        connection.execute(table.create_statement)
        assert connection.table(table.name).pl().schema == table.polars_schema
    connection.close()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"fact": FACT.replace('"amount_yuan"]', '"amount_fen"]')}, r"fact.toml: columns: amount_fen not described"),
        ({"fact": FACT.replace('key = ["unit_id"]', "key = []")}, r"fact.toml: key: is missing"),
        ({"fact": FACT.replace('key = ["unit_id"]', "")}, r"fact.toml: key: is missing"),
        ({"fact": FACT.replace('key = ["unit_id"]', 'key = ["id"]')}, r"fact.toml: key: id is not among the columns"),
        ({"fact": "nullable = ['unit_id']" + FACT}, r"fact.toml: nullable: unit_id is part of the key"),
        ({"fact": "nullable = ['x']" + FACT}, r"fact.toml: nullable: x is not among the columns"),
        ({"fact": "graim = ''" + FACT}, r"fact.toml: unknown key graim"),
        ({"fact": FACT.replace('grain = "one amount"', "")}, r"fact.toml: grain: must be a non-empty text"),
        (
            {"fact": FACT.replace("dim_unit.unit_id", "dim_unit.parent_id")},
            r"fact.toml: references.unit_id: .*not the key",
        ),
        ({"fact": FACT.replace("dim_unit.unit_id", "unit.unit_id")}, r"fact.toml: references.unit_id: .*not the key"),
        (
            {"fact": FACT.replace('"unit_id", "amount', '"unit_id", "unit_id", "amount')},
            r"columns: names a column twice",
        ),
        ({"fact": FACT + "amount_yuan = 'dim_unit.unit_id'"}, r"amount_yuan: DECIMAL\(20,2\) points at VARCHAR"),
        ({"fact": FACT + "["}, r"fact.toml: cannot be read"),
        (
            {"columns": COLUMNS.replace("DECIMAL(20,2)", "MONEY")},
            r"columns.toml: \[amount_yuan\] type: unknown type 'MONEY'",
        ),
        ({"columns": COLUMNS.replace("DECIMAL(20,2)", "DECIMAL")}, r"unknown type 'DECIMAL'"),
        ({"columns": COLUMNS.replace('zh = "金额"', "")}, r"columns.toml: \[amount_yuan\] must have exactly the keys"),
        ({"columns": COLUMNS.replace('"金额"', '" "')}, r"columns.toml: \[amount_yuan\] zh: must be a non-empty text"),
        ({"columns": COLUMNS.replace("[parent_id]", "[ParentId]")}, r"\[ParentId\] is not a column name"),
        ({"columns": COLUMNS + '[spare]\ntype="DATE"\nzh="x"\nen="x"'}, r"columns.toml: spare: no table or view has"),
    ],
)
def test_a_contradiction_names_file_and_key(models: Models, change: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        load_tables(models(**change))


def test_a_circle_of_references_is_refused(models: Models) -> None:
    unit = UNIT.replace("dim_unit.unit_id", "fact.unit_id")
    with pytest.raises(ConfigurationError, match="circle"):
        load_tables(models(unit=unit))


def test_a_column_of_a_view_counts_as_used_but_not_one_in_its_comment(models: Models) -> None:
    folder = models(columns=COLUMNS + '[spare]\ntype="DATE"\nzh="x"\nen="x"')
    (folder / "v_unit.sql").write_text("-- one spare unit\nselect unit_id from dim_unit\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="spare"):
        load_tables(folder)
    (folder / "v_unit.sql").write_text("select unit_id as spare from dim_unit\n", encoding="utf-8")
    assert "fact" in load_tables(folder)
