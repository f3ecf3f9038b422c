"""What calls raise.

* SDKError
  * ConfigurationError: the client cannot make the call as it was set up; nothing was sent
  * ClosedClientError: the client was closed before; nothing was sent
  * OAuthError: the token endpoint gave no access token; the call was not sent
  * PaginationError: pages repeat, never end, or lead to another server
  * APIConnectionError: no answer, or none to its end
    * APITimeoutError: none in time
  * ResponseValidationError: an answer of success that does not fit the API's description
  * APIError: an answer with a status of 4XX or 5XX, or a redirect that was not followed
    * ClientError: any 4XX
      * BadRequestError 400, AuthenticationError 401, PermissionDeniedError 403, NotFoundError 404,
        ConflictError 409, UnprocessableEntityError 422, RateLimitError 429
    * ServerError: any 5XX
      * InternalServerError 500
    * PayloadError: an answer whose payload the API declares; each such payload has a class of its own

An answer with a declared payload is raised as both: an ``except`` for its status class catches it, and
one for the class of its payload does too. All can be copied and pickled.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import httpx2

from .messages import request_id

if TYPE_CHECKING:
    from .lenient import Drift


class SDKError(Exception):
    """Anything that a client raises on its own account."""


class ConfigurationError(SDKError):
    """The client cannot make the call as it was set up: a credential or an address is missing or wrong."""


class ClosedClientError(SDKError):
    """The client was closed before this call."""


class PaginationError(SDKError):
    """Pages that repeat, do not end, or lead to another server; those before were good."""


class OAuthError(SDKError):
    """The authorization server gave no access token (RFC 6749 section 5.2).

    ``error`` is its code, such as ``invalid_client``, ``description`` and ``uri`` are its own words, and
    ``status_code`` is that of its answer. Secrets that it repeats are left out.
    """

    def __init__(
        self,
        message: str,
        *,
        error: str = "",
        description: str = "",
        uri: str = "",
        status_code: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.error = error
        self.description = description
        self.uri = uri
        self.status_code = status_code

    def __reduce__(self) -> tuple[Any, ...]:
        parts = {
            "error": self.error,
            "description": self.description,
            "uri": self.uri,
            "status_code": self.status_code,
        }
        return _rebuild, (type(self), (self.message,), parts)


class APIConnectionError(SDKError):
    """There was no answer, or none to its end; ``__cause__`` is what the HTTP client says.

    ``request`` is without its secrets. ``attempts`` counts how often it was tried. ``sent`` is false
    where the last attempt failed before anything of the request was sent. ``response`` is the answer,
    without its body, that was cut off in it; ``None`` where none had begun. ``received`` is what had come
    of the item in which a stream was cut off.
    """

    def __init__(
        self,
        message: str,
        *,
        request: httpx2.Request,
        attempts: int = 1,
        sent: bool = True,
        response: httpx2.Response | None = None,
        received: bytes = b"",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.request = request
        self.attempts = attempts
        self.sent = sent
        self.response = response
        self.received = received

    @property
    def request_id(self) -> str | None:
        """The server's own name for this exchange, where an answer had begun."""
        return None if self.response is None else request_id(self.response.headers)

    def __reduce__(self) -> tuple[Any, ...]:
        parts = {
            "request": self.request,
            "attempts": self.attempts,
            "sent": self.sent,
            "response": self.response,
            "received": self.received,
        }
        return _rebuild, (type(self), (self.message,), parts)


class APITimeoutError(APIConnectionError):
    """There was no answer in time."""


