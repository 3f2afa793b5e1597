"""The catalogue of identities: complete, and the file in docs is what expectations/ says."""

from pathlib import Path

import pytest

from pipelines.check.identities import load_identities
from pipelines.check.policy import load_policy
from pipelines.publish.catalogue import main, render_catalogue


def test_the_file_in_docs_is_up_to_date() -> None:
    assert main(["--check"]) == 0


def test_every_identity_has_its_section() -> None:
    identities = load_identities()
    text = render_catalogue(identities, load_policy(identities))
    for identity in identities:
        for said in (f"## {identity.id}\n", identity.zh, identity.en, identity.basis, identity.path.name):
            assert said in text


def test_a_drifted_file_is_noticed_and_written_anew(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "docs" / "identities.md"
    assert main(["--check"], file) == 1
    assert "make docs" in capsys.readouterr().err
    assert main([], file) == 0
    assert main(["--check"], file) == 0
    file.write_text("other", encoding="utf-8")
    assert main(["--check"], file) == 1
