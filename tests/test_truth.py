"""Judgements and scores: what speaks of which finding, and how precision and recall are counted."""

from pathlib import Path

import pytest

from tests.accuracy import SHARED, real_warehouse
from tests.truth.__main__ import PAGE, main, measure
from tests.truth.judgements import Finding, Judgement, read_judgements
from tests.truth.report import page, summary
from tests.truth.score import Score, by_identity, by_severity, match

HEADER = "document,identity_id,key,severity,count,must,verdict,reason,judged_on"
ONE, TWO = "a" * 12, "b" * 12


def judgements(*lines: str) -> tuple[Judgement, ...]:
    return read_judgements([HEADER, *(f"{line},because,2026-11-22" for line in lines)])


def finding(
    name: str, identity: str, key: str, severity: str = "error", document: str = ONE, is_root: bool = True
) -> Finding:
    return Finding(name, document + "0" * 52, identity, key, severity, is_root)


def test_a_judgement_speaks_of_its_document_identity_and_keys_of_its_pattern() -> None:
    (judgement,) = judgements(f"{ONE},N0_,total / %,error,1+,yes,true")
    assert judgement.fits(finding("f", "N01", "total / basic"))
    assert not judgement.fits(finding("f", "N01", "total / basic", document=TWO))
    assert not judgement.fits(finding("f", "A01", "total / basic"))
    assert not judgement.fits(finding("f", "N01", "subtotal / basic"))
    (exact,) = judgements(f"{ONE},A09,20.40 (a),error,1,no,true")
    assert exact.fits(finding("f", "A09", "20.40 (a)")) and not exact.fits(finding("f", "A09", "20140 (a)"))


def test_of_several_the_one_of_the_same_severity_and_the_most_words_speaks() -> None:
    told = judgements(
        f"{ONE},A09,%,error,1+,no,false",
        f"{ONE},A09,201 / %,error,1+,no,true",
        f"{ONE},A09,201 / total,warning,1+,no,unsure",
    )
    matching = match(told, [finding("f", "A09", "201 / total"), finding("g", "A09", "201 / total", "warning")])
    assert [(each.finding_id, judgement.verdict) for each, judgement in matching.judged] == [
        ("f", "true"),
        ("g", "unsure"),
    ]


def test_no_more_findings_are_judged_than_a_line_speaks_of() -> None:
    told = judgements(f"{ONE},N03,%,error,2,yes,true")
    matching = match(told, [finding(name, "N03", name) for name in "abc"])
    assert [each.finding_id for each, _ in matching.judged] == ["a", "b"]
    assert [each.finding_id for each in matching.unjudged] == ["c"]
    assert matching.missing == []


def test_what_another_finding_explains_is_found_but_not_counted_for_precision() -> None:
    told = judgements(f"{ONE},N09,%,error,1,yes,true")
    matching = match(
        told, [finding("f", "N09", "x", is_root=False), finding("g", "N16", "y", "warning", is_root=False)]
    )
    assert (matching.unjudged, matching.missing) == ([], [])
    assert by_severity(told, matching)["error"] == Score(must=1, found=1)


def test_what_must_be_found_and_is_not_is_missing() -> None:
    told = judgements(f"{ONE},N03,%,error,3,yes,true", f"{ONE},N05,%,error,1,yes,true", f"{ONE},S01,%,info,1,no,true")
    matching = match(told, [finding("f", "N03", "x")])
    assert [(each.identity, number) for each, number in matching.missing] == [("N03", 2), ("N05", 1)]


def test_precision_and_recall_by_severity_and_identity() -> None:
    told = judgements(
        f"{ONE},A09,%,error,3,yes,true",
        f"{ONE},X14,%,warning,1+,no,false",
        f"{ONE},X17,%,warning,1,yes,true",
        f"{TWO},A09,%,error,1,no,false",
        f"{TWO},A10,%,error,1,no,unsure",
    )
    found = [
        finding("a", "A09", "1"),
        finding("b", "A09", "2"),
        finding("c", "X14", "1", "warning"),
        finding("d", "X14", "2", "warning"),
        finding("e", "X17", "1", "warning"),
        finding("f", "A09", "1", document=TWO),
        finding("g", "A10", "1", document=TWO),
        finding("h", "A10", "2", document=TWO),
    ]
    matching = match(told, found)
    errors, warnings, infos = by_severity(told, matching).values()
    assert errors == Score(true=2, false=1, unsure=1, unjudged=1, must=3, found=2)
    assert errors.precision == pytest.approx(2 / 3) and errors.recall == pytest.approx(2 / 3)
    assert warnings == Score(true=1, false=2, must=1, found=1)
    assert (infos.precision, infos.recall) == (None, None)
    scores = by_identity(told, matching)
    assert list(scores) == ["A09", "A10", "X14", "X17"]
    assert scores["A10"] == Score(unsure=1, unjudged=1) and scores["X14"].precision == 0
    text = summary(2, told, found)
    assert "| error | 2 | 1 | 1 | 1 | 66.7% | 3 | 2 | 66.7% |" in text and "Missing, 1:" in text
    assert "Not judged, 1:\n  bbbbbbbbbbbb A10 error h 2" in text and "False, 3:" in text
    assert "2 documents, 2 of them with judgements." in page(2, told, found)


def test_a_finding_of_another_severity_is_told() -> None:
    told = judgements(f"{ONE},A22,%,error,1,yes,true")
    assert "Of another severity than judged, 1:" in summary(1, told, [finding("f", "A22", "x", "warning")])


@pytest.mark.parametrize(
    "line",
    [
        f"{ONE},A09,%,error,0,no,true,r,2026-01-01",
        f"{ONE},A09,%,grave,1,no,true,r,2026-01-01",
        f"{ONE},A09,%,error,1,maybe,true,r,2026-01-01",
        f"{ONE},A09,%,error,1,no,perhaps,r,2026-01-01",
        f"{ONE},A09,%,error,1,yes,false,r,2026-01-01",
        f"{ONE},A09,%,error,1,no,true, ,2026-01-01",
        "aaaa,A09,%,error,1,no,true,r,2026-01-01",
    ],
)
def test_a_malformed_line_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 2: "):
        read_judgements([HEADER, line])


def test_the_table_is_well_formed_and_says_nothing_twice() -> None:
    lines = read_judgements()
    places = [(each.document, each.identity, each.key, each.severity) for each in lines]
    assert len(lines) > 50 and len(set(places)) == len(places)


def test_without_the_documents_the_command_says_what_it_needs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([], shared=tmp_path / "none") == 1
    assert "not at hand" in capsys.readouterr().err


@pytest.mark.skipif(
    not SHARED.is_dir() or not PAGE.is_file(), reason="the real documents, or the page made of them, are not there"
)
def test_the_page_is_up_to_date() -> None:
    documents, findings = measure(real_warehouse())
    written = PAGE.read_text(encoding="utf-8")
    assert page(documents, read_judgements(), findings) == written, "run python -m tests.truth --write, review the diff"
