"""What starts a run when documents arrive, and who is told how a run ended."""

import time

import dagster as dg

from pipelines.defs.resources import Documents, Warehouse
from pipelines.defs.schedules import nightly_job
from pipelines.load.inbox import dump_seen, inbox_path, look, parse_seen
from pipelines.publish.alerts import alert, alert_failure
from pipelines.settings import load_settings

INBOX_SECONDS = 10


@dg.sensor(
    name="inbox",
    job=nightly_job,
    minimum_interval_seconds=INBOX_SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Starts a run for files with new content that have come to rest in the inbox.",
)
def inbox_sensor(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
    found = look(inbox_path(), parse_seen(context.cursor), time.time())
    cursor = dump_seen(found.seen)
    if not found.arrived:
        context.update_cursor(cursor)
        return dg.SkipReason(f"{len(found.seen)} files, none of them new; {found.waiting} may still be written")
    request = dg.RunRequest(
        run_key=found.arrival_id,
        run_config=dg.RunConfig(resources={"documents": Documents(paths=[str(path) for path in found.arrived])}),
        tags={"arrived": str(len(found.arrived))},
    )
    return dg.SensorResult(run_requests=[request], cursor=cursor)


@dg.run_failure_sensor(
    name="tell_failure",
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Tells every alert address that a run failed, and why.",
)
def tell_failure(context: dg.RunFailureSensorContext) -> dg.SkipReason:
    reasons = [f"{event.step_key}: {_cause(event)}" for event in context.get_step_failure_events()]
    if not reasons:
        reasons = [context.failure_event.message or "no reason given"]
    text = "\n".join([*reasons, "", f"run {context.dagster_run.run_id}"])
    told = alert_failure(load_settings().alert_urls, context.dagster_run.job_name, text)
    return dg.SkipReason(f"told {told} addresses")


# Failed checks that warn do not fail a run, and a run of some assets may leave out the alert: what is new is told then
# too. An alert that was sent before sends nothing.
@dg.run_status_sensor(
    name="tell_news",
    run_status=dg.DagsterRunStatus.SUCCESS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="After a run that succeeded, tells what is new and was not told yet.",
)
def tell_news(context: dg.RunStatusSensorContext, warehouse: Warehouse) -> dg.SkipReason:
    if not warehouse.snapshot.is_file():
        return dg.SkipReason("nothing is published yet")
    summary = alert(warehouse.file, load_settings().alert_urls)
    return dg.SkipReason(f"told {summary.delivered} of {summary.addresses} addresses")


def _cause(event: dg.DagsterEvent) -> str:
    error = event.step_failure_data.error
    while error is not None and error.cause is not None:
        error = error.cause
    return error.message.strip() if error is not None else "no reason given"
