"""The bench counts each step for itself, and its copies are documents of their own."""

from time import process_time

from pipelines.normalise.rows import DocumentRows
from tests.bench.copies import copied
from tests.bench.rooms import OCR, STEPS, Clock, section

_OUTER, _INNER = STEPS[1][:2], STEPS[2][:2]
_BUSY = 0.02


def _work() -> None:
    until = process_time() + _BUSY
    while process_time() < until:
        pass


def test_the_time_of_a_step_inside_another_counts_once() -> None:
    clock = Clock()
    inner = clock.timed(*_INNER, _work)

    def both() -> None:
        _work()
        inner()

    clock.timed(*_OUTER, both)()
    assert _BUSY <= clock.seconds[_OUTER] < 2 * _BUSY
    assert _BUSY <= clock.seconds[_INNER] < 2 * _BUSY
    assert sum(clock.seconds.values()) < 3 * _BUSY


def test_a_copy_is_another_document_of_another_unit_with_the_same_amounts() -> None:
    row = {"document_id": "d", "fact_id": "f", "unit_id": "u", "parent_unit_id": None, "amount_yuan": 5}
    copy = copied(DocumentRows("d", {"fact_expenditure": [row]}), 2)
    assert copy.document_id == "d-2"
    assert copy.tables["fact_expenditure"] == [
        {"document_id": "d-2", "fact_id": "f-2", "unit_id": "u-2", "parent_unit_id": None, "amount_yuan": 5}
    ]


def test_the_section_says_how_the_rest_compares_with_reading() -> None:
    reading = {"pages": 2.0, OCR: 1.0}
    seconds = [[room, step, reading.get(step, 0.1)] for room, step, _ in STEPS]
    found = {"documents": 2, "pages": 20, "batch": 500, "rounds": 3, "seconds": seconds}
    rest = 0.1 * (len(STEPS) - len(reading))
    assert (
        f"together cost {rest / 3:.2f} times as much as reading, {rest / 2:.2f} times as much without OCR"
        in section(found)
    )
    assert "| **read** |  | 1,500.0 | 150.00 |" in section(found)
