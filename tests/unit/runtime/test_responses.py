"""From an answer to what a call returns: which case it is, and what becomes of one that does not fit."""

from __future__ import annotations

import datetime
import logging
from typing import Any, Literal

import httpx2
import pytest
from pydantic import JsonValue, ValidationError

from generator.runtime.errors import APIError, ResponseValidationError
from generator.runtime.lenient import read_json
from generator.runtime.operation import ErrorCase, ResponseCase
from generator.runtime.raw import with_response

from .support import GET_PET, Api, AsyncPets, Owner, Pet, Pets, json_response, operation

JSON = "application/json"


def cases(*cases: tuple[Any, ...]) -> Any:
    return operation(responses=tuple(ResponseCase(*case) for case in cases))


def content(data: bytes, kind: str | None, status: int = 200) -> httpx2.Response:
    return httpx2.Response(status, content=data, headers={"Content-Type": kind} if kind else {})


def test_json(api: Api) -> None:
    api.answers = [json_response({"id": 1, "petName": "Rex", "new": True})]
    response = api.call(GET_PET, {"pet_id": "1"})
    assert response.data == Pet.model_validate({"id": 1, "petName": "Rex", "new": True}, by_alias=True)
    assert response.data.pet_name == "Rex"
    assert response.drift == ()


def test_wire_data_goes_by_wire_names(sync_api: Api) -> None:
    sync_api.answers = [json_response({"id": 1, "pet_name": "Rex"})]
    pet = sync_api.call(GET_PET, {"pet_id": "1"}).data
    assert (pet.pet_name, pet.model_extra) == (None, {"pet_name": "Rex"})


@pytest.mark.parametrize(
    ("status", "expected"),
    [(200, "exact"), (201, "range"), (299, "range")],
)
def test_statuses_from_narrow_to_wide(sync_api: Api, status: int, expected: str) -> None:
    declared = cases(
        ("default", "text/plain", lambda: Literal["default"]),
        ("2XX", "text/plain", lambda: Literal["range"]),
        ("200", "text/plain", lambda: Literal["exact"]),
    )
    sync_api.answers = [content(expected.encode(), "text/plain", status)]
    response = sync_api.call(declared, strict_responses=True)
    assert response.data == expected


def test_the_default_response(sync_api: Api) -> None:
    sync_api.answers = [content(b"5", "text/plain", 202)]
    response = sync_api.call(cases(("default", "text/plain", lambda: int)))
    assert (response.data, response.drift) == (5, ())


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("application/json", Pet),
        ("application/json; charset=utf-8", Pet),
        ("application/vnd.pets.v2+json", Owner),
        ("application/vnd.other+json", Pet),
        ("text/plain", str),
        ("image/png", bytes),
        ("TEXT/PLAIN", str),
        (None, Pet),
    ],
)
def test_content_types(sync_api: Api, kind: str | None, expected: type) -> None:
    declared = cases(
        ("200", JSON, lambda: Pet),
        ("200", "application/vnd.pets.v2+json", lambda: Owner),
        ("200", "text/plain", lambda: str),
        ("200", "image/*", lambda: bytes),
    )
    sync_api.answers = [content(b'{"id": 1, "name": "A"}', kind)]
    assert isinstance(sync_api.call(declared).data, expected)


def test_parameters_of_content_types(sync_api: Api) -> None:
    declared = cases(("200", f"{JSON};odata=full", lambda: Owner), ("200", f"{JSON};odata=none", lambda: Pet))
    sync_api.answers = [content(b'{"id": 1, "name": "A"}', f"{JSON}; odata=none; charset=utf-8")]
    assert isinstance(sync_api.call(declared).data, Pet)


@pytest.mark.parametrize(
    ("declared", "type_", "kind", "data", "expected"),
    [
        ("text/plain", str, "text/plain", b"h\xc3\xbc", "h\u00fc"),
        ("text/plain", str, "text/plain; charset=latin-1", b"h\xfc", "h\u00fc"),
        ("text/plain", datetime.date, "text/plain", b"2026-01-02", datetime.date(2026, 1, 2)),
        ("application/octet-stream", bytes, None, b"\xff\x00", b"\xff\x00"),
        ("application/pdf", bytes, "application/pdf", b"%PDF", b"%PDF"),
        (JSON, bytes, JSON, b'{"raw": 1}', b'{"raw": 1}'),
        (JSON, bytes, JSON, b'"AAE="', b"\x00\x01"),
        (JSON, str, JSON, b'"text"', "text"),
        (JSON, JsonValue, JSON, b'{"a":[1,null]}', {"a": [1, None]}),
        (JSON, list[int], "text/html", b"[1]", [1]),
        ("*/*", Owner, JSON, b'{"name":"A"}', Owner(name="A")),
        ("*/*", str, "text/html", b"<p>", "<p>"),
        ("application/xml", str, "application/xml", b"<a/>", "<a/>"),
        ("application/problem+json", int, "application/problem+json", b"5", 5),
    ],
)
def test_decoding(sync_api: Api, declared: str, type_: Any, kind: str | None, data: bytes, expected: object) -> None:
    sync_api.answers = [content(data, kind)]
    response = sync_api.call(cases(("200", declared, lambda: type_)))
    assert (response.data, response.drift) == (expected, ())


