"""What an operator may choose: workers, alerts, the nightly hour, caps, the engine for PDF, cache, canary and memory.

`mingzhang.toml` in the checkout sets a key, an environment variable overrides it: `caps.seconds` is
MINGZHANG_CAPS_SECONDS. Both are optional; mingzhang.example.toml shows every key with its default.
"""

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, TypeVar, cast, get_args
from zoneinfo import ZoneInfo

from pipelines.issues import ConfigurationError
from pipelines.paths import SETTINGS_FILE

T = TypeVar("T")
PdfEngine = Literal["fast", "pdfplumber", "verify"]

# What DuckDB may hold in memory while it checks; Python and what DuckDB does not count come beside it.
CHECK_MEMORY_MIB = 8192

_CRON_BOUNDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
_CRON_ITEM = re.compile(r"\*(?:/(?P<step>\d+))?|(?P<low>\d+)(?:-(?P<high>\d+)(?:/(?P<range_step>\d+))?)?")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")


@dataclass(frozen=True, slots=True)
class Caps:
    """What one document or archive may cost before it is quarantined with its reason. Sizes in MiB.

    Reading may take `seconds` and so many milliseconds for each page.
    """

    document_mib: int = 200
    seconds: int = 60
    page_milliseconds: int = 1000
    worker_mib: int = 4096
    pages: int = 3000
    page_segments: int = 200_000
    page_characters: int = 100_000
    archive_mib: int = 2048
    archive_members: int = 10_000


@dataclass(frozen=True, slots=True)
class CacheSettings:
    """Where readings are kept, relative to the checkout, and how many MiB of them at most; 0 keeps none."""

    folder: str = "data/var/cache"
    mib: int = 4096


@dataclass(frozen=True, slots=True)
class CanarySettings:
    """Which share of the PDFs is read by both engines, and the share of their pages that must agree."""

    share: float = 0.01
    agreement: float = 0.99


@dataclass(frozen=True, slots=True)
class Settings:
    """One operator's choices, validated. Alert addresses carry tokens, so they stay out of the printed form."""

    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    alert_urls: tuple[str, ...] = field(default=(), repr=False)
    nightly_cron: str = "0 2 * * *"
    nightly_timezone: str = "Asia/Shanghai"
    caps: Caps = Caps()
    pdf_engine: PdfEngine = "fast"
    cache: CacheSettings = CacheSettings()
    canary: CanarySettings = CanarySettings()
    check_memory_mib: int = CHECK_MEMORY_MIB


