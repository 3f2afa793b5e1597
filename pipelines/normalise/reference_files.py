"""The one way in which this room reads a CSV of data/reference."""

import csv

from pipelines.issues import ConfigurationError
from pipelines.paths import REFERENCE


def reference_rows(name: str) -> list[dict[str, str]]:
    """The rows of data/reference/`name`, every value as text. Raises ConfigurationError if the file is missing."""
    path = REFERENCE / name
    if not path.is_file():
        raise ConfigurationError(f"data/reference/{name} is missing")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
