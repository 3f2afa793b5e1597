"""The commands that read the snapshot: what goes to stdout and stderr, formats, exit statuses."""

import csv
import io
import json
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from pipelines.cli import app, output
from pipelines.publish.snapshot import publish
from tests.load.made import document_id, quarantined
from tests.publish.made import ALPHA, PART_A, alpha, comparison, fill, finding


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = [finding("f1aaaa"), finding("f2bbbb", "208", severity="info", difference_yuan=None)]
    path = tmp_path_factory.mktemp("cli") / "w.duckdb"
    publish(fill(path, [alpha(), quarantined("bad")], comparisons=[comparison()], findings=found))
    return path


def run(warehouse: Path, *arguments: str, **environment: str) -> Result:
    given = {"MINGZHANG_WAREHOUSE": str(warehouse), "LC_ALL": "C.UTF-8"} | environment
    return CliRunner().invoke(app, arguments, env=given)


def test_help_names_every_command() -> None:
    result = CliRunner().invoke(app, ["--help"])
    assert result.exit_code == 0
    for command in ("ingest", "documents", "findings", "show", "query", "export", "nightly"):
        assert f"\n  {command} " in result.stdout
        assert CliRunner().invoke(app, [command, "--help"]).exit_code == 0


def test_documents_as_table_csv_and_json(warehouse: Path) -> None:
    table = run(warehouse, "documents").stdout
    assert "quarantined" in table and "no_unit: no unit is named" in table and ALPHA in table
    rows = list(csv.DictReader(io.StringIO(run(warehouse, "documents", "--format", "csv").stdout)))
    assert [row["document_id"] for row in rows] == [document_id(ALPHA), document_id("bad")]
    assert rows[1]["unit_name"] == ""
    entries = json.loads(run(warehouse, "documents", "--format", "json").stdout)
    assert (entries[0]["facts"], entries[1]["unit_name"]) == (3, None)


def test_findings_in_the_language_of_the_terminal_and_narrowed(warehouse: Path) -> None:
    assert "the class is not the sum" in run(warehouse, "findings").stdout
    chinese = run(warehouse, "findings", "--severity", "error", "--document", "alpha", LC_ALL="zh_CN.UTF-8").stdout
    assert "类不等于款之和" in chinese and "2,900.00" in chinese and "f2bbbb" not in chinese
    assert run(warehouse, "findings", "--severity", "error", "--document", "alpha", "--lang", "zh").stdout == chinese
    entries = json.loads(run(warehouse, "findings", "--format", "json").stdout)
    assert [(entry["finding_id"], entry["difference_yuan"]) for entry in entries] == [
        ("f1aaaa", "2900.00"),
        ("f2bbbb", None),
    ]


def test_show_takes_a_finding_or_a_fact(warehouse: Path) -> None:
    assert "expected 186,000.00 元" in run(warehouse, "show", "f1aaaa").stdout
    assert "takes part in 1 comparisons" in run(warehouse, "show", PART_A).stdout


def test_a_picture_that_cannot_be_drawn_is_an_error_after_the_text(warehouse: Path, tmp_path: Path) -> None:
    result = run(warehouse, "show", "f1aaaa", "--png", str(tmp_path / "a.png"))
    assert result.exit_code == 1
    assert "expected 186,000.00 元" in result.stdout and "no longer there" in result.stderr


def test_query_in_all_formats_keeps_money_exact(warehouse: Path) -> None:
    sql = "select amount_yuan, row_label from fact_expenditure order by row_no limit 1"
    assert "188,900.00" in run(warehouse, "query", sql).stdout
    assert run(warehouse, "query", sql, "--format", "csv").stdout.splitlines()[1] == "188900.00,行政事业单位养老支出"
    assert json.loads(run(warehouse, "query", sql, "--format", "json").stdout)[0]["amount_yuan"] == "188900.00"


def test_json_loses_no_column_that_has_the_name_of_another(warehouse: Path) -> None:
    (entry,) = json.loads(run(warehouse, "query", "select 1 as a, 2 as a, [3] as b", "--format", "json").stdout)
    assert entry == {"a": 1, "a_2": 2, "b": [3]}


def test_empty_answers_are_well_formed(warehouse: Path) -> None:
    nothing = "select 1 as a where false"
    assert json.loads(run(warehouse, "query", nothing, "--format", "json").stdout) == []
    assert run(warehouse, "query", nothing, "--format", "csv").stdout == "a\n"


def test_a_cell_that_looks_like_markup_is_printed_as_it_is(warehouse: Path) -> None:
    assert "[red]x[/red]" in run(warehouse, "query", "select '[red]x[/red]' as cell").stdout


def test_a_long_table_says_what_it_leaves_out(warehouse: Path) -> None:
    result = run(warehouse, "query", "select range as n from range(1234)")
    assert "234 more rows are not shown" in result.stderr
    assert len(run(warehouse, "query", "from range(1234)", "--format", "csv").stdout.splitlines()) == 1235


def test_a_table_wider_than_the_screen_is_a_value_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(output, "Console", lambda: Console(width=30, force_terminal=True, color_system=None))
    output.write_table(
        ("unit_name", "reason"), [("青澜市统计局", "a reason that no screen holds"), ("白榆市统计局", None)]
    )
    assert capsys.readouterr().out.splitlines() == [
        "unit_name  青澜市统计局",
        "reason     a reason that no screen holds",
        "",
        "unit_name  白榆市统计局",
        "",
    ]


def test_an_empty_answer_says_so(warehouse: Path) -> None:
    assert run(warehouse, "query", "select 1 as a where false").stderr == "no rows\n"
    assert run(warehouse, "findings", "--severity", "warning").stderr == "none\n"


def test_export_lists_the_files_it_wrote(warehouse: Path, tmp_path: Path) -> None:
    result = run(warehouse, "export", str(tmp_path / "out"), "--format", "csv")
    assert result.exit_code == 0
    listed = dict(line.split("\t") for line in result.stdout.splitlines())
    assert listed[str(tmp_path / "out" / "document.csv")] == "2"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["query", "selekt"], "syntax error"),
        (["query", "from read_text('/etc/hostname')"], "file system operations are disabled"),
        (["show", "nothing"], "no finding and nothing printed has the id"),
        (["findings", "--document", "gamma"], "no document has an id or a name"),
    ],
)
def test_what_cannot_be_done_is_said_on_stderr_with_status_1(warehouse: Path, arguments: list[str], said: str) -> None:
    result = run(warehouse, *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("mingzhang: ") and said in result.stderr


@pytest.mark.parametrize(
    "command", [["documents"], ["findings"], ["show", "f"], ["query", "select 1"], ["export", "x"]]
)
def test_before_the_first_ingest_every_command_says_what_to_type(command: list[str], tmp_path: Path) -> None:
    result = run(tmp_path / "w.duckdb", *command)
    assert result.exit_code == 1
    assert "mingzhang ingest" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["findings", "--severity", "dreadful"],
        ["documents", "--format", "xlsx"],
        ["query"],
        ["query", "  "],
        ["ingest"],
        ["ingest", "no/such/file"],
        ["ingest", ".", "--workers", "0"],
        ["export", "x", "--format", "docx"],
    ],
)
def test_wrong_usage_is_status_2(warehouse: Path, arguments: list[str]) -> None:
    assert run(warehouse, *arguments).exit_code == 2


def test_the_option_overrides_the_environment(warehouse: Path, tmp_path: Path) -> None:
    result = run(tmp_path / "elsewhere.duckdb", "documents", "--warehouse", str(warehouse))
    assert result.exit_code == 0
