"""Options of the test run."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

# The first example of a test also reads the vocabulary, and machines are shared: time is no property under test.
# In CI the examples are the same each time: a change is judged by what it changes; new examples are found at the desk.
settings.register_profile("mingzhang", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("mingzhang")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden` rewrites the expected tables of tests/cases instead of comparing with them (`make golden`)."""
    parser.addoption("--golden", action="store_true", help="rewrite the expected tables of tests/cases")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Readings that tests keep are theirs: neither do they fill the cache of the checkout, nor do they live on it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGZHANG_CACHE_FOLDER", str(tmp_path_factory.mktemp("cache")))
        yield
