"""Turn one recognised form into facts: by the kind of its table, or why none of its amounts can be one."""

from collections.abc import Collection

from pipelines.issues import Issue
from pipelines.normalise.amounts import is_blank, is_clearly_amount, looks_like_amount
from pipelines.normalise.asset_facts import asset_facts
from pipelines.normalise.block_facts import BlockFacts
from pipelines.normalise.cells import Tally, count_ignored, count_unloaded
from pipelines.normalise.fact import About, FormFacts
from pipelines.normalise.list_facts import list_facts
from pipelines.normalise.ocr_decimals import usual_decimals_of
from pipelines.normalise.performance import read_performance
from pipelines.normalise.subject_columns import with_subject_columns
from pipelines.recognise.catalogue import FormSpec, spec_of
from pipelines.recognise.form import BodyRow, Form


def form_facts(form: Form, about: About) -> FormFacts:
    """Return the facts of a form. Cells that cannot become facts are issues in the tally; none is dropped."""
    result = FormFacts(rows=sum(any(not is_blank(cell.text) for cell in row.cells.values()) for row in form.rows))
    if form.sheet:
        result.tally.issues.extend(form.issues)
        result.rows = sum(bool(row.printed) for row in form.sheet)
        result.performance = read_performance(form, result.tally)
        return result
    if not form.is_loaded:
        result.tally.issues.extend(form.issues)
        count_unloaded(form.rows, result.tally)
        return result
    form, subjects = with_subject_columns(form, form.year or about.year)
    result.tally.issues.extend(form.issues)
    known = {column.index for block in form.blocks for column in (*block.identifiers, *block.measures)}
    known |= {column.index for column in form.columns if column.kind == "ignored"}
    count_ignored(form.rows, form.columns, result.tally)
    for row in form.rows:
        _outside(row, form, known, result.tally)
    for row in form.ragged:
        _ragged(row, spec_of(form.form), result.tally)
    if (listed := spec_of(form.form).facts) == "asset":
        result.entries, result.blank = asset_facts(
            form, form.year or about.year, form.stage or about.stage, result.tally
        )
        return result
    # Only now: a table of assets counts things, too.
    result.tally.usual_decimals = usual_decimals_of(form, about.usual_decimals)
    if form.scale is None and any(m.facets.scale is None for block in form.blocks for m in block.measures):
        _without_scale(form, result.tally)
        return result
    if listed is not None:
        year, stage = form.year or about.year, form.stage or about.stage
        result.entries = list_facts(form, year, stage, about.publishers, subjects, result.tally)
        return result
    if spec_of(form.form).two_sided and len(form.blocks) > 1 and all(b.classification != "source" for b in form.blocks):
        _without_sides(form, result.tally)
        return result
    for block in form.blocks:
        BlockFacts(form, spec_of(form.form), block, about, result.tally, subjects).collect(result.facts)
    return result


def _outside(row: BodyRow, form: Form, known: Collection[int], tally: Tally) -> None:
    """Numbers in columns that belong to no block and are not ignored by name, such as labels without amounts."""
    for index, cell in row.cells.items():
        if index in known or not is_clearly_amount(cell.text):
            continue
        message = "the number stands in a column that belongs to no amounts; it is not loaded"
        issue = Issue("amount_outside", message, row.page, form.form, cell.row_no, cell.column_no, cell.text)
        tally.problem(issue)


def _without_scale(form: Form, tally: Tally) -> None:
    message = "no scale (元, 万元 …) is printed at this form; nothing is guessed, its amounts are not loaded"
    issue = Issue("scale_missing", message, page=form.page_first, form=form.form, text=form.title)
    tally.problem(issue, _amount_cells(form))


def _ragged(row: BodyRow, spec: FormSpec, tally: Tally) -> None:
    cells = [cell for cell in row.cells.values() if is_clearly_amount(cell.text)]
    message = "the row has lost blank cells and its amounts fit in more than one place; they are not loaded"
    text = " ".join(cell.text for cell in row.cells.values())
    tally.problem(Issue("ragged_row", message, page=row.page, form=spec.id, row_no=row.row_no, text=text), len(cells))


def _without_sides(form: Form, tally: Tally) -> None:
    message = "the header does not tell 收入 from 支出; the amounts of the form are not loaded"
    issue = Issue("sides_unknown", message, page=form.page_first, form=form.form, text=form.title)
    tally.problem(issue, _amount_cells(form))


def _amount_cells(form: Form) -> int:
    columns = [column.index for block in form.blocks for column in block.measures]
    return sum(
        1 for row in form.rows for index in columns if (cell := row.cells.get(index)) and looks_like_amount(cell.text)
    )
