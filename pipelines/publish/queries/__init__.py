"""The questions that this room asks of a warehouse, one SQL file each."""

from functools import cache
from pathlib import Path


@cache
def read_query(name: str) -> str:
    """The SQL of `name`.sql beside this file."""
    return (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")
