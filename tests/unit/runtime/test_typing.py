"""What type checkers make of the runtime's generic parts."""

from __future__ import annotations

from pathlib import Path

from mypy import api

SNIPPET = """
from typing import assert_type
from generator.runtime.raw import Response, with_response
from tests.unit.runtime.support import AsyncPets, Pet, Pets


async def use(pets: Pets, async_pets: AsyncPets) -> None:
    assert_type(with_response(pets.get)(pet_id="1", options={"retries": 1}), Response[Pet])
    assert_type(await with_response(async_pets.get)(pet_id="1"), Response[Pet])
    with_response(pets.get)(pet="1")  # type: ignore[call-arg]
    with_response(async_pets.get)(pet_id=1)  # type: ignore[arg-type]
    with_response(pets.get)(pet_id="1", options={"retires": 1})  # type: ignore[arg-type]
"""


def test_with_response_keeps_arguments_and_result(tmp_path: Path) -> None:
    (tmp_path / "snippet.py").write_text(SNIPPET)
    options = ["--strict", "--follow-imports=silent", "--namespace-packages", "--explicit-package-bases"]
    out, _, status = api.run([*options, "--cache-dir", str(tmp_path / "cache"), str(tmp_path / "snippet.py")])
    assert (status, out.strip()) == (0, "Success: no issues found in 1 source file")
