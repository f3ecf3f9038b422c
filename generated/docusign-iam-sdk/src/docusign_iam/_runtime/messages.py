"""What errors say: in one line, without secrets, and with the server's own words."""

from __future__ import annotations

import json
from http import HTTPStatus

import httpx2
from pydantic import ValidationError

from .log import safe_url

_WORDS_LIMIT = 500
_FAULTS_LIMIT = 10
_CHAIN_LIMIT = 10
_PHRASED = frozenset(HTTPStatus)
_REQUEST_ID_HEADERS = (
    "x-request-id",
    "request-id",
    "x-correlation-id",
    "x-amzn-requestid",
    "x-ms-request-id",
    "x-amz-request-id",
    "x-trace-id",
    "cf-ray",
)
_WORD_KEYS = (
    "message",
    "error_description",
    "detail",
    "description",
    "title",
    "error",
    "errors",
    "msg",
    "reason",
)


def request_id(headers: httpx2.Headers) -> str | None:
    """The server's own name for an exchange, or ``None``."""
    found = {name.lower(): value for name, value in headers.items()}
    return next((found[name] for name in _REQUEST_ID_HEADERS if name in found), None)


def describe(
    response: httpx2.Response, words: str, *, attempts: int, note: str = ""
) -> str:
    """The message of an error: method, URL, status, request id, attempts, and then ``words``.

    The request of ``response`` must be free of secrets already.
    """
    request = response.request
    told = _told(_request_id(response), _attempts(attempts), note)
    return (
        f"{request.method} {safe_url(request.url)}: {_status(response)}"
        f"{told}{f': {words}' if words else ''}"
    )


def describe_break(
    request: httpx2.Request,
    error: Exception,
    *,
    head: httpx2.Response | None,
    attempts: int,
    note: str = "",
) -> str:
    """The message where there is no answer, or none to its end: method, URL, what went wrong, how far the
    answer had come, and attempts.

    ``request`` must be free of secrets already; ``head`` is the answer that broke off.
    """
    came = [] if head is None else [f"after {_status(head)}", _request_id(head)]
    told = _told(_reason(error), *came, _attempts(attempts), note)
    return f"{request.method} {safe_url(request.url)}: {type(error).__name__}{told}"


def server_words(response: httpx2.Response) -> str:
    """What the body of an answer says to people, in one line of bounded length."""
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and kind != "text/plain" and not kind.endswith("json"):
        return ""
    try:
        words = _find_words(json.loads(response.content))
    except (ValueError, RecursionError):
        words = response.text if kind != "application/json" else ""
    line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return f"{line[:_WORDS_LIMIT]}..." if len(line) > _WORDS_LIMIT else line


def _find_words(data: object, depth: int = 0) -> str:
    """The first text under one of the usual keys."""
    if isinstance(data, str):
        return data
    if depth > 3:
        return ""
    if isinstance(data, list):
        return _find_words(data[0], depth + 1) if data else ""
    if not isinstance(data, dict):
        return ""
    known = (data[key] for key in _WORD_KEYS if key in data)
    return next(filter(None, (_find_words(v, depth + 1) for v in known)), "")


def _told(*facts: str) -> str:
    known = ", ".join(filter(None, dict.fromkeys(facts)))
    return f" ({known})" if known else ""


def _status(response: httpx2.Response) -> str:
    code = response.status_code
    return f"{code} {HTTPStatus(code).phrase}" if code in _PHRASED else str(code)


def _request_id(response: httpx2.Response) -> str:
    found = request_id(response.headers)
    return f"request id {found}" if found else ""


def _attempts(attempts: int) -> str:
    return f"{attempts} attempts" if attempts > 1 else ""


def _reason(error: BaseException) -> str:
    """What an exception says, or else what the one says that it came from: some say nothing."""
    seen: BaseException | None = error
    for _ in range(_CHAIN_LIMIT):
        if seen is None or str(seen):
            break
        seen = seen.__cause__ or seen.__context__
    return "" if seen is None else " ".join(str(seen).split()).rstrip(".")


def faults(error: Exception) -> str:
    """What is wrong with an answer, without the data itself."""
    if not isinstance(error, ValidationError):
        return str(error)
    details = error.errors(include_url=False, include_input=False)[:_FAULTS_LIMIT]
    return "; ".join(
        f"{'.'.join(map(str, d['loc'])) or 'the body'}: {d['msg']}" for d in details
    )
