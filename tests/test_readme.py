"""Every command that the READMEs show is run on the samples, and its output compared."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from tests.typeset.samples import SAMPLES

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh-CN.md")
_BLOCK = re.compile(r"```console\n\$ \.venv/bin/mingzhang (?P<arguments>[^\n]+)\n(?P<output>.*?)\n```", re.DOTALL)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The samples, ingested by the command itself."""
    path = tmp_path_factory.mktemp("demo") / "warehouse.duckdb"
    result = CliRunner().invoke(app, ["ingest", str(SAMPLES), "--warehouse", str(path)])
    assert result.exit_code == 0, result.output
    yield path


def lines(text: str) -> list[str]:
    """Lines without the blanks at their ends; blank lines at top and foot do not count."""
    return [line.rstrip() for line in text.strip("\n ").splitlines()]


@pytest.mark.parametrize("readme", READMES)
def test_shown_output_is_what_the_command_prints(warehouse: Path, readme: str) -> None:
    blocks = list(_BLOCK.finditer((ROOT / readme).read_text(encoding="utf-8")))
    assert len(blocks) >= 5
    for block in blocks:
        arguments = [*shlex.split(block["arguments"]), "--warehouse", str(warehouse)]
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, result.output
        assert lines(result.stdout) == lines(block["output"]), block["arguments"]


def test_both_readmes_show_the_same() -> None:
    shown = [
        [(block["arguments"], block["output"]) for block in _BLOCK.finditer((ROOT / name).read_text(encoding="utf-8"))]
        for name in READMES
    ]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("readme", READMES)
def test_links_lead_somewhere(readme: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / readme).read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not link.startswith("http") and not (ROOT / link).exists()] == []
