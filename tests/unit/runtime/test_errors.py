"""What is raised: by status, by payload, with all parts, through copy and pickle."""

from __future__ import annotations

import copy
import pickle
import threading
from typing import Any

import httpx2
import pytest

from generator.runtime import errors
from generator.runtime.lenient import Drift
from generator.runtime.operation import ErrorCase

from .support import GET_PET, Api, Problem, ProblemError, json_response, operation

JSON = "application/json"


def caught(api: Api, answer: Any, asks: Any = GET_PET, **client: Any) -> Any:
    """The error that an answer gives."""
    api.answers = [answer]
    with pytest.raises(errors.SDKError) as info:
        api.call(asks, {"pet_id": "1"}, **client)
    return info.value


@pytest.mark.parametrize(
    ("status", "names"),
    [
        (400, ["BadRequestError", "ClientError"]),
        (401, ["AuthenticationError", "ClientError"]),
        (403, ["PermissionDeniedError", "ClientError"]),
        (404, ["NotFoundError", "ClientError"]),
        (409, ["ConflictError", "ClientError"]),
        (418, ["ClientError"]),
        (422, ["UnprocessableEntityError", "ClientError"]),
        (429, ["RateLimitError", "ClientError"]),
        (500, ["InternalServerError", "ServerError"]),
        (503, ["ServerError"]),
        (599, ["ServerError"]),
        (304, ["APIError"]),
        (600, ["APIError"]),
    ],
)
def test_classes_of_statuses(api: Api, status: int, names: list[str]) -> None:
    error = caught(api, httpx2.Response(status), operation())
    assert type(error) is getattr(errors, names[0])
    assert [isinstance(error, getattr(errors, name)) for name in names] == [True] * len(names)
    assert isinstance(error, errors.APIError)
    assert (error.status_code, error.data, error.drift) == (status, None, ())


def test_a_declared_payload(api: Api) -> None:
    answer = json_response({"code": "gone", "message": "No such pet"}, 404, x_request_id="r-7")
    error = caught(api, answer)
    assert isinstance(error, ProblemError)
    assert isinstance(error, errors.NotFoundError)
    assert error.data == Problem(code="gone", message="No such pet")
    assert (error.status_code, error.attempts, error.request_id) == (404, 1, "r-7")
    assert error.headers["content-type"] == JSON
    assert error.body == answer.content
    assert error.text == '{"code":"gone","message":"No such pet"}'
    assert (error.request.method, str(error.request.url)) == ("GET", "https://api.test/v1/pets/1")
    assert error.response.status_code == 404
    message = "GET https://api.test/v1/pets/1: 404 Not Found (request id r-7): No such pet"
    assert (str(error), error.message) == (message, message)
    assert repr(error) == f"NotFoundError[ProblemError]({message!r})"


def test_an_error_is_caught_as_either(api: Api) -> None:
    for kind in (ProblemError, errors.NotFoundError, errors.ClientError, errors.PayloadError, errors.APIError):
        api.answers = [json_response({"code": "gone"}, 404)]
        with pytest.raises(kind):
            api.call(GET_PET, {"pet_id": "1"})


def test_the_default_error(sync_api: Api) -> None:
    error = caught(sync_api, json_response({"code": "x"}, 503))
    assert isinstance(error, ProblemError)
    assert isinstance(error, errors.ServerError)


def test_ranges_of_errors(sync_api: Api) -> None:
    declared = operation(errors=(ErrorCase(("4XX",), JSON, lambda: Problem, lambda: ProblemError), ErrorCase(("404",))))
    assert isinstance(caught(sync_api, json_response({"code": "x"}, 409), declared), ProblemError)
    assert not isinstance(caught(sync_api, json_response({"code": "x"}, 404), declared), ProblemError)
    assert not isinstance(caught(sync_api, json_response({"code": "x"}, 500), declared), ProblemError)


def test_a_payload_without_a_class(sync_api: Api) -> None:
    declared = operation(errors=(ErrorCase(("400",), JSON, lambda: dict[str, int]),))
    error = caught(sync_api, json_response({"a": 1}, 400), declared)
    assert (type(error), error.data) == (errors.BadRequestError, {"a": 1})


@pytest.mark.parametrize("body", [b"<html>", b'{"code":', b"", b"[1]", b'"gone"', b"\xff"])
@pytest.mark.parametrize("strict", [True, False])
def test_a_body_that_cannot_be_read_never_hides_the_status(api: Api, body: bytes, strict: bool) -> None:
    answer = httpx2.Response(404, content=body, headers={"Content-Type": JSON})
    error = caught(api, answer, strict_responses=strict)
    assert (type(error), error.status_code, error.body, error.data) == (errors.NotFoundError, 404, body, None)


def test_a_payload_that_does_not_quite_fit(api: Api) -> None:
    error = caught(api, json_response({"message": 5}, 404))
    assert isinstance(error, ProblemError)
    assert (error.data.code, error.data.message) == (None, 5)
    assert [drift.path for drift in error.drift] == ["/code", "/message"]


