"""Pages of an OFD package: where its texts and lines stand, and what is said where they cannot be read."""

import io
import zipfile
from pathlib import Path

import pytest

from pipelines.issues import DocumentRejected
from pipelines.read import read_document
from pipelines.read.document import Grid, Page, TextRun
from tests.typeset.ofd import SPACE, packed

MM = 72 / 25.4
XS, YS = (20, 60, 100), (30, 40, 50)


def page(*objects: str, area: str = "0 0 200 100", template: str = "") -> str:
    return (
        f"<ofd:Page {SPACE}><ofd:Area><ofd:PhysicalBox>{area}</ofd:PhysicalBox></ofd:Area>{template}"
        f"<ofd:Content><ofd:Layer>{''.join(objects)}</ofd:Layer></ofd:Content></ofd:Page>"
    )


def text(x: float, y: float, content: str, size: float = 4, more: str = "", steps: str = "") -> str:
    return (
        f'<ofd:TextObject Boundary="{x} {y} 90 {size}" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{size}" {steps}>{content}</ofd:TextCode></ofd:TextObject>'
    )


def path(data: str, boundary: str = "0 0 200 100", paint: str = "", colour: str = "") -> str:
    return (
        f'<ofd:PathObject Boundary="{boundary}" {paint}>{colour}'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def rules() -> list[str]:
    across = [path(f"M {XS[0]} {y} L {XS[-1]} {y}") for y in YS]
    return across + [path(f"M {x} {YS[0]} L {x} {YS[-1]}") for x in XS]


CELLS = (text(22, 32, "项目"), text(62, 32, "预算数"), text(22, 42, "合计"), text(80, 42, "1,234.50"))


def read(folder: Path, data: bytes) -> tuple[Page, ...]:
    file = folder / "page.ofd"
    file.write_bytes(data)
    document = read_document(file)
    assert (document.is_paged, document.media_type) == (True, "application/ofd")
    return document.pages


def texts(grid: Grid) -> list[str]:
    return [cell.text for cell in grid.cells]


def lines(page: Page) -> list[str]:
    return [item.text for item in page.items if isinstance(item, TextRun)]


def test_lines_make_cells_with_boxes_in_points(tmp_path: Path) -> None:
    (only,) = read(tmp_path, packed([page(*rules(), *CELLS, text(20, 10, "支出总表"))]))
    (grid,) = only.grids
    assert texts(grid) == ["项目", "预算数", "合计", "1,234.50"]
    assert grid.box == pytest.approx((20 * MM, 30 * MM, 100 * MM, 50 * MM))
    assert (only.width, only.height) == pytest.approx((200 * MM, 100 * MM))
    assert lines(only) == ["支出总表"]


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(lambda x, y, w, h: path(f"M 0 0 L {w} {h}", f"{x} {y} {w} {h}"), id="place-in-the-boundary"),
        pytest.param(
            lambda x, y, w, h: path(f"M 0 0 L {w * 4} {h * 4}", f"{x} {y} {w} {h}", 'CTM="0.25 0 0 0.25 0 0"'),
            id="matrix",
        ),
        pytest.param(
            lambda x, y, w, h: path(
                f"M 0 0 L {w or 0.2} 0 L {w or 0.2} {h or 0.2} L 0 {h or 0.2} C",
                f"{x} {y} {w or 0.2} {h or 0.2}",
                'Stroke="false" Fill="true"',
            ),
            id="thin-filled-rectangles",
        ),
    ],
)
def test_however_a_line_is_drawn(tmp_path: Path, rule: object) -> None:
    assert callable(rule)
    drawn = [rule(XS[0], y, 80, 0) for y in YS] + [rule(x, YS[0], 0, 20) for x in XS]
    (only,) = read(tmp_path, packed([page(*drawn, *CELLS)]))
    (grid,) = only.grids
    assert texts(grid) == ["项目", "预算数", "合计", "1,234.50"]


def test_white_lines_are_none(tmp_path: Path) -> None:
    white = '<ofd:StrokeColor Value="255 255 255"/>'
    hidden = path("M 40 30 L 40 50", colour=white)
    (only,) = read(tmp_path, packed([page(*rules(), hidden, *CELLS)]))
    assert next(only.grids).columns == 2


def test_characters_follow_their_steps(tmp_path: Path) -> None:
    near, far = 'DeltaX="g 3 4"', 'DeltaX="4 40 4"'
    (only,) = read(tmp_path, packed([page(text(20, 10, "支出总表", steps=near), text(20, 20, "合计总额", steps=far))]))
    assert lines(only) == ["支出总表", "合计  总额"]
    first, _ = (item for item in only.items if isinstance(item, TextRun))
    assert first.box is not None and first.box[2] - first.box[0] == pytest.approx(16 * MM)


