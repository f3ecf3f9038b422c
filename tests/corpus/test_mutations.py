"""A document with random faults ends in diagnostics, never in a traceback."""

from __future__ import annotations

import random

import pytest

from .mutate import SPECS, crash, documents, mutated

FOUND = {name: document for name, document in documents(SPECS) if name in ("xero-identity.yaml", "redocly-museum.yaml")}


@pytest.mark.skipif(not FOUND, reason="the documents are not beside this checkout")
@pytest.mark.parametrize("name", FOUND)
@pytest.mark.parametrize("seed", range(30))
def test_reading_does_not_crash(name: str, seed: int) -> None:
    assert crash(mutated(FOUND[name], random.Random(f"{name}:{seed}")), whole=False) == ""


@pytest.mark.skipif(not FOUND, reason="the documents are not beside this checkout")
@pytest.mark.parametrize("seed", range(3))
def test_generating_does_not_crash(seed: int) -> None:
    assert crash(mutated(FOUND["xero-identity.yaml"], random.Random(f"whole:{seed}")), whole=True) == ""