@pytest.mark.parametrize("status", [204, 205])
def test_no_content(api: Api, status: int) -> None:
    api.answers = [httpx2.Response(status)]
    response = api.call(cases(("200", JSON, lambda: Pet), (str(status),)), strict_responses=True)
    assert (response.data, response.status) == (None, status)


def test_head(api: Api) -> None:
    api.answers = [httpx2.Response(200, headers={"Content-Type": JSON, "X-Total": "3"})]
    response = api.call(operation(method="HEAD", responses=(ResponseCase("200", JSON, lambda: Pet),)))
    assert (response.data, response.headers["x-total"]) == (None, "3")


def test_a_declared_case_without_content(sync_api: Api) -> None:
    sync_api.answers = [content(b"surprise", "text/plain")]
    assert sync_api.call(cases(("200",)), strict_responses=True).data is None


def test_an_empty_body_where_there_should_be_one(sync_api: Api) -> None:
    response = sync_api.call(cases(("200", JSON, lambda: Pet)))
    assert response.data is None
    assert [str(d) for d in response.drift] == ["the body: the body is empty"]
    with pytest.raises(ResponseValidationError, match="the body is empty"):
        sync_api.call(cases(("200", JSON, lambda: Pet)), strict_responses=True)


def test_an_undeclared_status_is_read_as_the_declared_success(sync_api: Api) -> None:
    sync_api.answers = [lambda _: json_response({"id": 1}, 202)]
    response = sync_api.call(cases(("200", JSON, lambda: Pet), ("201", JSON, lambda: Pet)))
    assert response.data == Pet(id=1)
    assert "202 is not declared" in str(response.drift[0])
    with pytest.raises(ResponseValidationError, match="202 is not declared"):
        sync_api.call(cases(("200", JSON, lambda: Pet)), strict_responses=True)


def test_an_undeclared_status_among_several(sync_api: Api) -> None:
    sync_api.answers = [json_response({"id": 1}, 202)]
    with pytest.raises(ResponseValidationError, match="202 is not declared") as info:
        sync_api.call(cases(("200", JSON, lambda: Pet), ("201", JSON, lambda: Owner)))
    assert (info.value.status_code, info.value.body) == (202, b'{"id":1}')


def test_an_undeclared_status_without_a_body(sync_api: Api) -> None:
    sync_api.answers = [httpx2.Response(202)]
    response = sync_api.call(cases(("200", JSON, lambda: Pet), ("201", JSON, lambda: Owner)))
    assert response.data is None
    assert response.drift


def test_no_success_is_declared(sync_api: Api) -> None:
    sync_api.answers = [json_response({"id": 1})]
    assert sync_api.call(operation()).data is None


def test_a_redirect_that_is_declared_is_an_answer(api: Api) -> None:
    api.answers = [httpx2.Response(302, headers={"Location": "https://files.test/1"})]
    response = api.call(cases(("302",)))
    assert (response.status, response.headers["location"]) == (302, "https://files.test/1")
    assert len(api.requests) == 1


DRIFTING: dict[str, Any] = {
    "id": "seven",
    "petName": 5,
    "owner": {"phone": 1, "new": 2},
    "tags": ["a", 2],
    "friends": [{"id": 1, "petName": "Rex"}, {"id": "x"}, "none"],
    "extra": {"kept": True},
}
PLACES = ["/id", "/petName", "/owner/name", "/owner/phone", "/tags/1", "/friends/1/id", "/friends/2"]


