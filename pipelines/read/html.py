"""Read a web page: tables become grids, all other text becomes lines, in the order of the page."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from pipelines.issues import DocumentRejected
from pipelines.memory import give_back
from pipelines.read.content import Content
from pipelines.read.document import Page, TextRun
from pipelines.read.positioned import positioned_pages
from pipelines.read.table_layout import MOST_PLACES, Item, Placed, numbered, table_items
from pipelines.read.text_damage import markup_damage, table_damage

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
# What Chinese pages declare and what they mean: browsers read all of these as GB18030, too.
_CHINESE = frozenset({"gb2312", "gb_2312-80", "gbk", "gb18030", "x-gbk", "cp936", "ms936", "euc-cn"})
_ENTITIES = re.compile(r"<!ENTITY|<!DOCTYPE[^>\[]*\[", re.IGNORECASE)
# What no page shows as text of its own. rt and rp repeat a word as it is spoken.
_CODE = frozenset({"head", "script", "style", "template", "noscript", "iframe", "frame", "object", "embed", "applet"})
_PICTURES = frozenset({"svg", "math", "canvas", "audio", "video", "rt", "rp"})
_CONTROLS = frozenset({"select", "datalist", "textarea", "button"})
_UNSEEN = _CODE | _PICTURES | _CONTROLS
# What stands within a line; every other element begins a line and ends one.
_TYPE = frozenset({"b", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp"})
_TYPE_ALSO = frozenset({"small", "strike", "strong", "sub", "sup", "tt", "u", "var"})
_PHRASES = frozenset({"a", "abbr", "acronym", "bdi", "bdo", "data", "label", "nobr", "o:p", "ruby", "span", "time"})
_INLINE = _TYPE | _TYPE_ALSO | _PHRASES | {"img", "input", "wbr"}
_BLANK = re.compile(r"[ \t\r\n\f\xa0\u3000]+")
# A line break in the source between two Chinese characters is not a blank on the page of any newspaper.
_WRAP = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*\r?\n\s*(?=[\u3000-\u9fff\uff00-\uffef])")
_PUBLISHED = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(:\d\d)?)?")
_DEEPEST = 300
_TABLE_DEPTH = 3  # a table in a table costs more of the stack than other elements
_WIDEST, _TALLEST = 1000, 65534  # the largest spans that browsers obey


def read_html(path: Path) -> Content:
    """Return the page, or the pages of a page that was made from a paged document by setting every text by position.

    Nothing outside the file is ever read. Raises DocumentRejected with markup_declares_entities, markup_too_deep or
    table_too_large.
    """
    content = _content(*_parsed(path))
    # The tree takes ten times what the file does, and the rows of the document are still to be made.
    give_back()
    return content


def _content(root: Any, notes: tuple[str, ...]) -> Content:
    notes = (*notes, *table_damage(root))
    modified = _published(root)
    pages = positioned_pages(root)
    # The positioned pages were taken out of the tree; what is left is the site's own text around them.
    around = [*_title(root), *_items(root, 0)]
    if not pages:
        return Content((Page(1, numbered(around)),), is_paged=False, modified=modified, notes=notes)
    first = Page(1, numbered([*around, *pages[0].items]), pages[0].width, pages[0].height, pages[0].verdicts)
    return Content((first, *pages[1:]), is_paged=True, modified=modified, notes=notes)


def _parsed(path: Path) -> tuple[Any, tuple[str, ...]]:
    """The root of the page, and notes on its text. Raises DocumentRejected."""
    text, notes = decode(path.read_bytes())
    if _ENTITIES.search(text):
        raise DocumentRejected(
            "markup_declares_entities", "the page declares entities of its own: no browser obeys them"
        )
    notes = (*notes, *markup_damage(text))
    # Without huge_tree the parser leaves out, and does not say so, all that follows a picture of 10 MB in the page.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    data = text.encode()
    del text
    root = etree.fromstring(data, parser)
    if root is None:
        raise DocumentRejected("unknown_format", "markup without any element")
    return root, notes


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of markup, and a note if bytes had to be replaced: UTF-8 if valid, else as declared, else GB18030."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace"), ()
    declared = _declared(data)
    for encoding in dict.fromkeys(("utf-8-sig", declared, "gb18030")):
        try:
            return data.decode(encoding), ()
        except (UnicodeDecodeError, LookupError):
            continue
    encoding = declared if _is_known(declared) else "gb18030"
    return data.decode(encoding, errors="replace"), (f"undecodable_bytes: some bytes are not {encoding}",)


def _published(root: Any) -> str | None:
    """The date of publication that Chinese government sites must state, as ISO 8601: 2026-03-05T16:41:00."""
    stamp = next((node.get("content") or "" for node in root.iter("meta") if node.get("name") == "PubDate"), "")
    found = _PUBLISHED.fullmatch(stamp.strip())
    return f"{found.group(1)}T{found.group(2) or '00:00'}{found.group(3) or ':00'}" if found else None


def _title(root: Any) -> list[Item]:
    """The title of the page as its window shows it: the article's if the site states it, else without the site's."""
    stated = next((node.get("content") or "" for node in root.iter("meta") if node.get("name") == "ArticleTitle"), "")
    shown = next(("".join(node.itertext()) for node in root.iter("title")), "")
    text = _BLANK.sub(" ", stated or re.split(r"[_|]|\s-\s", shown.strip())[0]).strip()
    return [TextRun(text)] if text else []


def _declared(data: bytes) -> str:
    found = _CHARSET.search(data[:4096])
    name = found.group(1).decode("ascii").lower() if found else "gb18030"
    return "gb18030" if name in _CHINESE else name


def _is_known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True


@dataclass
class _Flow:
    """Items in order, and the line that is being put together."""

    items: list[Item] = field(default_factory=list)
    line: list[str] = field(default_factory=list)

    def say(self, text: str | None, *, keeps_lines: bool = False) -> None:
        if text and keeps_lines:
            for number, part in enumerate(text.split("\n")):
                if number:
                    self.end_line()
                self.line.append(part)
        elif text:
            self.line.append(text)

    def end_line(self) -> None:
        text = _BLANK.sub(" ", _WRAP.sub("", "".join(self.line))).strip()
        self.line.clear()
        if text:
            self.items.append(TextRun(text))


def _items(element: Any, depth: int) -> list[Item]:
    flow = _Flow()
    _walk(element, flow, depth, keeps_lines=False)
    flow.end_line()
    return flow.items


def _walk(element: Any, flow: _Flow, depth: int, *, keeps_lines: bool) -> None:
    if depth > _DEEPEST:
        raise DocumentRejected("markup_too_deep", f"elements are nested more than {_DEEPEST} deep")
    flow.say(element.text, keeps_lines=keeps_lines)
    for child in element:
        name = child.tag if isinstance(child.tag, str) else None
        if name == "table":
            flow.end_line()
            for text in _beside_cells(child):
                flow.say(text)
                flow.end_line()
            flow.items.extend(table_items(tuple(_cells(child, depth + _TABLE_DEPTH))))
        elif name is not None and name not in _UNSEEN:
            breaks = name not in _INLINE
            if breaks:
                flow.end_line()
            _walk(child, flow, depth + 1, keeps_lines=keeps_lines or name in ("pre", "listing", "xmp"))
            if breaks:
                flow.end_line()
        flow.say(child.tail, keeps_lines=keeps_lines)


def _cells(table: Any, depth: int) -> Iterator[Placed]:
    """The cells of one table at their places, after the rules by which browsers lay spans out."""
    taken: set[tuple[int, int]] = set()
    for number, (row, left) in enumerate(_rows(table)):
        column = 0
        for cell in _parts(row, ("td", "th")):
            while (number, column) in taken:
                column += 1
            # A span of 0 or beyond its group of rows ends with the group.
            tall = min(_span(cell, "rowspan", _TALLEST) or left, left)
            wide = max(1, _span(cell, "colspan", _WIDEST))
            if len(taken) + tall * wide > MOST_PLACES:
                raise DocumentRejected(
                    "table_too_large", f"the cells of one table cover more than {MOST_PLACES} places"
                )
            taken.update((number + down, column + right) for down in range(tall) for right in range(wide))
            yield Placed(number, column, tall, wide, tuple(_items(cell, depth)))
            column += wide


def _rows(table: Any) -> list[tuple[Any, int]]:
    """The rows of a table in the order of the page, each with the number of rows left in its group, itself included."""
    groups: dict[str, list[list[Any]]] = {"thead": [], "tbody": [], "tfoot": []}
    loose: list[Any] | None = None
    for part in _parts(table, ("tr", *groups)):
        if part.tag != "tr":
            loose = None
            groups[part.tag].append(list(_parts(part, ("tr",))))
        elif loose is None:
            loose = [part]
            groups["tbody"].append(loose)
        else:
            loose.append(part)
    ordered = [*groups["thead"], *groups["tbody"], *groups["tfoot"]]
    return [(row, len(group) - number) for group in ordered for number, row in enumerate(group)]


def _parts(element: Any, names: tuple[str, ...]) -> Iterator[Any]:
    """The parts of a table by name, through elements that have no business there (a form around the rows)."""
    for child in element:
        if child.tag in names:
            yield child
        elif isinstance(child.tag, str) and child.tag != "table":
            yield from _parts(child, names)


def _beside_cells(table: Any) -> Iterator[str]:
    """Text of a table that stands in no cell, its caption first: browsers set it above the table."""
    for child in table.iter("caption", "tr", "thead", "tbody", "tfoot", "form"):
        if next(child.iterancestors("table")) is table:
            yield "".join(child.itertext()) if child.tag == "caption" else (child.text or "")
            yield child.tail or ""


def _span(cell: Any, name: str, largest: int) -> int:
    found = re.match(r"\s*(\d{1,6})", cell.get(name) or "")
    return min(int(found.group(1)), largest) if found else 1
