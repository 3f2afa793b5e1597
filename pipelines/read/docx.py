"""Read a Word document (DOCX): paragraphs become lines, tables become grids, in the order of the text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree

from pipelines.issues import DocumentRejected
from pipelines.read.content import Content
from pipelines.read.document import Page, TextRun
from pipelines.read.package import open_package
from pipelines.read.table_layout import MOST_PLACES, Item, Placed, numbered, table_items

_MAIN = "/officeDocument"
_DEEPEST = 60
# What holds blocks or text without being either: content controls, insertions, links, text boxes. Not among them:
# deleted text, field codes, and the copy of a text box for programs that do not know the newer kind (Fallback).
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})
_RUNS = frozenset({"r", "p", "hyperlink", "fldSimple", "dir", "bdo"})
_DRAWINGS = frozenset({"drawing", "inline", "anchor", "graphic", "graphicData", "wgp", "grpSp", "wsp", "txbx"})
_OLD_DRAWINGS = frozenset({"pict", "object", "shape", "rect", "group", "textbox"})
_CLEAR = _WRAPPERS | _RUNS | _DRAWINGS | _OLD_DRAWINGS | {"AlternateContent", "Choice", "txbxContent"}
_LEADER = "……"


def read_docx(path: Path) -> Content:
    """Return the text and tables of a Word document as one page: Word breaks pages only when it prints.

    Linked files are never opened. Raises DocumentRejected with package_damaged, package_encrypted, package_too_large,
    markup_declares_entities, markup_too_deep or table_too_large.
    """
    with open_package(path) as package:
        relations = package.xml("_rels/.rels")
        targets = [] if relations is None else [node for node in relations if node.get("Type", "").endswith(_MAIN)]
        name = str(PurePosixPath("/", targets[0].get("Target", ""))).lstrip("/") if targets else "word/document.xml"
        root = package.xml(name)
        core = package.xml("docProps/core.xml")
        embedded = sorted(name for name in package.names if "/embeddings/" in name or "/afchunk" in name.lower())
        has_image = any("/media/" in name for name in package.names)
    body = None if root is None else root.find("{*}body")
    if body is None:
        raise DocumentRejected("package_damaged", f"{name}: no text body")
    modified = None if core is None else core.findtext("{http://purl.org/dc/terms/}modified")
    items = numbered(_blocks(body, 0))
    page = Page(1, items, verdicts=("no_text_but_image",) if has_image and not items else ())
    # A workbook set into the text shows as a picture of its table.
    notes = tuple(f"embedded_file: {name}; it was not read" for name in embedded)
    return Content((page,), is_paged=False, modified=modified, notes=notes)


def _blocks(parent: Any, depth: int) -> list[Item]:
    """The items of a body, a cell or a text box."""
    if depth > _DEEPEST:
        raise DocumentRejected("markup_too_deep", f"tables or boxes are nested more than {_DEEPEST} deep")
    items: list[Item] = []
    for child in parent:
        name = _name(child)
        if name == "p":
            items.extend(_paragraph(child, depth))
        elif name == "tbl":
            items.extend(table_items(tuple(_cells(child, depth + 1))))
        elif name in _CLEAR:
            items.extend(_blocks(child, depth + 1))
    return items


def _paragraph(paragraph: Any, depth: int) -> list[Item]:
    """The lines of a paragraph, then what its text boxes hold."""
    parts: list[str] = []
    boxes: list[Item] = []
    leader = _LEADER if _has_leader(paragraph) else "  "
    _inline(paragraph, parts, boxes, leader, depth)
    lines = [line.strip() for line in "".join(parts).split("\n")]
    return [*(TextRun(line) for line in lines if line), *boxes]


def _inline(parent: Any, parts: list[str], boxes: list[Item], leader: str, depth: int) -> None:
    if depth > _DEEPEST:
        raise DocumentRejected("markup_too_deep", f"runs are nested more than {_DEEPEST} deep")
    for child in parent:
        match _name(child):
            case "t":
                parts.append(child.text or "")
            case "tab" | "ptab":
                parts.append(leader)
            case "br" | "cr":
                parts.append("\n")
            case "noBreakHyphen":
                parts.append("-")
            case "txbxContent":
                boxes.extend(_blocks(child, depth + 1))
            case name if name in _CLEAR:
                _inline(child, parts, boxes, leader, depth + 1)


def _has_leader(paragraph: Any) -> bool:
    """True for a line of a table of contents: its tab is drawn as dots."""
    tabs = paragraph.iterfind("{*}pPr/{*}tabs/{*}tab")
    style = paragraph.find("{*}pPr/{*}pStyle")
    named = "" if style is None else (_value(style) or "").lower()
    return named.startswith("toc") or any(_attribute(tab, "leader") not in (None, "none") for tab in tabs)


@dataclass
class _Open:
    """A cell that may go on in the rows below."""

    placed: Placed


def _cells(table: Any, depth: int) -> Iterator[Placed]:
    """The cells of a table at their places; cells merged downwards are one."""
    above: dict[int, _Open] = {}
    done: list[_Open] = []
    covered = 0
    for number, row in enumerate(_parts(table, "tr")):
        column = _count(row.find("{*}trPr/{*}gridBefore"), 0)
        begun: dict[int, _Open] = {}
        for cell in _parts(row, "tc"):
            properties = cell.find("{*}tcPr")
            wide = max(1, _count(None if properties is None else properties.find("{*}gridSpan"), 1))
            covered += wide
            if covered > MOST_PLACES:
                raise DocumentRejected(
                    "table_too_large", f"the cells of one table cover more than {MOST_PLACES} places"
                )
            merge = None if properties is None else properties.find("{*}vMerge")
            is_continued = merge is not None and (_value(merge) or "continue") == "continue"
            items = tuple(_blocks(cell, depth))
            upper = above.get(column)
            if is_continued and not items and upper is not None and upper.placed.column_span == wide:
                upper.placed = replace(upper.placed, row_span=upper.placed.row_span + 1)
                begun[column] = upper
            else:
                # A covered cell that holds text all the same is a cell: nothing is dropped.
                fresh = _Open(Placed(number, column, 1, wide, items))
                done.append(fresh)
                if merge is not None:
                    begun[column] = fresh
            column += wide
        above = begun
    yield from (cell.placed for cell in done)


def _parts(element: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those in content controls and marked as inserted."""
    for child in element:
        found = _name(child)
        if found == name:
            yield child
        elif found in _WRAPPERS:
            yield from _parts(child, name)


def _name(node: Any) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _value(node: Any) -> str | None:
    return _attribute(node, "val")


def _attribute(node: Any, name: str) -> str | None:
    return next((str(value) for key, value in node.attrib.items() if etree.QName(key).localname == name), None)


def _count(node: Any, default: int) -> int:
    text = None if node is None else _value(node)
    return min(int(text), 1000) if text and text.isascii() and text.isdigit() else default
