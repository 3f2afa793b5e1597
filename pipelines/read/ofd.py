"""Read OFD, the national format of paged documents (GB/T 33190-2016): a package whose pages place texts and lines."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

from lxml import etree

from pipelines.issues import DocumentRejected
from pipelines.read.content import Content
from pipelines.read.document import Page
from pipelines.read.ofd_page import Drawn, draw
from pipelines.read.package import Package, open_package
from pipelines.read.placed import placed_items

ROOT_PART = "OFD.xml"
# A4 in millimetres, where a file names no size.
_AREA = "0 0 210 297"


def read_ofd(path: Path) -> Content:
    """Read the pages of all documents of one file; boxes are in points.

    Raises DocumentRejected as `open_package` does, and with package_damaged where a page is missing or places
    something nowhere, with table_too_large.
    """
    with open_package(path) as package:
        root = _part(package, ROOT_PART)
        bodies = list(children(root, "DocBody"))
        parts = [part for body in bodies for part in _pages(package, body)]
        pages = tuple(_page(number, *part) for number, part in enumerate(parts, start=1))
        dates = [date for body in bodies for name in ("ModDate", "CreationDate") for date in _texts(body, name)]
        return Content(pages, is_paged=True, modified=dates[0] if dates else None)


def children(element: Any, name: str) -> Iterator[Any]:
    """The elements of this name below an element, whatever namespace the year of the standard gave them."""
    return (child for child in element.iter() if isinstance(child.tag, str) and etree.QName(child).localname == name)


def _pages(package: Package, body: Any) -> Iterator[tuple[Any, list[Any], str]]:
    """Of each page its root element, those of its templates, and its area."""
    for where in _texts(body, "DocRoot"):
        name = _located(ROOT_PART, where)
        document = _part(package, name)
        templates = {each.get("ID"): each.get("BaseLoc", "") for each in children(document, "TemplatePage")}
        area = next(_areas(document), _AREA)
        for listed in children(document, "Pages"):
            for entry in children(listed, "Page"):
                page = _part(package, _located(name, entry.get("BaseLoc", "")))
                below = [_part(package, _located(name, each)) for each in _used(page, templates)]
                yield page, below, next(_areas(page), area)


def _used(page: Any, templates: Mapping[str | None, str]) -> Iterator[str]:
    return (
        templates[used.get("TemplateID")] for used in children(page, "Template") if used.get("TemplateID") in templates
    )


def _page(number: int, page: Any, templates: list[Any], area: str) -> Page:
    try:
        left, top, wide, high = (float(each) for each in area.split())
        drawn = Drawn(left, top)
        for root in (*templates, page):
            draw(children(root, "Content"), drawn)
    except (ValueError, TypeError) as error:
        raise DocumentRejected("package_damaged", f"page {number}: {error}") from error
    items, said = placed_items(drawn.fragments, drawn.horizontal, drawn.vertical)
    verdicts = list(said)
    if not drawn.fragments:
        verdicts.append("no_text_but_image" if drawn.has_image else "no_text")
    if drawn.is_askew:
        verdicts.append("non_axis_text")
    return Page(number, items, drawn.points(wide), drawn.points(high), tuple(verdicts))


def _part(package: Package, name: str) -> Any:
    root = package.xml(name)
    if root is None:
        raise DocumentRejected("package_damaged", f"the package has no part {name}")
    return root


def _located(part: str, where: str) -> str:
    """The name of the part that `where` means, as written in another part; it never leaves the package."""
    return normpath(join("/", dirname(part), where.strip())).lstrip("/")


def _areas(element: Any) -> Iterator[str]:
    return _texts(element, "PhysicalBox")


def _texts(element: Any, name: str) -> Iterator[str]:
    return (text for child in children(element, name) if (text := (child.text or "").strip()))
