"""Errors that the project raises on purpose become one clear message and exit status 1."""

import os
import sys

import typer
from typer.core import TyperGroup

from pipelines.issues import MingzhangError


class Commands(TyperGroup):
    """The group of commands; anything it does not expect still shows its traceback, and so it should."""

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]
        try:
            return super().invoke(ctx)
        except MingzhangError as error:
            typer.echo(f"mingzhang: {error}", err=True)
            raise typer.Exit(1) from error
        except KeyboardInterrupt:
            typer.echo("mingzhang: stopped. What was finished is kept; the same command does the rest.", err=True)
            raise typer.Exit(130) from None
        except BrokenPipeError:
            # `mingzhang query … | head` has read enough. The interpreter would complain again when it closes stdout.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
