"""The tables that one ingest fills: what documents say, settled into the star schema."""

from collections.abc import Iterator, Mapping

import dagster as dg

from pipelines.contract import tables
from pipelines.defs.canary import ENGINES_AGREE, canary_metadata, canary_result, tell_disagreement
from pipelines.defs.describe import materialized, table_spec
from pipelines.defs.resources import WAREHOUSE_POOL, Documents, ProgressReport, Warehouse
from pipelines.load.ingest import ingest
from pipelines.load.warehouse import read_warehouse
from pipelines.publish.counts import count_rows
from pipelines.settings import load_settings

_STAR = ("document_form", "dim_year", "dim_measure", "dim_subject", "dim_unit")

# Table → (room that makes its rows, assets they are made from). Dimensions are settled after all documents are in.
TABLES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "document": ("load", ("source_documents",)),
    "document_form": ("recognise", ("source_documents",)),
    "document_issue": ("recognise", ("source_documents",)),
    "stg_unit": ("normalise", ("document_form",)),
    "stg_subject": ("normalise", ("document_form",)),
    "dim_year": ("load", ()),
    "dim_measure": ("load", ()),
    "dim_subject": ("load", ("stg_subject",)),
    "dim_unit": ("load", ("stg_unit",)),
    "unit_alias": ("load", ("stg_unit",)),
    "fact_expenditure": ("load", _STAR),
    "fact_revenue": ("load", _STAR),
    "fact_project": ("load", _STAR),
    "fact_indicator": ("load", _STAR),
    "fact_procurement": ("load", _STAR),
    "fact_asset": ("load", _STAR),
    "fact_statement": ("load", ("source_documents", "dim_subject", "dim_unit")),
    "document_remark": ("recognise", ("source_documents",)),
}


@dg.multi_asset(
    name="star",
    specs=[table_spec(name, room, deps) for name, (room, deps) in TABLES.items()],
    check_specs=[ENGINES_AGREE],
    pool=WAREHOUSE_POOL,
)
def star(
    context: dg.AssetExecutionContext,
    warehouse: Warehouse,
    documents: Documents,
    progress: dg.ResourceParam[ProgressReport],
) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    settings = load_settings()
    summary = ingest(
        documents.files(),
        warehouse.file,
        workers=documents.processes(),
        progress=progress,
        caps=settings.caps,
        cache=settings.cache if documents.use_cache else None,
        engine=settings.pdf_engine,
        canary_share=settings.canary.share,
    )
    with read_warehouse(warehouse.file) as connection:
        rows = count_rows(connection, TABLES)
    context.log.info(f"{summary.files} files: {summary.loaded} loaded, {summary.quarantined} quarantined")
    outcome = {
        "files": summary.files,
        "loaded": summary.loaded,
        "unchanged": summary.unchanged,
        "quarantined": summary.quarantined,
        "duplicate": summary.duplicate,
        "unreadable": summary.unreadable,
        "from_cache": summary.kept,
        **canary_metadata(summary.agreement),
    }
    verdict = canary_result(summary.agreement, settings.canary.agreement)
    if not verdict.passed:
        tell_disagreement(context, settings.alert_urls, str(verdict.description))
    for name in TABLES:
        yield materialized(tables()[name], rows[name], warehouse.file, outcome if name == "document" else {})
    yield verdict
