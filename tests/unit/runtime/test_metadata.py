"""What providers publish of their endpoints is believed as far as the way that it came."""

from __future__ import annotations

import httpx2
import pytest

from generator.runtime.errors import OAuthError
from generator.runtime.token_answers import read_metadata


def read(url: str, endpoint: str) -> dict[str, str]:
    return read_metadata(httpx2.Response(200, json={"token_endpoint": endpoint}), httpx2.URL(url))


@pytest.mark.parametrize(
    ("url", "endpoint"),
    [
        ("https://id.example/m", "https://id.example/token"),
        ("https://id.example/m", "https://tokens.example/token"),
        ("http://localhost:8080/m", "http://localhost:8080/token"),
        ("http://localhost:8080/m", "/token"),
    ],
)
def test_endpoints_that_are_believed(url: str, endpoint: str) -> None:
    assert read(url, endpoint) == {"token_endpoint": endpoint}


@pytest.mark.parametrize(
    ("url", "endpoint", "why"),
    [
        ("https://id.example/m", "http://id.example/token", "not protected by TLS"),
        ("https://id.example/m", "/token", "not protected by TLS"),
        ("http://id.example/m", "http://thief.example/token", "another origin"),
        ("http://id.example/m", "https://thief.example/token", "another origin"),
        ("http://id.example/m", "//thief.example/token", "another origin"),
        ("http://id.example/m", "http://id.example@thief.example/", "another origin"),
        ("http://id.example/m", "http://[", "another origin"),
    ],
)
def test_endpoints_that_are_not(url: str, endpoint: str, why: str) -> None:
    with pytest.raises(OAuthError, match=why):
        read(url, endpoint)
