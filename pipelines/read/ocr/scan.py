"""Read the picture of one page: upright, straight, its tables by their rules, its text by OCR."""

from collections.abc import Sequence

from pipelines.read.document import Page
from pipelines.read.ocr.engine import Engine, Picture, Spot
from pipelines.read.ocr.ink import ink_of
from pipelines.read.ocr.pieces import pieces_of
from pipelines.read.ocr.straight import Straight, straightened, turned
from pipelines.read.placed import cell_boxes, placed_items
from pipelines.read.ruling import lattices

READ = "read_by_ocr"
UNREAD = "no_text_but_image"

# A page that stands on its head or on its side reads badly.
_READS_WELL = 0.8
# Boxes of texts that run down the page are higher than wide by this much.
_STANDING = 1.5
_LEAST_LENGTH = 3


def read_picture(picture: Picture, width: float, number: int, engine: Engine) -> Page:
    """Return the page that a picture shows, `width` points wide. Raises DocumentRejected with table_too_large.

    Coordinates are those of the page set straight; `tilt` leads back to the picture as it lies.
    """
    points = width / picture.shape[1]
    straight, spots = _upright(straightened(picture), engine)
    ink = ink_of(straight.picture, points)
    across, down = ink.rules()
    fields = [box for lattice in lattices(across, down) for box in cell_boxes(lattice)]
    pieces = pieces_of(spots, fields, straight.picture, ink, engine)
    items, said = placed_items(pieces, across, down)
    high, wide = straight.picture.shape
    verdicts = (READ if any(piece.text for piece in pieces) else UNREAD, *said)
    return Page(number, items, wide * points, high * points, verdicts, tilt=straight.tilt(points))


def _upright(straight: Straight, engine: Engine) -> tuple[Straight, Sequence[Spot]]:
    """The picture turned so that its text reads, and that text; turned not at all where it reads well as it is."""
    spots = engine.spots(straight.picture)
    is_standing = _is_standing(spots)
    best, sure = (straight, spots), 0.0 if is_standing else _confidence(spots)
    if not spots or sure >= _READS_WELL:
        return best
    for quarters in (1, 3) if is_standing else (2,):
        other = turned(straight, quarters)
        spots = engine.spots(other.picture)
        if _confidence(spots) > sure:
            best, sure = (other, spots), _confidence(spots)
        if sure >= _READS_WELL:
            break
    return best


def _is_standing(spots: Sequence[Spot]) -> bool:
    """True where most texts run up or down the page."""
    boxes = [spot.box for spot in spots if len(spot.text) >= _LEAST_LENGTH]
    standing = sum(box[3] - box[1] > _STANDING * (box[2] - box[0]) for box in boxes)
    return 2 * standing > len(boxes)


def _confidence(spots: Sequence[Spot]) -> float:
    """How sure the engine is of a character of the page, on average."""
    characters = sum(len(spot.text) for spot in spots)
    return sum(spot.confidence * len(spot.text) for spot in spots) / characters if characters else 0.0
