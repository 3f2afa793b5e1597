"""Every hard or hostile file with the verdict that the whole command must give, whatever it takes to read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipelines.load.ingest import ingest
from pipelines.load.warehouse import read_warehouse
from pipelines.settings import Caps
from tests.hostile import drawn, packages, pdf

LOADED = "loaded"
_STOPPED = ("reader_timeout", "reader_memory", "reader_crashed")
_NOTHING = ("not_a_disclosure",)
_FACTS = 3  # that the honest document prints besides its zero


@dataclass(frozen=True)
class Case:
    """One file. `verdicts` are the codes that are right for it; `issue` must be told if it loads."""

    name: str
    make: Callable[[], bytes]
    verdicts: tuple[str, ...] = (LOADED,)
    issue: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of a file: `loaded` or the code of its reason, its facts, the codes of its issues."""

    verdict: str
    facts: int
    issues: frozenset[str]


def run(cases: Iterable[Case], folder: Path, caps: Caps, workers: int = 1) -> Mapping[str, Outcome]:
    """The outcome of each case by name, all of them read by one run of the command's own function."""
    inbox = folder / "inbox"
    inbox.mkdir()
    for case in cases:
        (inbox / case.name).write_bytes(case.make())
    ingest([inbox], folder / "warehouse.duckdb", workers=workers, caps=caps)
    with read_warehouse(folder / "warehouse.duckdb") as connection:
        found = connection.execute(
            "select source_uri, coalesce(split_part(reason, ':', 1), 'loaded'), "
            "(select count(*) from fact_expenditure where document_id = document.document_id), "
            "(select list(code) from document_issue where document_id = document.document_id) from document"
        ).fetchall()
    return {
        uri.removeprefix(f"{inbox.as_posix()}/"): Outcome(verdict, facts, frozenset(issues or ()))
        for uri, verdict, facts, issues in found
    }


def problem(case: Case, outcomes: Mapping[str, Outcome]) -> str | None:
    """In words, how the outcome differs from what it must be; None if it does not."""
    outcome = outcomes.get(case.name)
    if outcome is None:
        return f"{case.name}: there is no row for it"
    if outcome.verdict not in case.verdicts:
        return f"{case.name}: {outcome.verdict} instead of {' or '.join(case.verdicts)}"
    if outcome.verdict != LOADED and outcome.facts:
        return f"{case.name}: quarantined with {outcome.facts} facts"
    if outcome.verdict == LOADED and outcome.facts < _FACTS and (case.verdicts == (LOADED,) or not outcome.issues):
        return f"{case.name}: loaded with {outcome.facts} facts"
    if outcome.verdict == LOADED and case.issue is not None and case.issue not in outcome.issues:
        return f"{case.name}: loaded without the issue {case.issue}"
    return None


def _ruled(ruling: str) -> bytes:
    return drawn.document(lambda canvas: drawn.form(canvas, ruling))


def _half(data: bytes, share: float = 0.5) -> bytes:
    return data[: int(len(data) * share)]


