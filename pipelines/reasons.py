"""Why a document is in quarantine: every code that a reason may begin with, and what it says to people."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal


@dataclass(frozen=True, slots=True)
class Reason:
    """What a code says, and what it passes with, if not with the document: another machine or hour, or other caps."""

    text: str
    passes_with: Literal["machine", "caps"] | None = None


REASONS: Mapping[str, Reason] = MappingProxyType(
    {
        # The process that read it
        "reader_timeout": Reason("reading took longer than the caps allow for so many pages", "machine"),
        "reader_memory": Reason("reading needed more memory than the caps allow", "machine"),
        "reader_crashed": Reason("the reading process died, or the reading code failed", "machine"),
        "archive_refused": Reason("the archive, or a part of it, is too large, damaged or encrypted", "caps"),
        "file_too_large": Reason("the file is larger than the caps allow", "caps"),
        # What the file is
        "empty_file": Reason("the file holds nothing"),
        "unknown_format": Reason("the content is of no format that is read"),
        "archive": Reason("an archive where a document should be"),
        # PDF
        "pdf_encrypted": Reason("the PDF asks for a password"),
        "pdf_damaged": Reason("the PDF is damaged beyond reading and repair"),
        "pdf_without_pages": Reason("the PDF has no page"),
        "pages_over_limit": Reason("the PDF has more pages than the caps allow", "caps"),
        "page_over_limit": Reason("a page prints or draws more than the caps allow", "caps"),
        # Pictures
        "ocr_missing": Reason("it is a picture, and the extra that reads pictures is not installed", "machine"),
        "image_too_small": Reason("the picture is smaller than any page"),
        "image_too_large": Reason("the picture has more pixels or pages than any published one"),
        "image_damaged": Reason("the picture is damaged"),
        # Office packages, markup, old Word files
        "package_encrypted": Reason("the office file asks for a password"),
        "package_damaged": Reason("the office file is damaged"),
        "package_too_large": Reason("the office file unpacks to more than any published one"),
        "markup_declares_entities": Reason("the markup declares entities of its own, as attacks do"),
        "markup_too_deep": Reason("the markup is nested deeper than any published page"),
        "table_too_large": Reason("a table covers more places than any published one"),
        "sheet_too_large": Reason("a sheet reaches further than any published one"),
        "doc_converter_missing": Reason("no converter for old Word files is installed", "machine"),
        "doc_not_converted": Reason("the converter for old Word files failed"),
        # What the document says
        "not_a_disclosure": Reason("neither a budget nor a final account was found in it"),
        "year_missing": Reason("no fiscal year is printed"),
        "year_unknown": Reason("the fiscal year is not among the listed years"),
        "stage_missing": Reason("neither 预算 nor 决算 is printed"),
        "unit_missing": Reason("no budget unit is named"),
    }
)
# Each run tries these documents again.
PASSING = tuple(code for code, reason in REASONS.items() if reason.passes_with is not None)
# Of these not even the same options of reading give the same result.
PASSING_WITH_MACHINE = tuple(code for code, reason in REASONS.items() if reason.passes_with == "machine")


def code_of(reason: str) -> str:
    """The code that a reason begins with: `pdf_damaged: …` → `pdf_damaged`."""
    return reason.partition(":")[0]
