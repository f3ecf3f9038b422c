"""What the generated SDK raises: by status, by declared payload, and when there is no answer at all."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
import yaml

from .calls import make
from .conftest import ROOT, TOKEN, Caller
from .mock_server import Documented, MockServer

BY_STATUS = {
    400: "BadRequestError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    500: "InternalServerError",
}
DECLARED = list(Documented(yaml.safe_load((ROOT / "spec/maestro.yaml").read_text("utf-8"))).statuses())


def caught(call: Caller, operation: str, **client: Any) -> Any:
    from docusign_iam import errors

    with pytest.raises(errors.IamError) as info:
        call(make(operation), **{"retries": 0} | client)
    return info.value


@pytest.mark.parametrize(("operation", "status"), DECLARED)
def test_declared(call: Caller, server: MockServer, documented: Documented, operation: str, status: int) -> None:
    from docusign_iam import errors, models

    server.fail(status)
    error = caught(call, operation)
    assert isinstance(error, getattr(errors, BY_STATUS[status]))
    assert isinstance(error, errors.Error)
    assert isinstance(error, errors.APIError)
    assert type(error.data) is models.Error
    example = documented.example(operation, status)
    assert error.data.model_dump(mode="json", exclude_unset=True) == example
    assert error.status_code == status
    assert error.headers["content-type"] == "application/json"
    assert example["code"].encode() in error.body
    assert error.request.url.path == server.seen[0].path
    assert str(status) in str(error)
    assert example["error"] in str(error)
    assert len(server.seen) == 1


def test_there_are_thirty_one_declared_failures() -> None:
    assert len(DECLARED) == 31


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (401, "AuthenticationError"),
        (418, "APIError"),
        (422, "UnprocessableEntityError"),
        (429, "RateLimitError"),
        (502, "ServerError"),
    ],
)
def test_undeclared(call: Caller, server: MockServer, status: int, name: str) -> None:
    from docusign_iam import errors

    server.fail(status)
    error = caught(call, "getWorkflowInstance")
    assert isinstance(error, getattr(errors, name))
    assert not isinstance(error, errors.Error)
    assert (error.status_code, error.body) == (status, f"no example for {status}".encode())


def test_a_payload_that_the_operation_does_not_declare(call: Caller, server: MockServer) -> None:
    from docusign_iam import errors

    server.reply(404, b'{"error": "gone", "code": "404"}')
    error = caught(call, "getWorkflowInstancesList")
    assert isinstance(error, errors.NotFoundError)
    assert not isinstance(error, errors.Error)
    assert error.body == b'{"error": "gone", "code": "404"}'


@pytest.mark.parametrize("body", [b"<html>", b'{"error": 1', b"", b"[]", b'{"timestamp": "yesterday"}'])
def test_a_broken_body_never_hides_the_status(call: Caller, server: MockServer, body: bytes) -> None:
    from docusign_iam import errors

    server.reply(404, body)
    error = caught(call, "getWorkflowInstance")
    assert isinstance(error, errors.NotFoundError)
    assert (error.status_code, error.body) == (404, body)


def test_no_connection(call: Caller, closed_server: MockServer) -> None:
    from docusign_iam import errors

    error = caught(call, "getWorkflowInstance")
    assert isinstance(error, errors.APIConnectionError)
    assert error.__cause__ is not None
    assert error.request.method == "GET"


def test_errors_survive_pickling(call: Caller, server: MockServer) -> None:
    from docusign_iam import errors, models

    server.fail(404)
    error = pickle.loads(pickle.dumps(caught(call, "getWorkflowInstance")))
    assert isinstance(error, errors.NotFoundError)
    assert isinstance(error, errors.Error)
    assert type(error.data) is models.Error
    assert (error.status_code, error.data.code) == (404, "404")


@pytest.mark.parametrize("status", [404, 418])
def test_errors_do_not_tell_the_token(call: Caller, server: MockServer, status: int) -> None:
    server.fail(status)
    error = caught(call, "getWorkflowInstance")
    assert TOKEN not in f"{error}{error!r}"
    assert TOKEN.encode() not in pickle.dumps(error)
