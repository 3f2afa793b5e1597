"""One document's rows, checked against the contract: as Arrow tables, and as bytes to send and to keep.

Arrow and not pickle: bytes that were tampered with can be refused, but never run anything; and a batch is put together
from tables without looking at a single row again.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from pipelines.load.tables import ContractBroken, check_key, check_ownership, document_arrow, document_tables
from pipelines.normalise.rows import DocumentRows

_ENVELOPE = pa.schema([("table_name", pa.string()), ("rows", pa.large_binary())])
# The columns of one document are short: threads, and a compression that saves more bytes, cost more than they give.
_COMPRESSED = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
_READ = pa.ipc.IpcReadOptions(use_threads=False)


@dataclass(frozen=True, slots=True)
class CheckedRows:
    """Rows of one document that fit the contract, by table; tables without any row are left out."""

    document_id: str
    tables: Mapping[str, pa.Table]

    @property
    def document(self) -> Mapping[str, object]:
        """The one row of the table `document`."""
        row: Mapping[str, object] = self.tables["document"].to_pylist()[0]
        return row

    @property
    def size(self) -> int:
        """How many rows there are in all tables."""
        return sum(rows.num_rows for rows in self.tables.values())

    def with_document(self, values: Mapping[str, str]) -> "CheckedRows":
        """The same rows, with other texts in columns of `document`. Raises ContractBroken for what is no text."""
        rows = self.tables["document"]
        for name, value in values.items():
            index = rows.schema.get_field_index(name)
            try:
                rows = rows.set_column(
                    index, rows.schema.field(index), pa.array([value], rows.schema.field(index).type)
                )
            except (pa.ArrowException, UnicodeError) as error:
                raise ContractBroken(f"document.{name}: {error}") from error
        return CheckedRows(self.document_id, {**self.tables, "document": rows})


def checked(document: DocumentRows | CheckedRows) -> CheckedRows:
    """Rows as they come from the reading rooms, checked. Raises ContractBroken."""
    if isinstance(document, CheckedRows):
        return document
    made = document_arrow(document)
    return CheckedRows(document.document_id, {name: rows for name, rows in made.items() if rows.num_rows})


def pack(document: CheckedRows) -> bytes:
    """The rows as one Arrow stream of Arrow streams, compressed."""
    streams = [_stream(rows, _COMPRESSED) for rows in document.tables.values()]
    return _stream(pa.table([list(document.tables), streams], schema=_ENVELOPE), pa.ipc.IpcWriteOptions())


def unpack(document_id: str, data: bytes) -> CheckedRows:
    """The reverse of pack. Raises ContractBroken for bytes that are not rows of this document that fit."""
    try:
        envelope = pa.ipc.open_stream(data).read_all()
        if envelope.schema != _ENVELOPE:
            raise ContractBroken("the bytes are no packed rows")
        found = {
            name: pa.ipc.open_stream(stream, options=_READ).read_all()
            for name, stream in zip(*(envelope.column(name).to_pylist() for name in _ENVELOPE.names), strict=True)
        }
        for rows in found.values():
            rows.validate(full=True)
    except (pa.ArrowException, OSError, ValueError, TypeError) as error:
        raise ContractBroken(f"the bytes are no packed rows: {error}") from error
    known = document_tables()
    for name, rows in found.items():
        if name not in known or rows.schema != known[name].arrow_schema:
            raise ContractBroken(f"{name}: the packed rows are of another contract")
        check_key(known[name], rows)
    if "document" not in found:
        raise ContractBroken("document: there must be exactly one row")
    check_ownership(document_id, found)
    return CheckedRows(document_id, found)


def _stream(rows: pa.Table, options: pa.ipc.IpcWriteOptions) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema, options=options) as writer:
        writer.write_table(rows)
    data: bytes = sink.getvalue().to_pybytes()
    return data
