"""The README documents every key of the settings, in the words of ``generator/settings.py``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.settings_reference import settings_reference

README = Path(__file__).parents[3] / "README.md"
START, END = "<!-- Start settings -->\n", "<!-- End settings -->"


def reference() -> Iterator[str]:
    for table in settings_reference():
        yield f"\n### `[{table.name}]`\n\n{table.description}\n"
        if table.keys:
            yield "\n| Key | Value | Default | Meaning |\n|---|---|---|---|\n"
        for key in table.keys:
            default = f"`{key.default}`" if key.default else ""
            yield f"| `{key.name}` | {key.values} | {default} | {key.description} |\n"
    yield "\n"


def test_the_readme_documents_every_setting():
    text = README.read_text("utf-8")
    assert text.partition(START)[2].partition(END)[0] == "".join(reference()), "put this between the markers"
