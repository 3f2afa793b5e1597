"""What an XLSX says of its sheets beyond values: number formats, hidden rows and columns, how far the cells reach."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from pipelines.issues import DocumentRejected
from pipelines.read.number_format import BUILT_IN
from pipelines.read.package import Package

_REFERENCE = re.compile(r"([A-Za-z]{1,6})(\d{1,9})")
_RELATIONSHIP = re.compile(r"\{.*/relationships\}id")

Place = tuple[int, int]
WORKSHEET = "worksheet"


@dataclass(frozen=True, slots=True)
class Looks:
    """How one sheet looks. Rows and columns count from 0; `rows` and `columns` are how far cells with a value reach.

    `errors` are cells such as #DIV/0!: calamine takes them for blank. `holds` names the root of the sheet's part.
    """

    formats: Mapping[Place, str] = field(default_factory=dict)
    errors: Mapping[Place, str] = field(default_factory=dict)
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    rows: int = 0
    columns: int = 0
    holds: str = WORKSHEET


def read_looks(package: Package) -> dict[str, Looks]:
    """Looks by sheet name. A sheet whose part is not found has none: its numbers then print in their shortest form.

    Raises DocumentRejected with package_damaged or markup_declares_entities.
    """
    workbook = package.xml("xl/workbook.xml")
    relations = package.xml("xl/_rels/workbook.xml.rels")
    if workbook is None or relations is None:
        return {}
    # Found as calamine finds them, so that it opens no sheet that was not looked at: from xl/, in any case of letters.
    parts = {name.lower(): name for name in package.names}
    targets = {node.get("Id"): parts.get(_part_name(node.get("Target", "")).lower()) for node in relations}
    codes = _format_codes(package)
    looks: dict[str, Looks] = {}
    for sheet in workbook.iterfind(".//{*}sheets/{*}sheet"):
        key = next((value for name, value in sheet.attrib.items() if _RELATIONSHIP.fullmatch(name)), None)
        part = targets.get(key)
        if part is not None:
            looks[sheet.get("name", "")] = _sheet_looks(package, part, codes)
    return looks


def _part_name(target: str) -> str:
    whole = target if target.startswith(("/", "xl/")) else f"xl/{target}"
    return posixpath.normpath(whole.lstrip("/"))


def _format_codes(package: Package) -> list[str]:
    """The format code of each cell style, by its number."""
    styles = package.xml("xl/styles.xml")
    if styles is None:
        return []
    own = {
        node.get("numFmtId"): node.get("formatCode", "General") for node in styles.iterfind(".//{*}numFmts/{*}numFmt")
    }
    numbers = [node.get("numFmtId", "0") for node in styles.iterfind("{*}cellXfs/{*}xf")]
    return [own.get(number) or BUILT_IN.get(int(number), "General") for number in numbers]


def _sheet_looks(package: Package, part: str, codes: list[str]) -> Looks:
    formats: dict[Place, str] = {}
    errors: dict[Place, str] = {}
    hidden_rows: list[int] = []
    hidden_columns: list[int] = []
    rows = columns = 0
    row = column = -1
    with package.open(part) as file:
        events = etree.iterparse(
            file, events=("start", "end"), tag=("{*}row", "{*}c", "{*}col"), resolve_entities=False, no_network=True
        )
        try:
            for event, node in events:
                name = etree.QName(node).localname
                if event == "start" and name == "row":
                    row, column = _number(node, "r", row + 2) - 1, -1
                    if _is_set(node, "hidden"):
                        hidden_rows.append(row)
                elif event == "end" and name == "c":
                    row, column = _place(node, row, column + 1)
                    if len(node):
                        rows, columns = max(rows, row + 1), max(columns, column + 1)
                        style = _number(node, "s", 0)
                        if node.get("t") == "e":
                            errors[row, column] = node.findtext("{*}v") or ""
                        if node.get("t", "n") == "n" and style < len(codes) and codes[style] != "General":
                            formats[row, column] = codes[style]
                    node.clear()
                elif event == "end" and name == "row":
                    node.clear()
                elif event == "start" and name == "col" and _is_set(node, "hidden"):
                    first = _number(node, "min", 1)
                    hidden_columns.extend(range(first - 1, min(_number(node, "max", first), 16_384)))
        except etree.XMLSyntaxError as error:
            raise DocumentRejected("package_damaged", f"{part}: {error}") from error
        holds = etree.QName(events.root).localname
    return Looks(formats, errors, tuple(hidden_rows), tuple(hidden_columns), rows, columns, holds)


def _place(cell: Any, row: int, column: int) -> Place:
    """Where a cell stands: as its reference says, else to the right of the cell before."""
    reference = cell.get("r")
    if reference is None:
        return row, column
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise DocumentRejected("package_damaged", f"a cell at {reference[:20]!r}")
    index = 0
    for letter in found.group(1).upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return int(found.group(2)) - 1, index - 1


def _number(node: Any, name: str, default: int) -> int:
    text = node.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else default


def _is_set(node: Any, name: str) -> bool:
    return node.get(name) in ("1", "true")
