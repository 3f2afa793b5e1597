"""What the rows of a block are broken down by: which classification of subjects, or the items of 三公."""

import re
from collections import Counter
from collections.abc import Sequence

from pipelines.recognise.catalogue import FormSpec
from pipelines.recognise.classes import classification_of_class, classification_of_code
from pipelines.recognise.form import Block, BodyRow
from pipelines.recognise.spelling import plain, without_enumerator
from pipelines.recognise.terms import facets_of

_CODE = re.compile(r"^\[?(\d{3,9})\]?(?=[^\d.,]|$)")
_AMOUNT = re.compile(r"-?[\d,]+\.\d+|-?\d{1,3}(?:,\d{3})+")
_UNIT_DIGITS = 6


def lists_subjects(rows: Sequence[BodyRow]) -> bool:
    """True for rows as only budget forms have them: at least two with a national code, a name and an amount."""
    found = 0
    for row in rows:
        texts = [plain(cell.text) for cell in row.cells.values()]
        coded = any(
            (code := _CODE.match(text)) and classification_of_code(code.group(1)) and len(code.group(1)) in (3, 5, 7)
            for text in texts
        )
        named = any(len(text) > 1 and "\u4e00" <= text[-1] <= "\u9fff" for text in texts)
        found += coded and named and any(_AMOUNT.fullmatch(text) for text in texts)
    return found >= 2


def classification_of(block: Block, rows: Sequence[BodyRow], spec: FormSpec, title: str | None) -> str | None:
    """Return the classification of a block that its header does not name.

    The codes printed in its rows decide, then names of classes, then the title, then what the form usually has.
    """
    if spec.rows in ("three_public", "source"):
        return spec.rows
    columns = [column.index for column in block.identifiers if column.kind in ("code", "name", "label")]
    votes: Counter[str] = Counter()
    for row in rows:
        for column in columns:
            if (cell := row.cells.get(column)) is None:
                continue
            if (said := _said(plain(cell.text))) is not None:
                votes[said] += 1
    if votes:
        return votes.most_common(1)[0][0]
    named = facets_of(plain(title or "")).classification if title else None
    return named or spec.rows


def _said(text: str) -> str | None:
    """The classification that a label says by its code, which six digits are none of, or by the name of a class."""
    code = _CODE.match(text)
    by_code = classification_of_code(code.group(1)) if code and len(code.group(1)) != _UNIT_DIGITS else None
    return by_code or classification_of_class(without_enumerator(text))
