"""Forty broken files through ingest: what `python -m tests.mutated --count 2000` proves at length."""

from pathlib import Path

from pipelines.load.ingest import ingest
from pipelines.load.warehouse import read_warehouse
from tests.mutants import CHANGES, mutants, sources
from tests.mutated import SILENT, documents, outcomes, problems, whole, write

COUNT, SEED = 40, 4
SMALL = frozenset(name for name in sources() if name.startswith("small"))
# Formats with checksums or a syntax that breaks: in the others a cell may vanish and nothing can tell.
TELLING = frozenset({"small.pdf", "small-packed.pdf", "small.xlsx", "small.docx", "small.ofd"})


def test_broken_files_cost_themselves_only_and_nothing_is_lost_without_a_word(tmp_path: Path) -> None:
    made = list(mutants(COUNT, SEED, SMALL))
    inbox = write(made, tmp_path)
    summary = ingest([inbox], tmp_path / "warehouse.duckdb", workers=2)
    assert summary.files >= COUNT and summary.unreadable == 0
    facts = whole(tmp_path, SMALL)
    with read_warehouse(tmp_path / "warehouse.duckdb") as connection:
        assert list(problems(made, connection, inbox)) == []
        telling = [mutant for mutant in made if mutant.source in TELLING]
        table = outcomes(telling, documents(connection), facts, inbox)
    assert sum(counts[SILENT] for counts in table.values()) == 0
    assert sum(sum(counts.values()) for counts in table.values()) == len(telling) > 10


def test_every_kind_of_change_breaks_something_and_one_seed_gives_the_same_files() -> None:
    made = list(mutants(150, SEED, SMALL))
    assert {mutant.kind for mutant in made} == set(CHANGES)
    assert made == list(mutants(150, SEED, SMALL))
    assert len({mutant.data for mutant in made}) == len(made)
    assert not {mutant.data for mutant in made} & set(sources().values())
