"""Options of the test run."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden` rewrites the expected tables of tests/cases instead of comparing with them (`make golden`)."""
    parser.addoption("--golden", action="store_true", help="rewrite the expected tables of tests/cases")
