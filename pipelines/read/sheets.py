"""Read a workbook (XLSX, XLS, WPS ET): one page a sheet, its tables as grids; formulas give their stored values."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from math import isfinite
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from pipelines.issues import DocumentRejected
from pipelines.read.content import Content
from pipelines.read.document import Grid, Page, TextRun
from pipelines.read.number_format import number_text
from pipelines.read.package import open_package
from pipelines.read.sheet_looks import WORKSHEET, Looks, read_looks
from pipelines.read.sheet_tables import Merge, sheet_items
from pipelines.read.table_layout import numbered

# Cells from the first to the last one that holds a value. calamine takes memory for all of them, blank or not.
_MOST_PLACES = 5_000_000


def read_xlsx(path: Path) -> Content:
    """Return the sheets of an XLSX workbook. Raises DocumentRejected with package_damaged, package_encrypted,
    package_too_large, markup_declares_entities or sheet_too_large.
    """
    with open_package(path) as package:
        looks = read_looks(package)
        core = package.xml("docProps/core.xml")
    modified = None if core is None else core.findtext("{http://purl.org/dc/terms/}modified")
    for name, sheet in looks.items():
        _check_size(name, sheet.rows, sheet.columns)
    return _read(path, looks, modified)


def read_xls(path: Path) -> Content:
    """Return the sheets of a binary workbook. Raises DocumentRejected with package_damaged, package_encrypted or
    sheet_too_large.
    """
    return _read(path, {}, None)


def _read(path: Path, looks: dict[str, Looks], modified: str | None) -> Content:
    try:
        pages, notes = _pages(path, looks)
    except DocumentRejected:
        raise
    except PasswordError as error:
        raise DocumentRejected("package_encrypted", "the workbook asks for a password") from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise DocumentRejected("package_damaged", f"{type(error).__name__}: {error}") from error
    except BaseException as error:
        # A panic in calamine's Rust reaches Python as an exception that is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise DocumentRejected("package_damaged", f"the reader gave up: {error}") from error
    return Content(tuple(pages), is_paged=True, modified=modified, notes=tuple(notes))


def _pages(path: Path, looks: dict[str, Looks]) -> tuple[list[Page], list[str]]:
    pages: list[Page] = []
    notes: list[str] = []
    with CalamineWorkbook.from_path(path) as workbook:
        for number, about in enumerate(workbook.sheets_metadata, start=1):
            if about.typ != SheetTypeEnum.WorkSheet:
                notes.append(
                    f"sheet_without_cells: {about.name!r}, page {number}, is a chart or a macro; it was not read"
                )
                pages.append(Page(number, ()))
                continue
            sheet = workbook.get_sheet_by_index(number - 1)
            own = looks.get(about.name, Looks())
            _check_size(about.name, sheet.height, sheet.width)
            if own.holds != WORKSHEET:
                notes.append(
                    f"file_damaged: where the cells of {about.name!r}, page {number}, should be is {own.holds!r}"
                )
            if about.visible != SheetVisibleEnum.Visible:
                notes.append(f"hidden_sheet: {about.name!r}, page {number}, is hidden; it was read")
            notes.extend(_hidden(about.name, number, "row", own.hidden_rows, sheet.start, sheet.end, 0))
            notes.extend(_hidden(about.name, number, "column", own.hidden_columns, sheet.start, sheet.end, 1))
            items = sheet_items(_texts(sheet, own), _merges(sheet))
            if items and isinstance(items[0], Grid):
                items = [TextRun(about.name), *items]  # the tab is all that names some tables
            pages.append(Page(number, numbered(items)))
    return pages, notes


def _hidden(
    sheet: str,
    page: int,
    what: str,
    hidden: Sequence[int],
    start: tuple[int, int] | None,
    end: tuple[int, int] | None,
    axis: int,
) -> Iterator[str]:
    if start is None or end is None:
        return
    inside = [str(index + 1) for index in hidden if start[axis] <= index <= end[axis]]
    if inside:
        yield f"hidden_{what}s: {what} {', '.join(inside[:20])} of {sheet!r}, page {page}; they were read"


def _check_size(name: str, rows: int, columns: int) -> None:
    if rows * columns > _MOST_PLACES:
        raise DocumentRejected("sheet_too_large", f"sheet {name!r} reaches over {rows} rows and {columns} columns")


def _texts(sheet: CalamineSheet, looks: Looks) -> list[list[str]]:
    """The text of every cell, from the first row and column of the sheet on."""
    if sheet.start is None:
        return []
    top, left = sheet.start
    _check_size(sheet.name, top + sheet.height, left + sheet.width)
    rows = [
        [""] * left + [_text(value, (row, column), looks) for column, value in enumerate(values, start=left)]
        for row, values in enumerate(sheet.to_python(skip_empty_area=True), start=top)
    ]
    return [[""] * (left + sheet.width) for _ in range(top)] + rows


def _text(value: object, place: tuple[int, int], looks: Looks) -> str:
    if isinstance(value, str):
        return value.strip() or looks.errors.get(place, "")
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return number_text(value, looks.formats.get(place, "General")) if isfinite(value) else str(value)
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    return value.isoformat(" ") if isinstance(value, datetime) else str(value)


def _merges(sheet: CalamineSheet) -> list[Merge]:
    return [Merge(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
