"""Files and functions stay small enough to be read at once."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

GENERATOR = Path(__file__).parents[2] / "generator"
MODULES = sorted(GENERATOR.rglob("*.py"))


def functions() -> list[tuple[str, int]]:
    """Every function of the program, and how many lines it has, docstring included."""
    found = []
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                found.append((f"{module.relative_to(GENERATOR)}:{node.lineno} {node.name}", lines))
    return found


def test_no_file_is_longer_than_400_lines():
    lengths = {str(m.relative_to(GENERATOR)): len(m.read_text("utf-8").splitlines()) for m in MODULES}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_no_function_is_longer_than_80_lines():
    assert [function for function in functions() if function[1] > 80] == []


def test_nineteen_of_twenty_functions_have_at_most_40_lines():
    assert statistics.quantiles([lines for _, lines in functions()], n=20)[-1] <= 40
