"""docs/diagnostics.md says what the program says, for every kind of fault."""

from __future__ import annotations

import re

import pytest

from generator.diagnostics import Kind

from .example import Example, read_examples
from .page import PAGE, kinds, make_page

EXAMPLES = read_examples()


def test_codes_are_unique() -> None:
    codes = [kind.code for kind in kinds()]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[a-z]+/[a-z0-9-]+", code) for code in codes)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.code)
def test_every_kind_has_an_example_that_gives_it(kind: Kind) -> None:
    assert kind.code in EXAMPLES, f"write tests/diagnostics/examples/{kind.code.replace('/', '.')}.txt"
    printed = EXAMPLES[kind.code].printed()
    assert f"{kind.severity}[{kind.code}]: " in printed
    assert "\n  help: " in printed


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_no_example_is_left_over(example: Example) -> None:
    assert example.code in {kind.code for kind in kinds()}


def test_the_page_is_made_of_the_codes() -> None:
    assert PAGE.read_text("utf-8") == make_page(), "run make docs"
