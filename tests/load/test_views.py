"""The analysts' views: one row per truth."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from duckdb import DuckDBPyConnection

from pipelines.load.batch import load_batch
from pipelines.load.warehouse import memory_warehouse
from pipelines.normalise.rows import DocumentRows
from tests.load.made import Row, document, document_id, fact_row, form_row, row, unit_row

PUBLIC_SAFETY = "function/204/2007"
SOCIAL_SECURITY = "function/208/2007"
PENSIONS = "function/20805/2020"
PENSIONS_BEFORE = "function/20805/2007"


@pytest.fixture
def warehouse() -> Iterator[DuckDBPyConnection]:
    with memory_warehouse() as connection:
        yield connection


def facts(name: str, *rows: Row, **values: object) -> DocumentRows:
    """A document with these facts and the forms they stand in."""
    forms = {str(fact["form"]): fact["form_no"] for fact in rows}
    return document(
        name,
        {
            "document_form": [form_row(name, form, int(str(number))) for form, number in forms.items()],
            "fact_expenditure": rows,
            "stg_unit": [unit_row(name)],
        },
        **values,
    )


def by_function(connection: DuckDBPyConnection) -> list[tuple[object, ...]]:
    return connection.execute(
        "select funding, category, form, subject_code, row_role, amount_yuan::varchar from v_expenditure_by_function "
        "where fiscal_year = 2024 and stage = 'budget' order by all"
    ).fetchall()


def test_a_funding_comes_from_the_table_made_for_it_and_the_items_add_up(warehouse: DuckDBPyConnection) -> None:
    name = "budget"
    load_batch(
        warehouse,
        [
            facts(
                name,
                # 收支总表 prints the classes, 支出总表 all levels: the same money twice.
                fact_row(name, "summary", 1, "30", form_no=1, function_subject_id=SOCIAL_SECURITY),
                fact_row(name, "expenditure", 1, "50", form_no=2, line_item="total", row_role="total"),
                fact_row(name, "expenditure", 2, "20", form_no=2, function_subject_id=PUBLIC_SAFETY),
                fact_row(
                    name, "expenditure", 3, "30", form_no=2, function_subject_id=SOCIAL_SECURITY, row_role="subtotal"
                ),
                fact_row(name, "expenditure", 4, "30", form_no=2, function_subject_id=PENSIONS),
                # The total of appropriations is not the total of all money.
                fact_row(name, "appropriation_summary", 1, "45", form_no=3, function_subject_id=PUBLIC_SAFETY),
                fact_row(
                    name,
                    "appropriation_summary",
                    1,
                    "19",
                    form_no=3,
                    column_no=2,
                    funding="government_fund",
                    function_subject_id=PUBLIC_SAFETY,
                ),
                # A printed increase is no amount.
                fact_row(
                    name, "expenditure", 2, "1", form_no=2, column_no=9, amount_kind="change",
                    function_subject_id=PUBLIC_SAFETY,
                ),
            )
        ],
    )  # fmt: skip
    assert by_function(warehouse) == [
        ("government_fund", "total", "appropriation_summary", "204", "item", "19.00"),
        ("total", "total", "expenditure", "204", "item", "20.00"),
        ("total", "total", "expenditure", "208", "subtotal", "30.00"),
        ("total", "total", "expenditure", "20805", "item", "30.00"),
        ("total", "total", "expenditure", None, "total", "50.00"),
    ]
    added = warehouse.execute(
        "select sum(amount_yuan) from v_expenditure_by_function where row_role = 'item' and funding = 'total'"
    ).fetchone()
    assert added == (Decimal(50),)


def test_the_years_own_document_wins_over_a_later_comparison_column(warehouse: DuckDBPyConnection) -> None:
    own = facts("own", fact_row("own", "expenditure", 1, "20", function_subject_id=PUBLIC_SAFETY))
    later = facts(
        "later",
        fact_row("later", "expenditure", 1, "21", function_subject_id=PUBLIC_SAFETY),
        fact_row("later", "expenditure", 1, "25", column_no=2, fiscal_year=2025, function_subject_id=PUBLIC_SAFETY),
        fiscal_year=2025,
        disclosure_id="unit-a/2025/budget",
        modified="2025-02-01",
    )
    load_batch(warehouse, [later])
    assert [found[-1] for found in by_function(warehouse)] == ["21.00"]
    load_batch(warehouse, [own])
    assert [found[-1] for found in by_function(warehouse)] == ["20.00"]


def test_superseded_documents_and_documents_in_quarantine_do_not_count(warehouse: DuckDBPyConnection) -> None:
    for name, yuan in (("first", "20"), ("second", "22")):
        fact = fact_row(name, "expenditure", 1, yuan, function_subject_id=PUBLIC_SAFETY)
        load_batch(warehouse, [facts(name, fact, modified=name)])
    assert [found[-1] for found in by_function(warehouse)] == ["22.00"]


def test_economic_subjects_come_from_the_table_made_for_the_category(warehouse: DuckDBPyConnection) -> None:
    name = "budget"
    pay, pay_of_government = "economic/30101/2007", "government_economic/50101/2018"
    public, basic = "general_public", "basic"
    economic = "general_public_economic"
    load_batch(
        warehouse,
        [
            facts(
                name,
                fact_row(name, basic, 1, "9", funding=public, category=basic, line_item="total", row_role="total"),
                fact_row(
                    name, basic, 2, "9", funding=public, category=basic, economic_subject_id=pay,
                    government_economic_subject_id=pay_of_government,
                ),
                fact_row(name, economic, 1, "9", form_no=2, funding=public, category=basic, economic_subject_id=pay),
                fact_row(name, economic, 1, "12", form_no=2, column_no=2, funding=public, economic_subject_id=pay),
                fact_row(
                    name, "summary_government_economic", 1, "14", form_no=3,
                    government_economic_subject_id=pay_of_government,
                ),
            )
        ],
    )  # fmt: skip
    found = warehouse.execute(
        "select classification, funding, category, form, subject_code, row_role, amount_yuan::integer "
        "from v_expenditure_by_economic order by all"
    ).fetchall()
    assert found == [
        ("economic", "general_public", "basic", "basic", "30101", "item", 9),
        ("economic", "general_public", "basic", "basic", None, "total", 9),
        ("economic", "general_public", "total", "general_public_economic", "30101", "item", 12),
        ("government_economic", "general_public", "basic", "basic", "50101", "item", 9),
        ("government_economic", "general_public", "basic", "basic", None, "total", 9),
        ("government_economic", "total", "total", "summary_government_economic", "50101", "item", 14),
    ]


def three_public(name: str, form_no: int, year: int, yuan: str, item: str, role: str = "item") -> Row:
    return fact_row(
        name,
        "three_public",
        len(item) + (20 if role == "subtotal" else 0),
        yuan,
        form_no=form_no,
        column_no=year - 2000,
        fiscal_year=year,
        three_public_subject_id=f"three_public/{item}/2007",
        row_role=role,
    )


def test_three_public_expenses_come_from_one_table(warehouse: DuckDBPyConnection) -> None:
    own = facts(
        "own",
        three_public("own", 1, 2024, "5", "total", "total"),
        three_public("own", 1, 2024, "2", "reception"),
        three_public("own", 1, 2024, "3", "vehicle_running"),
        three_public("own", 1, 2023, "6", "total", "total"),
        # The row of the unit below the total row says the same.
        three_public("own", 1, 2024, "5", "total", "subtotal"),
        # A small copy of the table further on.
        three_public("own", 2, 2024, "5", "total", "total"),
    )
    load_batch(warehouse, [own])
    found = warehouse.execute(
        "select fiscal_year, subject_name, row_role, amount_yuan::integer from v_three_public order by 1, 4"
    ).fetchall()
    assert [(year, role, yuan) for year, _, role, yuan in found] == [
        (2023, "total", 6),
        (2024, "item", 2),
        (2024, "item", 3),
        (2024, "total", 5),
    ]
    assert all(name for _, name, _, _ in found)


def test_budget_and_final_stand_side_by_side_and_a_missing_side_shows(warehouse: DuckDBPyConnection) -> None:
    budget = facts(
        "budget",
        fact_row("budget", "expenditure", 1, "20", function_subject_id=PUBLIC_SAFETY),
        fact_row("budget", "expenditure", 2, "5", function_subject_id=SOCIAL_SECURITY),
        # Without a final account of this funding there is nothing to compare.
        fact_row(
            "budget", "general_public", 1, "20", form_no=2, funding="general_public", function_subject_id=PUBLIC_SAFETY
        ),
    )
    final = facts(
        "final",
        fact_row("final", "expenditure", 1, "18.50", stage="final", function_subject_id=PUBLIC_SAFETY),
        fact_row("final", "expenditure", 2, "1", stage="final", line_item="total", row_role="total"),
        stage="final",
        disclosure_id="unit-a/2024/final",
    )
    load_batch(warehouse, [budget])
    assert warehouse.execute("select count(*) from v_budget_vs_final").fetchone() == (0,)
    load_batch(warehouse, [final])
    found = warehouse.execute(
        "select line_item, subject_code, budget_yuan::varchar, final_yuan::varchar, change_yuan::varchar "
        "from v_budget_vs_final order by subject_code"
    ).fetchall()
    assert found == [
        ("subject", "204", "20.00", "18.50", "-1.50"),
        ("subject", "208", "5.00", None, None),
        ("total", None, None, "1.00", None),
    ]


def test_a_renamed_subject_is_one_subject_over_the_years(warehouse: DuckDBPyConnection) -> None:
    before = facts(
        "2019",
        fact_row("2019", "expenditure", 1, "4", fiscal_year=2019, function_subject_id=PENSIONS_BEFORE),
        fiscal_year=2019,
        disclosure_id="unit-a/2019/budget",
    )
    after = facts(
        "2020",
        fact_row("2020", "expenditure", 1, "7", fiscal_year=2020, function_subject_id=PENSIONS),
        fiscal_year=2020,
        disclosure_id="unit-a/2020/budget",
    )
    load_batch(warehouse, [before, after])
    found = warehouse.execute(
        "select fiscal_year, subject_code, amount_yuan::integer, previous_year_yuan::integer, change_yuan::integer, "
        "fact_ids, previous_fact_ids from v_year_on_year"
    ).fetchall()
    ids = [[f"{document_id(name)[:12]}-1-1-1"] for name in ("2020", "2019")]
    assert found == [(2020, "20805", 7, 4, 3, *ids)]


def test_rows_that_break_a_subject_down_further_are_one_row_of_it(warehouse: DuckDBPyConnection) -> None:
    name = "budget"
    safety: Row = {"function_subject_id": PUBLIC_SAFETY}
    security: Row = {"function_subject_id": SOCIAL_SECURITY}
    rows = [
        # One row an economic subject, without a sum of its own.
        fact_row(name, "expenditure", 1, "4", **safety),  # type: ignore[arg-type]
        fact_row(name, "expenditure", 2, "5", **safety),  # type: ignore[arg-type]
        # The same with the sum printed above.
        fact_row(name, "expenditure", 3, "7", row_role="subtotal", **security),  # type: ignore[arg-type]
        fact_row(name, "expenditure", 4, "3", **security),  # type: ignore[arg-type]
        fact_row(name, "expenditure", 5, "4", **security),  # type: ignore[arg-type]
        # A column that is a part (其中) of the column beside it.
        fact_row(name, "expenditure", 5, "1", column_no=2, row_role="of_which", **security),  # type: ignore[arg-type]
        # A total row that the table prints on each page.
        fact_row(name, "expenditure", 6, "16", line_item="total", row_role="total"),
        fact_row(name, "expenditure", 9, "16", line_item="total", row_role="total"),
    ]
    load_batch(warehouse, [facts(name, *rows)])
    found = warehouse.execute(
        "select subject_code, row_role, amount_yuan::integer, low_yuan::integer, high_yuan::integer, len(fact_ids) "
        "from v_expenditure_by_function order by subject_code"
    ).fetchall()
    assert found == [
        ("204", "item", 9, -91, 109, 2),
        ("208", "item", 7, -43, 57, 1),
        (None, "total", 16, -34, 66, 1),
    ]


def test_a_fund_comes_from_its_own_table_before_a_column_of_the_table_of_all_funds(
    warehouse: DuckDBPyConnection,
) -> None:
    name, fund = "budget", "general_public"
    rows = [
        fact_row(name, "expenditure", 1, "4", funding=fund, line_item="total", row_role="total"),
        fact_row(name, fund, 1, "4", form_no=2, funding=fund, function_subject_id=PUBLIC_SAFETY),
    ]
    load_batch(warehouse, [facts(name, *rows)])
    assert by_function(warehouse) == [(fund, "total", fund, "204", "item", "4.00")]


def test_completeness_tells_published_empty_unreadable_and_missing(warehouse: DuckDBPyConnection) -> None:
    name = "budget"
    forms = [
        form_row(name, "expenditure", 1),
        form_row(name, "government_fund", 2, state="empty", amount_cells=0, fact_cells=0),
        form_row(name, "basic", 3, fact_cells=0, issue_cells=1),
        form_row(name, "unit_roster", 4, amount_cells=0, fact_cells=0),
    ]
    load_batch(warehouse, [document(name, {"document_form": forms, "stg_unit": [unit_row(name)]})])
    select = "select form, completeness, is_mandated, unit_name from v_completeness order by form"
    found = {form: (state, mandated) for form, state, mandated, _ in warehouse.execute(select).fetchall()}
    assert found == {
        "expenditure": ("published", True),
        "government_fund": ("empty", True),
        "basic": ("unreadable", True),
        "unit_roster": ("published", False),
        "summary": ("missing", True),
        "revenue": ("missing", True),
        "appropriation_summary": ("missing", True),
        "general_public": ("missing", True),
        "three_public": ("missing", True),
        "state_capital": ("missing", True),
    }
    cells = "select amount_cells, fact_cells from v_completeness where form in ('basic', 'summary') order by form"
    assert warehouse.execute(cells).fetchall() == [(1, 0), (None, None)]
    load_batch(warehouse, [document("scan", {}, status="quarantined", reason="no_text: pages are pictures")])
    found = {form: (state, mandated) for form, state, mandated, _ in warehouse.execute(select).fetchall()}
    assert found["summary"] == ("unreadable", True)
    assert found["government_fund"] == ("empty", True)


def test_a_table_is_not_missing_where_something_was_not_read(warehouse: DuckDBPyConnection) -> None:
    """A file that breaks off may have printed it."""
    name = "budget"
    rows = {"document_form": [form_row(name, "expenditure", 1)], "stg_unit": [unit_row(name)]}
    issue = row(
        "document_issue",
        issue_id="i1",
        document_id=document_id(name),
        code="read_after_repair",
        message="mended",
    )
    load_batch(warehouse, [document(name, {**rows, "document_issue": [issue]})])
    select = "select distinct completeness from v_completeness where form <> 'expenditure'"
    assert warehouse.execute(select).fetchall() == [("unreadable",)]
    assert warehouse.execute("select code, issues from v_unread").fetchall() == [("read_after_repair", 1)]


def test_findings_of_current_documents_carry_unit_year_and_file(warehouse: DuckDBPyConnection) -> None:
    load_batch(warehouse, [document("first", modified="1"), document("second", modified="2")])
    for name in ("first", "second"):
        finding = row(
            "check_finding",
            finding_id=f"of {name}",
            identity_id="A09",
            severity="error",
            document_id=document_id(name),
            key="204",
            message_zh="不符",
            message_en="differs",
            root_finding_id=f"of {name}",
            comparisons=1,
            status="open",
            first_seen_on="2024-03-01",
            last_seen_on="2024-03-02",
        )
        warehouse.execute(f"insert into check_finding values ({', '.join('?' * len(finding))})", list(finding.values()))
    found = warehouse.execute(
        "select finding_id, file_name, unit_name, fiscal_year, stage, is_root from v_finding"
    ).fetchall()
    assert found == [("of second", "second", "甲局", 2024, "budget", True)]


def project_row(name: str, form: str, row_no: int, amount: str, project: str, **values: object) -> Row:
    given = {"line_item": "project", "project_name": project, "period": "annual", "category": "total"}
    number = {"project": 1, "project_performance": 2}[form]
    made = fact_row(name, form, row_no, amount, "fact_project", form_no=number, **(given | values))
    return {column: value for column, value in made.items() if column != "amount_kind"}


def test_a_project_is_told_once_with_the_amount_of_the_list_and_the_goal_of_the_sheet(
    warehouse: DuckDBPyConnection,
) -> None:
    rows = [
        project_row("budget", "project", 1, "70", "all", line_item="total", project_name=None, row_role="total"),
        project_row("budget", "project", 2, "50", "archive", column_role="total"),
        project_row("budget", "project", 2, "50", "archive", column_no=2, funding="general_public", column_role="item"),
        project_row("budget", "project", 3, "15", "repairs"),
        project_row("budget", "project", 4, "5", "repairs"),
        project_row("budget", "project_performance", 5, "49", "archive", row_role="total", goal="all scanned"),
        project_row("budget", "project_performance", 6, "12", "archive", plan_month=3),
        project_row("budget", "project_performance", 7, "9", "only a sheet", row_role="total", project_code="P1"),
    ]
    forms = [form_row("budget", "project", 1), form_row("budget", "project_performance", 2)]
    tables = {"document_form": forms, "fact_project": rows, "stg_unit": [unit_row("budget")]}
    load_batch(warehouse, [document("budget", tables)])
    found = warehouse.execute(
        "select project_name, project_code, goal, form, amount_yuan::integer from v_project order by 1"
    ).fetchall()
    assert found == [
        ("archive", None, "all scanned", "project", 50),
        ("only a sheet", "P1", None, "project_performance", 9),
        ("repairs", None, None, "project", 20),
    ]
