"""Compare what was read of a typeset document with what was set: every amount with all its dimensions."""

from collections import Counter
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from pipelines.normalise.rows import DocumentRows
from tests.typeset.document import Cover, Document, expected_facts

Fact = tuple[object, ...]
# Position in a fact tuple of what it was printed as: facts that differ elsewhere are one number read wrongly.
TABLE, FORM, PRINTED = 0, 1, 15
_EXAMPLES = 6


def _code(subject_id: object) -> str | None:
    return str(subject_id).split("/")[1] if subject_id else None


def _closed_up(name: str) -> str:
    return "".join(normalize("NFKC", name).split())


def read_facts(rows: DocumentRows) -> Counter[Fact]:
    """The facts of one document in the dimensions that the typesetter knows; no unit is the publisher itself."""
    names = {row["unit_id"]: _closed_up(str(row["unit_name"])) for row in rows.tables["stg_unit"]}
    names[rows.tables["document"][0]["unit_id"]] = ""
    return Counter(
        (
            table,
            row["form"],
            names[row["unit_id"]],
            row["fiscal_year"],
            row["stage"],
            row["funding"],
            row.get("category"),
            row["line_item"],
            row["row_role"],
            _code(row["function_subject_id"]),
            _code(row.get("economic_subject_id")),
            _code(row.get("government_economic_subject_id")),
            _code(row.get("three_public_subject_id")),
            row["amount_kind"],
            row["amount_yuan"],
            row["printed_text"],
            row["printed_scale"],
        )
        for table in ("expenditure", "revenue")
        for row in rows.tables[f"fact_{table}"]
    )


def set_facts(document: Document) -> Counter[Fact]:
    """The same of a typeset document, which names its department on its cover."""
    publisher = next(block.lines[0] for block in document.blocks if isinstance(block, Cover))
    return Counter(
        (
            fact.fact_table,
            fact.form,
            "" if fact.unit_name == publisher else _closed_up(fact.unit_name or ""),
            fact.fiscal_year,
            fact.stage,
            fact.funding,
            fact.category,
            fact.line_item,
            fact.row_role,
            fact.function_code,
            fact.economic_code,
            fact.government_economic_code,
            fact.three_public,
            fact.amount_kind,
            fact.amount_yuan.quantize(Decimal("0.01")),
            fact.printed_text,
            fact.printed_scale,
        )
        for fact in expected_facts(document)
    )


@dataclass(frozen=True)
class Outcome:
    """How documents of one layout and format were read. A number that is read as something else is `wrong`."""

    documents: int = 0
    amounts: int = 0
    wrong: int = 0
    missing: int = 0
    extra: int = 0
    issues: int = 0
    examples: tuple[str, ...] = ()

    @property
    def is_true(self) -> bool:
        return not (self.wrong or self.missing or self.extra or self.issues)

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(
            self.documents + other.documents,
            self.amounts + other.amounts,
            self.wrong + other.wrong,
            self.missing + other.missing,
            self.extra + other.extra,
            self.issues + other.issues,
            (*self.examples, *other.examples)[:_EXAMPLES],
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_json(cls, written: dict[str, Any]) -> "Outcome":
        """The outcome that `as_json` wrote. TypeError for anything else."""
        return cls(**{**written, "examples": tuple(written["examples"])})


def outcome(expected: Counter[Fact], rows: DocumentRows, seed: int | None = None) -> Outcome:
    """Compare what was read with what was set; examples name the seed, so that the document can be set again."""
    found = read_facts(rows)
    missing, extra = expected - found, found - expected
    printed_missing = Counter((fact[TABLE], fact[FORM], fact[PRINTED]) for fact in missing.elements())
    printed_extra = Counter((fact[TABLE], fact[FORM], fact[PRINTED]) for fact in extra.elements())
    wrong = (printed_missing & printed_extra).total()
    issues = rows.tables["document_issue"]
    examples = (
        *(f"set  {fact}" for fact in list(missing)[:2]),
        *(f"read {fact}" for fact in list(extra)[:2]),
        *(f"issue {issue['code']}: {issue.get('text')!r}" for issue in issues[:2]),
    )
    named = "" if seed is None else f"seed {seed}: "
    return Outcome(
        1,
        expected.total(),
        wrong,
        missing.total() - wrong,
        extra.total() - wrong,
        len(issues),
        tuple(named + example for example in examples),
    )