def test_steps_for_more_characters_than_there_are_cost_nothing(tmp_path: Path) -> None:
    # Written out, these steps would take 40 GiB.
    (only,) = read(tmp_path, packed([page(text(20, 10, "合计", steps=f'DeltaX="{"g 10000 4 " * 500_000}"'))]))
    assert lines(only) == ["合计"]


@pytest.mark.parametrize("shrunk", ['CTM="1e-320 0 0 1e-320 0 0"', 'CTM="1 0 0 0 0 0"'])
def test_text_too_small_to_see_is_left_out_and_said(tmp_path: Path, shrunk: str) -> None:
    (only,) = read(tmp_path, packed([page(text(20, 10, "支出总表"), text(20, 20, "样张", more=shrunk))]))
    assert (lines(only), only.verdicts) == (["支出总表"], ("non_axis_text",))


# A page may name its template as often as it likes.
@pytest.mark.parametrize("times", [1, 1000])
def test_a_template_is_drawn_below_its_pages(tmp_path: Path, times: int) -> None:
    package = io.BytesIO(packed([page(*CELLS, template='<ofd:Template TemplateID="7"/>' * times)]))
    form = f"<ofd:Page {SPACE}><ofd:Content><ofd:Layer>{''.join(rules())}</ofd:Layer></ofd:Content></ofd:Page>"
    with zipfile.ZipFile(package) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    listed = b'<ofd:TemplatePage ID="7" BaseLoc="Tpls/Content.xml"/></ofd:CommonData>'
    parts["Doc_0/Document.xml"] = parts["Doc_0/Document.xml"].replace(b"</ofd:CommonData>", listed)
    parts["Doc_0/Tpls/Content.xml"] = form.encode()
    (only,) = read(tmp_path, zipped(parts))
    assert texts(next(only.grids)) == ["项目", "预算数", "合计", "1,234.50"]


def test_text_askew_is_left_out_and_said(tmp_path: Path) -> None:
    (only,) = read(tmp_path, packed([page(text(20, 10, "支出总表"), text(20, 20, "样张", more='CTM="1 1 -1 1 0 0"'))]))
    assert (lines(only), only.verdicts) == (["支出总表"], ("non_axis_text",))


def test_a_page_that_is_a_picture_says_so(tmp_path: Path) -> None:
    picture = '<ofd:ImageObject Boundary="0 0 200 100" ResourceID="3"/>'
    first, second = read(tmp_path, packed([page(picture), page()]))
    assert (first.verdicts, second.verdicts) == (("no_text_but_image",), ("no_text",))


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        pytest.param(page('<ofd:TextObject Size="4"/>'), "page 1", id="text-without-place"),
        pytest.param(page(path("M 0 0 L 5")), "middle of a command", id="half-a-path"),
        pytest.param(page(path("5 5")), "no command", id="a-path-of-numbers"),
        pytest.param(page(area="0 0"), "page 1", id="area-of-two-numbers"),
        pytest.param(page(area="0 0 nan nan"), "page 1: nan lies on no page", id="area-that-is-no-number"),
        pytest.param(page(area="0 0 0 297"), "page 1: a page of 0 by 297 mm", id="area-without-width"),
        pytest.param(page(text(1e308, 10, "合计")), "1e\\+308 lies on no page", id="text-far-away"),
        pytest.param(page(path("M 0 0 L 1e999 0")), "1e999 lies on no page", id="line-without-end"),
        pytest.param(page(text(20, 10, "合计", more='CTM="nan 0 0 1 0 0"')), "nan lies on no page", id="matrix"),
        pytest.param("<ofd:Page", "Content.xml", id="markup-cut-off"),
    ],
)
def test_a_damaged_page_is_refused_by_name(tmp_path: Path, broken: str, said: str) -> None:
    with pytest.raises(DocumentRejected, match=said) as refused:
        read(tmp_path, packed([broken]))
    assert refused.value.code == "package_damaged"


def test_a_page_of_too_many_fields_is_refused_by_name(tmp_path: Path) -> None:
    crossed = [path(f"M 0 {3 * n} L 999 {3 * n}") + path(f"M {3 * n} 0 L {3 * n} 999") for n in range(330)]
    with pytest.raises(DocumentRejected, match=r"page 2: 33[0-9] by 33[0-9] drawn lines") as refused:
        read(tmp_path, packed([page(), page("".join(crossed))]))
    assert refused.value.code == "table_too_large"


@pytest.mark.parametrize("where", ["../../../../etc/passwd", "Pages/none.xml"])
def test_a_page_that_is_not_in_the_package_is_refused(tmp_path: Path, where: str) -> None:
    with zipfile.ZipFile(io.BytesIO(packed([page()]))) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts["Doc_0/Document.xml"] = parts["Doc_0/Document.xml"].replace(b"Pages/Page_0/Content.xml", where.encode())
    with pytest.raises(DocumentRejected, match="the package has no part"):
        read(tmp_path, zipped(parts))


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return file.getvalue()
