"""URLs made of a base URL that was taken apart once: the same as httpx2 parses them."""

from __future__ import annotations

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.runtime.base import Base

BASES = ["https://api.test", "http://api.test:8080/v1/", "https://[::1]:8443/a%20b?key=1", "https://ü.test/"]
TARGETS = [
    "/",
    "//two",
    "/a/b",
    "/a%2Fb?c=d&e=%20",
    "/a?",
    "/a?b?c",
    "/a/../b",
    "/a/./b",
    "/.hidden?x=/../y",
    "/~a!$&'()*+,;=:@b-c_d",
    "/a%zz",
    "/{a}|b^c",
    '/a"b<c>`d',
]


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("target", TARGETS)
def test_a_target_means_what_httpx2_takes_it_for(base: str, target: str) -> None:
    url = httpx2.URL(base)
    same(Base(url).at(target), url.copy_with(raw_path=target.encode("ascii")))


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40))
def test_any_target_does(text: str) -> None:
    url = httpx2.URL("https://api.test/v1")
    raw = f"/{text.replace('#', '')}"
    same(Base(url).at(raw), url.copy_with(raw_path=raw.encode("ascii")))


def test_user_information_stays_behind() -> None:
    base = Base(httpx2.URL("https://me:secret@api.test/v1"))
    assert base.has_credentials
    assert str(base.at("/v1/a")) == "https://api.test/v1/a"


def test_what_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        Base(httpx2.URL("https://api.test")).at("/" + "a" * 70_000)


def test_urls_can_be_used_like_any_other() -> None:
    url = Base(httpx2.URL("https://api.test/v1")).at("/v1/a?b=c")
    assert (url.path, url.query, url.params["b"], url.host) == ("/v1/a", b"b=c", "c", "api.test")
    assert url.join("../d") == "https://api.test/d"
    assert url.copy_with(query=None) == "https://api.test/v1/a"
    assert hash(url) == hash(httpx2.URL(str(url)))


def same(made: httpx2.URL, meant: httpx2.URL) -> None:
    assert (str(made), made.raw_path, made.netloc, made.port) == (
        str(meant),
        meant.raw_path,
        meant.netloc,
        meant.port,
    )
