"""Coverage: the denominator is the catalogue, and what was not evaluated says why."""

from datetime import date

import pytest

from pipelines.check.identities import load_identities
from pipelines.check.run import check_star
from pipelines.load.warehouse import memory_warehouse
from tests.check.filled import fill, lines
from tests.check.printed import document_id

EMPTY = lines("""
form,line,total/total
expenditure,empty,
three_public,empty,
""")
TABLE = lines("""
form,line,function,total/total,total/basic
expenditure,total,,18.00,18.00
expenditure,,201,18.00,18.00
operating_expense,total,,,
summary,current_year,,18.00,
""")


@pytest.fixture(scope="module")
def reasons() -> dict[tuple[str, str], tuple[int, str | None]]:
    with memory_warehouse() as connection:
        fill(connection, {"empty": EMPTY, "table": TABLE})
        check_star(connection, date(2026, 1, 1))
        rows = connection.execute(
            "select document_id, identity_id, evaluated, not_evaluable_reason from check_coverage"
        ).fetchall()
    return {(document, identity): (evaluated, reason) for document, identity, evaluated, reason in rows}


Reasons = dict[tuple[str, str], tuple[int, str | None]]


def test_every_identity_is_counted_in_every_document(reasons: Reasons) -> None:
    wanted = {(document_id(name), each.id) for name in ("empty", "table") for each in load_identities()}
    assert set(reasons) == wanted
    assert all((evaluated > 0) == (reason is None) for evaluated, reason in reasons.values())


@pytest.mark.parametrize(
    ("document", "identity", "reason"),
    [
        ("empty", "A01", "no_such_form"),
        ("empty", "A08", "empty_form"),
        ("empty", "A15", "empty_form"),
        ("empty", "X02", "no_such_form"),
        ("table", "A09", "nothing_to_compare"),
        ("table", "A16", "form_not_loaded"),
        ("table", "A17", "no_such_form"),
        ("table", "X01", "no_such_form"),
        ("table", "Y02", "no_other_document"),
        ("empty", "Y07", "no_other_document"),
    ],
)
def test_what_was_not_evaluated_says_why(reasons: Reasons, document: str, identity: str, reason: str) -> None:
    assert reasons[document_id(document), identity] == (0, reason)


def test_what_was_evaluated_is_counted(reasons: Reasons) -> None:
    assert reasons[document_id("table"), "A08"] == (2, None)
    assert reasons[document_id("table"), "X02"] == (1, None)
