"""settings: defaults, file, environment in that order of weight; whatever is wrong is named with its place."""

import tomllib
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest
from dagster._utils.schedules import is_valid_cron_string

from pipelines.issues import ConfigurationError
from pipelines.paths import ROOT
from pipelines.settings import CacheSettings, CanarySettings, Caps, Settings, load_settings, parse_settings


def test_without_file_and_environment_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "mingzhang.toml", {}) == Settings()


def test_the_example_shows_every_key_with_its_default() -> None:
    example = tomllib.loads((ROOT / "mingzhang.example.toml").read_text(encoding="utf-8"))
    assert parse_settings(example, {}) == replace(Settings(), workers=2)
    assert set(example["caps"]) == set(Caps.__slots__)
    assert set(example["cache"]) == set(CacheSettings.__slots__)
    assert set(example["canary"]) == set(CanarySettings.__slots__)
    assert set(example["pdf"]) == {"engine"}
    assert set(example["check"]) == {"memory_mib"}


def test_the_environment_overrides_the_file(tmp_path: Path) -> None:
    file = tmp_path / "mingzhang.toml"
    file.write_text(
        'workers = 3\n[alert]\nurls = ["json://a/x"]\n[caps]\ndocument_mib = 10\nseconds = 20\n', encoding="utf-8"
    )
    environment = {
        "MINGZHANG_WORKERS": "5",
        "MINGZHANG_ALERT_URLS": "json://b/x?to=1,2\n mailto://c",
        "MINGZHANG_NIGHTLY_CRON": "30 1 * * 1-5",
        "MINGZHANG_CAPS_DOCUMENT_MIB": "7",
        "MINGZHANG_CAPS_SECONDS": "  ",
        "MINGZHANG_CACHE_MIB": "0",
        "MINGZHANG_CANARY_SHARE": "0.5",
        "MINGZHANG_PDF_ENGINE": "fast",
        "MINGZHANG_CHECK_MEMORY_MIB": "2048",
    }
    settings = load_settings(file, environment)
    assert settings == Settings(
        workers=5,
        alert_urls=("json://b/x?to=1,2", "mailto://c"),
        nightly_cron="30 1 * * 1-5",
        caps=Caps(document_mib=7, seconds=20),
        pdf_engine="fast",
        cache=CacheSettings(mib=0),
        canary=CanarySettings(share=0.5),
        check_memory_mib=2048,
    )


def test_settings_cannot_be_changed_and_do_not_print_their_alert_addresses() -> None:
    settings = parse_settings({"alert": {"urls": ["mailto://user:secret@host"]}}, {})
    assert settings.alert_urls == ("mailto://user:secret@host",)
    assert "secret" not in repr(settings)
    with pytest.raises(FrozenInstanceError):
        settings.workers = 9  # type: ignore[misc]


@pytest.mark.parametrize(
    ("table", "environment", "message"),
    [
        ({"worker": 2}, {}, r"f\.toml: worker: no such setting; did you mean workers\?"),
        ({"caps": {"megabytes": 2}}, {}, r"f\.toml: caps\.megabytes: no such setting"),
        ({"caps": 2}, {}, r"f\.toml: caps: no such setting"),
        ({"workers": 0}, {}, r"f\.toml: workers: must be a whole number of at least 1, not 0"),
        ({"workers": True}, {}, r"f\.toml: workers: must be a whole number"),
        ({"workers": 2.5}, {}, r"f\.toml: workers: must be a whole number"),
        ({"workers": 2}, {"MINGZHANG_WORKERS": "many"}, r"environment: MINGZHANG_WORKERS: must be .* not 'many'"),
        ({"pdf": {"engine": "slow"}}, {}, r"f\.toml: pdf\.engine: must be one of fast, pdfplumber, verify, not 'slow'"),
        ({"cache": {"mib": -1}}, {}, r"f\.toml: cache\.mib: must be a whole number of at least 0, not -1"),
        ({"cache": {"folder": ""}}, {}, r"f\.toml: cache\.folder: must be the path of a folder"),
        ({"canary": {"share": 2}}, {}, r"f\.toml: canary\.share: must be a share from 0 to 1, not 2"),
        ({"canary": {"share": True}}, {}, r"f\.toml: canary\.share: must be a share"),
        ({}, {"MINGZHANG_CANARY_AGREEMENT": "all"}, r"environment: MINGZHANG_CANARY_AGREEMENT: must be a share"),
        ({"alert": {"urls": 3}}, {}, r"f\.toml: alert\.urls: must be a list"),
        ({"nightly": {"cron": "@daily"}}, {}, r"f\.toml: nightly\.cron: must be five cron fields"),
        ({"nightly": {"cron": 5}}, {}, r"f\.toml: nightly\.cron: must be five cron fields"),
        ({"nightly": {"timezone": "Asia/Nowhere"}}, {}, r"nightly\.timezone: 'Asia/Nowhere' is not a time zone"),
        ({"nightly": {"timezone": "Asia"}}, {}, r"nightly\.timezone: 'Asia' is not a time zone"),
        ({"nightly": {"timezone": "../x"}}, {}, r"nightly\.timezone: '\.\./x' is not a time zone"),
        ({"nightly": {"timezone": 8}}, {}, r"nightly\.timezone: must be a time zone name"),
    ],
)
def test_a_mistake_is_named_with_its_place(table: dict[str, object], environment: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        parse_settings(table, environment, "f.toml")


def test_a_malformed_alert_address_is_not_repeated_in_the_error() -> None:
    with pytest.raises(ConfigurationError, match=r"address 2 of 2") as caught:
        parse_settings({"alert": {"urls": ["json://a", "user:secret@host"]}}, {})
    assert "secret" not in str(caught.value)


def test_a_file_that_is_not_toml_is_named(tmp_path: Path) -> None:
    file = tmp_path / "mingzhang.toml"
    file.write_text("workers: 2\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"mingzhang\.toml: not readable as TOML"):
        load_settings(file, {})
    file.write_bytes(b'[nightly]\ntimezone = "\xff"\n')
    with pytest.raises(ConfigurationError, match=r"mingzhang\.toml: not readable as TOML"):
        load_settings(file, {})


@pytest.mark.parametrize("cron", ["0 2 * * *", "*/15 * * * *", "0,30 1-5 1 1,7 0", "0 0-23/2 * * 7"])
def test_a_cron_that_is_accepted_here_is_one_to_dagster(cron: str) -> None:
    assert parse_settings({"nightly": {"cron": cron}}, {}).nightly_cron == cron
    assert is_valid_cron_string(cron)


@pytest.mark.parametrize(
    "cron", ["60 2 * * *", "0 24 * * *", "0 2 0 * *", "0 2 * 13 *", "0 5-2 * * *", "*/0 * * * *", "a 2 * * *"]
)
def test_a_cron_out_of_bounds_is_refused(cron: str) -> None:
    with pytest.raises(ConfigurationError, match="cron field"):
        parse_settings({"nightly": {"cron": cron}}, {})
