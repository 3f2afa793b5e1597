"""One spelling for what people read as one text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.recognise.spelling import enumerator, plain, without_enumerator

# The blocks of Unicode that budgets are printed in: ASCII, punctuation, circled numbers, radicals, Chinese, full width.
BLOCKS = (
    (0x20, 0x7E),
    (0x2010, 0x2027),
    (0x2460, 0x24FF),
    (0x2E80, 0x2FDF),
    (0x3000, 0x303F),
    (0x3200, 0x33FF),
    (0x4E00, 0x9FFF),
    (0xFF01, 0xFF5E),
)
characters = [st.characters(min_codepoint=first, max_codepoint=last) for first, last in BLOCKS]
printed = st.text(st.one_of(characters), max_size=20)
labels = st.text("一般公共预算支出合计基本项目（）(): 0123", min_size=1, max_size=12)


@given(printed)
def test_plain_of_plain_is_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(labels, st.data())
def test_blanks_do_not_count(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    blank = data.draw(st.sampled_from([" ", "\u3000", "\n", "\t", "\xa0", "\u2002"]))
    assert plain(text[:place] + blank + text[place:]) == plain(text)


@given(labels)
def test_half_width_and_full_width_are_one(text: str) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)
    assert plain(wide) == plain(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("公务⽤⻋购置", "公务用车购置"),
        ("⻔类", "门类"),
        ("【201】", "[201]"),
        ("基本支出－人员", "基本支出-人员"),
        ("增减—额", "增减-额"),
        ("项\n目", "项目"),
        ("Ａ１", "A1"),
    ],
)
def test_one_spelling(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("label", "mark", "rest"),
    [
        ("一、工资福利支出", "一、", "工资福利支出"),
        ("三十一、上划利息", "三十一、", "上划利息"),
        ("(二)政府性基金", "(二)", "政府性基金"),
        ("(1)工资", "(1)", "工资"),
        ("1.一般公共预算", "1.", "一般公共预算"),
        ("2、基金", "2、", "基金"),
        ("工资福利支出", "", "工资福利支出"),
        ("一般公共服务支出", "", "一般公共服务支出"),
        ("2.5倍", "", "2.5倍"),
    ],
)
def test_enumerators(label: str, mark: str, rest: str) -> None:
    assert (enumerator(label), without_enumerator(label)) == (mark, rest)


@given(labels)
def test_an_enumerator_is_a_beginning(text: str) -> None:
    label = plain(text)
    assert enumerator(label) + without_enumerator(label) == label
