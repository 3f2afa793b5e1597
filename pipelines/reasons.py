"""Why a document is in quarantine: every code that a reason may begin with, and what it says to people."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Reason:
    """What a code says. `may_pass`: it depends on the machine, its settings or its load, so each run tries again."""

    text: str
    may_pass: bool = False


REASONS: Mapping[str, Reason] = MappingProxyType(
    {
        # The process that read it
        "reader_timeout": Reason("reading took longer than the caps allow for so many pages", may_pass=True),
        "reader_memory": Reason("reading needed more memory than the caps allow", may_pass=True),
        "reader_crashed": Reason("the reading process died, or the reading code failed", may_pass=True),
        "archive_refused": Reason("the archive, or a part of it, is too large, damaged or encrypted", may_pass=True),
        "file_too_large": Reason("the file is larger than the caps allow", may_pass=True),
        # What the file is
        "empty_file": Reason("the file holds nothing"),
        "unknown_format": Reason("the content is of no format that is read"),
        "archive": Reason("an archive where a document should be"),
        # PDF
        "pdf_encrypted": Reason("the PDF asks for a password"),
        "pdf_damaged": Reason("the PDF is damaged beyond reading and repair"),
        "pdf_without_pages": Reason("the PDF has no page"),
        "pages_over_limit": Reason("the PDF has more pages than the caps allow", may_pass=True),
        "page_over_limit": Reason("a page prints or draws more than the caps allow", may_pass=True),
        # Office packages, markup, old Word files
        "package_encrypted": Reason("the office file asks for a password"),
        "package_damaged": Reason("the office file is damaged"),
        "package_too_large": Reason("the office file unpacks to more than any published one"),
        "markup_declares_entities": Reason("the markup declares entities of its own, as attacks do"),
        "markup_too_deep": Reason("the markup is nested deeper than any published page"),
        "table_too_large": Reason("a table covers more places than any published one"),
        "sheet_too_large": Reason("a sheet reaches further than any published one"),
        "doc_converter_missing": Reason("no converter for old Word files is installed", may_pass=True),
        "doc_not_converted": Reason("the converter for old Word files failed", may_pass=True),
        # What the document says
        "not_a_disclosure": Reason("neither a budget nor a final account was found in it"),
        "year_missing": Reason("no fiscal year is printed"),
        "year_unknown": Reason("the fiscal year is not among the listed years"),
        "stage_missing": Reason("neither 预算 nor 决算 is printed"),
        "unit_missing": Reason("no budget unit is named"),
    }
)
PASSING = tuple(code for code, reason in REASONS.items() if reason.may_pass)


def code_of(reason: str) -> str:
    """The code that a reason begins with: `pdf_damaged: …` → `pdf_damaged`."""
    return reason.partition(":")[0]
