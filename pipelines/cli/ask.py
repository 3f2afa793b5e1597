"""The commands that read the published snapshot: documents, findings, show, query, export."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.options import Format, FormatOption, WarehouseOption


class Severity(StrEnum):
    """How grave a finding is."""

    error = "error"
    warning = "warning"
    info = "info"


class Language(StrEnum):
    """A language that findings are told in."""

    zh = "zh"
    en = "en"


class ExportFormat(StrEnum):
    """File formats that `export` writes."""

    parquet = "parquet"
    csv = "csv"


def documents(warehouse: WarehouseOption, form: FormatOption = Format.table) -> None:
    """List all documents and their state.

    Status, unit, year, stage, forms found, issues, findings; findings of severity info are not counted.
    """
    from pipelines.cli.output import write_rows
    from pipelines.publish.listings import list_documents
    from pipelines.publish.query import open_snapshot

    with open_snapshot(warehouse) as connection:
        answer = list_documents(connection, is_brief=form is Format.table)
        write_rows(answer.columns, answer.rows, form)


def findings(
    warehouse: WarehouseOption,
    severity: Annotated[Severity | None, typer.Option(help="Only findings of this severity.")] = None,
    document: Annotated[str | None, typer.Option(metavar="ID-or-name", help="Only findings of this document.")] = None,
    form: FormatOption = Format.table,
    lang: Annotated[
        Language | None, typer.Option(help="Of the messages on the screen, else that of the terminal.")
    ] = None,
) -> None:
    """List what does not add up.

    One entry a root cause, the gravest first; accepted ones come last.
    """
    from pipelines.cli.output import write_entries, write_rows
    from pipelines.publish.listings import list_findings
    from pipelines.publish.query import open_snapshot

    with open_snapshot(warehouse) as connection:
        language = (lang or _language()).value if form is Format.table else None
        answer = list_findings(connection, severity, document, language=language)
        if form is Format.table:
            write_entries(answer.columns, answer.rows, "message")
        else:
            write_rows(answer.columns, answer.rows, form)


def show(
    identifier: Annotated[
        str, typer.Argument(metavar="ID", help="Of a finding, fact, statement, remark or form; its beginning will do.")
    ],
    warehouse: WarehouseOption,
    png: Annotated[
        Path | None,
        typer.Option(metavar="FILE", dir_okay=False, help="Also draw the pages of the PDF, both sides marked."),
    ] = None,
    debug: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            dir_okay=False,
            help="Also draw the walls, cells and characters that were seen there, beside pdfplumber's picture.",
        ),
    ] = None,
) -> None:
    """Show the evidence for a finding or for something printed.

    The identity, both sides with their intervals, and everything they cite with the place where it is printed.
    """
    from pipelines.publish.evidence import find_evidence
    from pipelines.publish.query import open_snapshot
    from pipelines.publish.show import evidence_lines

    with open_snapshot(warehouse) as connection:
        evidence = find_evidence(connection, identifier)
    typer.echo("\n".join(evidence_lines(evidence)))
    if png is not None:
        from pipelines.publish.picture import draw_evidence

        draw_evidence(evidence, png)
        typer.echo(f"drawn: {png}", err=True)
    if debug is not None:
        from pipelines.publish.debug_picture import draw_seen

        draw_seen(evidence, debug)
        typer.echo(f"drawn: {debug}", err=True)


def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help='For instance "from v_finding limit 10" or "show tables".')],
    warehouse: WarehouseOption,
    form: FormatOption = Format.table,
) -> None:
    """Run SQL on the published snapshot.

    Read-only; SQL reaches no file and no network, and is given up after ten minutes.
    """
    from pipelines.cli.output import write_rows
    from pipelines.publish.query import ask, open_snapshot

    if not sql.strip():
        raise typer.BadParameter("the SQL is empty", param_hint="SQL")
    with open_snapshot(warehouse) as connection:
        answer = ask(connection, sql)
        if answer.columns:
            write_rows(answer.columns, answer.rows, form)


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", file_okay=False, help="Created if missing.")],
    warehouse: WarehouseOption,
    form: Annotated[ExportFormat, typer.Option("--format", help="File format.")] = ExportFormat.parquet,
) -> None:
    """Write the published tables as files.

    One file a table or view, and data_dictionary.csv. Prints each path and its number of rows.
    """
    from pipelines.publish.export import export as write_files

    for written in write_files(warehouse, folder, form.value):
        typer.echo(f"{written.path}\t{written.rows}")


def _language() -> Language:
    """That of the terminal; CSV and JSON always carry both."""
    chosen = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return Language.zh if chosen.startswith("zh") else Language.en
