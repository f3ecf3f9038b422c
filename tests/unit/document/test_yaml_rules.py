"""YAML means what JSON could say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import InputError, Report
from generator.document.file import read_file
from generator.model import Source


def value_of(tmp_path: Path, text: str) -> object:
    path = tmp_path / "a.yaml"
    path.write_bytes(text.encode())
    return read_file(path, Report()).value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("null", None),
        ("Null", None),
        ("NULL", None),
        ("~", None),
        ("", None),
        ("true", True),
        ("True", True),
        ("TRUE", True),
        ("false", False),
        ("False", False),
        ("FALSE", False),
        ("0", 0),
        ("-7", -7),
        ("12", 12),
        ("9223372036854775808", 9223372036854775808),
        ("1.5", 1.5),
        ("-0.25e-3", -0.00025),
        ("1e3", 1000.0),
        # words and numbers of YAML 1.1 that JSON does not know
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("OFF", "OFF"),
        ("y", "y"),
        ("tRUE", "tRUE"),
        ("nULL", "nULL"),
        ("12:30", "12:30"),
        ("12:30:45", "12:30:45"),
        ("2020-01-01", "2020-01-01"),
        ("2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z"),
        ("0o17", "0o17"),
        ("017", "017"),
        ("0x1F", "0x1F"),
        ("0b11", "0b11"),
        ("1_000", "1_000"),
        ("+1", "+1"),
        (".5", ".5"),
        ("5.", "5."),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1.2.3", "1.2.3"),
        ("=", "="),
        ("'12'", "12"),
        ('"true"', "true"),
        ('""', ""),
        ("!!str 12", "12"),
        ("!!str", ""),
        ("! 12", "12"),
        (r'"\ud83d\ude00"', "\U0001f600"),
        ("!!int 12", 12),
        ("!!float 12", 12.0),
        ("!!bool true", True),
        ("!!null ~", None),
        ("!!map {a: 1}", {"a": 1}),
        ("!!seq [1]", [1]),
        ("|\n  a\n  b\n", "a\nb\n"),
        (">-\n  a\n  b\n", "a b"),
    ],
)
def test_scalars(tmp_path: Path, text: str, value: object) -> None:
    found = value_of(tmp_path, f"k: {text}\n")
    assert found == {"k": value}
    assert isinstance(found, dict)
    assert type(found["k"]) is type(value)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("200: a", ["200"]),
        ("1.0: a", ["1.0"]),
        ("null: a", ["null"]),
        ("true: a", ["true"]),
        ("on: a", ["on"]),
        ("2020-01-01: a", ["2020-01-01"]),
        ("'x': a", ["x"]),
        ("? y\n: a", ["y"]),
        ("{1: a, 2}", ["1", "2"]),
        ("&k name: a\nb: *k", ["name", "b"]),
        ("'<<': a", ["<<"]),
    ],
)
def test_keys_are_strings(tmp_path: Path, text: str, keys: list[str]) -> None:
    found = value_of(tmp_path, text)
    assert isinstance(found, dict)
    assert list(found) == keys


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: &x {p: 1}\nb: *x", {"a": {"p": 1}, "b": {"p": 1}}),
        ("a: &x [1, 2]\nb: [*x, *x]", {"a": [1, 2], "b": [[1, 2], [1, 2]]}),
        ("a: &x 12\nb: *x", {"a": 12, "b": 12}),
        ("a: &x name\n*x : 1", {"a": "name", "name": 1}),
        ("a: &x 200\n*x : 1", {"a": 200, "200": 1}),
        ("a: &x {p: 1, q: 1}\nb: {<<: *x, q: 2}", {"a": {"p": 1, "q": 1}, "b": {"p": 1, "q": 2}}),
        ("b: {q: 2, <<: &x {p: 1, q: 1}}", {"b": {"p": 1, "q": 2}}),
        (
            "x: &x {p: 1}\ny: &y {p: 2, q: 2}\nb: {<<: [*x, *y]}",
            {"x": {"p": 1}, "y": {"p": 2, "q": 2}, "b": {"p": 1, "q": 2}},
        ),
        ("x: &x {p: 1}\nb: {<<: *x, <<: {q: 2}}", {"x": {"p": 1}, "b": {"p": 1, "q": 2}}),
        (
            "x: &x {p: 1}\ny: &y {<<: *x, q: 2}\nb: {<<: *y}",
            {"x": {"p": 1}, "y": {"p": 1, "q": 2}, "b": {"p": 1, "q": 2}},
        ),
    ],
)
def test_aliases_and_merge_keys(tmp_path: Path, text: str, value: object) -> None:
    assert value_of(tmp_path, text) == value


def test_aliases_up_to_the_limit_are_expanded(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 5)]
    found = value_of(tmp_path, "\n".join(lines))
    assert isinstance(found, dict)
    assert found["a4"][9][9][9][9] == ["x"] * 10


def test_the_pure_python_parser_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: &x [1, 'b', {c: null}]\nd: {<<: {e: 1}, f: *x}\n"
    expected = value_of(tmp_path, text)
    monkeypatch.setattr("generator.document.yaml_events._Loader", yaml.SafeLoader)
    assert value_of(tmp_path, text) == expected


characters = st.characters(exclude_categories=["Cs"])
keys = st.text(characters, max_size=80)
"""YAML ends a key on one line after 1,024 characters (YAML 1.2 section 7.4.2); an escape may take twelve."""
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(characters),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(keys, inner),
    max_leaves=30,
)


@settings(deadline=None)
@given(json_values)
def test_json_read_as_yaml_is_the_same(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    text = json.dumps(value)
    path = tmp_path_factory.getbasetemp() / "same.yaml"
    path.write_text("--- " + text, "utf-8")
    assert read_file(path, Report()).value == json.loads(text)


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text("{}[]:,&*!|>'\"%@`-? \n\tab01<.#\\\0\ufeff", max_size=60).map(str.encode))
def test_no_bytes_raise_anything_but_an_input_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    for name in ("any.yaml", "any.json"):
        path = tmp_path_factory.getbasetemp() / name
        path.write_bytes(data)
        source = Source(str(path), "")
        try:
            has_place = read_file(path, Report()).locate(source) is not None
        except InputError as error:
            has_place = error.locate(source) is not None or error.diagnostics[0].code == "document/empty"
        assert has_place
