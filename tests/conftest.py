"""Options of the test run."""

import os

import pytest
from hypothesis import settings

# The first example of a test also reads the vocabulary, and machines are shared: time is no property under test.
# In CI the examples are the same each time: a change is judged by what it changes; new examples are found at the desk.
settings.register_profile("mingzhang", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("mingzhang")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden` rewrites the expected tables of tests/cases instead of comparing with them (`make golden`)."""
    parser.addoption("--golden", action="store_true", help="rewrite the expected tables of tests/cases")