class _AnsweredError(SDKError):
    """What errors with an answer share."""

    def __init__(
        self,
        message: str,
        *,
        response: httpx2.Response,
        attempts: int = 1,
        drift: Sequence[Drift] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.response = response
        self.attempts = attempts
        self.drift = tuple(drift)
        """Where the body did not fit the API's description."""

    @property
    def request(self) -> httpx2.Request:
        """The request, without its secrets."""
        return self.response.request

    @property
    def status_code(self) -> int:
        """The status of the answer."""
        return self.response.status_code

    @property
    def headers(self) -> httpx2.Headers:
        """The headers of the answer."""
        return self.response.headers

    @property
    def body(self) -> bytes:
        """The body of the answer, as it came."""
        return self.response.content

    @property
    def text(self) -> str:
        """The body of the answer as text."""
        return self.response.text

    @property
    def request_id(self) -> str | None:
        """The server's own name for this exchange, from ``X-Request-Id`` or a header like it."""
        return request_id(self.response.headers)


class ResponseValidationError(_AnsweredError):
    """The call succeeded, but its answer does not fit the API's description; see ``__cause__``."""

    def __reduce__(self) -> tuple[Any, ...]:
        parts = {
            "response": self.response,
            "attempts": self.attempts,
            "drift": self.drift,
        }
        return _rebuild, (type(self), (self.message,), parts)


class APIError(_AnsweredError):
    """An answer that tells of a failure."""

    def __init__(
        self,
        message: str,
        *,
        response: httpx2.Response,
        attempts: int = 1,
        drift: Sequence[Drift] = (),
        data: object = None,
    ) -> None:
        super().__init__(message, response=response, attempts=attempts, drift=drift)
        self._data = data

    @property
    def data(self) -> object:
        """The payload as the API declares it for this status; ``None`` where it declares none, or where
        the body could not be read as one.
        """
        return self._data

    def __reduce__(self) -> tuple[Any, ...]:
        parts = {
            "response": self.response,
            "attempts": self.attempts,
            "drift": self.drift,
            "data": self._data,
        }
        status, payload = getattr(self, "_made_of", (type(self), None))
        return _rebuild_api_error, (status, payload, self.message, parts)


class PayloadError(APIError):
    """An answer whose payload the API declares: ``data`` is that payload."""


class ClientError(APIError):
    """The API says that the request is at fault: any 4XX."""


class BadRequestError(ClientError):
    """400: the request is malformed."""


class AuthenticationError(ClientError):
    """401: the credentials are missing or wrong."""


class PermissionDeniedError(ClientError):
    """403: the credentials do not allow this."""


class NotFoundError(ClientError):
    """404: there is no such thing."""


class ConflictError(ClientError):
    """409: the request clashes with the state of things."""


class UnprocessableEntityError(ClientError):
    """422: the request is well formed but makes no sense."""


class RateLimitError(ClientError):
    """429: too many requests."""


class ServerError(APIError):
    """The API failed: any 5XX."""


class InternalServerError(ServerError):
    """500: the API failed in a way that it did not foresee."""


_BY_STATUS: dict[int, type[APIError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
    500: InternalServerError,
}
_BY_HUNDRED: dict[int, type[APIError]] = {4: ClientError, 5: ServerError}
_LOCK = threading.Lock()
_MADE: dict[tuple[type[APIError], type[PayloadError]], type[APIError]] = {}


def status_class(status: int) -> type[APIError]:
    """The class of a status, the one of its hundred where it has none of its own."""
    return _BY_STATUS.get(status) or _BY_HUNDRED.get(status // 100) or APIError


def error_class(
    status: type[APIError], payload: type[PayloadError] | None
) -> type[APIError]:
    """The class that is both; made once for each pair."""
    if payload is None:
        return status
    if issubclass(payload, status):
        return payload
    pair = (status, payload)
    with _LOCK:
        if pair not in _MADE:
            space = {
                "__module__": payload.__module__,
                "__doc__": f"{status.__doc__} Its payload: {payload.__doc__}",
                "_made_of": pair,
            }
            name = f"{status.__name__}[{payload.__name__}]"
            _MADE[pair] = type(name, (payload, status), space)
        return _MADE[pair]


def _rebuild(
    cls: Callable[..., SDKError], args: tuple[object, ...], parts: dict[str, Any]
) -> SDKError:
    return cls(*args, **parts)


def _rebuild_api_error(
    status: type[APIError],
    payload: type[PayloadError] | None,
    message: str,
    parts: dict[str, Any],
) -> APIError:
    return error_class(status, payload)(message, **parts)
