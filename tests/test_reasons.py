"""Every reason for quarantine that the code can give is listed once, with words for people, and none is made up."""

import re

from pipelines.paths import ROOT
from pipelines.reasons import PASSING, REASONS, code_of


def raised() -> set[str]:
    """The codes in the source of the rooms that set documents aside."""
    found: set[str] = set()
    for room in ("read", "recognise", "normalise", "load"):
        for path in (ROOT / "pipelines" / room).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            found |= {
                match["code"] for match in re.finditer(r'(?:DocumentRejected|Lost)\(\s*"(?P<code>[a-z_]+)"', text)
            }
            if room == "load":
                found |= {match["code"] for match in re.finditer(r'f"(?P<code>[a-z]+_[a-z_]+): ', text)}
    return found


def test_every_reason_that_is_raised_is_listed_and_the_other_way_round() -> None:
    assert raised() == set(REASONS)


def test_a_reason_says_something_to_people() -> None:
    assert all(len(reason.text.split()) > 3 for reason in REASONS.values())
    assert {"reader_timeout", "archive_refused"} <= set(PASSING) and "pdf_damaged" not in PASSING
    assert code_of("pdf_damaged: no objects: really") == "pdf_damaged"
