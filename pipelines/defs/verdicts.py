"""The tables of the check room, with one asset check an identity and one for the structure of each star table."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import dagster as dg

from pipelines.check.identities import SEVERITIES, Identity, load_identities
from pipelines.check.run import CheckSummary, check
from pipelines.check.structure import star_tables
from pipelines.check.suites import ExpectationResult
from pipelines.contract import Table, tables
from pipelines.defs.describe import materialized, table_spec
from pipelines.defs.resources import WAREHOUSE_POOL, Warehouse
from pipelines.load.warehouse import read_warehouse
from pipelines.publish.counts import count_rows, open_findings
from pipelines.settings import load_settings

# Table → assets it is made from.
TABLES: Mapping[str, tuple[str, ...]] = {
    "check_comparison": (
        "document",
        "document_issue",
        "document_remark",
        "fact_expenditure",
        "fact_revenue",
        "fact_project",
        "fact_indicator",
        "fact_procurement",
        "fact_asset",
        "fact_statement",
    ),
    "check_feasibility": ("check_comparison",),
    "check_suspect": ("check_comparison",),
    "check_coverage": ("check_comparison",),
    "check_ocr_amount": ("check_comparison",),
    "check_finding": ("check_comparison", "check_feasibility", "check_suspect"),
    "check_document": ("check_comparison",),
    "check_expectation": ("check_coverage", "check_document", "check_finding"),
}
# Where the checks stand: they are verdicts of this room, and tables of another step cannot carry them.
IDENTITY_ASSET = "check_finding"
STRUCTURE_ASSET = "check_expectation"


def identity_check(identity: Identity) -> dg.AssetCheckSpec:
    """An identity never blocks: what does not add up in a document is a result to publish."""
    return dg.AssetCheckSpec(
        identity.id,
        asset=IDENTITY_ASSET,
        description=f"{identity.zh}\n\n{identity.en}",
        metadata={"severity": identity.severity, "basis": identity.basis, "assumes": identity.assumes},
    )


def structure_check(table: Table) -> dg.AssetCheckSpec:
    """A broken star is not published."""
    return dg.AssetCheckSpec(
        f"structure_of_{table.name}",
        asset=STRUCTURE_ASSET,
        blocking=True,
        description=f"{table.zh}：结构完好\n\nTypes, keys, references and allowed values of {table.name} hold.",
    )


@dg.multi_asset(
    name="verdicts",
    specs=[table_spec(name, "check", deps) for name, deps in TABLES.items()],
    check_specs=[
        *(identity_check(identity) for identity in load_identities()),
        *(structure_check(table) for table in star_tables()),
    ],
    pool=WAREHOUSE_POOL,
)
def verdicts(
    context: dg.AssetExecutionContext, warehouse: Warehouse
) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    settings = load_settings()
    today = datetime.now(ZoneInfo(settings.nightly_timezone)).date()
    summary = check(warehouse.file, today, settings.check_memory_mib)
    with read_warehouse(warehouse.file) as connection:
        rows = count_rows(connection, TABLES)
        found = open_findings(connection)
    context.log.info(f"{summary.comparisons} comparisons: {summary.errors} errors, {summary.warnings} warnings")
    for name in TABLES:
        yield materialized(
            tables()[name], rows[name], warehouse.file, _counts(summary) if name == IDENTITY_ASSET else {}
        )
    for result in summary.expectations:
        if result.identity_id is not None:
            yield _identity_result(result, found.get(result.identity_id, {}))
    for table in star_tables():
        yield _structure_result(table, [result for result in summary.expectations if result.judged_table == table.name])


def _identity_result(result: ExpectationResult, found: Mapping[str, int]) -> dg.AssetCheckResult:
    """As grave as its findings, whose severity is the policy's; an identity that was never evaluated warns."""
    return dg.AssetCheckResult(
        asset_key=IDENTITY_ASSET,
        check_name=result.identity_id,
        passed=result.success and not found.get("warning"),
        severity=dg.AssetCheckSeverity.ERROR if found.get("error") else dg.AssetCheckSeverity.WARN,
        description=result.observed,
        metadata={f"open_{severity}": found.get(severity, 0) for severity in SEVERITIES},
    )


def _structure_result(table: Table, results: list[ExpectationResult]) -> dg.AssetCheckResult:
    failed = [f"{result.expectation} ({result.unexpected_count} rows)" for result in results if not result.success]
    return dg.AssetCheckResult(
        asset_key=STRUCTURE_ASSET,
        check_name=f"structure_of_{table.name}",
        # No expectation at all proves nothing about the table.
        passed=bool(results) and not failed,
        severity=dg.AssetCheckSeverity.ERROR,
        description="; ".join(failed) or f"{len(results)} expectations hold",
        metadata={"expectations": len(results), "failed": len(failed)},
    )


def _counts(summary: CheckSummary) -> Mapping[str, int]:
    return {
        "documents": summary.documents,
        "comparisons": summary.comparisons,
        "mismatches": summary.mismatches,
        "errors": summary.errors,
        "warnings": summary.warnings,
        "infos": summary.infos,
    }
