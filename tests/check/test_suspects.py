"""An amount altered at random in a true document is among the first three suspects, nearly always."""

from tests.suspects import plant, share_named


def test_the_altered_amount_is_among_the_first_three() -> None:
    found = plant(60)
    assert len(found) == 60
    # An amount that only bounds another, or that a sentence repeats in fewer digits, may be wrong unnoticed.
    assert sum(each.state == "infeasible" for each in found) >= 57
    assert share_named(found, 3) >= 0.9
