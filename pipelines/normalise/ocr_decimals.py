"""How many decimals the amounts of a scan have: OCR loses decimal points, and with all lost every sum still holds."""

from collections import Counter
from collections.abc import Iterable, Iterator

from pipelines.normalise.amounts import parse_amount
from pipelines.recognise.form import Form

# Fewer amounts than this have no habit; of those that have one, so large a share keeps to it.
_LEAST = 5
_SHARE = 0.8


def usual_decimals(forms: Iterable[Form]) -> int | None:
    """Decimals of the amounts of these forms that were read by OCR; None where they are few or differ."""
    return _habit([decimals for form in forms for decimals in _decimals(form)])


def usual_decimals_of(form: Form, elsewhere: int | None) -> int | None:
    """Decimals that an amount of this form must have if it was read by OCR, or None.

    A form of few amounts keeps to what is usual `elsewhere` in its document: all of its decimal points may be lost.
    """
    found = list(_decimals(form))
    return elsewhere if len(found) < _LEAST else _habit(found)


def _habit(decimals: list[int]) -> int | None:
    if len(decimals) < _LEAST:
        return None
    usual, times = Counter(decimals).most_common(1)[0]
    return usual if times >= _SHARE * len(decimals) else None


def _decimals(form: Form) -> Iterator[int]:
    indexes = {column.index for block in form.blocks for column in block.measures}
    for row in form.rows:
        for index, cell in row.cells.items():
            if cell.confidence is None or index not in indexes:
                continue
            amount = parse_amount(cell.text, "元")
            # 0 is 0 with decimals or without.
            if amount is not None and amount.yuan:
                yield amount.decimals
