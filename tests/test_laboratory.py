"""A document of any layout has no error finding; with one amount misprinted it has one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import cycle
from pathlib import Path
from random import Random

import pytest

from pipelines.check.run import check_star
from pipelines.load.batch import load_batch
from pipelines.load.warehouse import memory_warehouse
from pipelines.normalise.rows import DocumentRows
from tests.guarded import versioned
from tests.laboratory.__main__ import main
from tests.laboratory.compare import outcome, read_facts, set_facts
from tests.laboratory.draw import read_back
from tests.planted import places
from tests.typeset.budget import Budget
from tests.typeset.document import CellPlace, Document, in_two_files, plant
from tests.typeset.formats import FORMATS
from tests.typeset.layouts import ALL_LAYOUTS
from tests.typeset.random_budget import random_budget
from tests.typeset.units import many_times

FEN = 123_400_000  # a misprint beyond all rounding


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, set[str]]:
    """Identities with an error, of a true and a misprinted document of each layout, every pair in another format."""
    folder = tmp_path_factory.mktemp("laboratory")
    cases: dict[str, str] = {}
    batch: list[DocumentRows] = []
    for case, document, format in _documents():
        rows = read_back(document, format, folder)
        assert rows.tables["document"][0]["status"] == "loaded", case
        cases[rows.document_id] = case
        batch.append(versioned(rows))
    found: dict[str, set[str]] = defaultdict(set)
    with memory_warehouse() as connection:
        load_batch(connection, batch)
        check_star(connection, date(2026, 1, 1))
        errors = "select document_id, identity_id from check_finding where severity = 'error' and status = 'open'"
        for document_id, identity_id in connection.execute(errors).fetchall():
            found[cases[document_id]].add(identity_id)
    return found


def _documents() -> Iterator[tuple[str, Document, str]]:
    """Each is of a department of its own: documents of one department would be compared with each other."""
    named = places()
    for seed, ((name, layout), format) in enumerate(zip(ALL_LAYOUTS.items(), cycle(FORMATS), strict=False)):
        budget = random_budget(Random(seed))
        while budget.three("total") != budget.three("total", "general_public"):
            budget = random_budget(Random(seed := seed + 100))  # some layouts print no other fund's 三公
        yield f"true {name}", layout.set(_moved(budget, next(named))), format
        document = layout.set(_moved(budget, next(named)))
        yield f"misprinted {name}", plant(document, _total(document), FEN), format


def _moved(budget: Budget, place: str) -> Budget:
    """The budget of a department of the same kind in another place."""
    units = tuple(replace(unit, name=unit.name.replace(budget.division, place)) for unit in budget.units)
    name = budget.department.replace(budget.division, place)
    return replace(budget, department=name, division=place, units=units)


def _total(document: Document) -> CellPlace:
    """The first 合计 of the forms by function: in every layout its parts stand beside or below it."""
    for index, table in enumerate(document.tables):
        for number, row in enumerate(table.body):
            for column, cell in enumerate(row):
                amount = cell.amount if cell is not None and cell.text else None
                if amount is None or amount.facets is None or table.form not in ("expenditure", "general_public"):
                    continue
                if amount.facets.line_item == "total" and amount.facets.category == "total":
                    return index, number, column
    raise LookupError(f"{document.layout} prints no total")


def test_tables_and_text_in_two_files_are_one_disclosure(tmp_path: Path) -> None:
    document = ALL_LAYOUTS["ordinal"].set(random_budget(Random(1)))
    files = in_two_files(document)
    tables, prose = (versioned(read_back(file, "docx", tmp_path)) for file in files)
    assert outcome(set_facts(files[0]), tables).is_true
    assert read_facts(prose).total() == 0
    assert len(prose.tables["fact_statement"]) > 10
    same = {rows.tables["document"][0]["disclosure_id"] for rows in (tables, prose)}
    assert len(same) == 1
    with memory_warehouse() as connection:
        load_batch(connection, [tables, prose])
        check_star(connection, date(2026, 1, 1))
        assert connection.execute("select * from check_finding where severity = 'error'").fetchall() == []


def test_thousands_of_rows_are_read(tmp_path: Path) -> None:
    document = ALL_LAYOUTS["by_unit"].set(many_times(random_budget(Random(4)), 25))
    assert sum(len(table.body) for table in document.tables) > 2000
    read = outcome(set_facts(document), read_back(document, "xlsx", tmp_path))
    assert read.amounts > 5000
    assert read.is_true, read.examples


@pytest.mark.parametrize("layout", ALL_LAYOUTS)
def test_a_true_document_has_no_error(layout: str, broken: Mapping[str, set[str]]) -> None:
    assert broken.get(f"true {layout}", set()) == set()


@pytest.mark.parametrize("layout", ALL_LAYOUTS)
def test_a_misprinted_total_is_noticed(layout: str, broken: Mapping[str, set[str]]) -> None:
    assert broken.get(f"misprinted {layout}", set()) != set()


def test_the_command_counts_what_it_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    given = ["--documents", "1", "--layout", "flat", "--format", "text", "--processes", "1"]
    assert main(given) == 0
    total = capsys.readouterr().out.splitlines()[-1].split()
    assert total[:2] == ["all", "1"] and int(total[2].replace(",", "")) > 100
    assert total[3:] == ["0", "0", "0", "0"]


def test_a_run_that_was_broken_off_goes_on(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    given = ["--layout", "flat", "--format", "text", "--processes", "1", "--keep", str(kept), "--documents", "3"]
    assert main([*given, "--minutes", "0"]) == 0
    assert capsys.readouterr().out.startswith("0 of 3 budgets")
    assert main(given) == 0
    whole, total = kept.read_text(encoding="utf-8"), capsys.readouterr().out.splitlines()[-1]
    kept.write_text(whole[:-20], encoding="utf-8")
    assert main(given) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[1].startswith("1 of them read now") and printed[-1] == total
    assert kept.read_text(encoding="utf-8") == whole
    assert main([*given, "--seed", "2"]) == 2
    assert "keeps another run" in capsys.readouterr().err
