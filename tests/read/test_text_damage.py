"""What tells that a text or a web page lost something on its way."""

import pytest

from pipelines.read.text_damage import markup_damage, text_damage

TABLE = "项目\t预算数\t决算数\n教育\t1.00\t2.00\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TABLE + "科技\t1.00\t2.00", ""),
        (TABLE + "科技\t1.00", "breaks off within a row"),
        (TABLE + "科技", ""),
        (TABLE + "注：无", ""),
        (TABLE.replace("教育", "教\0\0"), "2 control characters"),
        ("\x0c" + TABLE + "\x1a", ""),
        ("", ""),
    ],
)
def test_a_text(text: str, said: str) -> None:
    found = "; ".join(text_damage(text))
    assert said in found and bool(said) == found.startswith("file_damaged: ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<html><p>望川</p></html>", ""),
        ("<p>望川", ""),
        ("<HTML lang=zh><p>望川", "breaks off"),
        ("<html><p>望\x01川</p></html >", "1 control characters"),
    ],
)
def test_a_page(text: str, said: str) -> None:
    found = "; ".join(markup_damage(text))
    assert said in found and bool(said) == found.startswith("file_damaged: ")
