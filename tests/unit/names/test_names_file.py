"""The names file: read with exact faults, written sorted, and what comes of it in a run."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import InputError, render
from generator.names_file import format_names, format_record, load_names, load_record, names_path, write_names
from generator.python.pins import Named, Pin

PINS = {
    Pin(Named.MODEL, "/components/schemas/foo_bar"): "FooBar",
    Pin(Named.FIELD, "/components/schemas/Pet/properties/fooBar"): "foo_bar",
    Pin(Named.MODEL, "/components/schemas/Aa"): "Bb",
    Pin(Named.OPERATION, "/paths/~1a/get"): "any text",
}


def test_a_file_is_sorted_and_read_back(tmp_path: Path) -> None:
    path = names_path(tmp_path / "api.v1.yaml")
    assert path.name == "api.v1.names.toml"
    write_names(path, format_names(PINS))
    assert [line for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"] == [
        "[models]",
        '"/components/schemas/Aa" = "Bb"',
        '"/components/schemas/foo_bar" = "FooBar"',
        "[fields]",
        '"/components/schemas/Pet/properties/fooBar" = "foo_bar"',
        "[operations]",
        '"/paths/~1a/get" = "any text"',
    ]
    assert load_names(path).pins == PINS
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_no_pins_no_file(tmp_path: Path) -> None:
    path = tmp_path / "api.names.toml"
    write_names(path, format_names(PINS))
    write_names(path, format_names({}))
    assert not path.exists()
    assert load_names(path).pins == {}


@given(st.dictionaries(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.just("FooBar")))
def test_any_key_survives(keys: dict[str, str]) -> None:
    pins = {Pin(Named.MODEL, key): name for key, name in keys.items()}
    assert tomllib.loads(format_names(pins)).get("models", {}) == keys


@pytest.mark.parametrize(
    ("text", "place", "message", "remedy"),
    [
        ("[models]\n/a = 1\n", "2:1", "names/syntax", ""),
        ("[models]\n'/a' = 'class'\n", "2:1", "'class' cannot be a name in [models]", "Write 'Class'"),
        ("[fields]\n\n'/a' = 'copy'\n", "3:1", "'copy' cannot be a name in [fields]", "Write 'copy_'"),
        ("[arguments]\n'/a' = 'self'\n", "2:1", "'self' cannot be a name in [arguments]", "Write 'self_'"),
        ("[methods]\n'/a' = '../x'\n", "2:1", "'../x' cannot be a name in [methods]", "Write 'x'"),
        ("[members]\n'/a' = 'red'\n", "2:1", "'red' cannot be a name in [members]", "Write 'RED'"),
        ("[models]\n'/a' = 3\n", "2:1", "The name of /a must be a text", ""),
        ("[classes]\n'/a' = 'A'\n", "1:2", "classes is no table of names", ""),
        ("models = 1\n", "1:1", "models is no table of names", ""),
    ],
)
def test_a_fault_is_shown_at_its_place(tmp_path: Path, text: str, place: str, message: str, remedy: str) -> None:
    path = tmp_path / "api.names.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as raised:
        load_names(path)
    (fault,) = raised.value.diagnostics
    shown = render(fault, raised.value.locate)
    assert shown.startswith(f"{path}:{place}: error[names/")
    assert message in shown
    assert remedy in shown


def test_the_record_knows_what_was_put_into_it(tmp_path: Path) -> None:
    fluid = next(iter(PINS))
    text = format_record([*PINS, *PINS], {fluid: "PetWithTag"})
    assert text == format_record(reversed(PINS), {fluid: "PetWithTag"})
    (tmp_path / ".sdkwright.names").write_text(text, "utf-8")
    known = load_record(tmp_path)
    assert all(pin in known for pin in PINS)
    assert Pin(Named.FIELD, "/components/schemas/foo_bar") not in known
    assert [known.name(pin) for pin in PINS] == ["PetWithTag", *[""] * (len(PINS) - 1)]
    assert load_record(tmp_path / "nowhere").digests == {}
