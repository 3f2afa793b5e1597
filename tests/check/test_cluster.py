"""cluster: which breaks have one cause."""

from decimal import Decimal

from pipelines.check.findings import Fault, cluster


def fault(
    comparison: str,
    difference: str,
    *evidence: str,
    node: str = "A/x",
    form: str = "f",
    document: str = "d",
    identity: str = "A09",
    unit: str = "yuan",
    sentences: tuple[str, ...] = (),
) -> Fault:
    return Fault(
        comparison,
        identity,
        document,
        form,
        f"{node}{comparison}" if node == "A/x" else node,
        unit,
        Decimal(difference),
        Decimal(100),
        evidence,
        sentences,
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


def test_a_wrong_number_of_the_narrative_is_one_cause_with_the_sums_that_use_it() -> None:
    said = fault("a", "-76220", "statement", "cell", identity="N09", sentences=("s",))
    again = fault("b", "76220", "statement", "other cell", identity="X10", sentences=("s",))
    assert cluster([said, again]) == {"a": "a", "b": "a"}


def test_one_identity_on_one_sentence_is_one_cause_whatever_the_sizes() -> None:
    numbers = [
        fault(name, difference, f"statement-{name}", identity="N10", sentences=("all three",))
        for name, difference in (("a", "-1364200"), ("b", "-364200"), ("c", "-1000000"))
    ]
    elsewhere = fault("d", "9", "statement-d", identity="N10", sentences=("another",))
    other_identity = fault("e", "8", "statement-a", identity="N01", sentences=("all three",))
    assert cluster([*numbers, elsewhere, other_identity]) == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "e"}


def test_counts_and_percentages_have_no_size_in_common_with_money_or_each_other() -> None:
    found = cluster(
        [
            fault("a", "5", "p"),
            fault("b", "5", "p", unit="count"),
            fault("c", "5", "p", unit="percent", identity="N05"),
            fault("e", "5", "q", unit="count", node="F/208", form="x"),
            fault("g", "5", "r", unit="count", node="F/208", form="y"),
        ]
    )
    assert found == {"a": "a", "b": "b", "c": "c", "e": "e", "g": "g"}


def test_counts_of_one_identity_that_cite_one_thing_are_one_cause() -> None:
    listed = [
        fault("a", "1", "water", "table", unit="count", identity="N11"),
        fault("b", "1", "heating", "table", unit="count", identity="N11"),
        fault("c", "1", "table", unit="count", identity="S03"),
    ]
    assert cluster(listed) == {"a": "a", "b": "a", "c": "c"}


def test_nothing_broken_is_no_cluster() -> None:
    assert cluster([]) == {}
