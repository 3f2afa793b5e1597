"""The one object that Dagster loads: assets, checks, job, schedule, sensors and resources of defs/."""

import dagster as dg

from pipelines.defs.publication import alert, published_snapshot
from pipelines.defs.resources import Documents, Warehouse, report_nothing
from pipelines.defs.schedules import every_night, nightly_job
from pipelines.defs.sensors import inbox_sensor, tell_failure, tell_news
from pipelines.defs.sources import source_documents
from pipelines.defs.star import star
from pipelines.defs.verdicts import verdicts

defs = dg.Definitions(
    assets=[source_documents, star, verdicts, published_snapshot, alert],
    jobs=[nightly_job],
    schedules=[every_night],
    sensors=[inbox_sensor, tell_failure, tell_news],
    resources={
        "warehouse": Warehouse(),
        "documents": Documents(),
        "progress": dg.ResourceDefinition.hardcoded_resource(report_nothing),
    },
    # The steps follow one another, and a process for each costs seconds.
    executor=dg.in_process_executor,
)
