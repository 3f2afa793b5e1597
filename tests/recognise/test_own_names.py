"""Where a text names its publisher."""

import pytest

from pipelines.recognise.own_names import OwnNames

NAMES = OwnNames(["青河县档案馆"], ["档案馆"])


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ("青河县档案馆收入预算", "本单位收入预算"),
        ("2025年某某省青河县档案馆(本级)预算", "2025年本单位预算"),
        ("青河县档案馆(款)支出", "本单位(款)支出"),
        ("2025年度档案馆预算", "2025年度本单位预算"),
        ("档案馆,青河县档案馆", "本单位,本单位"),
        ("市档案馆支出", "市档案馆支出"),
        ("青河县档案馆青河县档案馆", "本单位本单位"),
        ("收入预算", "收入预算"),
    ],
)
def test_a_name_goes_with_its_place_and_its_brackets(text: str, replaced: str) -> None:
    assert NAMES.replaced(text, "本单位") == replaced
    assert NAMES.stand_in(text) is (text != replaced)


def test_nobody_is_named_where_no_name_is_known() -> None:
    assert OwnNames((), ()).replaced("青河县档案馆", "本单位") == "青河县档案馆"
    assert not OwnNames((), ()).stand_in("青河县档案馆")
