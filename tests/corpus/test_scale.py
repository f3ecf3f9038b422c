"""Deep, round and wide documents: generated, imported, every model built, answers read, within 1 GiB."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from .processes import run
from .synthetic import SHAPES

MIB = 1024
LONG = {
    "all-of-300",
    "all-of-list-1000",
    "cycle-1500",
    "maps-300",
    "one-of-in-all-of-300",
    "properties-1000",
    "properties-5000",
    "required-300",
    "union-cycle-300",
    "wide-5000",
}


def shapes() -> list[object]:
    all_ = bool(os.environ.get("SDKWRIGHT_ALL_DOCUMENTS"))
    skip = pytest.mark.skip(reason="long: make documents runs it")
    return [pytest.param(name, marks=[skip] if name in LONG and not all_ else []) for name in SHAPES]


@pytest.mark.parametrize("name", shapes())
def test_shape(name: str, tmp_path: Path) -> None:
    maker, number = SHAPES[name]
    made = maker(number)
    (tmp_path / "api.json").write_text(json.dumps(made.document), "utf-8")
    (tmp_path / "answer.json").write_text(json.dumps(made.instance), "utf-8")
    generated = run(["-m", "generator", "generate", "api.json", "--out", "sdk"], cwd=tmp_path)
    assert generated.code == 0, generated.err[-2000:]
    program = Path(__file__).with_name("use_package.py")
    used = run(["-W", "error", program, "sdk/src", "synthetic", "answer.json"], cwd=tmp_path)
    assert used.code == 0, used.err[-2000:]
    found = json.loads(used.out)
    assert found["built"] >= sum(1 for s in made.document["components"]["schemas"].values() if "properties" in s)
    assert found["drift"] > 0
    named = (tmp_path / "sdk/src/synthetic/models/__init__.py").read_text("utf-8")
    entries = [f"S{at}" for at in (0, number // 2, number) if f'"S{at}"' in named]
    program = Path(__file__).with_name("use_entries.py")
    at_once = run(["-W", "error", program, "sdk/src", "synthetic", "answer.json", *entries], cwd=tmp_path)
    assert at_once.code == 0, at_once.err[-2000:]
    assert json.loads(at_once.out) == {"ended": 16}, at_once.err[-2000:]
    assert max(generated.peak, used.peak, at_once.peak) < MIB
