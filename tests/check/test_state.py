"""state.sql: exact, rounding, truncation and mismatch by interval arithmetic, against the theory it states."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection
from hypothesis import given
from hypothesis import strategies as st

from pipelines.check.identities import STATE
from pipelines.check.sql_files import run_file
from pipelines.contract import tables

SCALE = 10_000
EXPECTED = "expected_yuan, expected_low_yuan, expected_high_yuan"
ACTUAL = "actual_yuan, actual_low_yuan, actual_high_yuan"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison in yuan; `low` and `high` end its interval."""

    yuan: Decimal
    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, printed: Sequence[Decimal]) -> "Side":
        """The sum of numbers printed in 万元; no number is the blank that stands for zero."""
        yuan = sum((value * SCALE for value in printed), Decimal(0))
        half = sum((Decimal(5).scaleb(int(value.as_tuple().exponent) - 1) * SCALE for value in printed), Decimal(0))
        return cls(yuan, yuan - half, yuan + half)


@pytest.fixture(scope="module")
def judge() -> Iterator[DuckDBPyConnection]:
    connection = duckdb.connect()
    connection.execute(tables()["check_comparison"].create_statement)
    columns = ", ".join(f"{name} decimal(38, 4)" for name in f"{EXPECTED}, {ACTUAL}".split(", "))
    connection.execute(
        "create temp table comparison_made (document_id varchar, form varchar, key varchar, relation varchar, "
        f"{columns}, addends integer, expected_fact_ids varchar[], actual_fact_ids varchar[], "
        "not_evaluable_reason varchar, value_unit varchar, weakened_to varchar, note_zh varchar, note_en varchar)"
    )
    yield connection
    connection.close()


def state_of(
    judge: DuckDBPyConnection,
    expected: Side | None,
    actual: Side | None,
    relation: str = "eq",
    excuse: str | None = None,
) -> str:
    judge.execute("delete from comparison_made")
    judge.execute("delete from check_comparison")
    sides = [
        value for side in (expected, actual) for value in ((side.yuan, side.low, side.high) if side else (None,) * 3)
    ]
    judge.execute(
        f"insert into comparison_made values ('d', 'f', 'k', ?, {', '.join('?' * 6)}, 1, ['e'], ['a'], ?, "
        "'yuan', null, null, null)",
        [relation, *sides, excuse],
    )
    run_file(judge, Path(STATE), {"identity_id": "A01"})
    rows = judge.execute("select state, not_evaluable_reason from check_comparison").fetchall()
    assert len(rows) == 1
    state, reason = rows[0]
    assert (reason is None) == (state != "not_evaluable")
    return str(state)


def numbers(*texts: str) -> Side:
    return Side.of([Decimal(text) for text in texts])


@pytest.mark.parametrize(
    ("total", "parts", "state"),
    [
        ("18.90", ("12.60", "6.30"), "exact"),
        ("18.89", ("12.60", "6.30"), "rounding"),
        ("18.88", ("12.60", "6.30"), "mismatch"),
        ("122.30", ("100.00", "22.29"), "rounding"),
        ("0.00", (), "exact"),
        ("5.00", (), "mismatch"),
        ("5.00", ("5.01",), "rounding"),
        ("5.00", ("5.02",), "mismatch"),
        # decimals count cell by cell
        ("127.22", ("127.215965",), "rounding"),
        ("127.22", ("127.214",), "mismatch"),
        ("943865000", ("936647884.3", "7217115.63"), "rounding"),
        # three parts that were cut off lose up to 0.03 together
        ("10.00", ("3.33", "3.33", "3.33"), "rounding"),
        ("10.02", ("3.33", "3.33", "3.33"), "mismatch"),
        ("-5.00", ("-2.50", "-2.50"), "exact"),
    ],
)
def test_a_total_against_its_parts(judge: DuckDBPyConnection, total: str, parts: tuple[str, ...], state: str) -> None:
    assert state_of(judge, numbers(*parts), numbers(total)) == state