def load_settings(file: Path = SETTINGS_FILE, environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings file, if there is one, and the environment. Raises ConfigurationError naming key and place."""
    if not file.is_file():
        return parse_settings({}, environment)
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{file.name}: not readable as TOML: {error}") from error
    return parse_settings(table, environment, file.name)


def parse_settings(
    table: Mapping[str, object], environment: Mapping[str, str], file_name: str = "settings"
) -> Settings:
    """Settings from a parsed TOML table and an environment. Raises ConfigurationError for an unknown key or value."""
    source = _Source(_flat(table), environment, file_name)
    default = Settings()
    settings = Settings(
        workers=source.take("workers", _count, default.workers),
        alert_urls=source.take("alert.urls", _urls, default.alert_urls),
        nightly_cron=source.take("nightly.cron", _cron, default.nightly_cron),
        nightly_timezone=source.take("nightly.timezone", _timezone, default.nightly_timezone),
        caps=Caps(**{name: source.take(f"caps.{name}", _count, cap) for name, cap in asdict(default.caps).items()}),
        pdf_engine=source.take("pdf.engine", _engine, default.pdf_engine),
        cache=CacheSettings(
            source.take("cache.folder", _folder, default.cache.folder),
            source.take("cache.mib", _count_or_none, default.cache.mib),
        ),
        canary=CanarySettings(
            source.take("canary.share", _share, default.canary.share),
            source.take("canary.agreement", _share, default.canary.agreement),
        ),
        check_memory_mib=source.take("check.memory_mib", _count, default.check_memory_mib),
    )
    source.refuse_leftovers()
    return settings


class _Source:
    """File values and environment together. Each key is taken once; what is left over is a mistake."""

    def __init__(self, values: dict[str, object], environment: Mapping[str, str], file_name: str) -> None:
        self._values = values
        self._environment = environment
        self._file_name = file_name
        self._known: list[str] = []

    def take(self, key: str, read: Callable[[object], T], default: T) -> T:
        self._known.append(key)
        variable = f"MINGZHANG_{key.upper().replace('.', '_')}"
        in_file = key in self._values
        value = self._values.pop(key, None)
        place = f"{self._file_name}: {key}"
        if self._environment.get(variable, "").strip():
            value, place = self._environment[variable].strip(), f"environment: {variable}"
        elif not in_file:
            return default
        try:
            return read(value)
        except ValueError as error:
            raise ConfigurationError(f"{place}: {error}") from error

    def refuse_leftovers(self) -> None:
        for key in sorted(self._values):
            near = get_close_matches(key, self._known, n=1)
            hint = f"; did you mean {near[0]}?" if near else f"; known keys are {', '.join(self._known)}"
            raise ConfigurationError(f"{self._file_name}: {key}: no such setting{hint}")


def _flat(table: Mapping[str, object], prefix: str = "") -> dict[str, object]:
    flat: dict[str, object] = {}
    for name, value in table.items():
        flat |= _flat(value, f"{prefix}{name}.") if isinstance(value, Mapping) else {f"{prefix}{name}": value}
    return flat


def _count(value: object, least: int = 1) -> int:
    # bool is an int to Python; `workers = true` must not mean one worker.
    if isinstance(value, str) and value.isdecimal():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise ValueError(f"must be a whole number of at least {least}, not {value!r}")
    return value


def _count_or_none(value: object) -> int:
    return _count(value, least=0)


def _share(value: object) -> float:
    try:
        share = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else -1.0
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ValueError(f"must be a share from 0 to 1, not {value!r}")
    return share


def _engine(value: object) -> PdfEngine:
    if value not in get_args(PdfEngine):
        raise ValueError(f"must be one of {', '.join(get_args(PdfEngine))}, not {value!r}")
    return cast(PdfEngine, value)


def _folder(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"must be the path of a folder, not {value!r}")
    return value


def _urls(value: object) -> tuple[str, ...]:
    """A list of addresses, or one text with blanks between them (commas may stand inside an address)."""
    urls = value.split() if isinstance(value, str) else value
    if not isinstance(urls, list):
        raise ValueError('must be a list of addresses such as ["json://host/path"]')
    for number, url in enumerate(urls, start=1):
        if not isinstance(url, str) or not _URL.fullmatch(url):
            # The address itself is not printed: it may hold a password.
            raise ValueError(f"address {number} of {len(urls)} is not of the form scheme://…")
    return tuple(urls)


def _cron(value: object) -> str:
    parts = value.split() if isinstance(value, str) else []
    if len(parts) != len(_CRON_BOUNDS):
        raise ValueError(f'must be five cron fields such as "0 2 * * *", not {value!r}')
    for part, (least, most) in zip(parts, _CRON_BOUNDS, strict=True):
        if not all(_is_cron_item(item, least, most) for item in part.split(",")):
            raise ValueError(f"cron field {part!r} must be *, numbers from {least} to {most}, lists, ranges or steps")
    return " ".join(parts)


def _is_cron_item(item: str, least: int, most: int) -> bool:
    match = _CRON_ITEM.fullmatch(item)
    if not match:
        return False
    step = match["step"] or match["range_step"]
    if step is not None and int(step) < 1:
        return False
    if match["low"] is None:
        return True
    low = int(match["low"])
    high = int(match["high"] or low)
    return least <= low <= high <= most


def _timezone(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f'must be a time zone name such as "Asia/Shanghai", not {value!r}')
    try:
        ZoneInfo(value)
    except (OSError, ValueError, KeyError) as error:  # ZoneInfoNotFoundError is a KeyError; OSError for a folder's name
        raise ValueError(f'{value!r} is not a time zone name such as "Asia/Shanghai"') from error
    return value
