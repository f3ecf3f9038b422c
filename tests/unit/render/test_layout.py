"""What the templates lay out is what black makes of it, so that black need not be asked."""

from pathlib import Path

import black
import pytest

from generator.diagnostics import Report
from generator.pipeline import read
from generator.render.client import render_client
from generator.render.formatting import format_modules
from generator.schemas import render_models

ROOT = Path(__file__).parents[3]
OURS = [ROOT / "spec/maestro.yaml", *sorted(ROOT.glob("tests/cases/*/spec.yaml"))]
BROKEN = {"not-yaml", "unknown-version"}
OTHERS = [
    ROOT.parent / "shared/specs" / name
    for name in ("box-2025.json", "netlify-swagger2.yaml", "scalar-galaxy.json", "intercom-2.11.yaml")
]


@pytest.mark.parametrize(
    "path", [p for p in (*OURS, *OTHERS) if p.parent.name not in BROKEN], ids=lambda p: p.parent.name
)
def test_black_changes_nothing(path: Path) -> None:
    if not path.exists():
        pytest.skip(f"{path.name} is not beside this checkout")
    found = read(path, None, report=Report())
    modules = {**render_client(found.api, found.package), **format_modules(render_models(found.api))}
    for name, source in modules.items():
        assert black.format_str(source, mode=black.Mode()) == source, name
