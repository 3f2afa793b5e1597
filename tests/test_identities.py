"""Every identity on rows that hold, break, round or lack a side: tests/identities/<ID>/<what it shows>.csv
(and files of the same name beside it, see tests/check/filled.py).

The name begins with what must come out. `holds`: evaluated, all exact. `rounding`: none broken, some only by rounding.
`breaks`: some mismatch. `missing_side`: nothing evaluated, with a reason.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from pipelines.check.identities import load_identities
from pipelines.check.run import check_star
from pipelines.load.warehouse import memory_warehouse
from tests.check.filled import case_stems, fill, read_case
from tests.check.printed import document_id

CASES = Path(__file__).parent / "identities"
PATHS = [folder / stem for folder in sorted(CASES.iterdir()) for stem in case_stems(folder)]
TRIO = ("holds", "breaks", "missing_side")


def case_name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.fixture(scope="module")
def judged() -> Iterator[DuckDBPyConnection]:
    """All cases as documents of one warehouse, checked once."""
    with memory_warehouse() as connection:
        fill(connection, {case_name(path): read_case(path.parent, path.name) for path in PATHS})
        check_star(connection, date(2026, 1, 1))
        yield connection


@pytest.mark.parametrize("path", PATHS, ids=case_name)
def test_an_identity_says_what_its_case_shows(path: Path, judged: DuckDBPyConnection) -> None:
    found = judged.execute(
        "select evaluated, exact, rounding, mismatch, not_evaluable_reason from check_coverage "
        "where identity_id = ? and document_id = ?",
        [path.parent.name, document_id(case_name(path))],
    ).fetchall()
    assert len(found) == 1
    evaluated, exact, rounding, mismatch, reason = found[0]
    if path.name.startswith("holds"):
        assert evaluated == exact > 0
    elif path.name.startswith("rounding"):
        assert rounding > 0 == mismatch
    elif path.name.startswith("breaks"):
        assert mismatch > 0
    else:
        assert path.name.startswith("missing_side")
        assert evaluated == 0
        assert reason


@pytest.mark.parametrize("path", [path for path in PATHS if path.name.startswith("holds")], ids=case_name)
def test_rows_that_hold_raise_no_finding(path: Path, judged: DuckDBPyConnection) -> None:
    """Of their own identity: a case is a fragment, and others may rightly miss what it leaves out."""
    found = judged.execute(
        "select key, message_en from check_finding where document_id = ? and identity_id = ?",
        [document_id(case_name(path)), path.parent.name],
    ).fetchall()
    assert found == []


def test_every_identity_has_its_three_cases() -> None:
    shown = {folder.name: case_stems(folder) for folder in CASES.iterdir()}
    assert set(shown) == {identity.id for identity in load_identities()}
    lacking = [
        (identity, word)
        for identity, names in shown.items()
        for word in TRIO
        if not any(name.startswith(word) for name in names)
    ]
    assert lacking == []
