"""The rooms as Dagster assets, checks, jobs, schedules and sensors: wiring only, the work is done in the rooms."""
