"""Arguments on their way into a request: what is left out, what is refused, and how types are written."""

from __future__ import annotations

import datetime
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Any
from uuid import UUID

import pytest

from generator.runtime.enums import OpenStrEnum
from generator.runtime.operation import Parameter
from generator.runtime.unset import UNSET

from .support import Api, Owner, Pet, operation

UTC = datetime.UTC
PLUS2 = datetime.timezone(datetime.timedelta(hours=2))


class Colour(Enum):
    RED = "red"


class Level(IntEnum):
    HIGH = 3


class Status(OpenStrEnum):
    ACTIVE = "active"


class Loud(str):
    def __str__(self) -> str:
        return self.upper()


def query(api: Api, value: object, **facts: Any) -> str:
    """What a value becomes in a query."""
    api.call(operation(parameters=(Parameter("q", "q", "query", **facts),)), {"q": value})
    return api.target.removeprefix("/v1/do").removeprefix("?")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (1.0, "1.0"),
        (1e16, "1e%2B16"),
        (Decimal("1.10"), "1.10"),
        (Decimal("1E+3"), "1000"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (Colour.RED, "red"),
        (Level.HIGH, "3"),
        (Status.ACTIVE, "active"),
        (Status("new"), "new"),
        (Loud("quiet"), "quiet"),
        (b"\xfb\xff", "%2B%2F8%3D"),
        (datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "2026-01-02T03%3A04%3A05Z"),
        (datetime.datetime(2026, 1, 2, 3, 4, 5, 600, tzinfo=UTC), "2026-01-02T03%3A04%3A05.000600Z"),
        (datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=PLUS2), "2026-01-02T03%3A04%3A05%2B02%3A00"),
        (datetime.datetime(2026, 1, 2, 3, 4, 5), "2026-01-02T03%3A04%3A05"),
        (datetime.date(2026, 1, 2), "2026-01-02"),
        (datetime.time(3, 4), "03%3A04%3A00"),
    ],
)
def test_scalars(sync_api: Api, value: object, written: str) -> None:
    assert query(sync_api, value) == f"q={written}"
    assert query(sync_api, [value, "x"], explode=False) == f"q={written},x"
    assert query(sync_api, {"k": value}) == f"k={written}"


@pytest.mark.parametrize(
    ("span", "written"),
    [
        ({"days": 1, "hours": 2, "minutes": 3, "seconds": 4}, "P1DT2H3M4S"),
        ({"seconds": 0}, "PT0S"),
        ({"milliseconds": 1500}, "PT1.5S"),
        ({"microseconds": 1}, "PT0.000001S"),
        ({"days": 2}, "P2D"),
        ({"hours": 24}, "P1D"),
        ({"minutes": -90}, "-PT1H30M"),
        ({"days": -1, "seconds": -1}, "-P1DT1S"),
    ],
)
def test_durations(sync_api: Api, span: dict[str, int], written: str) -> None:
    assert query(sync_api, datetime.timedelta(**span)) == f"q={written}"


def test_base64url(sync_api: Api) -> None:
    assert query(sync_api, b"\xfb\xff", format="base64url") == "q=-_8"


def test_models_go_by_their_wire_names(sync_api: Api) -> None:
    assert query(sync_api, Pet(id=1, pet_name="Rex")) == "id=1&petName=Rex"
    written = query(sync_api, {"id": 1, "pet_name": "Rex"}, type=lambda: Pet, style="deepObject")
    assert written == "q%5Bid%5D=1&q%5BpetName%5D=Rex"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_what_is_no_number_is_refused(sync_api: Api, value: object) -> None:
    with pytest.raises(ValueError, match=r"do.*'q'"):
        query(sync_api, value)


@pytest.mark.parametrize("absent", [None, UNSET])
def test_absent_values_are_left_out(sync_api: Api, absent: object) -> None:
    parameters = tuple(Parameter("p", f"in_{place}", place) for place in ("query", "header", "cookie"))
    sync_api.call(operation(parameters=parameters), {p.argument: absent for p in parameters})
    sync_api.call(operation(parameters=parameters))
    assert [r.url.raw_path for r in sync_api.requests] == [b"/v1/do"] * 2
    assert sync_api.header("p") is None
    assert sync_api.header("cookie") is None


@pytest.mark.parametrize(
    ("facts", "written"),
    [
        ({}, "q="),
        ({"explode": False}, "q="),
        ({"style": "deepObject"}, "q="),
        ({"content_type": "application/json"}, "q=null"),
    ],
)
def test_null_where_it_is_allowed(sync_api: Api, facts: dict[str, Any], written: str) -> None:
    assert query(sync_api, None, nullable=True, **facts) == written
    assert query(sync_api, UNSET, nullable=True, **facts) == ""


def test_null_in_a_path(sync_api: Api) -> None:
    parameter = Parameter("a", "a", "path", required=True, nullable=True, style="matrix")
    sync_api.call(operation(path="/x/{a}", parameters=(parameter,)), {"a": None})
    assert sync_api.target == "/v1/x/;a"


@pytest.mark.parametrize("absent", [{}, {"pet_id": None}, {"pet_id": UNSET}])
@pytest.mark.parametrize("location", ["path", "query", "header", "cookie"])
def test_required_arguments(sync_api: Api, location: Any, absent: dict[str, Any]) -> None:
    parameter = Parameter("petId", "pet_id", location, required=True)
    with pytest.raises(TypeError, match=r"do\(\).*'pet_id'"):
        sync_api.call(operation(path="/x/{petId}", parameters=(parameter,)), absent)
    assert sync_api.requests == []


