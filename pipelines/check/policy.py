"""Severity policy with dates, and accepted breaks with reasons: reads expectations/policy.toml and accepted.toml."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from pipelines.check.identities import SEVERITIES, Identity, Severity
from pipelines.issues import ConfigurationError
from pipelines.paths import EXPECTATIONS

POLICY = EXPECTATIONS / "policy.toml"
ACCEPTED = EXPECTATIONS / "accepted.toml"
RELATIONS = ("eq", "le")
STAGES = ("budget", "final")
NEAR_STATES = ("rounding", "truncation")
MISMATCH = "mismatch"

_EXCEPTION_KEYS = {"identity", "relation", "stage", "severity", "effective_from", "reason"}
_ACCEPTED_KEYS = {"document", "identity", "key", "reason", "date"}
_SHORTEST_DOCUMENT = 12


@dataclass(frozen=True, slots=True)
class PolicyException:
    """From `effective_from` on, a break of `identity` is of `severity`; None of relation or stage means any."""

    identity: str
    relation: str | None
    stage: str | None
    severity: Severity
    effective_from: date
    reason: str


@dataclass(frozen=True, slots=True)
class Policy:
    """Severity of the states that are no break, and the exceptions from the identities' own severities."""

    states: Mapping[str, Severity]
    exceptions: tuple[PolicyException, ...]

    def severity(self, identity: Identity, state: str, relation: str, stage: str, today: date) -> Severity:
        """How severe a comparison in `state` is today; info before the identity is in force."""
        if state != MISMATCH:
            return self.states[state]
        if today < identity.effective_from:
            return "info"
        fitting = [
            each
            for each in self.exceptions
            if each.identity == identity.id
            and each.relation in (None, relation)
            and each.stage in (None, stage)
            and each.effective_from <= today
        ]
        return max(fitting, key=lambda each: each.effective_from).severity if fitting else identity.severity


@dataclass(frozen=True, slots=True)
class AcceptedBreak:
    """A break known to be the publisher's: document (leading digits of its id), identity, key or *, reason and day."""

    document: str
    identity: str
    key: str
    reason: str
    date: date


def load_policy(identities: Sequence[Identity], path: Path = POLICY) -> Policy:
    """Read the severity policy. Raises ConfigurationError."""
    known = {identity.id for identity in identities}
    file = _read(path)
    states = cast(Mapping[str, object], file.get("states", {}))
    if set(states) != set(NEAR_STATES) or not set(states.values()) <= set(SEVERITIES):
        raise ConfigurationError(f"{path.name}: [states] must give {' and '.join(NEAR_STATES)} a severity")
    entries = cast(list[dict[str, object]], file.get("exception", []))
    for number, entry in enumerate(entries, start=1):
        where = f"{path.name}: exception {number}"
        if not set(entry) <= _EXCEPTION_KEYS or not _EXCEPTION_KEYS - {"relation", "stage"} <= set(entry):
            raise ConfigurationError(f"{where}: keys are {', '.join(sorted(_EXCEPTION_KEYS))}")
        if (
            entry["identity"] not in known
            or entry["severity"] not in SEVERITIES
            or entry.get("relation") not in (None, *RELATIONS)
            or entry.get("stage") not in (None, *STAGES)
            or not isinstance(entry["effective_from"], date)
        ):
            raise ConfigurationError(f"{where}: unknown identity, severity, relation or stage, or no date")
    return Policy(
        states={state: cast(Severity, severity) for state, severity in states.items()},
        exceptions=tuple(
            PolicyException(
                identity=str(entry["identity"]),
                relation=cast(str | None, entry.get("relation")),
                stage=cast(str | None, entry.get("stage")),
                severity=cast(Severity, entry["severity"]),
                effective_from=cast(date, entry["effective_from"]),
                reason=str(entry["reason"]),
            )
            for entry in entries
        ),
    )


def load_accepted(identities: Sequence[Identity], path: Path = ACCEPTED) -> tuple[AcceptedBreak, ...]:
    """Read the accepted breaks. Raises ConfigurationError; one break may be accepted once."""
    known = {identity.id for identity in identities}
    entries = cast(list[dict[str, object]], _read(path).get("accepted", []))
    accepted: list[AcceptedBreak] = []
    for number, entry in enumerate(entries, start=1):
        where = f"{path.name}: entry {number}"
        if set(entry) != _ACCEPTED_KEYS or not isinstance(entry["date"], date):
            raise ConfigurationError(f"{where}: must have {', '.join(sorted(_ACCEPTED_KEYS))}")
        texts = {key: str(entry[key]).strip() for key in _ACCEPTED_KEYS - {"date"}}
        if not all(texts.values()) or len(texts["document"]) < _SHORTEST_DOCUMENT or texts["identity"] not in known:
            raise ConfigurationError(
                f"{where}: needs a reason, a known identity and {_SHORTEST_DOCUMENT} or more digits of the document id"
            )
        accepted.append(AcceptedBreak(**texts, date=entry["date"]))
    if len({(each.document, each.identity, each.key) for each in accepted}) != len(accepted):
        raise ConfigurationError(f"{path.name}: accepts one break twice")
    return tuple(accepted)


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path.name}: cannot be read: {error}") from error