def test_amounts_that_were_cut_off_are_told_from_rounded_ones(judge: DuckDBPyConnection) -> None:
    parts = ("2.50",) * 6
    assert state_of(judge, numbers(*parts), numbers("15.03")) == "rounding"
    # each part may have lost nearly 0.01, which rounding does not explain
    assert state_of(judge, numbers(*parts), numbers("15.05")) == "truncation"
    assert state_of(judge, numbers(*parts), numbers("15.07")) == "mismatch"
    # cutting off never makes a sum of parts too large
    assert state_of(judge, numbers(*parts), numbers("14.95")) == "mismatch"


def test_a_missing_side_cannot_be_evaluated(judge: DuckDBPyConnection) -> None:
    assert state_of(judge, None, numbers("5.00")) == "not_evaluable"
    assert state_of(judge, numbers("5.00"), None) == "not_evaluable"


def test_an_excuse_counts_only_where_the_sides_differ(judge: DuckDBPyConnection) -> None:
    assert state_of(judge, numbers("5.00"), numbers("5.00"), excuse="unread_cell") == "exact"
    assert state_of(judge, numbers("5.01"), numbers("5.00"), excuse="unread_cell") == "rounding"
    assert state_of(judge, numbers("6.00"), numbers("5.00"), excuse="unread_cell") == "not_evaluable"


@pytest.mark.parametrize(
    ("part", "whole", "state"),
    [("4.00", "5.00", "exact"), ("5.00", "5.00", "exact"), ("5.01", "5.00", "rounding"), ("5.02", "5.00", "mismatch")],
)
def test_a_part_is_at_most_the_whole(judge: DuckDBPyConnection, part: str, whole: str, state: str) -> None:
    assert state_of(judge, numbers(part), numbers(whole), relation="le") == state


amounts = st.lists(st.decimals(min_value=0, max_value=100_000, places=6), min_size=1, max_size=12)
digits = st.integers(min_value=0, max_value=4)
roundings = st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN])


def printed(value: Decimal, decimals: int, rounding: str) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding)


@given(true=amounts, decimals=digits, rounding=roundings)
def test_rounding_each_number_never_breaks_a_true_sum(
    judge: DuckDBPyConnection, true: list[Decimal], decimals: int, rounding: str
) -> None:
    parts = Side.of([printed(value, decimals, rounding) for value in true])
    total = Side.of([printed(sum(true, Decimal(0)), decimals, rounding)])
    assert state_of(judge, parts, total) in ("exact", "rounding")


@given(true=amounts, decimals=digits)
def test_cutting_each_number_off_never_breaks_a_true_sum(
    judge: DuckDBPyConnection, true: list[Decimal], decimals: int
) -> None:
    parts = Side.of([printed(value, decimals, ROUND_DOWN) for value in true])
    total = Side.of([printed(sum(true, Decimal(0)), decimals, ROUND_DOWN)])
    assert state_of(judge, parts, total) != "mismatch"


@given(true=amounts, decimals=digits, rounding=roundings, units=st.integers(min_value=1, max_value=1000))
def test_an_error_beyond_every_envelope_is_a_mismatch(
    judge: DuckDBPyConnection, true: list[Decimal], decimals: int, rounding: str, units: int
) -> None:
    # (n + 1) half units of rounding, or n + 1 whole units of cutting off, explain no more than this
    error = Decimal(2 * (len(true) + 1) + units).scaleb(-decimals)
    parts = Side.of([printed(value, decimals, rounding) for value in true])
    total = Side.of([printed(sum(true, Decimal(0)), decimals, rounding) + error])
    assert state_of(judge, parts, total) == "mismatch"


@given(one=amounts, other=amounts, decimals=digits)
def test_an_equality_does_not_depend_on_which_side_comes_first(
    judge: DuckDBPyConnection, one: list[Decimal], other: list[Decimal], decimals: int
) -> None:
    left = Side.of([printed(value, decimals, ROUND_HALF_UP) for value in one])
    right = Side.of([printed(value, decimals, ROUND_HALF_UP) for value in other])
    assert state_of(judge, left, right) == state_of(judge, right, left)
