"""No amount of a table goes astray: what the grids print is a fact, ignored by name, an issue, or in no form."""

from pathlib import Path

import duckdb
import pytest

from pipelines.normalise.amounts import is_clearly_amount
from pipelines.normalise.extract import extract
from pipelines.paths import ROOT
from pipelines.read import read_document
from pipelines.read.document import Grid
from tests.accuracy import SHARED, real_warehouse

_CASES = sorted((Path(__file__).parent / "cases").glob("*/input.txt"))
_SAMPLES = sorted(path for path in (ROOT / "data" / "samples").iterdir() if path.suffix in (".pdf", ".txt"))
_SEEDS = sorted((SHARED / "seeds").glob("*.txt")) if SHARED.is_dir() else []

_UNBALANCED = """
    select document_id, form_no
    from document_form
    where amount_cells <> fact_cells + ignored_cells + issue_cells
        or (ignored_cells > 0) <> (ignored_reasons is not null)
"""
_MORE_FACTS = """
    with printed as (
        select document_id, form_no from fact_expenditure
        union all
        select document_id, form_no from fact_revenue
        union all
        select document_id, form_no from fact_project
        union all
        select document_id, form_no from fact_procurement
        union all
        select document_id, form_no from fact_asset
        union all
        select document_id, form_no from fact_indicator where quantity is not null
        union all
        select document_id, form_no from fact_indicator where weight is not null
    )
    select document_id, form_no, fact_cells, count(*) as facts
    from printed
    join document_form using (document_id, form_no)
    group by all
    -- Quantities and unit prices stand in the row of an amount.
    having facts > fact_cells or (facts < fact_cells and form not in ('procurement', 'purchased_service'))
"""


@pytest.mark.parametrize("path", [*_CASES, *_SAMPLES, *_SEEDS], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_clear_amount_of_a_grid_is_accounted_for(path: Path) -> None:
    tables = extract(path, "accounting").tables
    about = tables["document"][0]
    if about["status"] != "loaded":
        pytest.skip(f"set aside: {about['reason']}")
    grids = [item for page in read_document(path, "accounting").pages for item in page.items if isinstance(item, Grid)]
    printed = sum(is_clearly_amount(cell.text) for grid in grids for cell in grid.cells)
    counted = [row["amount_cells"] for row in tables["document_form"]] + [about["unrecognised_cells"]]
    assert printed <= sum(count for count in counted if isinstance(count, int))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents are not part of the project")
def test_the_cells_of_every_real_form_add_up() -> None:
    with duckdb.connect(str(real_warehouse()), read_only=True) as connection:
        assert connection.execute(_UNBALANCED).fetchall() == []
        assert connection.execute(_MORE_FACTS).fetchall() == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents are not part of the project")
def test_nearly_every_amount_of_a_recognised_form_is_a_fact() -> None:
    query = """
        select sum(amount_cells), sum(fact_cells)
        from document_form
        join document using (document_id)
        where status = 'loaded'
    """
    with duckdb.connect(str(real_warehouse()), read_only=True) as connection:
        amounts, facts = connection.execute(query).fetchall()[0]
    assert amounts > 20_000
    assert facts >= 0.995 * float(amounts)
