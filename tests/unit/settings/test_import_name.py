"""The import name of a package does not hide what the package imports."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import InputError
from generator.settings import load_settings


@pytest.mark.parametrize("name", ["httpx2", "pydantic", "typing_extensions", "json", "asyncio"])
def test_names_of_what_is_imported_are_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "sdk.toml").write_text(f'[package]\nname = "{name}"\n')
    with pytest.raises(InputError, match="must be another name"):
        load_settings(tmp_path / "sdk.toml")


@pytest.mark.parametrize("name", ["..", "a/b", "a.b", "", "class", "a b", "é"])
def test_what_is_no_identifier_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "sdk.toml").write_text(f'[package]\nname = "{name}"\n')
    with pytest.raises(InputError, match="must be a Python identifier"):
        load_settings(tmp_path / "sdk.toml")
