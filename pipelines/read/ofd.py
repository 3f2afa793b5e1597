"""Read OFD, the national format of paged documents (GB/T 33190-2016): a package whose pages place texts and lines."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

from pipelines.issues import DocumentRejected
from pipelines.read.content import Content
from pipelines.read.document import Page
from pipelines.read.ofd_page import draw, drawn_on
from pipelines.read.package import Package, open_package

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
        # One page at a time is held as a tree.
        parts = (part for body in bodies for part in _pages(package, body))
        pages = tuple(_page(number, *part) for number, part in enumerate(parts, start=1))
        dates = [date for body in bodies for name in ("ModDate", "CreationDate") for date in _texts(body, name)]
        return Content(pages, is_paged=True, modified=dates[0] if dates else None)


def children(element: Any, name: str) -> Iterator[Any]:
    """The elements of this name below an element, whatever namespace the year of the standard gave them."""
    return iter(element.iter(f"{{*}}{name}"))


def _pages(package: Package, body: Any) -> Iterator[tuple[Any, list[Any], str]]:
    """Of each page its root element, those of its templates, and its area."""
    for where in _texts(body, "DocRoot"):
        name = _located(ROOT_PART, where)
        document = _part(package, name)
        places = {each.get("ID"): each.get("BaseLoc", "") for each in children(document, "TemplatePage")}
        area = next(_areas(document), _AREA)
        templates: dict[str, Any] = {}
        for listed in children(document, "Pages"):
            for entry in children(listed, "Page"):
                page = _part(package, _located(name, entry.get("BaseLoc", "")))
                used = _used(page, places)
                for place in used:
                    if place not in templates:
                        templates[place] = _part(package, _located(name, place))
                yield page, [templates[place] for place in used], next(_areas(page), area)


def _used(page: Any, places: Mapping[str | None, str]) -> list[str]:
    """Where the templates of a page lie; one that it names many times is drawn once: the second covers the first."""
    named = (used.get("TemplateID") for used in children(page, "Template"))
    return list(dict.fromkeys(places[each] for each in named if each in places))


def _page(number: int, page: Any, templates: list[Any], area: str) -> Page:
    try:
        drawn = drawn_on(area)
        for root in (*templates, page):
            draw(children(root, "Content"), drawn)
    except ValueError as error:
        raise DocumentRejected("package_damaged", f"page {number}: {error}") from error
    items, said = drawn.items(number)
    verdicts = list(said)
    if not drawn.fragments and not drawn.has_image:
        verdicts.append("no_text")
    if drawn.is_askew:
        verdicts.append("non_axis_text")
    return Page(number, items, drawn.width, drawn.height, tuple(verdicts))


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
