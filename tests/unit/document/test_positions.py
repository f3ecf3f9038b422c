"""Pointers lead to the lines that hold their keys."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.diagnostics import Report
from generator.document import pointer as pointers
from generator.document.file import InputFile, read_file
from generator.document.values import Json
from generator.model import Source

SPECS = Path(__file__).parents[4] / "shared" / "specs"
SAMPLE = 300


def pointers_of(value: Json, pointer: str = "") -> Iterator[str]:
    """All pointers below a value."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in members:
        yield pointers.join(pointer, key)
        yield from pointers_of(child, pointers.join(pointer, key))


def place(file: InputFile, pointer: str) -> tuple[int, int]:
    excerpt = file.locate(Source(file.name, pointer))
    assert excerpt is not None
    return excerpt.line, excerpt.column


YAML = """\
openapi: 3.1.0
"quoted key": {inline: [a, {b: c}]}
list:
  - x
  -   y: 1
      z: 2
base: &base
  one: 1
  two: {three: 3}
copy: *base
merged:
  <<: *base
  own: 4
twice:
  a: 1
  a: 2
text: |
  own: not a key
"a\\u00e9": 5
"""


@pytest.mark.parametrize(
    ("pointer", "at"),
    [
        ("", (1, 1)),
        ("/openapi", (1, 1)),
        ("/quoted key", (2, 1)),
        ("/quoted key/inline", (2, 16)),
        ("/quoted key/inline/0", (2, 25)),
        ("/quoted key/inline/1", (2, 28)),
        ("/quoted key/inline/1/b", (2, 29)),
        ("/list/0", (4, 5)),
        ("/list/1", (5, 7)),
        ("/list/1/z", (6, 7)),
        ("/base/two/three", (9, 9)),
        ("/copy", (10, 1)),
        ("/copy/two/three", (9, 9)),
        ("/merged/own", (13, 3)),
        ("/merged/two/three", (9, 9)),
        ("/twice/a", (16, 3)),
        ("/text", (17, 1)),
        ("/a\u00e9", (19, 1)),
        ("/list/9", (3, 1)),
        ("/nowhere/at/all", (1, 1)),
    ],
)
def test_places_in_yaml(tmp_path: Path, pointer: str, at: tuple[int, int]) -> None:
    (tmp_path / "a.yaml").write_text(YAML, "utf-8")
    assert place(read_file(tmp_path / "a.yaml", Report()), pointer) == at


JSON = r"""{"openapi": "3.1.0",
 "a\u00e9\"/~": {"b" : [ 1, "x:", {"c": null}, [] , -2.5e3, true ]},
 "twice": 1, "twice": 2,
    "t": "a: \"b\": {", "u": {}
}
"""


@pytest.mark.parametrize(
    ("pointer", "at"),
    [
        ("", (1, 1)),
        ("/openapi", (1, 2)),
        ('/a\u00e9"~1~0', (2, 2)),
        ('/a\u00e9"~1~0/b', (2, 18)),
        ('/a\u00e9"~1~0/b/0', (2, 26)),
        ('/a\u00e9"~1~0/b/1', (2, 29)),
        ('/a\u00e9"~1~0/b/2/c', (2, 36)),
        ('/a\u00e9"~1~0/b/3', (2, 48)),
        ('/a\u00e9"~1~0/b/4', (2, 53)),
        ('/a\u00e9"~1~0/b/5', (2, 61)),
        ("/twice", (3, 14)),
        ("/t", (4, 5)),
        ("/u", (4, 25)),
    ],
)
def test_places_in_json(tmp_path: Path, pointer: str, at: tuple[int, int]) -> None:
    (tmp_path / "a.json").write_text(JSON, "utf-8")
    assert place(read_file(tmp_path / "a.json", Report()), pointer) == at


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_line_ends(tmp_path: Path, end: str, name: str) -> None:
    (tmp_path / name).write_bytes(end.join(('{"a": {', '"b": 1,', '"c": 2', "}}")).encode())
    assert place(read_file(tmp_path / name, Report()), "/a/c") == (3, 1)


def test_another_files_places_are_not_known(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(JSON, "utf-8")
    assert read_file(tmp_path / "a.json", Report()).locate(Source("b.json", "")) is None


def test_long_lines_are_cut_around_the_column(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"a": "' + "x" * 500 + '", "here": 1, "b": "' + "y" * 500 + '"}', "utf-8")
    file = read_file(tmp_path / "a.json", Report())
    excerpt = file.locate(Source(file.name, "/here"))
    assert excerpt is not None
    assert len(excerpt.lines[0][1]) <= 120
    assert excerpt.lines[0][1][excerpt.column - 1 - excerpt.cut :].startswith('"here": 1')


def specs() -> list[Path]:
    return sorted(path for path in SPECS.glob("*") if path.suffix in (".json", ".yaml"))


@pytest.mark.skipif(not SPECS.is_dir(), reason="needs the documents in ../shared/specs")
@pytest.mark.parametrize("path", specs(), ids=lambda path: path.stem)
def test_the_line_of_a_pointer_holds_its_key(path: Path) -> None:
    file = read_file(path, Report())
    found = list(pointers_of(file.value))
    lines = path.read_text("utf-8").splitlines()
    for pointer in random.Random(1).sample(found, min(SAMPLE, len(found))):
        line, column = place(file, pointer)
        key = pointers.split(pointer)[-1]
        rest = lines[line - 1][column - 1 :]
        value = file.value
        for token in pointers.split(pointer):
            value = value[int(token)] if isinstance(value, list) else value[token]  # type: ignore[index]
        if not isinstance(value, dict | list) and key.isdigit():
            assert str(value)[:5].lower() in rest.lower().replace("''", "'") or rest[:1] in "|>\"'", pointer
        elif not key.isdigit():
            assert rest.startswith((key, f'"{key}', f"'{key}")), pointer
