"""What tells that a text or a web page lost something on its way."""

import pytest
from lxml import html

from pipelines.read.text_damage import markup_damage, table_damage, text_damage

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
        ("<html><p>望川</p></html><!-- <td>1</td> --><script>'<td>'</script>\n", ""),
        ("<html><p>望川</p></html><table><tr><td>1.00</td></tr></table></html>", ""),
        ("<html><table><tr></html><td>1.00</td></tr></table>", "behind the end of the page"),
        ("<td>1.00</td></tr></table>", ""),
        ('<html><td>1</td>>td colspan="1">2</td></html>', "1 tags of cells"),
        ("<html><script>s = \"td id='a'>\"</script><p>5 td > 4 tr</p></html>", ""),
    ],
)
def test_a_page(text: str, said: str) -> None:
    found = "; ".join(markup_damage(text))
    assert said in found and bool(said) == found.startswith("file_damaged: ")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("<tr><td>1</td><td><table><tr><th>2</th></tr></table></td></tr>", ""),
        ("<tbody><form><tr><form><td>1</td></form></tr></form></tbody>", ""),
        ("<tR_r><td>1</td><td>2</td></tr><tr><td>3</td></tr>", "2 cells"),
    ],
)
def test_the_cells_of_a_page(rows: str, said: str) -> None:
    page = html.document_fromstring(f"<div><td>0</td></div><table>{rows}</table>")
    found = "; ".join(table_damage(page))
    assert said in found and bool(said) == found.startswith("file_damaged: ")


@pytest.mark.parametrize("opening", ["<!--", "<script "])
def test_what_is_opened_again_and_again_is_looked_at_once(opening: str) -> None:
    # Looked for from each opening to the end, it would take a quarter of an hour.
    found = list(markup_damage("<html>" + opening * 200_000))
    assert found == ["file_damaged: the page breaks off: its element html does not end"]
