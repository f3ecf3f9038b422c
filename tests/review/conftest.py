"""The flag that refreshes what the reviews are to say."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-reviews", action="store_true", help="write what reviews say over what was expected")
