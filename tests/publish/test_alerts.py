"""Alerts: what is new reaches every address once, nothing is sent for nothing, and a failure to deliver is an error."""

import json
from pathlib import Path

import pytest

from pipelines.normalise.rows import DocumentRows
from pipelines.publish.alerts import (
    DeliveryFailed,
    LedgerDamaged,
    alert,
    alert_disagreement,
    alert_failure,
    ledger_path,
    read_ledger,
)
from pipelines.publish.news import MOST_LINES, Item, News, compare, headline, render
from pipelines.publish.query import NotPublished
from pipelines.publish.snapshot import publish
from tests.load.made import document_id, quarantined, row
from tests.publish.made import ALPHA, alpha, fill, finding
from tests.publish.sink import open_sink

# Apprise imports pgpy where it is installed, and pgpy imports imghdr.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

NOWHERE = "json://127.0.0.1:9/hook/a-secret-token"


def item(item_id: str, kind: str = "finding", severity: str = "error", **values: str) -> Item:
    given = {"place": "a.pdf", "text_zh": "不相等", "text_en": "not equal"} | values
    return Item(kind=kind, severity=severity, item_id=item_id, **given)


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """Published, with one finding, one quarantined document and one header that no term explains."""
    path = fill(tmp_path / "w.duckdb", [with_unknown_header(), quarantined("bad.pdf")], findings=[finding()])
    publish(path)
    return path


def with_unknown_header() -> DocumentRows:
    document = alpha()
    issue = row(
        "document_issue",
        issue_id="i1",
        document_id=document_id(ALPHA),
        code="unknown_header",
        form="expenditure",
        text="其他安排",
        message="no term",
    )
    return DocumentRows(document.document_id, {**document.tables, "document_issue": [issue]})


def test_comparing_goes_by_kind_and_id_not_by_wording() -> None:
    before = [item("1"), item("2"), item("3", "quarantined")]
    now = [item("2", text_zh="另一种说法"), item("3"), item("4", severity="warning")]
    assert compare(before, now) == News(
        new=(item("3"), item("4", severity="warning")), gone=(item("1"), item("3", "quarantined"))
    )
    assert not compare(before, reversed(before))


def test_the_text_has_both_languages_and_counts_what_it_leaves_out() -> None:
    news = News(new=tuple(item(f"f{number}") for number in range(MOST_LINES + 3)), gone=(item("old"),))
    text = render(news)
    assert text.splitlines()[:4] == [
        "新发现的问题 23 · 23 new findings (error 23)",
        "- [error] a.pdf: 不相等",
        "  not equal",
        "  mingzhang show f0",
    ]
    assert "另有 3 条 · and 3 more" in text
    assert "已消除的问题 1 · 1 findings that are gone (error 1)" in text
    assert headline(news) == "Mingzhang 明账: 23 new 新增, 1 gone 消除"
    assert render(News()) == ""


def test_what_is_new_is_sent_once_in_both_languages(warehouse: Path) -> None:
    with open_sink() as sink:
        summary = alert(warehouse, [sink.url])
        assert (summary.addresses, summary.delivered) == (1, 1)
        (message,) = sink.messages
        assert message["title"] == "Mingzhang 明账: 3 new 新增, 0 gone 消除"
        for words in (
            "类不等于款之和",
            "the class is not the sum of its items",
            "mingzhang show f1aaaa",
            "somewhere/bad.pdf: no_unit: no unit is named",
            "expenditure: 其他安排",
        ):
            assert words in message["message"]
        again = alert(warehouse, [sink.url])
        assert (again.delivered, again.text, len(sink.messages)) == (0, "", 1)


def test_what_is_gone_is_told_too(warehouse: Path) -> None:
    with open_sink() as sink:
        alert(warehouse, [sink.url])
        fill(warehouse, [alpha()], findings=[finding("f2")])
        publish(warehouse)
        summary = alert(warehouse, [sink.url])
    assert {entry.item_id for entry in summary.news.new} == {"f2"}
    assert {entry.kind for entry in summary.news.gone} == {"finding", "unknown_header"}
    assert "已消除的问题 1" in sink.messages[1]["message"]
    assert "已能识别的表头 1" in sink.messages[1]["message"]


def test_infos_accepted_and_explained_findings_wake_nobody(tmp_path: Path) -> None:
    quiet = [
        finding("f1", "1", severity="info"),
        finding("f2", "2", status="accepted"),
        finding("f3", "3", root_finding_id="f2"),
    ]
    warehouse = fill(tmp_path / "w.duckdb", [alpha()], findings=quiet)
    publish(warehouse)
    with open_sink() as sink:
        assert not alert(warehouse, [sink.url]).news
        assert sink.messages == []


def test_an_address_out_of_reach_is_an_error_and_gets_the_news_later(warehouse: Path) -> None:
    with open_sink() as good, open_sink() as bad:
        bad.status = 500
        with pytest.raises(DeliveryFailed, match=r"address 2 \(json\)"):
            alert(warehouse, [good.url, bad.url])
        assert len(good.messages) == 1
        bad.status = 200
        assert alert(warehouse, [good.url, bad.url]).delivered == 1
        assert (len(good.messages), len(bad.messages)) == (1, 1)


@pytest.mark.parametrize("address", [NOWHERE, "nosuchservice://a-secret-token"])
def test_a_failure_does_not_reveal_the_address(warehouse: Path, address: str) -> None:
    with pytest.raises(DeliveryFailed) as failed:
        alert(warehouse, [address])
    assert "secret" not in str(failed.value)
    assert read_ledger(ledger_path(warehouse, address)) == []


def test_without_any_address_the_run_still_learns_what_is_new(warehouse: Path) -> None:
    first, second = alert(warehouse, []), alert(warehouse, [])
    assert len(first.news.new) == 3 and "类不等于款之和" in first.text
    assert not second.news


def test_a_failed_run_is_told_each_time(tmp_path: Path) -> None:
    with open_sink() as sink:
        assert alert_failure([sink.url], "nightly", "no space left") == 1
        assert alert_failure([sink.url], "nightly", "no space left") == 1
    assert [message["title"] for message in sink.messages] == ["Mingzhang 明账: nightly failed 运行失败"] * 2
    assert "no space left" in sink.messages[0]["message"]
    with pytest.raises(DeliveryFailed, match="the failure was not told"):
        alert_failure([NOWHERE], "nightly", "no space left")


def test_engines_that_differ_are_told() -> None:
    with open_sink() as sink:
        assert alert_disagreement([sink.url], "they agree on 90 %") == 1
    assert sink.messages[0]["title"] == "Mingzhang 明账: PDF engines differ PDF 引擎读数不一致"
    assert "they agree on 90 %" in sink.messages[0]["message"]
    with pytest.raises(DeliveryFailed, match="the disagreement was not told"):
        alert_disagreement([NOWHERE], "they agree on 90 %")


def test_before_the_first_publishing_there_is_nothing_to_tell(tmp_path: Path) -> None:
    with pytest.raises(NotPublished):
        alert(tmp_path / "w.duckdb", [])


def test_a_damaged_ledger_is_named(warehouse: Path) -> None:
    alert(warehouse, [])
    ledger = next((warehouse.parent / "w.alerts").iterdir())
    ledger.write_text(json.dumps({"kind": "finding"}), encoding="utf-8")
    with pytest.raises(LedgerDamaged, match=r"run-log\.jsonl is damaged"):
        alert(warehouse, [])
