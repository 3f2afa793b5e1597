"""What leaves the recognising room of the narrative: numbers said in sentences, with what they are said of."""

from pipelines.read.document import Box
from pipelines.records import record


@record(frozen=True, slots=True)
class Meaning:
    """What a number is about. `names` are subjects as printed, the outermost first; `code` is a printed code."""

    slot: str
    funding: str = "total"
    category: str = "total"
    three_public: str | None = None
    names: tuple[str, ...] = ()
    code: str | None = None
    project_kind: str | None = None


@record(frozen=True, slots=True)
class Statement:
    """One number, or one word of comparison. `meaning` None: not understood. `base` and `whole` are numbers of others.

    `year` and `year_offset` are as printed for the number itself; `unit` is 万元, %, 辆 … or None for a word.
    `confidence` is that of OCR, else None.
    """

    number: int
    sentence_no: int
    sentence: str
    section: str | None
    text: str
    unit: str | None
    page: int
    box: Box | None
    meaning: Meaning | None = None
    measure: str = "amount"
    direction: str | None = None
    year: int | None = None
    year_offset: int | None = None
    stage: str | None = None
    as_of: tuple[int, int | None, int | None] | None = None
    has_reason: bool | None = None
    base: int | None = None
    whole: int | None = None
    whole_meaning: Meaning | None = None
    confidence: float | None = None
