"""Where things lie: the checkout's folders, the working warehouse and the snapshot beside it.

Mingzhang is an application that runs from a checkout: its models, rules and vocabulary are files beside the package.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from pipelines.issues import ConfigurationError

WAREHOUSE_VARIABLE = "MINGZHANG_WAREHOUSE"
CHECKOUT_FOLDERS = ("models", "expectations", "data")


def require_checkout(root: Path) -> Path:
    """Return `root`, or raise ConfigurationError when the folders of a checkout do not stand in it."""
    missing = [name for name in CHECKOUT_FOLDERS if not (root / name).is_dir()]
    if missing:
        raise ConfigurationError(
            f"mingzhang runs from a checkout of the project, and {root} is none: {', '.join(missing)} not found there. "
            "Clone the project, type `make demo` in the clone and use its .venv/bin/mingzhang."
        )
    return root


# Checked on import: a wheel installed without its folders must say so at once, not fail on some file later.
ROOT = require_checkout(Path(__file__).resolve().parents[1])

MODELS = ROOT / "models"
EXPECTATIONS = ROOT / "expectations"
DATA = ROOT / "data"
VOCABULARY = DATA / "vocabulary"
REFERENCE = DATA / "reference"
SAMPLES = DATA / "samples"
INBOX = DATA / "inbox"
VAR = DATA / "var"
SETTINGS_FILE = ROOT / "mingzhang.toml"


def warehouse_path(environment: Mapping[str, str] = os.environ) -> Path:
    """The working DuckDB file: MINGZHANG_WAREHOUSE (relative to the current folder), else data/var/warehouse.duckdb."""
    chosen = environment.get(WAREHOUSE_VARIABLE, "").strip()
    return Path(chosen).expanduser().absolute() if chosen else VAR / "warehouse.duckdb"


def snapshot_path(warehouse: Path) -> Path:
    """The analysts' snapshot beside a working file: `warehouse.duckdb` → `warehouse.published.duckdb`."""
    return warehouse.with_name(f"{warehouse.stem}.published.duckdb")
