"""A folder per kind of change: a document before and after it, and what a review says.

``before.yaml`` and ``after.yaml``, with the settings beside them where there are some, differ in one thing.
``expected.json`` and ``expected.md`` are the reports, verdict and version included;
``make test TESTS='tests/review --refresh-reviews'`` writes them anew.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.review import Review, as_markdown, review_facts
from generator.reviewing import Places, Side, review

HERE = Path(__file__).parent / "cases"
CASES = sorted(path.parent for path in HERE.glob("*/before.yaml"))


def reviewed(case: Path, monkeypatch: pytest.MonkeyPatch, before: str = "before", after: str = "after") -> Review:
    monkeypatch.chdir(case)
    return review((Side(Path(f"{before}.yaml")), Side(Path(f"{after}.yaml"))), Places())[0]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_case(case: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    found = reviewed(case, monkeypatch)
    texts = {"json": json.dumps(review_facts(found), indent=2) + "\n", "md": as_markdown(found)}
    if request.config.getoption("--refresh-reviews", default=False):
        for suffix, text in texts.items():
            (case / f"expected.{suffix}").write_text(text, "utf-8")
    assert texts == {suffix: (case / f"expected.{suffix}").read_text("utf-8") for suffix in texts}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_document_beside_itself_changes_nothing(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = reviewed(case, monkeypatch, "after", "after")
    assert found.rows == ()
    assert found.next_version == found.version
