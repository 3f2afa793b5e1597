"""Findings of the narrative: one a root cause, and no two identities for one statement."""

from collections.abc import Iterator
from datetime import date

import pytest
from duckdb import DuckDBPyConnection

from pipelines.check.run import check_star
from pipelines.load.warehouse import memory_warehouse
from tests.check.filled import Case, fill, lines
from tests.check.printed import document_id

TABLES = lines("""
form,line,function,total/total,total/basic,total/project,general_public/total,general_public/public
summary,current_year,,263.64,,,,
summary,grand_total,,263.64,,,,
expenditure,total,,263.64,136.42,127.22,,
general_public,total,,,,,263.64,
basic,total,,,,,,14.12
operating_expense,total,,14.12,,,,
""")

# Three increases that are this year's whole amount, one of operating expenses that is not.
INCREASES = lines("""
table,statement_id,slot,funding,statement_measure,fiscal_year,direction,has_reason,base_statement_id,section,amount,scale,sentence
fact_statement,up1,total_revenue,total,amount,2024,,,,1,263.64,,A
fact_statement,up2,total_revenue,total,change,2024,up,true,up1,1,263.64,,A
fact_statement,up3,total_expenditure,total,amount,2024,,,,1,263.64,,B
fact_statement,up4,total_expenditure,total,change,2024,up,true,up3,1,263.64,,B
fact_statement,up5,expenditure,general_public,amount,2024,,,,5,263.64,,C
fact_statement,up6,expenditure,general_public,change,2024,up,false,up5,5,263.64,,C
fact_statement,up7,operating_expense,total,amount,2024,,,,8,64980,元,D
fact_statement,up8,operating_expense,total,prior,2023,,,up7,8,58140,元,D
fact_statement,up9,operating_expense,total,change,2024,up,true,up7,8,6840,元,D
""")

# All three amounts of the overall goal are those of another quantity.
GOAL = lines("""
table,slot,category,section,amount
fact_statement,overall_performance,total,10,127.22
fact_statement,overall_performance,basic,10,100
fact_statement,overall_performance,project,10,27.22
""")

WRONG_BUDGET = lines("""
table,slot,funding,category,section,amount
fact_statement,expenditure,general_public,total,5,300.00
fact_statement,expenditure,total,project,5,263.64
""")

OTHER_BUDGET = lines("""
form,line,side,total/total,government_fund/total,general_public/total
revenue,total,revenue,300.00,36.36,263.64
expenditure,total,,300.00,,
general_public,total,,,,263.64
""")


@pytest.fixture
def warehouse() -> Iterator[DuckDBPyConnection]:
    cases = {
        "increases": Case({"": TABLES}, INCREASES),
        "goal": Case({"": TABLES}, GOAL),
        "budgets": Case({"": OTHER_BUDGET}, WRONG_BUDGET),
    }
    with memory_warehouse() as connection:
        fill(connection, cases)
        check_star(connection, date(2026, 3, 1))
        yield connection


def roots(connection: DuckDBPyConnection, document: str, severity: str) -> list[tuple[str, str]]:
    """Identity and key of the root findings of a document."""
    return connection.execute(
        "select identity_id, key from check_finding "
        "where document_id = ? and severity = ? and root_finding_id = finding_id order by identity_id, key",
        [document_id(document), severity],
    ).fetchall()


def test_three_increases_of_the_whole_are_three_findings(warehouse: DuckDBPyConnection) -> None:
    assert roots(warehouse, "increases", "error") == [
        ("N03", "expenditure general_public / change"),
        ("N03", "total_expenditure / change"),
        ("N03", "total_revenue / change"),
        ("N09", "operating_expense"),
    ]


def test_a_change_without_a_reason_is_a_warning(warehouse: DuckDBPyConnection) -> None:
    assert roots(warehouse, "increases", "warning") == [("N12", "expenditure general_public / reason")]


def test_the_wrong_quantity_of_a_goal_is_one_finding(warehouse: DuckDBPyConnection) -> None:
    ((identity, _),) = roots(warehouse, "goal", "error")
    assert identity == "N10"
    counted = warehouse.execute(
        "select comparisons from check_finding where document_id = ?", [document_id("goal")]
    ).fetchall()
    assert counted == [(3,)]


def test_an_amount_of_another_budget_is_a_warning(warehouse: DuckDBPyConnection) -> None:
    assert roots(warehouse, "budgets", "error") == []
    assert roots(warehouse, "budgets", "warning") == [("N01", "expenditure general_public / amount")]
