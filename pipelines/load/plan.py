"""Decides which files are worth reading: each content once, and only if this version of the code has not read it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from pipelines.load.archives import SEPARATOR
from pipelines.load.discover import Source
from pipelines.load.jobs import Job
from pipelines.reasons import PASSING


@dataclass(frozen=True, slots=True)
class Held:
    """What the warehouse knows of a document."""

    reader_version: str
    source_uri: str
    may_go_better: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Documents to read, files passed over with their outcome, and new names of documents already held."""

    jobs: Sequence[Job]
    passed: Sequence[tuple[Source, str]]
    renamed: Mapping[str, str]


def held_documents(connection: DuckDBPyConnection) -> Mapping[str, Held]:
    """The documents of the warehouse by id."""
    rows = connection.execute(
        "select document_id, reader_version, source_uri, "
        "coalesce(list_contains(?, split_part(reason, ':', 1)), false) from document",
        [list(PASSING)],
    ).fetchall()
    return {document_id: Held(*known) for document_id, *known in rows}


def plan_reading(sources: Iterable[Source], held: Mapping[str, Held], version: str) -> Plan:
    """Which documents to read, once each, and which files to pass over.

    Of several files with the same bytes the first by name names the document, whenever each of them arrives, unless its
    file is gone. What crashed or was refused for its cost is tried again: memory may have been short, a cap raised.
    """
    jobs: list[Job] = []
    passed: list[tuple[Source, str]] = []
    renamed: dict[str, str] = {}
    readable = []
    for source in sources:
        if source.document_id is None:
            passed.append((source, "unreadable"))
        else:
            readable.append((source.document_id, source))
    readable.sort(key=lambda pair: (pair[0], pair[1].source_uri))
    for document_id, pairs in groupby(readable, key=lambda pair: pair[0]):
        first, *others = [source for _, source in pairs]
        passed.extend((other, "duplicate") for other in others)
        known = held.get(document_id)
        source_uri = first.source_uri
        if known is not None and known.source_uri < source_uri and _exists(known.source_uri):
            source_uri = known.source_uri
        if known is None or known.reader_version != version or known.may_go_better:
            jobs.append(Job(first.path, source_uri, document_id, first.size, first.problem, first.member))
            continue
        passed.append((first, "unchanged"))
        if known.source_uri != source_uri:
            renamed[document_id] = source_uri
    return Plan(sorted(jobs, key=lambda job: (job.path.as_posix(), job.member or ())), passed, renamed)


def _exists(source_uri: str) -> bool:
    return Path(source_uri.partition(SEPARATOR)[0]).exists()


def rename_documents(connection: DuckDBPyConnection, renamed: Mapping[str, str]) -> None:
    """Give documents the names under which they are now found: document_id → source_uri."""
    if not renamed:
        return
    names = pa.table(
        {
            "document_id": list(renamed),
            "source_uri": list(renamed.values()),
            "file_name": [Path(source_uri).name for source_uri in renamed.values()],
        }
    )
    connection.register("renamed", names)
    connection.execute(
        "update document set source_uri = renamed.source_uri, file_name = renamed.file_name from renamed "
        "where document.document_id = renamed.document_id"
    )
    connection.unregister("renamed")
