"""The nightly job and the hour at which it runs."""

import dagster as dg

from pipelines.settings import load_settings

nightly_job = dg.define_asset_job(
    "nightly",
    selection=dg.AssetSelection.all(),
    description="读取收件箱、核对、发布、告警\n\nRead what is new, check, publish, tell what is new.",
)


@dg.schedule(
    name="every_night",
    job=nightly_job,
    cron_schedule=load_settings().nightly_cron,
    execution_timezone=load_settings().nightly_timezone,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="The whole inbox; what is already held costs nothing.",
)
def every_night(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    return dg.RunRequest()
