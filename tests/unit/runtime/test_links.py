"""The next page that a header ``Link`` names."""

from __future__ import annotations

import pytest

from generator.runtime.links import next_link


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("<https://api.example/pets?page=2>; rel=next", "https://api.example/pets?page=2"),
        ('</a>; rel="prev", </b,c;d>; title="x, <y>; rel=next"; REL="last NEXT"', "/b,c;d"),
        (r'</a>; title="a \" b" ; rel = "next"', "/a"),
        (" , </a>;rel=next,,</b>;rel=next", "/a"),
        ("</a>; rel=prev; rel=next", None),
        ("</a>; rel=next; anchor=/other, </b>; rel=nextish", None),
        ("</a>; crossorigin; rel=next", "/a"),
        ("</a>; rel=prev, nonsense, </b>; rel=next", None),
        ("</a; rel=next", None),
        ("", None),
    ],
)
def test_the_next_link(header: str, target: str | None) -> None:
    assert next_link(header) == target


def test_a_long_header_is_read_in_one_go() -> None:
    assert next_link("<a>" + ";" * 200_000) is None
    assert next_link("<a>; t=" + '"' * 200_000) is None
    assert next_link(" ," * 100_000) is None