def test_what_does_not_fit_is_kept_and_told(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    api.answers = [json_response(DRIFTING)]
    response = api.call(GET_PET, {"pet_id": "1"})
    pet = response.data
    assert type(pet) is Pet
    assert (pet.id, pet.pet_name, pet.tags, pet.model_extra) == ("seven", 5, ["a", 2], {"extra": {"kept": True}})
    assert type(pet.owner) is Owner
    assert (pet.owner.name, pet.owner.phone, pet.owner.model_extra) == (None, 1, {"new": 2})
    assert pet.owner.model_fields_set == {"phone", "new"}
    assert pet.friends is not None
    assert pet.friends[0] == Pet(id=1, pet_name="Rex")
    assert (type(pet.friends[1]), pet.friends[1].id, pet.friends[2]) == (Pet, "x", "none")
    assert [drift.path for drift in response.drift] == PLACES
    assert [drift.value for drift in response.drift] == ["seven", 5, None, 1, 2, "x", "none"]
    warned = [r.getMessage() for r in caplog.records if r.levelno == logging.WARNING]
    assert len(warned) == 1
    assert all(place in warned[0] for place in PLACES)
    assert "seven" not in warned[0]


def test_a_long_list_of_drift_is_not_logged_whole(sync_api: Api, caplog: pytest.LogCaptureFixture) -> None:
    sync_api.answers = [json_response([{"id": "x"}] * 50)]
    assert len(sync_api.call(cases(("200", JSON, lambda: list[Pet]))).drift) == 50
    assert "and 40 more" in caplog.text


def test_strict(api: Api) -> None:
    api.answers = [json_response(DRIFTING, x_request_id="r-1")]
    with pytest.raises(ResponseValidationError, match=r"getPet|pets/1.*r-1.*petName") as info:
        api.call(GET_PET, {"pet_id": "1"}, strict_responses=True)
    error = info.value
    assert isinstance(error.__cause__, ValidationError)
    assert (error.status_code, error.attempts, error.request.method) == (200, 1, "GET")
    assert "seven" not in str(error)


def test_the_message_of_a_success_tells_no_data(sync_api: Api) -> None:
    sync_api.answers = [json_response({"id": "x", "message": "private"})]
    with pytest.raises(ResponseValidationError) as info:
        sync_api.call(GET_PET, {"pet_id": "1"}, strict_responses=True)
    assert "private" not in str(info.value)


@pytest.mark.parametrize("body", [b"<html>", b'{"id":', b"\xff\xfe"])
def test_what_is_no_json_at_all(api: Api, body: bytes) -> None:
    api.answers = [content(body, JSON)]
    with pytest.raises(ResponseValidationError, match="200 OK") as info:
        api.call(GET_PET, {"pet_id": "1"})
    assert info.value.body == body


@pytest.mark.parametrize(
    ("type_", "data", "value", "paths"),
    [
        (Pet, b"[]", [], [""]),
        (list[Pet], b'{"id":1}', {"id": 1}, [""]),
        (dict[str, int], b'{"a":1,"b":"x","c/d":"y"}', {"a": 1, "b": "x", "c/d": "y"}, ["/b", "/c~1d"]),
        (Owner | int, b'{"n":1}', {"n": 1}, ["/name", ""]),
        (list[Owner | None], b'[null,{"name":1}]', [None, Owner.model_construct(name=1)], ["/1/name"]),
        (int, b'"x"', "x", [""]),
    ],
)
def test_drift_of_other_types(type_: Any, data: bytes, value: object, paths: list[str]) -> None:
    read, drift = read_json(lambda: type_, data)
    assert (read, [d.path for d in drift]) == (value, paths)


def test_text_that_does_not_fit(sync_api: Api) -> None:
    sync_api.answers = [lambda _: content(b"soon", "text/plain")]
    declared = cases(("200", "text/plain", lambda: datetime.date))
    response = sync_api.call(declared)
    assert (response.data, len(response.drift)) == ("soon", 1)
    with pytest.raises(ResponseValidationError):
        sync_api.call(declared, strict_responses=True)


def test_a_whole_response(api: Api) -> None:
    api.answers = [httpx2.Response(503), json_response({"id": 1}, x_request_id="r-1", x_total="3")]
    pets = AsyncPets if api.is_async else Pets
    response = api.use(lambda sdk: with_response(pets(sdk).get)(pet_id="1", options={"retries": 1}))
    assert (response.status, response.data, response.attempts) == (200, Pet(id=1), 2)
    assert (response.headers["X-Total"], response.request_id) == ("3", "r-1")
    assert response.elapsed > datetime.timedelta(0)
    assert response.http_response.json() == {"id": 1}
    assert "x-total" not in repr(response).lower()


def test_the_plain_method_stays_plain(api: Api) -> None:
    api.answers = [json_response({"id": 1}), json_response({"id": 2})]
    pets: Any = AsyncPets if api.is_async else Pets
    made: list[Any] = []
    first = api.use(
        lambda sdk: made.append(pets(sdk)),
        lambda sdk: with_response(made[0].get)(pet_id="1"),
        lambda sdk: made[0].get(pet_id="1"),
    )
    assert first == Pet(id=2)


@pytest.mark.parametrize("what", [print, len, "get", None, Pets, Pets.get, lambda: None])
def test_with_response_takes_methods_of_the_sdk_alone(what: Any) -> None:
    with pytest.raises(TypeError, match="method of the SDK"):
        with_response(what)


def test_with_response_takes_no_private_method(sync_api: Api) -> None:
    with pytest.raises(TypeError, match="method of the SDK"):
        sync_api.use(lambda sdk: with_response(Pets(sdk)._call))


def test_with_response_raises_as_the_method_does(api: Api) -> None:
    api.answers = [httpx2.Response(500)]
    pets: Any = AsyncPets if api.is_async else Pets
    with pytest.raises(APIError):
        api.use(lambda sdk: with_response(pets(sdk).get)(pet_id="1"))


def test_accept_names_what_is_declared(sync_api: Api) -> None:
    declared = operation(
        responses=(ResponseCase("200", "text/csv", lambda: str), ResponseCase("204")),
        errors=(
            ErrorCase(("400",), "application/problem+json", lambda: Owner),
            ErrorCase(("500",), "text/csv", lambda: str),
        ),
    )
    sync_api.call(declared)
    assert sync_api.header("accept") == "text/csv, application/problem+json"
    sync_api.call(operation())
    assert sync_api.header("accept") == "*/*"
