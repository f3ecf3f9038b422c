"""Tables: made like dataclasses, compared by what they say, and never changed."""

from __future__ import annotations

import copy
import pickle

import pytest

from generator.runtime.operation import BearerScheme, MutualTlsScheme, Operation, Parameter, Server


def test_facts_are_given_by_place_and_by_name() -> None:
    server = Server("https://api.test", name="main")
    assert (server.url, server.name, dict(server.variables)) == ("https://api.test", "main", {})
    assert server == Server(url="https://api.test", name="main")
    assert len({server, Server("https://api.test", name="main")}) == 1


def test_other_facts_are_another_table() -> None:
    assert Server("https://a.test") != Server("https://b.test")
    assert BearerScheme("token") != MutualTlsScheme("token")


@pytest.mark.parametrize("facts", [{}, {"url": "https://api.test", "colour": "red"}])
def test_what_is_missing_or_unknown_is_refused(facts: dict[str, str]) -> None:
    with pytest.raises(TypeError, match="url" if not facts else "colour"):
        Server(**facts)  # type: ignore[arg-type]


def test_nothing_changes() -> None:
    with pytest.raises(AttributeError, match="url"):
        Server("https://api.test").url = "https://other.test"  # type: ignore[misc]


def test_a_table_with_some_facts_changed() -> None:
    first: Operation[int] = Operation(id="a", method="GET", path="/a/{b}")
    assert first.path_parts == ("/a/", "b", "")
    second = first.replaced(path="/c")
    assert (second.id, second.path_parts, first.path) == ("a", ("/c",), "/a/{b}")


def test_tables_are_shown_copied_and_pickled() -> None:
    parameter = Parameter("a", "b", "query", required=True)
    assert "name='a', argument='b', location='query', required=True" in repr(parameter)
    assert copy.copy(parameter) == copy.deepcopy(parameter) == pickle.loads(pickle.dumps(parameter)) == parameter