@pytest.mark.parametrize("value", ["", ".", "..", []])
def test_paths_stay_where_they_are(sync_api: Api, value: object) -> None:
    parameter = Parameter("petId", "pet_id", "path", required=True)
    with pytest.raises(ValueError, match="'pet_id'"):
        sync_api.call(operation(path="/pets/{petId}/toys", parameters=(parameter,)), {"pet_id": value})
    assert sync_api.requests == []


@pytest.mark.parametrize("value", ["a/../b", "..", "%2e%2E/x", "."])
def test_reserved_paths_stay_below_theirs(sync_api: Api, value: str) -> None:
    parameter = Parameter("p", "p", "path", required=True, allow_reserved=True)
    with pytest.raises(ValueError, match="'p'"):
        sync_api.call(operation(path="/x/{p}", parameters=(parameter,)), {"p": value})


def test_two_arguments_may_not_make_a_dot_segment(sync_api: Api) -> None:
    parameters = tuple(Parameter(name, name, "path", required=True) for name in "ab")
    with pytest.raises(ValueError, match="'a', 'b'"):
        sync_api.call(operation(path="/x/{a}{b}", parameters=parameters), {"a": ".", "b": "."})


@pytest.mark.parametrize("value", ["..", "...", "a..b", "%2e%2e", "~"])
def test_harmless_dots(sync_api: Api, value: str) -> None:
    parameter = Parameter("f", "f", "path", required=True)
    sync_api.call(operation(path="/x/{f}.json", parameters=(parameter,)), {"f": value})
    assert sync_api.target == f"/v1/x/{value.replace('%', '%25')}.json"


@pytest.mark.parametrize("location", ["header", "cookie"])
@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\nb", "a\x00b", "a\x7f", ["a", "b\r"]])
def test_control_characters_are_refused(sync_api: Api, location: Any, value: object) -> None:
    parameter = Parameter("X-A", "a", location, style="cookie" if location == "cookie" else "", explode=False)
    with pytest.raises(ValueError, match="'a'"):
        sync_api.call(operation(parameters=(parameter,)), {"a": value})
    assert sync_api.requests == []


def test_a_raw_cookie_cannot_begin_another(sync_api: Api) -> None:
    parameter = Parameter("c", "c", "cookie", style="cookie")
    with pytest.raises(ValueError, match="semicolon"):
        sync_api.call(operation(parameters=(parameter,)), {"c": "a; admin=1"})


@pytest.mark.parametrize(
    ("location", "written"),
    [
        ("query", "/v1/do?f=%7B%22id%22%3A1%2C%22petName%22%3A%22%C3%BC%22%7D"),
        ("path", "/v1/x/%7B%22id%22%3A1%2C%22petName%22%3A%22%C3%BC%22%7D"),
        ("header", '{"id":1,"petName":"\u00fc"}'),
        ("cookie", "f={%22id%22:1%2C%22petName%22:%22%C3%BC%22}"),
    ],
)
def test_content_parameters(sync_api: Api, location: Any, written: str) -> None:
    parameter = Parameter("f", "f", location, required=True, content_type="application/json", type=lambda: Pet)
    path = "/x/{f}" if location == "path" else "/do"
    sync_api.call(operation(path=path, parameters=(parameter,)), {"f": {"id": 1, "pet_name": "\u00fc"}})
    found = {"header": sync_api.header("f"), "cookie": sync_api.header("cookie")}
    assert found.get(location, sync_api.target) == written


@pytest.mark.parametrize(
    ("content_type", "value", "written"),
    [
        ("application/x-www-form-urlencoded", {"a": "x y", "b": [1, 2]}, "a=x%20y&b=1&b=2"),
        ("application/x-www-form-urlencoded", "a=1&b=%20", "a=1&b=%20"),
        ("application/json", {"a": [1]}, "%7B%22a%22%3A%5B1%5D%7D"),
        ("application/json", [1, 2], "%5B1%2C2%5D"),
        ("text/plain", 5, "5"),
    ],
)
def test_the_whole_query_string(sync_api: Api, content_type: str, value: object, written: str) -> None:
    parameter = Parameter("q", "q", "querystring", content_type=content_type)
    sync_api.call(operation(parameters=(parameter,)), {"q": value})
    assert sync_api.target == f"/v1/do?{written}"


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/a b/$value", "/v1/a%20b/$value"),
        ("/%7Bx%7D", "/v1/%7Bx%7D"),
        ("/do?action=x", "/v1/do?action=x&q=1"),
        ("/#X-Target=do", "/v1/"),
        ("do", "/v1/do"),
        ("/", "/v1/"),
        ("", "/v1/"),
    ],
)
def test_text_of_path_templates(sync_api: Api, path: str, target: str) -> None:
    parameters = (Parameter("q", "q", "query"),) if "?" in path else ()
    sync_api.call(operation(path=path, parameters=parameters), {"q": 1})
    assert sync_api.target == target


def test_names_in_queries(sync_api: Api) -> None:
    parameters = (Parameter("$filter", "f", "query"), Parameter("page[size]&", "s", "query"))
    sync_api.call(operation(parameters=parameters), {"f": "x", "s": 1})
    assert sync_api.target == "/v1/do?$filter=x&page%5Bsize%5D%26=1"


def test_a_header_loses_the_space_around_it(sync_api: Api) -> None:
    sync_api.call(operation(parameters=(Parameter("X-A", "a", "header"),)), {"a": " x\t"})
    assert sync_api.header("X-A") == "x"


def test_a_path_without_its_parameter_is_a_fault_of_the_table(sync_api: Api) -> None:
    with pytest.raises(TypeError, match="petId"):
        sync_api.call(operation(path="/x/{petId}"))


def test_objects_inside_of_objects_are_not_lost(sync_api: Api) -> None:
    assert query(sync_api, Owner(name="A")) == "name=A"
    assert query(sync_api, [{"a": 1}]) == "q=%7B%22a%22%3A1%7D"
