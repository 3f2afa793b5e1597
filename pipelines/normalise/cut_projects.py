"""Projects of a list that a page break cuts: their name, or the rest of it, is printed at the top of the next page."""

from collections.abc import Sequence

from pipelines.normalise.project_amounts import Project
from pipelines.recognise.annex_entries import ListRow
from pipelines.recognise.sheet import SheetRow
from pipelines.recognise.spelling import plain

NAMES = ("project_name", "task_name")


def begins_unnamed(entry: ListRow, rows: Sequence[SheetRow]) -> bool:
    """True for a row whose cell for the name is blank and merged down to the end of its page.

    `rows` are all rows of the form. Whoever printed the list set the name in the middle of that cell, and the middle
    stands on the next page.
    """
    columns = [column.cell for column in entry.columns if column.label.id in NAMES]
    own = next((cell for cell in entry.row.cells if any(column.overlap(cell) > 0 for column in columns)), None)
    if own is None or plain(own.text) or own.row_span < 2 or entry.row.begins_grid:
        return False
    place = (entry.row.page, entry.row.table_no)
    last = max(row.row_no for row in rows if (row.page, row.table_no) == place)
    return own.row_no + own.row_span > last and any((row.page, row.table_no) > place for row in rows)


def takes_rest(project: Project, entry: ListRow, code: str | None, name: str, *, has_amounts: bool) -> bool:
    """Give a project what the first row of a page prints of its name; False where the row names another project."""
    if not entry.row.begins_grid or project.number is None:
        return False
    if project.name is None:
        project.code, project.name, project.label = code, name, name
        return True
    if project.code is None or code is not None or has_amounts or len(entry.columns) < 2:
        return False
    if not any(column.label.id == "amount" for column in entry.columns):
        return False
    # Each project of the list prints its code and its amounts: what prints neither is no other project.
    project.name = project.label = project.name + name
    return True
