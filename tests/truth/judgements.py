"""Reads judgements.csv: what people found when they held findings against the page, and what must be found.

A line stands for findings of one document and identity whose key fits a pattern (% is any text, _ any letter; both
columns `identity_id` and `key` are patterns). `count` says how many findings it speaks of: `3`, or `1+` for one or
more. What `must` be found counts for recall; the verdict counts for precision.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, get_args

FILE = Path(__file__).with_name("judgements.csv")
DIGITS = 12

Verdict = Literal["true", "false", "unsure"]
Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
_COUNT = re.compile(r"([1-9]\d*)(\+?)")
_DOCUMENT = re.compile(rf"[0-9a-f]{{{DIGITS}}}")


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding as the checks made it; `document` is the whole id."""

    finding_id: str
    document: str
    identity: str
    key: str
    severity: str
    is_root: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line: it speaks of at least `least` and at most `most` findings, None for any number."""

    line: int
    document: str
    identity: str
    key: str
    severity: Severity
    least: int
    most: int | None
    must: bool
    verdict: Verdict
    reason: str
    judged_on: date

    def fits(self, finding: Finding) -> bool:
        """Whether it speaks of this finding, however severe that is."""
        return (
            finding.document.startswith(self.document)
            and _like(self.identity, finding.identity)
            and _like(self.key, finding.key)
        )

    def rank(self, finding: Finding) -> tuple[bool, int, int]:
        """Of several that fit, the least speaks: of the same severity first, then the one with the most words."""
        return self.severity != finding.severity, -len(self.key.strip("%")), self.line


def read_judgements(lines: Iterable[str] | None = None) -> tuple[Judgement, ...]:
    """Every judgement in order. ValueError names the line that is malformed."""
    text = FILE.read_text(encoding="utf-8").splitlines() if lines is None else lines
    return tuple(_judgement(number, row) for number, row in enumerate(csv.DictReader(text), start=2))


def _judgement(number: int, row: dict[str, str]) -> Judgement:
    count = _COUNT.fullmatch(row["count"])
    severity = next((each for each in SEVERITIES if each == row["severity"]), None)
    verdict = next((each for each in VERDICTS if each == row["verdict"]), None)
    if not count or severity is None or verdict is None or row["must"] not in ("yes", "no"):
        raise ValueError(f"line {number}: count, severity, verdict or must is malformed")
    if not _DOCUMENT.fullmatch(row["document"]) or not row["reason"].strip():
        raise ValueError(f"line {number}: needs {DIGITS} digits of the document's id and a reason")
    if row["must"] == "yes" and verdict != "true":
        raise ValueError(f"line {number}: what must be found has to be true")
    return Judgement(
        line=number,
        document=row["document"],
        identity=row["identity_id"],
        key=row["key"],
        severity=severity,
        least=int(count[1]),
        most=None if count[2] else int(count[1]),
        must=row["must"] == "yes",
        verdict=verdict,
        reason=row["reason"],
        judged_on=date.fromisoformat(row["judged_on"]),
    )


def _like(pattern: str, text: str) -> bool:
    parts = (".*" if part == "%" else "." if part == "_" else re.escape(part) for part in re.split("([%_])", pattern))
    return re.fullmatch("".join(parts), text) is not None
