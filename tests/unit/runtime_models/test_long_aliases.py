"""Named types in long chains and cycles: each is used from every entry, by many threads."""

from __future__ import annotations

import datetime
import itertools
import re
import sys
import types
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pydantic import TypeAdapter

from generator.runtime import lazy
from generator.runtime.lenient import read_json
from generator.runtime.wire import parse_json, to_wire

LENGTH = 300
ENTRIES = (0, 1, 7, 150, LENGTH - 12, LENGTH - 1)
_numbers = itertools.count()
HEAD = """\
from __future__ import annotations
from typing import Dict, List
from typing_extensions import TypeAliasType
from generator.runtime.formats import DurationString
from generator.runtime.model import Model
"""

FORMS = {
    "unions": ("str | A{next}", {"end": "x"}),
    "arrays": ("List[A{next}]", []),
    "maps": ("Dict[str, A{next}]", {}),
    "nullable arrays": ("List[A{next}] | None", None),
}


def package_of(values: list[str]) -> dict[str, str]:
    """A package with a module for each type ``A<number>``; the table of where each is, as an SDK has it."""
    package = f"long_{next(_numbers)}"
    sys.modules[package] = types.ModuleType(package)
    sys.modules[package].__path__ = []
    for number, value in enumerate(values):
        module = types.ModuleType(f"{package}.a{number}")
        module.__package__ = package
        sys.modules[module.__name__] = module
        refs = {f"A{named}": f".a{named}" for named in set(re.findall(r"\bA(\d+)", value)) - {str(number)}}
        is_model = value.startswith("class")
        said = value if is_model else f"A{number} = TypeAliasType('A{number}', {value!r})"
        exec(compile(f"{HEAD}_REFS = {refs}\n{said}", module.__name__, "exec"), vars(module))
    return {f"A{number}": f"a{number}" for number in range(len(values))} | {"": package}


def load(table: dict[str, str], number: int) -> Any:
    return lazy.load(table[""], table, f"A{number}")


def model(number: int, annotation: str) -> str:
    return f"class A{number}(Model):\n    end: {annotation} = None"


def chain(form: str) -> list[str]:
    return [form.format(next=n + 1) for n in range(LENGTH)] + [model(LENGTH, "str | None")]


@pytest.mark.parametrize("entry", ENTRIES)
@pytest.mark.parametrize("name", FORMS)
def test_a_chain_is_used_from_every_entry(name: str, entry: int) -> None:
    form, data = FORMS[name]
    alias = load(package_of(chain(form)), entry)
    limit = sys.getrecursionlimit()
    adapter = TypeAdapter(alias)
    value = adapter.validate_python(data)
    assert adapter.dump_python(value) == data
    assert to_wire(parse_json(lambda: alias, adapter.dump_json(value))) == data
    assert sys.getrecursionlimit() == limit
    assert isinstance(alias, lazy.TypeAliasType)


@pytest.mark.parametrize("name", FORMS)
def test_sixteen_threads_use_a_chain_at_once(name: str) -> None:
    form, data = FORMS[name]
    table = package_of(chain(form))

    def use(number: int) -> Any:
        adapter = TypeAdapter(load(table, number))
        return adapter.dump_python(adapter.validate_python(data))

    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(use, range(0, LENGTH, 9))) == [data] * len(range(0, LENGTH, 9))


@pytest.mark.parametrize("first", ENTRIES)
def test_a_cycle_of_named_types(first: int) -> None:
    table = package_of([f"List[A{(n + 1) % LENGTH}]" for n in range(LENGTH)])
    for entry in (first, 3, LENGTH // 2):
        adapter = TypeAdapter(load(table, entry))
        assert adapter.dump_python(adapter.validate_python([[[[]]]])) == [[[[]]]]
        with pytest.raises(ValueError, match="list"):
            adapter.validate_python([[[7]]])


@pytest.mark.parametrize("first", ENTRIES)
def test_a_cycle_of_named_types_through_models(first: int) -> None:
    targets = [f"A{(n + 1) % LENGTH}" for n in range(LENGTH)]
    values = [f"List[{t}]" if n % 50 else model(n, f"{t} | None") for n, t in enumerate(targets)]
    table = package_of(values)
    for entry in (first, 50, 299):
        data: Any = [] if entry % 50 else {"end": []}
        adapter = TypeAdapter(load(table, entry))
        assert adapter.dump_python(adapter.validate_python(data)) == data


def test_types_set_apart_are_in_the_json_schema_by_what_they_are() -> None:
    table = package_of([f"str | A{n + 1}" for n in range(12)] + [model(12, "str | None")])
    schema = TypeAdapter(load(table, 0)).json_schema()
    assert "'title': 'A12'" in str(schema)


def test_an_answer_that_does_not_fit_is_kept_behind_types_set_apart() -> None:
    table = package_of([f"List[A{n + 1}]" for n in range(24)] + [model(24, "str | None")])
    top = load(table, 0)
    data = b"[" * 24 + b'{"end": 7}' + b"]" * 24
    value, drift = read_json(lambda: top, data)
    for _ in range(24):
        (value,) = value
    assert value.end == 7
    assert [found.path for found in drift] == ["/0" * 24 + "/end"]


def test_a_codec_at_the_end_of_a_chain_writes_the_values() -> None:
    values = [model(0, "A1 | None")] + [f"bool | A{n + 1}" for n in range(1, LENGTH)] + ["DurationString"]
    top = load(package_of(values), 0)
    hour = datetime.timedelta(hours=1)
    assert to_wire(top(end=hour)) == {"end": "PT1H"}


def test_a_codec_in_a_type_that_is_in_itself_writes_the_values_at_every_depth() -> None:
    top = load(package_of([model(0, "A1 | None"), "DurationString | List[A1]"]), 0)
    hour = datetime.timedelta(hours=1)
    assert to_wire(top(end=[hour, [hour, [hour]]])) == {"end": ["PT1H", ["PT1H", ["PT1H"]]]}
