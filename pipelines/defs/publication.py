"""The last assets: the snapshot that analysts read, and the news that people get."""

import dagster as dg

from pipelines.defs.describe import ROOMS
from pipelines.defs.resources import WAREHOUSE_POOL, Warehouse
from pipelines.load.schema import views
from pipelines.load.warehouse import read_warehouse
from pipelines.publish.alerts import alert as send_alert
from pipelines.publish.counts import count_rows
from pipelines.publish.snapshot import publish
from pipelines.settings import load_settings


@dg.asset(
    # The structural checks stand on check_expectation: when one fails, this step does not run.
    deps=["check_coverage", "check_expectation", "check_finding", "check_ocr_amount", "unit_alias"],
    group_name=ROOMS["publish"],
    kinds={"duckdb"},
    pool=WAREHOUSE_POOL,
    description="发布的数据快照\n\nThe DuckDB file that analysts read: tables, views, comments; swapped in at once.",
)
def published_snapshot(warehouse: Warehouse) -> dg.MaterializeResult[None]:
    snapshot = publish(warehouse.file)
    with read_warehouse(snapshot) as connection:
        rows = count_rows(connection, views())
    listed = [f"| {name} | {count} |" for name, count in rows.items()]
    return dg.MaterializeResult(
        metadata={
            "snapshot": dg.MetadataValue.path(snapshot),
            "bytes": snapshot.stat().st_size,
            "views": dg.MetadataValue.md("\n".join(["| view | rows |", "|---|---|", *listed])),
        }
    )


@dg.asset(
    deps=[published_snapshot],
    group_name=ROOMS["publish"],
    kinds={"apprise"},
    description="告警\n\nWhat is new in the snapshot since the last alert, sent to the addresses of the settings.",
)
def alert(warehouse: Warehouse) -> dg.MaterializeResult[None]:
    summary = send_alert(warehouse.file, load_settings().alert_urls)
    return dg.MaterializeResult(
        metadata={
            "new": len(summary.news.new),
            "gone": len(summary.news.gone),
            "addresses": summary.addresses,
            "delivered": summary.delivered,
            "text": dg.MetadataValue.text(summary.text),
        }
    )
