"""What the rows of a block are broken down by: which classification of subjects, or the items of 三公."""

import re
from collections import Counter
from collections.abc import Sequence

from pipelines.recognise.catalogue import FormSpec
from pipelines.recognise.coded_content import CLASSES
from pipelines.recognise.form import Block, BodyRow
from pipelines.recognise.spelling import plain, without_enumerator
from pipelines.recognise.terms import facets_of

_CODE = re.compile(r"^\[?(\d{3,9})\]?(?=[^\d.,]|$)")
_AMOUNT = re.compile(r"-?[\d,]+\.\d+|-?\d{1,3}(?:,\d{3})+")
_BY_FIRST_DIGIT = {"2": "function", "3": "economic", "5": "government_economic"}


def lists_subjects(rows: Sequence[BodyRow]) -> bool:
    """True for rows as only budget forms have them: at least two with a national code, a name and an amount."""
    found = 0
    for row in rows:
        texts = [plain(cell.text) for cell in row.cells.values()]
        coded = any(
            (code := _CODE.match(text)) and code.group(1)[0] in _BY_FIRST_DIGIT and len(code.group(1)) in (3, 5, 7)
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
            text = plain(cell.text)
            if (code := _CODE.match(text)) and code.group(1)[0] in _BY_FIRST_DIGIT and len(code.group(1)) != 6:
                votes[_BY_FIRST_DIGIT[code.group(1)[0]]] += 1
            elif (name := without_enumerator(text)) in CLASSES:
                votes[CLASSES[name]] += 1
    if votes:
        return votes.most_common(1)[0][0]
    named = facets_of(plain(title or "")).classification if title else None
    return named or spec.rows