class Broken(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body that breaks off."""

    def __iter__(self) -> Any:
        yield b'{"code":'
        raise httpx2.RemoteProtocolError("peer closed connection")

    async def __aiter__(self) -> Any:
        yield b'{"code":'
        raise httpx2.RemoteProtocolError("peer closed connection")


def test_a_body_that_breaks_off_does_not_hide_the_status(api: Api) -> None:
    error = caught(api, httpx2.Response(404, stream=Broken(), headers={"x-request-id": "r"}))
    assert (type(error), error.status_code, error.request_id) == (errors.NotFoundError, 404, "r")


def test_a_success_that_breaks_off_is_no_answer(api: Api) -> None:
    error = caught(api, httpx2.Response(200, stream=Broken()))
    assert isinstance(error, errors.APIConnectionError)
    assert isinstance(error.__cause__, httpx2.RemoteProtocolError)


@pytest.mark.parametrize("status", [200, 404])
def test_a_body_in_a_wrong_encoding(api: Api, status: int) -> None:
    # httpx2 reads bodies that are given as bytes at once: a stream waits until the client reads it.
    headers = {"Content-Encoding": "gzip", "Content-Type": JSON}
    error = caught(api, httpx2.Response(status, stream=httpx2.ByteStream(b"no gzip"), headers=headers))
    expected = errors.APIConnectionError if status == 200 else errors.NotFoundError
    assert type(error) is expected


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        (JSON, b'{"message": "m"}', "m"),
        (JSON, b'{"error": {"message": "m", "code": 1}}', "m"),
        (JSON, b'{"error": "invalid", "error_description": "m"}', "m"),
        (JSON, b'{"errors": [{"detail": "m"}]}', "m"),
        ("application/problem+json", b'{"title": "t", "detail": "m"}', "m"),
        (JSON, b'"m"', "m"),
        (JSON, b'{"message": "a\\n\\u001b[31mb"}', "a [31mb"),
        (JSON, b'{"code": 1}', ""),
        (JSON, b"[]", ""),
        (JSON, b"not json", ""),
        ("text/plain", b"plain words", "plain words"),
        ("text/html", b"<html>", ""),
        (None, b"bare", "bare"),
        (JSON, b"[" * 100_000, ""),
        ("text/plain", b"x" * 10_000, "x" * 500 + "..."),
    ],
)
def test_the_servers_own_words(sync_api: Api, kind: str | None, body: bytes, words: str) -> None:
    headers = {"Content-Type": kind} if kind else {}
    error = caught(sync_api, httpx2.Response(400, content=body, headers=headers), operation())
    assert str(error) == "GET https://api.test/v1/do: 400 Bad Request" + (f": {words}" if words else "")


@pytest.mark.parametrize("header", ["X-Request-Id", "Request-Id", "X-Correlation-ID", "x-amzn-requestid"])
def test_names_of_request_ids(sync_api: Api, header: str) -> None:
    error = caught(sync_api, httpx2.Response(500, headers={header: "r-1"}), operation())
    assert error.request_id == "r-1"
    assert "(request id r-1)" in str(error)


def same(first: Any, second: Any) -> None:
    """Whether all parts came through."""
    assert type(second) is type(first)
    assert (str(second), repr(second), second.attempts) == (str(first), repr(first), first.attempts)
    assert (second.request.method, second.request.url) == (first.request.method, first.request.url)
    for part in ("status_code", "headers", "body", "text", "data", "drift", "request_id", "sent"):
        assert getattr(second, part, None) == getattr(first, part, None)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickling_and_copying(sync_api: Api, protocol: int) -> None:
    answers: list[Any] = [
        json_response({"code": "gone", "message": 1}, 404, x_request_id="r"),
        httpx2.Response(500, text="no"),
        httpx2.Response(200, text="<"),
        httpx2.ConnectError("refused"),
        httpx2.ReadTimeout("slow"),
    ]
    for answer in answers:
        error = caught(sync_api, answer, retries=0)
        same(error, pickle.loads(pickle.dumps(error, protocol)))
        same(error, copy.copy(error))
        same(error, copy.deepcopy(error))


def test_pickling_the_simple_ones() -> None:
    for error in (errors.ConfigurationError("a"), errors.ClosedClientError("b"), errors.SDKError("c")):
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again)) == (type(error), str(error))
    drift = Drift("/a", "wrong", 1)
    assert pickle.loads(pickle.dumps(drift)) == drift


def test_the_class_of_a_pair_is_made_once() -> None:
    found: list[type] = []
    ready = threading.Barrier(8)

    def make() -> None:
        ready.wait()
        found.append(errors.error_class(errors.ConflictError, ProblemError))

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert found[0].__module__ == ProblemError.__module__


def test_a_streamed_body_is_not_kept_in_errors(sync_api: Api, tmp_path: Any) -> None:
    from .test_bodies import OCTETS, posts

    path = tmp_path / "a"
    path.write_bytes(b"x")
    sync_api.answers = [httpx2.Response(400)]
    with pytest.raises(errors.BadRequestError) as info:
        sync_api.call(posts(OCTETS), {"body": path})
    assert info.value.request.headers["content-length"] == "1"
    same(info.value, pickle.loads(pickle.dumps(info.value)))


def test_a_body_in_memory_is_kept_in_errors(sync_api: Api) -> None:
    from .test_bodies import JSON_PET, posts

    sync_api.answers = [httpx2.Response(400)]
    with pytest.raises(errors.BadRequestError) as info:
        sync_api.call(posts(JSON_PET), {"body": {"id": 1}})
    assert pickle.loads(pickle.dumps(info.value)).request.content == b'{"id":1}'
