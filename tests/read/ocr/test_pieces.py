"""Which text is printed in which cell: cut at rules, read again where unclear, and never two numbers taken for one."""

import pytest

from pipelines.read.document import Box
from pipelines.read.fragment import Fragment
from pipelines.read.ocr.engine import Picture, Spot
from pipelines.read.ocr.ink import ink_of
from pipelines.read.ocr.pieces import UNREADABLE, pieces_of
from tests.read.ocr.pictures import POINTS, Said, draw_box, draw_grid, paper, spot

pytest.importorskip("cv2")
FIELDS: tuple[Box, ...] = ((50, 60, 120, 80), (120, 60, 200, 80))


def page(*marks: Box) -> Picture:
    picture = paper(300, 100)
    draw_grid(picture, (50, 120, 200), (60, 80))
    for mark in marks:
        draw_box(picture, mark)
    return picture


def pieces(picture: Picture, engine: Said) -> list[Fragment]:
    return pieces_of(engine.found, FIELDS, picture, ink_of(picture, POINTS), engine)


def texts(found: list[Fragment]) -> list[str]:
    return [piece.text for piece in sorted(found, key=lambda piece: piece.box)]


def test_a_text_over_a_rule_is_read_cell_by_cell() -> None:
    marks: tuple[Box, ...] = ((100, 66, 117, 74), (124, 66, 140, 74))
    engine = Said([spot("12.3045.60", (98, 64, 142, 76))], [("12.30", 0.98), ("45.60", 0.97)])
    found = pieces(page(*marks), engine)
    assert texts(found) == ["12.30", "45.60"]
    assert [piece.confidence for piece in sorted(found, key=lambda piece: piece.box)] == [0.98, 0.97]
    assert all(piece.box[2] < 120 or piece.box[0] > 120 for piece in found)


def test_what_the_engine_overlooked_is_read() -> None:
    found = pieces(page((100, 66, 104, 74)), Said(lines=[("5", 0.9)]))
    assert [(piece.text, piece.confidence) for piece in found] == [("5", 0.9)]


def test_what_nobody_can_read_is_no_blank() -> None:
    found = pieces(page((100, 66, 104, 74)), Said(lines=[("", 0.0)]))
    assert [(piece.text, piece.confidence) for piece in found] == [(UNREADABLE, 0.0)]


def test_a_dash_needs_no_engine() -> None:
    assert texts(pieces(page((100, 69, 108, 70)), Said())) == ["-"]


def test_an_empty_cell_stays_empty() -> None:
    assert pieces(page(), Said()) == []


@pytest.mark.parametrize(
    ("again", "text", "confidence"),
    [
        (("12.30", 0.95), "12.30", 0.95),
        (("12.80", 0.95), "12.80", 0.6),
        (("12.80", 0.4), "12.30", 0.4),
    ],
)
def test_an_unclear_text_is_read_again(again: tuple[str, float], text: str, confidence: float) -> None:
    engine = Said([spot("12.30", (98, 64, 119, 76), 0.6)], [again])
    (piece,) = pieces(page((100, 66, 117, 74)), engine)
    assert (piece.text, piece.confidence) == (text, confidence)


def two(first: str, second: str) -> list[Spot]:
    return [spot(first, (52, 64, 75, 76)), spot(second, (90, 64, 118, 76))]


MARKS: tuple[Box, ...] = ((54, 66, 73, 74), (92, 66, 116, 74))


def test_two_numbers_in_one_cell_are_not_taken_for_one() -> None:
    """Read as one they would be 12345.60: the rule between them was not seen."""
    (piece,) = pieces(page(*MARKS), Said(two("123", "45.60"), [("123 45.60", 0.9)]))
    assert (piece.text, piece.confidence) == (f"123 {UNREADABLE} 45.60", 0.0)


def test_a_torn_number_is_put_together() -> None:
    (piece,) = pieces(page(*MARKS), Said(two("123", "45.60"), [("12345.60", 0.9)]))
    assert (piece.text, piece.confidence) == ("12345.60", 0.9)


def test_a_character_beside_a_rule_is_not_lost() -> None:
    picture = page((53, 69, 60, 70), (64, 66, 110, 74))
    engine = Said([spot("般公共服务支出", (63, 64, 112, 76))], [("一般公共服务支出", 0.99)])
    assert texts(pieces(picture, engine)) == ["一般公共服务支出"]


def test_a_number_that_may_have_lost_a_digit_is_none() -> None:
    picture = page((56, 66, 60, 74), (64, 66, 110, 74))
    engine = Said([spot("234.50", (63, 64, 112, 76))], [("?", 0.2)])
    (piece,) = pieces(picture, engine)
    assert (piece.text, piece.confidence) == (f"234.50{UNREADABLE}", 0.0)


def test_text_outside_the_cells_is_kept() -> None:
    assert texts(pieces(page(), Said([spot("单位：万元", (150, 40, 200, 52))]))) == ["单位：万元"]