# Tables that nothing rules off, and pages that are not upright, may or may not be read: never wrongly, never silently.
_MAYBE = (LOADED, "not_a_disclosure")
RULED = tuple(
    Case(f"ruled {name}.pdf", partial(_ruled, name)) for name in ("boxes", "thin", "white", "dashed", "pieces")
) + tuple(
    Case(f"ruled {name}.pdf", partial(_ruled, name), _MAYBE) for name in ("wide pieces", "frame", "three", "none")
)
TURNED = (
    *(Case(f"rotated {degrees}.pdf", partial(drawn.document, drawn.form, rotation=degrees), _MAYBE)
      for degrees in (90, 180, 270)),
    Case("written upwards.pdf", lambda: drawn.document(drawn.form_turned), _MAYBE),
    Case("written upwards and rotated.pdf", lambda: drawn.document(drawn.form_turned, rotation=90)),
    Case("askew.pdf", lambda: drawn.document(lambda canvas: drawn.form_turned(canvas, 2)), _MAYBE),
    Case("offset boxes.pdf", pdf.with_offset_boxes),
    Case("watermark.pdf", lambda: drawn.document(drawn.form_under_watermark), _MAYBE),
)  # fmt: skip
LOOKS_EMPTY = (
    Case("outlines.pdf", lambda: drawn.document(drawn.form_as_outlines), _NOTHING),
    Case("scan.pdf", lambda: drawn.document(drawn.form_as_image), _MAYBE),
    Case("blank.pdf", lambda: drawn.document(drawn.blank), _NOTHING),
    Case("no unicode.pdf", pdf.without_unicode, _NOTHING),
)
DAMAGED = (
    Case("halved.pdf", lambda: _half(pdf.plain()), ("pdf_damaged",)),
    Case("cut before its end.pdf", lambda: pdf.plain().partition(b"startxref")[0], (LOADED,), "file_damaged"),
    Case("cut late.pdf", lambda: _half(pdf.plain(), 0.98), ("pdf_damaged",)),
    Case("cut with object streams.pdf", lambda: _half(pdf.in_object_streams(), 0.98), ("pdf_damaged",)),
    Case("flipped.pdf", lambda: pdf.flipped(200), (LOADED, "pdf_damaged", "not_a_disclosure"), "file_damaged"),
    Case("broken stream.pdf", pdf.with_broken_stream, (LOADED, "not_a_disclosure"), "file_damaged"),
    Case("rubbish.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 800, ("pdf_damaged",)),
    Case("page.pdf", lambda: b"<html><body>404 not found</body></html>" * 50, _NOTHING),
    Case("empty.pdf", lambda: b"", ("empty_file",)),
    Case("empty.xlsx", lambda: b"  \n", ("empty_file",)),
    Case("no main part.docx", packages.main_part_missing, ("package_damaged",)),
    Case("pdf.xlsx", lambda: pdf.plain() + b"\n%"),
    Case("xlsx.pdf", lambda: packages.with_part(packages.xlsx(), "other.xml", b"<x/>")),
)
LOCKED = (
    Case("password.pdf", lambda: pdf.locked("secret"), ("pdf_encrypted",)),
    Case("owner's password.pdf", pdf.locked),
    Case("old cipher.pdf", lambda: pdf.locked(R=3, aes=False, metadata=False)),
    Case("object streams.pdf", pdf.in_object_streams),
)
LOOPS = (
    Case("form in itself.pdf", pdf.form_that_draws_itself, (*_NOTHING, "page_over_limit")),
    Case("loop of pages.pdf", pdf.loop_of_pages, (LOADED, "pdf_damaged")),
    Case("deep.docx", lambda: packages.deep_docx(2000), ("package_damaged", "markup_too_deep")),
    Case("deep.ofd", lambda: packages.deep_ofd(2000), ("package_damaged",)),
    Case("template again and again.ofd", lambda: packages.template_again_and_again(50_000)),
    Case("deep.html", lambda: packages.nested_tags(1_000_000), ("markup_too_deep",)),
    Case("deep tables.html", lambda: packages.nested_tags(100_000, "table><tr><td"), ("markup_too_deep",)),
)
BOMBS = (
    Case("pages.pdf", lambda: pdf.many_pages(41), ("pages_over_limit",)),
    Case("glyphs.pdf", lambda: pdf.glyphs(30_000), ("page_over_limit",)),
    Case("far corner.xlsx", packages.reaching_far, ("sheet_too_large",)),
    Case("counting.ofd", packages.counting_ofd),
    Case("far away.ofd", lambda: packages.drawn_into_ofd('<ofd:TextObject Boundary="1e308 1e308 1 1" Size="4"/>'),
         ("package_damaged",)),
    Case("wide.html", packages.wide_html, ("table_too_large",)),
    Case("tabs.txt", lambda: b"\t" * 5_000_000 + b"a", ("table_too_large",)),
    Case("zeros.xlsx", lambda: packages.with_zeros(packages.xlsx(), "xl/media/z.bin", 513), ("package_too_large",)),
    Case("zeros.docx", lambda: packages.with_zeros(packages.docx(), "word/z.xml", 513), ("package_too_large",)),
    Case("zeros.ofd", lambda: packages.with_zeros(packages.ofd(), "Doc_0/z.xml", 513), ("package_too_large",)),
    Case("zeros.gz", lambda: packages.gzipped(64), ("unknown_format",)),
    Case("zeros.zip", lambda: packages.with_zeros(packages.zipped({"a": b"a"}), "z", 65), ("archive_refused",)),
    Case("members.zip", lambda: packages.many_members(101), ("archive_refused",)),
    Case("lying.zip", packages.with_lying_size, ("archive_refused",)),
    *(Case(f"laughs in {kind}", partial(bytes, data), ("markup_declares_entities", "package_damaged"))
      for kind, data in packages.declaring(packages.LAUGHS, "i").items()),
    *(Case(f"outside in {kind}", partial(bytes, data), ("markup_declares_entities",))
      for kind, data in packages.declaring(packages.OUTSIDE, "i").items()),
)  # fmt: skip
REACHING_OUT = (
    Case("formulas.xlsx", packages.with_formulas),
    Case("outside references.docx", packages.with_outside_references),
    Case("page outside.ofd", packages.page_outside_ofd, ("package_damaged",)),
)
HONEST = (
    Case("honest.pdf", pdf.plain),
    Case("honest.xlsx", packages.xlsx),
    Case("honest.docx", packages.docx),
    Case("honest.html", packages.html),
    Case("honest.ofd", packages.ofd),
    Case("honest.txt", packages.text),
)
QUICK = (*HONEST, *RULED, *TURNED, *LOOKS_EMPTY, *DAMAGED, *LOCKED, *LOOPS, *BOMBS, *REACHING_OUT)
QUICK_CAPS = Caps(pages=40, page_characters=20_000, archive_members=100, archive_mib=64)

# With the caps that hold by default, but for the time: what is killed at the limit would be killed later as well.
SLOW_CAPS = Caps(seconds=30, page_milliseconds=100)
_OVER = ("page_over_limit", *_STOPPED)
SLOW = (
    Case("500 pages.pdf", lambda: pdf.many_pages(500)),
    Case("2000 pages.pdf", lambda: pdf.many_pages(2000), (LOADED, "reader_timeout")),
    Case("3001 pages.pdf", lambda: pdf.many_pages(3001), ("pages_over_limit",)),
    Case("5000 cells.pdf", lambda: drawn.document(lambda c: drawn.cells(c, 100, 50)), (*_NOTHING, *_STOPPED)),
    Case("20000 cells.pdf", lambda: drawn.document(lambda c: drawn.cells(c, 200, 100)), (*_NOTHING, *_OVER)),
    Case("60000 cells.pdf", lambda: drawn.document(lambda c: drawn.cells(c, 400, 150)), _OVER),
    Case("scribble.pdf", lambda: drawn.document(lambda c: drawn.scribble(c, 250_000)), _OVER),
    Case("hatch.pdf", lambda: drawn.document(lambda c: drawn.hatch(c, 10_000)), (*_NOTHING, *_STOPPED)),
    Case("blanks.pdf", lambda: pdf.bomb(b" " * 100_000_000), (*_NOTHING, *_STOPPED)),
    Case("states.pdf", lambda: pdf.bomb(b"q Q " * 2_500_000), (*_NOTHING, *_STOPPED)),
    Case("2 M glyphs.pdf", lambda: pdf.glyphs(2_000_000), _OVER),
    Case("forms 2^16.pdf", lambda: pdf.nested_forms(16), (*_NOTHING, *_OVER)),
    Case("forms 2^26.pdf", lambda: pdf.nested_forms(26), _OVER),
    Case("one line.txt", lambda: "望".encode() * 20_000_000, (*_NOTHING, *_STOPPED)),
    Case("bomb.zip", lambda: packages.with_zeros(packages.zipped({"a": b"a"}), "z", 3000), ("archive_refused",)),
)
