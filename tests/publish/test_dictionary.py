"""The data dictionary: everything the models describe, and the file in docs/ up to date."""

from pathlib import Path

import pytest

from pipelines.contract import tables
from pipelines.load.schema import opening_comment, views
from pipelines.publish.dictionary import main, render_dictionary


def test_every_table_view_and_column_is_in_it() -> None:
    text = render_dictionary()
    for table in tables().values():
        section = text.partition(f"\n### {table.name}\n")[2].partition("\n### ")[0]
        assert table.grain in section
        for column in table.columns:
            assert f"| `{column.name}` | {column.type} |" in section
            assert column.zh in section
            assert column.en in section
    for name, sql in views().items():
        assert f"### {name}\n\n{opening_comment(sql)}\n\n| column |" in text
        assert len(opening_comment(sql)) > 40


def test_check_tells_whether_the_file_has_drifted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "docs" / "data_dictionary.md"
    assert main(["--check"], file) == 1
    assert "make docs" in capsys.readouterr().err
    assert main([], file) == 0
    assert main(["--check"], file) == 0
    file.write_text(file.read_text(encoding="utf-8") + "by hand", encoding="utf-8")
    assert main(["--check"], file) == 1


def test_the_file_in_docs_is_what_the_models_say() -> None:
    assert main(["--check"]) == 0
