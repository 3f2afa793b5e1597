"""The budget identities: reads the headers of expectations/identities/*.sql and runs them into check_comparison."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import polars as pl
from duckdb import DuckDBPyConnection

from pipelines.check.sql_files import make_list, run_file, run_folder
from pipelines.issues import ConfigurationError
from pipelines.paths import EXPECTATIONS

IDENTITIES = EXPECTATIONS / "identities"
RELATIONS = EXPECTATIONS / "relations"
STATE = EXPECTATIONS / "state.sql"
ONCE = EXPECTATIONS / "once.sql"

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
COMPARISON_COLUMNS = (
    "document_id",
    "form",
    "key",
    "relation",
    "expected_yuan",
    "expected_low_yuan",
    "expected_high_yuan",
    "actual_yuan",
    "actual_low_yuan",
    "actual_high_yuan",
    "addends",
    "expected_fact_ids",
    "actual_fact_ids",
    "not_evaluable_reason",
)
# What an identity may return besides: see models/columns.toml.
OPTIONAL_COLUMNS = {"value_unit": "'yuan'", "weakened_to": "null", "note_zh": "null", "note_en": "null"}
# Temporary tables of the catalogue.
CATALOGUE = {"identity_id": pl.String, "zh": pl.String, "en": pl.String, "cluster": pl.String}
ROLES = {"identity_id": pl.String, "alternative_no": pl.Int64, "form": pl.String}

_HEADER = re.compile(r"-- (?P<name>[a-z]+): (?P<value>.+)")
_NAMES = ("id", "zh", "en", "roles", "severity", "basis", "related", "assumes")
_OPTIONAL = ("cluster", "after")
# What an identity may stand on besides the star; it then runs when that is known.
FEASIBILITY = "feasibility"
_ID = re.compile(r"[A-Z]\d\d")
_SEVERITY = re.compile(r"(?P<severity>error|warning|info) from (?P<day>\d{4}-\d{2}-\d{2})")
_FILE = re.compile(r"(?P<id>[A-Z]\d\d)_[a-z0-9_]+\.sql")
_FORM = re.compile(r"[a-z_]+")


@dataclass(frozen=True, slots=True)
class Identity:
    """One identity of the catalogue. `roles`: alternatives, each the form ids that must all be printed.

    Near-misses of identities that name one `cluster` have one cause where they agree in subject and difference.
    `is_joint`: it judges all comparisons of the others together, by check_feasibility.
    """

    id: str
    zh: str
    en: str
    roles: tuple[tuple[str, ...], ...]
    severity: Severity
    effective_from: date
    basis: str
    related: tuple[str, ...]
    assumes: str
    cluster: str
    is_joint: bool
    path: Path

    @property
    def sql(self) -> str:
        """One select that returns every comparison of all loaded documents, with COMPARISON_COLUMNS."""
        return self.path.read_text(encoding="utf-8")


def load_identities(folder: Path = IDENTITIES) -> tuple[Identity, ...]:
    """Every identity by id. Raises ConfigurationError naming file and header line."""
    identities = tuple(parse_identity(path) for path in sorted(folder.glob("*.sql")))
    if not identities:
        raise ConfigurationError(f"{folder.name}: holds no identity")
    known = {identity.id for identity in identities}
    if len(known) != len(identities):
        raise ConfigurationError(f"{folder.name}: two files have one id")
    for identity in identities:
        if unknown := set(identity.related) - known:
            raise ConfigurationError(f"{identity.path.name}: related: {', '.join(sorted(unknown))} is no identity")
    return identities


def parse_identity(path: Path) -> Identity:
    """Read the header block of one file. Raises ConfigurationError."""
    header: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("--"):
            break
        if not (found := _HEADER.fullmatch(line)) or found["name"] in header:
            raise ConfigurationError(f"{path.name}: cannot read header line {line!r}")
        header[found["name"]] = found["value"]
    if set(header) - set(_OPTIONAL) != set(_NAMES):
        raise ConfigurationError(f"{path.name}: the header must have {', '.join(_NAMES)}")
    severity = _SEVERITY.fullmatch(header["severity"])
    file_name = _FILE.fullmatch(path.name)
    if not severity or not _ID.fullmatch(header["id"]) or not file_name or file_name["id"] != header["id"]:
        raise ConfigurationError(f"{path.name}: id, file name or severity is malformed")
    if header.get("after", FEASIBILITY) != FEASIBILITY:
        raise ConfigurationError(f"{path.name}: after: an identity can only run after {FEASIBILITY}")
    roles = tuple(tuple(form.strip() for form in each.split("+")) for each in header["roles"].split(";"))
    if not all(_FORM.fullmatch(form) for forms in roles for form in forms):
        raise ConfigurationError(f"{path.name}: roles: form ids joined by + (all) and ; (or)")
    return Identity(
        id=header["id"],
        zh=header["zh"],
        en=header["en"],
        roles=roles,
        severity=next(each for each in SEVERITIES if each == severity["severity"]),
        effective_from=date.fromisoformat(severity["day"]),
        basis=header["basis"],
        related=tuple(part.strip() for part in header["related"].split(",")),
        assumes=header["assumes"],
        cluster=header.get("cluster", header["id"]),
        is_joint="after" in header,
        path=path,
    )


def prepare_relations(connection: DuckDBPyConnection) -> None:
    """Make the temporary relations that the identities select from; they stand for all loaded documents at once."""
    run_folder(connection, RELATIONS)


def compare(connection: DuckDBPyConnection, identities: Sequence[Identity]) -> None:
    """Add every comparison of these identities and its state to check_comparison. Raises ConfigurationError.

    Needs the temporary table checked_document: only comparisons of these documents count.
    """
    for identity in identities:
        columns = {
            name for (name,) in connection.execute(f"select column_name from (describe {identity.sql})").fetchall()
        }
        if columns - OPTIONAL_COLUMNS.keys() != set(COMPARISON_COLUMNS):
            raise ConfigurationError(
                f"{identity.path.name}: must return {', '.join(COMPARISON_COLUMNS)}, may {', '.join(OPTIONAL_COLUMNS)}"
            )
        added = "".join(f", {usual} as {name}" for name, usual in OPTIONAL_COLUMNS.items() if name not in columns)
        connection.execute(
            f"create or replace temp view comparison_made as select *{added} from ({identity.sql}) "
            "semi join checked_document using (document_id)"
        )
        run_file(connection, STATE, {"identity_id": identity.id})
    run_file(connection, ONCE)


def list_identities(connection: DuckDBPyConnection, identities: Sequence[Identity]) -> None:
    """Make the temporary tables identity and identity_role of the catalogue."""
    catalogue = [(identity.id, identity.zh, identity.en, identity.cluster) for identity in identities]
    roles = [
        (identity.id, number, form)
        for identity in identities
        for number, forms in enumerate(identity.roles)
        for form in forms
    ]
    make_list(connection, "identity", pl.DataFrame(catalogue, CATALOGUE, orient="row"))
    make_list(connection, "identity_role", pl.DataFrame(roles, ROLES, orient="row"))
