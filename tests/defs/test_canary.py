"""The canary as Dagster shows it: a share of pages, and a check that warns below the threshold."""

import dagster as dg
import pytest

from pipelines.defs.canary import canary_metadata, canary_result, tell_disagreement
from pipelines.load.canary import Agreement
from tests.publish.sink import open_sink

# Apprise imports pgpy where it is installed, and pgpy imports imghdr.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


@pytest.mark.parametrize(
    ("agreement", "passed"),
    [
        (Agreement(), True),
        (Agreement(2, 100, 0), True),
        (Agreement(2, 100, 1), True),
        (Agreement(2, 100, 2), False),
    ],
)
def test_the_check_warns_below_the_threshold(agreement: Agreement, passed: bool) -> None:
    result = canary_result(agreement, 0.99)
    assert (result.passed, result.severity) == (passed, dg.AssetCheckSeverity.WARN)
    assert (str(agreement.pages) in str(result.description)) == bool(agreement.pages)


def test_the_metadata_hold_the_share_only_where_pages_were_compared() -> None:
    assert canary_metadata(Agreement()) == {"canary_documents": 0, "canary_pages": 0}
    assert canary_metadata(Agreement(1, 50, 5))["canary_agreement"] == 0.9


def test_the_addresses_are_told_and_one_out_of_reach_stops_nothing() -> None:
    with open_sink() as sink, dg.build_asset_context() as context:
        tell_disagreement(context, [sink.url, "json://127.0.0.1:9/x"], "they agree on 90 %")
    assert [message["title"] for message in sink.messages] == ["Mingzhang 明账: PDF engines differ PDF 引擎读数不一致"]
