"""A form that prints no scale: what the document itself proves of it, by amounts that it prints elsewhere with one.

Nothing is assumed: without such amounts the form stays without scale and its cells are issues.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipelines.issues import Issue
from pipelines.recognise.form import Form
from pipelines.recognise.spelling import plain

# So many different amounts, each of so many digits, do not come out the same in two scales by chance.
_AMOUNTS = 2
_DIGITS = 5


def with_proven_scales(forms: Sequence[Form]) -> tuple[Form, ...]:
    """Give a form without scale the one that its amounts carry in the other forms, and say so in an issue."""
    if not any(form.is_loaded and _lacks_scale(form) for form in forms):
        return tuple(forms)
    scales: defaultdict[str, set[str]] = defaultdict(set)
    for form in forms:
        if form.scale is not None and form.is_loaded:
            for amount in _long_amounts(form):
                scales[amount].add(form.scale)
    return tuple(_proven(form, scales) if form.is_loaded and _lacks_scale(form) else form for form in forms)


def _lacks_scale(form: Form) -> bool:
    """True where neither the form nor each of its columns, 合计（万元）, prints a scale."""
    columns = [column for block in form.blocks for column in block.measures]
    return form.scale is None and any(column.facets.scale is None for column in columns)


def _proven(form: Form, scales: dict[str, set[str]]) -> Form:
    shared = [amount for amount in _long_amounts(form) if amount in scales]
    found = {scale for amount in shared for scale in scales[amount]}
    if len(shared) < _AMOUNTS or len(found) != 1:
        return form
    scale = found.pop()
    message = f"no scale is printed at this form; {scale} is what {len(shared)} of its amounts carry in other forms"
    issue = Issue("scale_proven_elsewhere", message, page=form.page_first, form=form.form, text=form.title)
    return replace(form, scale=scale, issues=(*form.issues, issue))


def _long_amounts(form: Form) -> set[str]:
    columns = {column.index for block in form.blocks for column in block.measures}
    texts = (plain(cell.text).replace(",", "") for row in form.rows for i, cell in row.cells.items() if i in columns)
    return {text for text in texts if text.replace(".", "").isdigit() and len(text.replace(".", "")) >= _DIGITS}
