"""No text of a document gets beyond its place: the shape of the output is that of harmless text."""

from __future__ import annotations

import ast
import tomllib
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from marking import Marker, text_fields

from generator.diagnostics import Report
from generator.model import Api
from generator.pipeline import read
from generator.render import package_facts, render_sdk
from generator.schemas import render_models
from generator.settings import Settings
from generator.tree import Tree

HERE = Path(__file__).parent
HARMLESS = "Qq"
MARKERS = {
    "quotes": "'\"`",
    "triple quotes": "\"\"\"'''",
    "end of a docstring": '"""\nraise SystemExit("out")\n"""',
    "backslashes": "\\",
    "backslash before a quote": '\\"\\\\"\\\'',
    "backslash at the end": "x\\\\\\",
    "line feed": "\nraise SystemExit\n",
    "carriage return": "\rraise SystemExit\r\n",
    "vertical and form feeds": "\x0braise SystemExit\x0c",
    "separators": "\x1c\x1d\x1eraise SystemExit\x85",
    "Unicode line ends": "\u2028raise SystemExit\u2029",
    "braces": "{}{0}{x!r}%s%(a)s${a}",
    "Jinja": "{{ 7*7 }}{% for x in range(9) %}{# #}{{ cycler.__init__ }}",
    "unbalanced Jinja": "{% raw %}{{",
    "ends of comments": "*/ --> # <!-- End Summary --> ]]>",
    "brackets": ")]}>,;",
    "call": '"), __import__("os").abort(), ("',
    "lambda": "'] | __import__('os').abort() | Literal['",
    "bidirectional": "\u202e\u2066\u2069\u200f",
    "zero width": "\u200b\u200d\ufeff\u2060",
    "lone surrogates": "\ud800\udfff",
    "NUL": "\x00",
    "controls": "\x01\x1b[31m\x7f\x9b",
    "TOML": '"\n[tool.evil]\nx = """',
    "Markdown": "[x](javascript:alert) ![i](data:x) <script>alert(1)</script> | a | b",
    "fences": "\n```\n~~~\n",
    "escapes": "\\N{BULLET}\\u0022\\x22\\042",
    "wide": "\N{IDEOGRAPHIC SPACE}\U000e0001\U0001f4a9",
}


@pytest.fixture(scope="module")
def api() -> Api:
    return read(HERE / "everything.yaml", None, report=Report()).api


def _rendered(api: Api, mark: str, seen: set[tuple[str, str]] | None = None) -> Tree:
    marker = Marker(lambda text: text + mark, set() if seen is None else seen)
    changed = marker.model(api)
    package = package_facts(api, Settings())
    return render_sdk(changed, package, Settings(), render_models(changed), Report())


@pytest.fixture(scope="module")
def harmless(api: Api) -> dict[str, Any]:
    return _shapes(_rendered(api, HARMLESS))


def _shapes(files: Tree) -> dict[str, Any]:
    """What the text of a document must not change, by file."""
    return {
        path: shape(file.content)
        for path, file in files.items()
        if "/_runtime/" not in path and (shape := _SHAPES.get(Path(path).suffix)) is not None
    }


def _python(source: str) -> list[str]:
    """The nodes of the tree, less the values of literals; text in the place of an annotation is read as well."""
    tree = ast.parse(source)
    compile(source, "generated", "exec")
    shape = []
    for node in ast.walk(tree):
        fields = {k: v for k, v in ast.iter_fields(node) if isinstance(v, str | int | type(None))}
        if isinstance(node, ast.Constant):
            fields = {"value": type(node.value).__name__}
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "TypeAliasType":
            shape.extend(_python(ast.literal_eval(node.args[1]).strip()))
        shape.append(f"{type(node).__name__} {fields}")
    return shape


def _markdown(text: str) -> list[str]:
    """The outline: headings as they nest, tables, fences in Python; raw HTML but the generator's own is told."""
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    outline = []
    for token in parser.parse(text):
        if token.type in {"heading_open", "table_open", "tr_open", "th_open"}:
            outline.append(f"{token.type} {token.tag}")
        elif token.type == "fence" and token.info:
            outline.append(f"fence {token.info}")
            if token.info == "python":
                ast.parse(token.content)
        elif token.type == "html_block":
            outline.append("html")
        elif token.type == "inline":
            outline.extend(_inline(token.children or []))
    return outline


def _inline(tokens: list[Any]) -> list[str]:
    found = []
    for token in tokens:
        if token.type == "html_inline" and token.content.lower() not in {"<br/>", "<br>"}:
            found.append("html")
        for target in (token.attrGet("href"), token.attrGet("src")):
            assert target is None or not str(target).lower().startswith(("javascript:", "data:", "vbscript:"))
    return found


def _toml(text: str) -> Any:
    def keys(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: keys(item) for key, item in value.items()}
        return [keys(item) for item in value] if isinstance(value, list) else type(value).__name__

    return keys(tomllib.loads(text))


_SHAPES = {".py": _python, ".md": _markdown, ".toml": _toml}


def test_the_document_fills_every_text_of_the_model(api: Api) -> None:
    seen: set[tuple[str, str]] = set()
    _rendered(api, HARMLESS, seen)
    assert text_fields(api) - seen == set()


@pytest.mark.parametrize("mark", MARKERS.values(), ids=MARKERS)
def test_the_shape_of_the_output_is_that_of_harmless_text(api: Api, harmless: dict[str, Any], mark: str) -> None:
    found = _shapes(_rendered(api, mark))
    assert found.keys() == harmless.keys()
    assert {path: _difference(shape, harmless[path]) for path, shape in found.items() if shape != harmless[path]} == {}


def _difference(found: Any, wanted: Any) -> Any:
    """The first place where two shapes part."""
    pairs = zip_longest(found, wanted) if isinstance(found, list) else [(found, wanted)]
    return next(pair for pair in pairs if pair[0] != pair[1])
