"""Great Expectations judges the warehouse: the structure of the star from the contract, and each budget identity.

Everything is pushed down to DuckDB as SQL. Great Expectations is imported inside functions only; it takes seconds.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.check import gx_dialect
from pipelines.check.identities import Identity, load_identities
from pipelines.check.structure import Wanted, no_rows, star_tables, table_expectations
from pipelines.contract import literal
from pipelines.issues import ConfigurationError
from pipelines.load.warehouse import read_warehouse
from pipelines.paths import EXPECTATIONS

if TYPE_CHECKING:
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.datasource.fluent.sql_datasource import SQLDatasource
    from great_expectations.expectations.expectation import Expectation

STRUCTURE = "structure"
IDENTITIES = "identities"
IDENTITY_HOLDS = EXPECTATIONS / "identity_holds.sql"
IDENTITY_OBSERVED = EXPECTATIONS / "identity_observed.sql"


@dataclass(frozen=True, slots=True)
class ExpectationResult:
    """One judged expectation: of a table of the star (`judged_table`), or of a budget identity (`identity_id`)."""

    suite: str
    expectation: str
    success: bool
    unexpected_count: int | None
    is_blocking: bool
    observed: str | None
    identity_id: str | None = None
    judged_table: str | None = None


def judge(warehouse: Path) -> tuple[ExpectationResult, ...]:
    """Judge a checked warehouse file, which nobody may hold open for writing. Raises ConfigurationError."""
    identities = load_identities()
    with read_warehouse(warehouse) as connection:
        observed = dict(connection.execute(IDENTITY_OBSERVED.read_text(encoding="utf-8")).fetchall())
    source = _open_source(warehouse)
    try:
        structure = [
            _result(STRUCTURE, judged, is_blocking=True, judged_table=table.name)
            for table in star_tables()
            for judged in _judge_table(source, table.name, table_expectations(table), "critical")
        ]
        held = [
            _result(IDENTITIES, judged, identity_id=identity.id, observed=observed.get(identity.id))
            for identity, judged in zip(
                identities,
                _judge_table(source, "check_coverage", identity_expectations(identities), "warning"),
                strict=True,
            )
        ]
    finally:
        source.get_execution_engine().engine.dispose()
        source.get_engine().dispose()
    return (*structure, *held)


def identity_expectations(identities: Sequence[Identity]) -> tuple[Wanted, ...]:
    """One expectation an identity: evaluated at least once, and no open error."""
    query = IDENTITY_HOLDS.read_text(encoding="utf-8")
    return tuple(
        no_rows(
            f"{identity.id} is evaluated and holds: {identity.en}",
            query.replace("$identity_id", literal(identity.id)),
        )
        for identity in identities
    )


def _open_source(warehouse: Path) -> "SQLDatasource":
    # Read before the import, or the import itself asks the network.
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )

    gx_dialect.register()
    context = gx.get_context(
        mode="ephemeral",
        project_config=DataContextConfig(
            # A site would be a folder in the temporary directory that nobody removes.
            store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
            progress_bars=ProgressBarsConfig(globally=False),
        ),
    )
    return context.data_sources.add_sql(
        "warehouse",
        connection_string=f"duckdb+gx:///{warehouse.absolute()}",
        create_temp_table=False,
    )


def _judge_table(
    source: "SQLDatasource", table: str, wanted: Sequence[Wanted], severity: str
) -> list["ExpectationValidationResult"]:
    """Results in the order of `wanted`, which Great Expectations does not keep."""
    import great_expectations as gx

    rows = source.add_table_asset(table, table_name=table).add_batch_definition_whole_table("all rows").get_batch()
    suite = gx.ExpectationSuite(name=table, expectations=list(_expectations(wanted, severity)))
    # Not a ValidationDefinition: its stores would write every result as JSON that nobody reads.
    results = rows.validate(suite, result_format={"result_format": "BASIC", "partial_unexpected_count": 0}).results
    by_number = {int(_configuration(result).meta["number"]): result for result in results}
    for number, one in enumerate(wanted):
        if message := _exception(by_number[number]):
            raise ConfigurationError(f"{one.name}: cannot be judged: {message}")
    return [by_number[number] for number in range(len(wanted))]


def _expectations(wanted: Iterable[Wanted], severity: str) -> "Iterator[Expectation]":
    from pipelines.check import gx_expectations

    for number, one in enumerate(wanted):
        meta = {"number": number, "name": one.name}
        yield getattr(gx_expectations, one.kind)(**one.arguments, severity=severity, meta=meta)


def _exception(result: "ExpectationValidationResult") -> str | None:
    """What was raised: Great Expectations reports it by metric, or once when nothing was."""
    raised = result.exception_info or {}
    for information in (raised, *raised.values()):
        if isinstance(information, dict) and information.get("raised_exception"):
            return str(information.get("exception_message"))
    return None


def _configuration(result: "ExpectationValidationResult") -> Any:
    if result.expectation_config is None:
        raise ConfigurationError("Great Expectations returned a result without its expectation")
    return result.expectation_config


def _result(
    suite: str,
    judged: "ExpectationValidationResult",
    *,
    is_blocking: bool = False,
    identity_id: str | None = None,
    judged_table: str | None = None,
    observed: str | None = None,
) -> ExpectationResult:
    found = judged.result
    value = found.get("observed_value")
    counted = found.get("unexpected_count", value if "unexpected_rows_query" in _configuration(judged).kwargs else None)
    return ExpectationResult(
        suite=suite,
        expectation=_configuration(judged).meta["name"],
        success=bool(judged.success),
        unexpected_count=None if counted is None else int(counted),
        is_blocking=is_blocking,
        observed=observed if observed is not None else (None if value is None else str(value)),
        identity_id=identity_id,
        judged_table=judged_table,
    )
