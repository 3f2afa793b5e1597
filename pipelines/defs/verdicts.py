"""The tables of the check room, with one asset check an identity and one a structural suite."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import dagster as dg

from pipelines.check.catalogue import Identity, identities, structural_suites
from pipelines.check.run import check
from pipelines.contract import tables
from pipelines.defs.describe import column_schema, table_spec
from pipelines.defs.resources import WAREHOUSE_POOL, Warehouse
from pipelines.defs.star import TABLES as STAR_TABLES
from pipelines.load.warehouse import read_warehouse
from pipelines.publish.counts import count_rows
from pipelines.publish.verdicts import IdentityVerdict, SuiteVerdict, identity_verdicts, suite_verdicts
from pipelines.settings import load_settings

# Table → assets it is made from.
TABLES: Mapping[str, tuple[str, ...]] = {
    "check_comparison": tuple(STAR_TABLES),
    "check_coverage": ("check_comparison",),
    "check_finding": ("check_comparison",),
    "check_expectation": ("check_comparison", "check_coverage", "check_finding"),
}
