"""Tells people what is new since they were last told, at every address of the settings.

What an address has been told of lies in a ledger of its own beside the warehouse, so an address that was out of reach
gets the news with the next run and the others do not get it twice. The warehouse holds no trace of alerts: its tables
depend on the documents alone.
"""

import hashlib
import json
import logging
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines.issues import MingzhangError
from pipelines.publish.news import Item, News, compare, headline, render
from pipelines.publish.queries import read_query
from pipelines.publish.query import ask, open_snapshot

# A ledger also without any address: the run itself shows what is new in its log and on the terminal.
RUN_LOG = "run-log"


class DeliveryFailed(MingzhangError):
    """Some address could not be reached or is none; the text names it by number and kind, for it may hold a token."""


class LedgerDamaged(MingzhangError):
    """A ledger is not what this module writes."""


@dataclass(frozen=True, slots=True)
class AlertSummary:
    """What is new since the last alert of any kind, as news and as text, and how many addresses were written to."""

    news: News
    text: str
    addresses: int
    delivered: int


def alert(warehouse: Path, urls: Sequence[str]) -> AlertSummary:
    """Compare the published snapshot with what each address has been told and send it the difference, if there is one.

    Raises DeliveryFailed after all addresses were tried; NotPublished without a snapshot.
    """
    items = noteworthy(warehouse)
    delivered = 0
    failures = []
    for number, url in enumerate(urls, start=1):
        ledger = ledger_path(warehouse, url)
        news = compare(read_ledger(ledger), items)
        if not news:
            continue
        problem = deliver(url, headline(news), render(news))
        if problem is None:
            write_ledger(ledger, items)
            delivered += 1
        else:
            failures.append(f"{_named(number, url)}: {problem}")
    if failures:
        raise DeliveryFailed(f"the news did not reach {'; '.join(failures)}")
    log = ledger_path(warehouse, RUN_LOG)
    news = compare(read_ledger(log), items)
    if news or not log.exists():
        write_ledger(log, items)
    return AlertSummary(news, render(news), len(urls), delivered)


def alert_failure(urls: Sequence[str], what: str, reason: str) -> int:
    """Tell every address that a run failed; returns how many. Raises DeliveryFailed after all were tried."""
    title = f"Mingzhang 明账: {what} failed 运行失败"
    body = f"运行失败，已发布的数据保持不变。\nThe run failed; the published snapshot stays as it was.\n\n{reason}"
    return _tell_all(urls, title, body, "the failure")


def alert_disagreement(urls: Sequence[str], said: str) -> int:
    """Tell every address that the engines for PDF differ too much; returns how many. Raises DeliveryFailed."""
    body = f"PDF 引擎读数的一致率低于设定值，请核对。\nReadings of PDF are less certain than they should be.\n\n{said}"
    return _tell_all(urls, "Mingzhang 明账: PDF engines differ PDF 引擎读数不一致", body, "the disagreement")


def _tell_all(urls: Sequence[str], title: str, body: str, what: str) -> int:
    failures = [
        f"{_named(number, url)}: {problem}"
        for number, url in enumerate(urls, start=1)
        if (problem := deliver(url, title, body)) is not None
    ]
    if failures:
        raise DeliveryFailed(f"{what} was not told to {'; '.join(failures)}")
    return len(urls)


def noteworthy(warehouse: Path) -> list[Item]:
    """What the published snapshot holds that people want to know of. Raises NotPublished."""
    with open_snapshot(warehouse) as connection:
        answer = ask(connection, read_query("noteworthy"))
        return [Item(**dict(zip(answer.columns, (str(value) for value in row), strict=True))) for row in answer.rows]


def deliver(url: str, title: str, body: str) -> str | None:
    """Send plain text to one Apprise address; returns None, or in words why it did not arrive."""
    import apprise  # half a second, and most runs have no address

    channel = apprise.Apprise()
    with apprise.LogCapture(level=logging.WARNING) as log:  # type: ignore[no-untyped-call]
        if not channel.add(url):
            return "this is not an address that Apprise knows"
        if channel.notify(body=body, title=title, body_format=apprise.NotifyFormat.TEXT):
            return None
        said = " ".join(log.getvalue().split())
    return said or "it did not answer as it should"


def ledger_path(warehouse: Path, address: str) -> Path:
    """Where it is kept what an address has been told. The name does not reveal the address."""
    name = address if address == RUN_LOG else hashlib.sha256(address.encode()).hexdigest()[:16]
    return warehouse.with_name(f"{warehouse.stem}.alerts") / f"{name}.jsonl"


def read_ledger(path: Path) -> list[Item]:
    """The items of one ledger, none if there is no such file. Raises LedgerDamaged."""
    if not path.is_file():
        return []
    try:
        return [Item(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    except (ValueError, TypeError) as error:
        raise LedgerDamaged(f"{path} is damaged ({error}); delete it, and everything is told once more") from error


def write_ledger(path: Path, items: Iterable[Item]) -> None:
    """Replace a ledger in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    lines = [json.dumps(asdict(item), ensure_ascii=False, sort_keys=True) for item in items]
    partial.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    os.replace(partial, path)


def _named(number: int, url: str) -> str:
    return f"address {number} ({url.partition('://')[0]})"
