"""cluster: which breaks have one cause."""

from decimal import Decimal

from pipelines.check.findings import Fault, cluster


def fault(
    comparison: str, difference: str, *facts: str, node: str = "A/x", form: str = "f", document: str = "d"
) -> Fault:
    return Fault(
        comparison,
        document,
        form,
        f"{node}{comparison}" if node == "A/x" else node,
        Decimal(difference),
        Decimal(100),
        facts,
    )


def test_one_wrong_cell_is_one_cause_whatever_sign_its_sums_show() -> None:
    found = cluster(
        [fault("b", "5000", "wrong", "p"), fault("a", "-5000", "wrong", "q"), fault("c", "5000", "q2", "wrong")]
    )
    assert found == {"a": "a", "b": "a", "c": "a"}


def test_differences_that_rounding_blurs_are_of_one_size() -> None:
    found = cluster([fault("a", "10000", "wrong"), fault("b", "9900", "wrong"), fault("c", "9000", "wrong")])
    assert found == {"a": "a", "b": "a", "c": "c"}


def test_one_subject_wrong_by_one_amount_in_two_tables_is_one_cause() -> None:
    one = fault("a", "5000", "p", node="F/208", form="expenditure")
    other = fault("b", "5000", "q", node="F/208", form="revenue")
    opposite = fault("c", "-5000", "r", node="F/208", form="basic")
    assert cluster([one, other, opposite]) == {"a": "a", "b": "a", "c": "c"}


def test_a_missing_row_is_one_cause_in_every_column() -> None:
    columns = [fault("a", "5000", "p", node="F/20140"), fault("b", "3000", "q", node="F/20140")]
    assert cluster(columns) == {"a": "a", "b": "a"}


def test_two_columns_of_a_total_may_have_two_causes() -> None:
    columns = [fault("a", "5000", "p", node="F/total"), fault("b", "3000", "q", node="F/total")]
    assert cluster(columns) == {"a": "a", "b": "b"}


def test_documents_and_sizes_stay_apart() -> None:
    found = cluster(
        [
            fault("a", "5000", "p"),
            fault("b", "5000", "p", document="e"),
            fault("c", "7000", "p"),
            fault("e", "5000", "z"),
        ]
    )
    assert found == {"a": "a", "b": "b", "c": "c", "e": "e"}


def test_nothing_broken_is_no_cluster() -> None:
    assert cluster([]) == {}
