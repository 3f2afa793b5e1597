"""What every real document is (unit, place, year, stage) and which mandated forms it prints, against what people read.

`tests/golden/metadata/` was written from the pages and the list of the documents, not from what the pipeline says.
"""

import csv
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pytest

from pipelines.recognise.catalogue import spec_of
from tests.accuracy import SHARED, real_warehouse

METADATA = Path(__file__).parent / "golden" / "metadata"
_ABOUT = """
    select
        file_name,
        if(status = 'quarantined', split_part(reason, ':', 1), '') as set_aside,
        unit_name, province_name, city_name, county_name, admin_level, document.fiscal_year, stage
    from document
    left join dim_unit using (unit_id)
    where not starts_with(file_name, 'seed-')
"""
_FORMS = """
    select file_name, form, page_first, scale, state
    from document_form
    join document using (document_id)
    where not starts_with(file_name, 'seed-')
    order by form_no
"""

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents are not part of the project")


def golden(name: str) -> list[dict[str, str]]:
    with (METADATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def found(query: str) -> list[dict[str, str]]:
    with duckdb.connect(str(real_warehouse()), read_only=True) as connection:
        cursor = connection.execute(query)
        names = [column[0] for column in cursor.description or ()]
        rows = cursor.fetchall()
    return [dict(zip(names, ("" if value is None else str(value) for value in row), strict=True)) for row in rows]


def test_unit_place_year_and_stage_of_every_document() -> None:
    expected = {row.pop("document"): row for row in golden("documents")}
    printed = {row.pop("file_name"): row for row in found(_ABOUT)}
    assert len(expected) >= 50
    assert {name: row for name, row in printed.items() if row != expected.get(name)} == {}
    assert printed.keys() == expected.keys()


def test_every_mandated_form_is_found_and_none_is_invented() -> None:
    expected = {(row["document"], row["form"]): place(row, row["page"]) for row in golden("forms")}
    printed: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in found(_FORMS):
        spec = spec_of(row["form"])
        if spec.mandated:
            # A form in two breakdowns counts where it is printed first.
            printed.setdefault((row["file_name"], spec.id), place(row, row["page_first"]))
    wrong = {key: (said, printed.get(key)) for key, said in expected.items() if printed.get(key) != said}
    assert wrong == {}
    assert printed.keys() - expected.keys() == set()


def place(row: Mapping[str, str], page: str) -> tuple[str, ...]:
    """Page, scale and state of a form. Only a PDF has pages."""
    return page if is_paged(row) else "", row["scale"], row["state"]


def is_paged(row: Mapping[str, str]) -> bool:
    return (row.get("document") or row.get("file_name") or "").endswith(".pdf")
