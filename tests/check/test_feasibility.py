"""Joint feasibility: what rounding explains all together, what it cannot, and which amounts could be wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from pathlib import Path

import polars as pl
import pytest
from duckdb import DuckDBPyConnection
from hypothesis import given
from hypothesis import strategies as st

from pipelines.check import solver
from pipelines.check.feasibility import Unsolved, Verdict, judge_document, judge_together
from pipelines.check.run import check_star, load_rules
from pipelines.load.batch import load_batch
from pipelines.load.warehouse import memory_warehouse
from pipelines.normalise.extract import extract
from tests.check.filled import fill, lines
from tests.check.printed import document_id
from tests.guarded import versioned

TODAY = date(2026, 1, 1)
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

EXACT = lines("""
form,line,function,total/total,total/basic,total/project
expenditure,total,,100.00,70.00,30.00
expenditure,,201,60.00,50.00,10.00
expenditure,,208,40.00,20.00,20.00
""")
NEAR = lines("""
form,line,function,total/total,total/basic,total/project
expenditure,total,,100.01,70.00,30.00
expenditure,,201,60.00,50.00,10.00
expenditure,,208,40.00,20.00,20.00
""")
# Each equality holds within rounding: the total is 100.005 for the summary, and 100.00 at most for its classes.
TOGETHER = lines("""
form,line,function,total/total
summary,current_year,,100.01
expenditure,total,,100.00
expenditure,,201,60.00
expenditure,,208,39.99
""")
# 208 project is printed 25.00 for 20.00: it alone stands in a row and in a column that are broken.
CROSSED = lines("""
form,line,function,total/total,total/basic,total/project
expenditure,total,,100.00,70.00,30.00
expenditure,,201,60.00,50.00,10.00
expenditure,,208,40.00,20.00,25.00
""")
NOTHING = lines("""
form,line,function,total/total
summary,current_year,,100.01
""")
PRINTED = {"exact": EXACT, "near": NEAR, "together": TOGETHER, "crossed": CROSSED, "nothing": NOTHING}


@pytest.fixture
def judged() -> Iterator[DuckDBPyConnection]:
    with memory_warehouse() as connection:
        fill(connection, PRINTED)
        check_star(connection, TODAY)
        yield connection


def feasibility(connection: DuckDBPyConnection, name: str) -> tuple[object, ...]:
    found: Sequence[tuple[object, ...]] = connection.execute(
        "select state, cells, equations, near_misses, breaks, not_evaluable_reason from check_feasibility "
        "where document_id = ?",
        [document_id(name)],
    ).fetchall()
    assert len(found) == 1
    return found[0]


def judge_again(connection: DuckDBPyConnection) -> None:
    rules = load_rules()
    judge_together(connection, rules.identities, rules.policy, TODAY)


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("exact", ("feasible", 9, 6, 0, 0, None)),
        # the row and the column of the total
        ("near", ("feasible", 9, 6, 2, 0, None)),
        ("together", ("infeasible", 4, 2, 2, 0, None)),
        ("crossed", ("infeasible", 9, 6, 0, 2, None)),
        ("nothing", ("not_evaluable", 0, 0, 0, 0, "nothing_to_compare")),
    ],
)
def test_every_document_is_judged_as_a_whole(
    judged: DuckDBPyConnection, name: str, verdict: tuple[object, ...]
) -> None:
    assert feasibility(judged, name) == verdict


def test_the_wrong_cell_of_a_row_and_a_column_is_the_only_suspect(judged: DuckDBPyConnection) -> None:
    assert judged.execute(
        "select suspect_no, fault_no, function_subject_id, category, suspect.amount_yuan, needed_low_yuan, "
        "needed_high_yuan, is_sufficient from check_suspect as suspect join fact_expenditure using (fact_id) "
        "where suspect.document_id = ?",
        [document_id("crossed")],
    ).fetchall() == [(1, 1, "function/208/2007", "project", 250000, 199900, 200100, True)]


def test_what_cannot_hold_together_is_a_finding_that_names_the_suspects(judged: DuckDBPyConnection) -> None:
    found = judged.execute(
        "select document_id, severity, message_zh, message_en from check_finding where identity_id = 'L01'"
    ).fetchall()
    assert [(document, severity) for document, severity, _, _ in found] == [(document_id("together"), "warning")]
    assert "印作 100.01，应在 99.995 至 100.00 万元之间" in found[0][2]
    assert 'row "current_year" prints 100.01, needed is 99.995 to 100.00 万元' in found[0][3]


def test_a_broken_equality_is_its_own_finding_and_no_second_one(judged: DuckDBPyConnection) -> None:
    reasons = judged.execute(
        "select not_evaluable_reason from check_coverage where identity_id = 'L01' and document_id = ?",
        [document_id("crossed")],
    ).fetchall()
    assert reasons == [("identity_broken",)]


@pytest.mark.parametrize(
    "loosen",
    [
        "weakened_to = 'warning'",
        "value_unit = 'count'",
        # an addend that no cell prints
        "expected_yuan = expected_yuan + 1",
        "actual_fact_ids = ['somewhere else']",
    ],
)
def test_what_need_not_hold_does_not_bind(judged: DuckDBPyConnection, loosen: str) -> None:
    judged.execute(f"update check_comparison set {loosen} where identity_id = 'X02'")
    judge_again(judged)
    assert feasibility(judged, "together") == ("feasible", 3, 1, 1, 0, None)
    assert feasibility(judged, "crossed")[0] == "infeasible"


def test_a_part_that_exceeds_its_whole_tells_the_wrong_one_of_a_sum() -> None:
    printed = {"total": "115.00", "a": "5.50", "b": "60.00", "c": "50.50", "row": "4.50"}
    sums: Sums = [("total", ["a", "b", "c"]), ("row", ["a"])]
    assert named(judge_document(document(printed, sums, at_most=["row"]))) == ["a"]
    assert judge_document(document(printed | {"a": "4.50"}, sums, at_most=["row"])).state == "feasible"
    # the whole may be larger than the part by anything
    assert judge_document(document(printed | {"row": "99.00", "c": "49.50"}, sums, at_most=["row"])).state == "feasible"


def test_a_solver_that_gives_up_says_so(judged: DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "SOLUTIONS_A_DOCUMENT", 0)
    judge_again(judged)
    assert feasibility(judged, "near") == ("not_evaluable", 9, 6, 2, 0, "solver_limit")
    # needs no solver
    assert feasibility(judged, "exact")[0] == "feasible"
    # known from the equality alone; only who is to blame stays open
    assert feasibility(judged, "crossed") == ("infeasible", 9, 6, 0, 2, "solver_limit")


def test_time_that_runs_out_is_no_crash(judged: DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "SECONDS_A_DOCUMENT", 0.0)
    judge_again(judged)
    assert feasibility(judged, "near")[::5] == ("not_evaluable", "solver_limit")


@pytest.mark.parametrize(("name", "binding", "near_misses"), [("000", 0, 0), ("001", 18, 19)])
def test_the_seeds_can_hold_together(name: str, binding: int, near_misses: int) -> None:
    paths = sorted(SEEDS.glob(f"{name}*.txt"))
    if not paths:
        pytest.skip("the seed documents are not at hand")
    with memory_warehouse() as connection:
        load_batch(connection, [versioned(extract(paths[0], paths[0].name))])
        check_star(connection, TODAY)
        # What is broken by itself is a finding; everything else fits together, even what would only be a warning.
        connection.execute("delete from check_comparison where state = 'mismatch'")
        rules = load_rules()
        stricter = [replace(identity, severity="error") for identity in rules.identities]
        for identities, least in ((rules.identities, binding), (stricter, near_misses)):
            judge_together(connection, identities, rules.policy, TODAY)
            found = connection.execute("select state, near_misses, breaks from check_feasibility").fetchall()
            assert [(state, breaks) for state, _, breaks in found] == [("feasible", 0)]
            assert found[0][1] >= least


Sums = Sequence[tuple[str, Sequence[str]]]


def document(
    printed: Mapping[str, str],
    sums: Sums,
    *,
    at_most: Sequence[str] = (),
    is_cut_off: bool = False,
    name: str = "d",
) -> Unsolved:
    """A document of amounts printed in yuan, by name, with sums (whole, parts); wholes `at_most` may be larger."""
    names = list(printed)
    amounts = [Decimal(printed[name]) for name in names]
    steps = [Decimal(1).scaleb(int(amount.as_tuple().exponent)) for amount in amounts]
    terms = [
        (number, names.index(name), weight, float(sum(amounts[names.index(part)] for part in parts) - whole_amount))
        for number, (whole, parts) in enumerate(sums)
        for whole_amount in [amounts[names.index(whole)]]
        for name, weight in [*((part, 1.0) for part in parts), (whole, -1.0)]
    ]
    return Unsolved(
        name,
        is_cut_off,
        pl.DataFrame(
            {
                "evidence_id": names,
                "amount_yuan": amounts,
                "step_yuan": steps,
                "printed_scale": ["元"] * len(names),
                "below": [-float(step) / 2 for step in steps],
                "above": [float(step) / 2 for step in steps],
            }
        ),
        pl.DataFrame(
            {
                "equation_no": [term[0] for term in terms],
                "cell_no": [term[1] for term in terms],
                "weight": [term[2] for term in terms],
                "is_at_most": [sums[term[0]][0] in at_most for term in terms],
                "residual": [term[3] for term in terms],
            }
        ),
    )


def named(verdict: Verdict) -> list[object]:
    return [row["fact_id"] for row in verdict.suspects]


HIERARCHY: Sums = [("total", ["a", "b"]), ("a", ["a1", "a2"]), ("b", ["b1", "b2"]), ("copy", ["total"])]


def test_a_subtotal_that_breaks_its_parts_and_its_whole_is_the_suspect() -> None:
    printed = {"total": "100", "copy": "100", "a": "96", "b": "40", "a1": "30", "a2": "30", "b1": "20", "b2": "20"}
    verdict = judge_document(document(printed, HIERARCHY))
    assert (verdict.state, named(verdict)) == ("infeasible", ["a"])
    assert (verdict.suspects[0]["needed_low_yuan"], verdict.suspects[0]["needed_high_yuan"]) == (59, 61)


def test_of_equal_suspects_the_one_with_a_slip_of_the_hand_comes_first() -> None:
    printed = {"whole": "5912", "one": "1000", "two": "2000", "three": "2192"}
    verdict = judge_document(document(printed, [("whole", ["one", "two", "three"])]))
    # 2912 became 2192; 5192 would be as near, 1720 and 2720 are no slips
    assert set(named(verdict)[:2]) == {"whole", "three"}
    assert [row["is_sufficient"] for row in verdict.suspects] == [True] * 4


def test_two_faults_have_a_suspect_each() -> None:
    printed = {"total": "100", "copy": "100", "a": "96", "b": "11", "a1": "30", "a2": "30", "b1": "20", "b2": "20"}
    verdict = judge_document(document(printed, HIERARCHY))
    assert named(verdict) == ["a", "b"]
    assert [(row["fault_no"], row["is_sufficient"]) for row in verdict.suspects] == [(1, False), (2, False)]


def test_a_row_that_is_missing_blames_no_chain_of_cells() -> None:
    # b2 is not printed: the sum of b is short, and everything above it is right
    printed = {"total": "100", "copy": "100", "a": "60", "b": "40", "a1": "30", "a2": "30", "b1": "20"}
    sums: Sums = [
        ("total", ["a", "b"]), ("copy", ["total"]), ("a", ["a1", "a2"]), ("b", ["b1"]), ("b1", ["same"]),
        ("same", ["again"]), ("again", ["once more"]),
    ]  # fmt: skip
    verdict = judge_document(document(printed | dict.fromkeys(("same", "again", "once more"), "20"), sums))
    assert (verdict.state, named(verdict)) == ("infeasible", [])


def test_amounts_of_different_precision_stand_in_one_programme() -> None:
    printed = {"total": "1272200", "a": "1244000.55", "b": "28159.10"}
    sums: Sums = [("total", ["a", "b"])]
    assert judge_document(document(printed | {"total": "1272159.65"}, sums)).state == "feasible"
    verdict = judge_document(document(printed | {"total": "1272159.70"}, sums))
    assert verdict.state == "infeasible"
    needed = {row["fact_id"]: (row["needed_low_yuan"], row["needed_high_yuan"]) for row in verdict.suspects}
    assert needed["total"] == (Decimal("1272159.64"), Decimal("1272159.66"))


def test_amounts_that_may_have_been_cut_off_are_said_to_be_feasible_so() -> None:
    verdict = judge_document(document({"total": "3", "a": "1", "b": "1"}, [("total", ["a", "b"])], is_cut_off=True))
    assert verdict.state == "feasible_cut_off"


numbers = st.decimals(min_value=0, max_value=100_000, places=6)


@given(
    true=st.lists(st.tuples(numbers, numbers, numbers), min_size=2, max_size=8),
    decimals=st.integers(min_value=0, max_value=4),
    coarse=st.integers(min_value=0, max_value=2),
    rounding=st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]),
)
def test_rounding_each_cell_of_a_true_table_never_makes_it_infeasible(
    true: list[tuple[Decimal, Decimal, Decimal]], decimals: int, coarse: int, rounding: str
) -> None:
    exact: dict[str, Decimal] = {}
    sums: list[tuple[str, list[str]]] = []
    for row, values in enumerate(true):
        exact |= {f"{row}.{column}": value for column, value in enumerate(values)}
        exact[f"{row}.sum"] = sum(values, Decimal(0))
        sums.append((f"{row}.sum", [f"{row}.{column}" for column in range(3)]))
    for column in ("0", "1", "2", "sum"):
        exact[f"total.{column}"] = sum((exact[f"{row}.{column}"] for row in range(len(true))), Decimal(0))
        sums.append((f"total.{column}", [f"{row}.{column}" for row in range(len(true))]))
    sums.append(("total.sum", [f"total.{column}" for column in range(3)]))
    exact["elsewhere"] = exact["total.sum"]
    sums.append(("elsewhere", ["total.sum"]))
    printed = {
        name: str(value.quantize(Decimal(1).scaleb(-(coarse if name == "elsewhere" else decimals)), rounding))
        for name, value in exact.items()
    }
    assert judge_document(document(printed, sums)).state == "feasible"
