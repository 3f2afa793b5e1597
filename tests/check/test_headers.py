"""Headers of identities, the severity policy and the accepted breaks: what is wrong in them is named with its place."""

import re
from datetime import date
from pathlib import Path

import pytest

from pipelines.check.identities import IDENTITIES, load_identities, parse_identity
from pipelines.check.policy import load_accepted, load_policy
from pipelines.issues import ConfigurationError

HEADER = """\
-- id: A99
-- zh: 甲＝乙
-- en: One equals the other.
-- roles: summary + revenue; expenditure
-- severity: warning from 2025-07-01
-- basis: Printed twice.
-- related: A99
-- assumes: Nothing.
select 1
"""


def write(folder: Path, text: str = HEADER, name: str = "A99_one_equals_other.sql") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_header_is_read_whole(tmp_path: Path) -> None:
    identity = parse_identity(write(tmp_path))
    assert (identity.id, identity.zh, identity.severity) == ("A99", "甲＝乙", "warning")
    assert identity.roles == (("summary", "revenue"), ("expenditure",))
    assert identity.effective_from == date(2025, 7, 1)
    assert identity.cluster == "A99"
    assert identity.sql.endswith("select 1\n")


def test_an_identity_may_stand_on_all_others(tmp_path: Path) -> None:
    assert not parse_identity(write(tmp_path)).is_joint
    joint = HEADER.replace("-- assumes:", "-- after: feasibility\n-- assumes:")
    assert parse_identity(write(tmp_path, joint)).is_joint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("-- basis: Printed twice.\n", ""),
        ("warning from", "fatal from"),
        ("from 2025-07-01", ""),
        ("id: A99", "id: A98"),
        ("summary + revenue", "summary plus revenue"),
        ("-- en:", "-- What:"),
        ("-- zh: 甲＝乙", "-- zh: 甲＝乙\n-- zh: 乙＝甲"),
        ("related: A99", "related: A42"),
        ("-- assumes:", "-- after: everything\n-- assumes:"),
    ],
)
def test_a_malformed_header_is_refused(tmp_path: Path, old: str, new: str) -> None:
    write(tmp_path, HEADER.replace(old, new))
    with pytest.raises(ConfigurationError, match=r"A99_one_equals_other\.sql"):
        load_identities(tmp_path)


def test_a_folder_without_identities_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="holds no identity"):
        load_identities(tmp_path)


def test_no_identity_names_a_place_or_a_publisher() -> None:
    names = re.compile(r"[\u4e00-\u9fff]{2,}(?:市|县|区|省)")
    for path in IDENTITIES.glob("*.sql"):
        assert not names.search(path.read_text(encoding="utf-8")), path.name


POLICY = """
[states]
rounding = "info"
truncation = "info"

[[exception]]
identity = "A01"
stage = "final"
severity = "warning"
effective_from = 2025-01-01
reason = "first"

[[exception]]
identity = "A01"
severity = "info"
effective_from = 2026-01-01
reason = "second"
"""


def test_the_latest_exception_in_force_decides(tmp_path: Path) -> None:
    identities = load_identities()
    first = identities[0]
    assert first.id == "A01"
    policy = load_policy(identities, write(tmp_path, POLICY, "policy.toml"))
    assert policy.severity(first, "rounding", "eq", "budget", date(2026, 1, 1)) == "info"
    assert policy.severity(first, "mismatch", "eq", "budget", date(2025, 6, 1)) == "error"
    assert policy.severity(first, "mismatch", "eq", "final", date(2025, 6, 1)) == "warning"
    assert policy.severity(first, "mismatch", "le", "final", date(2026, 6, 1)) == "info"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('identity = "A01"', 'identity = "Z01"'),
        ('severity = "warning"', 'severity = "fatal"'),
        ("effective_from = 2025-01-01", 'effective_from = "soon"'),
        ('reason = "first"', ""),
        ('truncation = "info"', ""),
        ('stage = "final"', 'stage = "draft"'),
        ("[states]", "[states"),
    ],
)
def test_a_malformed_policy_is_refused(tmp_path: Path, old: str, new: str) -> None:
    path = write(tmp_path, POLICY.replace(old, new, 1), "policy.toml")
    with pytest.raises(ConfigurationError, match=r"policy\.toml"):
        load_policy(load_identities(), path)


ACCEPTED = """
[[accepted]]
document = "0123456789ab"
identity = "A09"
key = "208 / total / total"
reason = "asked the publisher"
date = 2026-01-31
"""


def test_accepted_breaks_are_read(tmp_path: Path) -> None:
    (entry,) = load_accepted(load_identities(), write(tmp_path, ACCEPTED, "accepted.toml"))
    assert (entry.document, entry.identity, entry.date) == ("0123456789ab", "A09", date(2026, 1, 31))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0123456789ab", "0123"),
        ('"A09"', '"Z09"'),
        ('reason = "asked the publisher"', 'reason = " "'),
        ("date = 2026-01-31", ""),
        (ACCEPTED, ACCEPTED + ACCEPTED),
    ],
)
def test_a_malformed_acceptance_is_refused(tmp_path: Path, old: str, new: str) -> None:
    path = write(tmp_path, ACCEPTED.replace(old, new), "accepted.toml")
    with pytest.raises(ConfigurationError, match=r"accepted\.toml"):
        load_accepted(load_identities(), path)
