"""Makes docs/diagnostics.md from generator/codes/ and the examples: python -m tests.diagnostics.page"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics import Kind, Severity
from generator.explanations import known_kinds

from .example import Example, read_examples

PAGE = Path(__file__).parents[2] / "docs/diagnostics.md"
_LANGUAGES = {".yaml": "yaml", ".json": "json", ".toml": "toml"}
_STAGES = {
    "settings": "The settings file",
    "names": "The names file",
    "document": "The document: loading, references, versions, validity",
    "overlay": "Overlays",
    "build": "From the document to the operations and models of the SDK",
    "render": "From the operations and models to programs and pages",
    "output": "Writing the SDK",
    "patch": "Edits that are kept as patches",
    "review": "Comparing two documents",
    "samples": "Code samples of the document",
    "release": "Releasing the SDK",
}
_SEVERITIES = {
    Severity.ERROR: "nothing can be generated",
    Severity.WARNING: "something is left out or bent; `--strict` refuses it",
    Severity.NOTE: "good to know; nothing has to be done",
}


def kinds() -> list[Kind]:
    """Every kind of fault, stage by stage, and in the order of the catalogue."""
    return sorted(known_kinds().values(), key=lambda kind: list(_STAGES).index(kind.code.partition("/")[0]))


def make_page() -> str:
    """The whole page."""
    return "\n".join(_lines(read_examples())) + "\n"


def _lines(examples: dict[str, Example]) -> Iterator[str]:
    yield "<!-- Made by `make docs` from generator/codes/ and tests/diagnostics/examples: do not edit. -->"
    yield ""
    yield "# Diagnostics"
    yield ""
    yield "What sdkwright says about documents, settings and folders. Each diagnostic names its code, the file with line and"
    yield "column, the JSON pointer of the place, and a remedy. `sdkwright explain CODE` prints one section of this page."
    yield ""
    yield from (f"- **{severity}**: {meaning}" for severity, meaning in _SEVERITIES.items())
    stage = ""
    for kind in kinds():
        if kind.code.partition("/")[0] != stage:
            stage = kind.code.partition("/")[0]
            yield from ("", f"## {_STAGES[stage]}")
        yield from _section(kind, examples.get(kind.code))


def _section(kind: Kind, example: Example | None) -> Iterator[str]:
    yield from ("", f"### {kind.code}", "")
    yield f"{kind.title} ({kind.severity})."
    yield from ("", f"What to do: {kind.remedy}")
    if example is None:
        return
    yield from ("", "For example:")
    for name, text in example.files.items():
        yield from ("", f"`{name}`", "", f"```{_LANGUAGES.get(Path(name).suffix, 'text')}", *text.splitlines(), "```")
    yield from ("", "```console", *(f"$ {command}" for command in example.commands))
    yield from (*example.printed().splitlines(), "```")


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    made = make_page()
    changed = not PAGE.is_file() or PAGE.read_text("utf-8") != made
    PAGE.write_text(made, "utf-8")
    print(f"docs/diagnostics.md {'written' if changed else 'unchanged'}")
    sys.exit(0)
