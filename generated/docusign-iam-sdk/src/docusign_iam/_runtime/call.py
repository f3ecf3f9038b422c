"""One call from its arguments to its result: all of it that does no I/O, for both drivers."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar

import httpx2
from pydantic import ValidationError

from . import redirects, retries
from .authorization import Authorization
from .errors import (
    APIConnectionError,
    APITimeoutError,
    ResponseValidationError,
    error_class,
    status_class,
)
from .lenient import Drift
from .log import LOGGER, safe_request, safe_url, without
from .messages import describe, describe_break, faults, server_words
from .operation import Operation, RetryPolicy
from .options import Settings
from .outgoing import CALLED, assemble
from .request import draft_request
from .responses import (
    Response,
    UnfitAnswerError,
    is_success,
    read_failure,
    read_success,
    streamed_case,
)
from .security import Proof
from .timeouts import Deadline

if TYPE_CHECKING:
    from .watch import Watch

T = TypeVar("T")

_LOGGED_DRIFT = 10
_OF_BODIES = frozenset({b"content-encoding", b"content-length"})
_TOO_MANY_REDIRECTS = f"not followed: more than {redirects.LIMIT} redirects"
_TELLS_SECRETS = "not followed: another server would learn credentials"
_NOT_REPLAYABLE = "not tried again: its body cannot be sent a second time"


class Call(Generic[T]):
    """The state of one call.

    A driver asks for a request, sends it, and hands in the answer or the exception; it is told how long
    to wait before the next attempt, or given the result.
    """

    def __init__(
        self,
        settings: Settings,
        operation: Operation[T],
        arguments: Mapping[str, object],
        secrets: Collection[str],
    ) -> None:
        self.operation = operation
        self.arguments = arguments
        self.settings = settings
        self.draft = draft_request(settings, operation, arguments)
        self.attempts = 0
        self._secrets = secrets
        self._policy = settings.policy(operation)
        self._note = ""
        self._hops = 0
        self._head: httpx2.Response | None = None
        self.last_event_id = ""
        self.authorization = Authorization(
            settings, operation, self._caller_headers(), self.draft.base.url
        )
        self._request: httpx2.Request | None = None
        self.started = time.perf_counter()
        total = settings.total_timeout
        self.deadline = None if total is None else Deadline(total, self.started)

    def request(
        self, http: httpx2.Client | httpx2.AsyncClient, values: Mapping[str, str]
    ) -> httpx2.Request:
        """The request of the next attempt. ``values`` are the credentials as they are now."""
        proof = self.authorization.prove(values)
        own = self.draft.all_headers(proof)
        if self.last_event_id:
            value = self.last_event_id.encode()
            own[b"last-event-id"] = (b"Last-Event-ID", value)
        headers = [(n, v) for n, v in http.headers.raw if n.lower() not in own]
        headers += [*own.values(), *self._length(own)]
        request = assemble(
            self.draft.method,
            self.draft.url(proof),
            headers,
            self._content(isinstance(http, httpx2.Client)),
            http.cookies,
        )
        if self.settings.timeout is not None or self.deadline is not None:
            timeout = httpx2.Timeout(self.settings.timeout or http.timeout)
            request.extensions["timeout"] = (
                self.deadline.capped(timeout) if self.deadline else timeout.as_dict()
            )
        request.extensions[CALLED] = (self.operation, self.arguments)
        self._request = request
        self.attempts += 1
        self._hops = 0
        self._note = ""
        self._head = None
        return request

    def redirected(
        self, request: httpx2.Request, response: httpx2.Response
    ) -> httpx2.Request | None:
        """The request to follow a redirect with; ``None`` where the answer stands.

        A redirect that the API declares as an answer is one.
        """
        is_redirect = 300 <= response.status_code < 400
        if not is_redirect or is_success(self.operation, response):
            return None
        target = redirects.follow(request, response, self._secrets)
        if target is not None and self._hops >= redirects.LIMIT:
            self._note = _TOO_MANY_REDIRECTS
            return None
        self._hops += 1
        crosses = target is not None and target.url.origin != request.url.origin
        if target and crosses and not self.authorization.may_follow(target.url):
            self._note = _TELLS_SECRETS
            return None
        return target

    def is_stream(self, response: httpx2.Response) -> bool:
        """Whether the body is left to the caller to read, as an answer that is open."""
        return (
            self.operation.is_streamed
            and streamed_case(self.operation, response) is not None
        )

    def cut_off(
        self, response: httpx2.Response, error: httpx2.RequestError
    ) -> httpx2.Response:
        """What to take for an answer whose body could not be read: of a failure, the status is kept.

        Raises the error itself where a body was needed.
        """
        self._head = _head(response)
        if response.status_code < 400:
            raise error
        self.log("%s: the body broke off", response.request)
        return self._head

    def answered(self, response: httpx2.Response) -> float | None:
        """Seconds to wait before the next attempt; ``None`` where this answer is the last."""
        self.log(f"%s -> {response.status_code}", response.request)
        if response.status_code < 400 or is_success(self.operation, response):
            return None
        refused = response.status_code == 401
        if refused and self._can_repeat() and self.authorization.renew():
            return 0.0
        return self.pause(retries.failed_answer(response))

    def failed(self, request: httpx2.Request, error: httpx2.RequestError) -> float:
        """Seconds to wait before the next attempt. Raises ``APIConnectionError`` where this was the last."""
        self.log(f"%s -> {type(error).__name__}", request)
        failure = retries.failed_connection(error)
        if (pause := self.pause(failure)) is not None:
            return pause
        raise self.connection_error(request, error, sent=failure.sent) from error

    def connection_error(
        self,
        request: httpx2.Request,
        error: httpx2.RequestError,
        *,
        sent: bool = True,
        response: httpx2.Response | None = None,
        received: bytes = b"",
    ) -> APIConnectionError:
        """What to raise where there is no answer, or none to its end.

        ``response`` is a stream that broke off.
        """
        timed_out = isinstance(error, httpx2.TimeoutException)
        kind = APITimeoutError if timed_out else APIConnectionError
        if timed_out and self.deadline and self.deadline.is_over:
            self._note = self.deadline.verdict
        error.request = safe_request(request, self._secrets)
        head = self._head if response is None else _head(response)
        if head is not None:
            head.request = error.request
        message = describe_break(
            error.request, error, head=head, attempts=self.attempts, note=self._note
        )
        return kind(
            without(message, self.authorization.secrets),
            request=error.request,
            attempts=self.attempts,
            sent=sent,
            response=head,
            received=received,
        )

    def result(self, response: httpx2.Response) -> Response[T]:
        """The result of the call.

        Raises ``APIError`` for an answer that tells of a failure, and ``ResponseValidationError`` for one
        that cannot be read.
        """
        return self.answer(response, *self._read(response))

    def data(self, response: httpx2.Response) -> T:
        """The same without the answer around it, which most callers never ask for."""
        data, drift = self._read(response)
        self.warn(response, drift)
        return data

    def _read(self, response: httpx2.Response) -> tuple[T, tuple[Drift, ...]]:
        if not is_success(self.operation, response):
            self._raise_api_error(response)
        strict = self.settings.strict_responses
        try:
            return read_success(self.operation, response, strict=strict)
        except (ValidationError, UnfitAnswerError) as error:
            raise self.unfit(response, error) from error

    def answer(
        self, response: httpx2.Response, data: T, drift: tuple[Drift, ...]
    ) -> Response[T]:
        """The result of the call around what it returns; what does not fit is logged."""
        self.warn(response, drift)
        return Response(
            status=response.status_code,
            headers=response.headers,
            data=data,
            drift=drift,
            elapsed=timedelta(seconds=self._elapsed()),
            attempts=self.attempts,
            http_response=response,
            header_cases=self.operation.headers,
        )

    def unfit(
        self, response: httpx2.Response, error: Exception
    ) -> ResponseValidationError:
        """What to raise for an answer that cannot be read."""
        self._clean(response)
        return ResponseValidationError(
            describe(response, faults(error), attempts=self.attempts),
            response=response,
            attempts=self.attempts,
        )

    def warn(self, response: httpx2.Response, drift: tuple[Drift, ...]) -> None:
        """Log where an answer, or an item of it, does not fit."""
        if drift:
            more = len(drift) - _LOGGED_DRIFT
            LOGGER.warning(
                "%s: the answer with status %d does not fit the API's description: %s%s",
                self.operation.id,
                response.status_code,
                "; ".join(map(str, drift[:_LOGGED_DRIFT])),
                f"; and {more} more" if more > 0 else "",
            )

    def _raise_api_error(self, response: httpx2.Response) -> NoReturn:
        payload, data, drift = read_failure(self.operation, response)
        self.warn(response, drift)
        self._clean(response)
        cls = error_class(status_class(response.status_code), payload)
        words = server_words(response)
        message = describe(response, words, attempts=self.attempts, note=self._note)
        raise cls(
            without(message, self.authorization.secrets),
            response=response,
            attempts=self.attempts,
            drift=drift,
            data=data,
        )

    def watched(self, request: httpx2.Request) -> Watch | None:
        """The attempt as hooks and telemetry see it; ``None`` where there are none."""
        settings = self.settings
        if settings.hooks is None and settings.spans is None:
            return None
        from .hooks import Attempt  # noqa: PLC0415 - few callers have hooks
        from .watch import Watch  # noqa: PLC0415

        attempt = Attempt(self.operation.id, self.attempts, self._elapsed(), request)
        return Watch(attempt, settings.hooks, settings.spans)

    def left(self, response: httpx2.Response) -> None:
        """Keep the head of an answer whose body nobody waits for any longer."""
        self._head = _head(response)

    def overdue(self) -> httpx2.Response:
        """The answer when the call as a whole took too long: of a failure, the status is kept.

        Raises ``APITimeoutError`` where there is none.
        """
        verdict = self.deadline.verdict if self.deadline else ""
        if self._head is not None and self._head.status_code >= 400:
            self._note = verdict
            return self._head
        request = self._request or httpx2.Request(
            self.draft.method, self.draft.url(Proof())
        )
        raise self.connection_error(request, httpx2.ReadTimeout(verdict))

    def _can_repeat(self) -> bool:
        content = self.draft.content
        return content is None or content.is_replayable

    def pause(self, failure: retries.Failure) -> float | None:
        """Seconds to wait before the next attempt, ``None`` where there is to be none."""
        if self._policy is None:
            return None
        pause = retries.delay(
            self._policy,
            failure,
            method=self.operation.method,
            attempts=self.attempts - self.authorization.renewals,
            repeatable=self.operation.retries is not None or self._has_key(),
        )
        if pause is None:
            return None
        self._note = self._obstacle(self._policy, failure, pause)
        return None if self._note else pause

    def _obstacle(
        self, policy: RetryPolicy, failure: retries.Failure, pause: float
    ) -> str:
        """Why a call that may be tried again cannot be; empty where it can."""
        if not self._can_repeat():
            return _NOT_REPLAYABLE
        return retries.overrun(
            policy,
            failure,
            pause,
            elapsed=self._elapsed(),
            remaining=self.deadline.remaining() if self.deadline else None,
        )

    def _has_key(self) -> bool:
        given = (*self.draft.headers, *self.draft.caller_headers)
        keys = {"idempotency-key", self.settings.table.idempotency_header.lower()}
        return any(name.lower() in keys for name, _ in given)

    def _caller_headers(self) -> frozenset[str]:
        return frozenset(name.lower() for name, _ in self.draft.caller_headers)

    def _content(self, is_sync: bool) -> Any:
        content = self.draft.content
        if content is None or isinstance(content.data, bytes):
            return content and content.data
        return content.data.sync_pieces() if is_sync else content.data.async_pieces()

    def _length(self, own: Collection[bytes]) -> list[tuple[bytes, bytes]]:
        """The length of an upload, where it is known and the caller says nothing else."""
        content = self.draft.content
        if content is None or isinstance(content.data, bytes):
            return []
        size = content.data.size()
        if size is None or b"content-length" in own:
            return []
        return [(b"Content-Length", str(size).encode())]

    def _elapsed(self) -> float:
        return time.perf_counter() - self.started

    def _clean(self, response: httpx2.Response) -> None:
        response.request = safe_request(response.request, self._secrets)
        response.history = []
        response.next_request = None

    def log(self, text: str, request: httpx2.Request) -> None:
        if LOGGER.isEnabledFor(logging.DEBUG):
            shown = f"{request.method} {safe_url(request.url, self._secrets)}"
            LOGGER.debug(
                f"{text} (attempt %d, %.3f s)", shown, self.attempts, self._elapsed()
            )


def _head(response: httpx2.Response) -> httpx2.Response:
    """An answer without its body, and without what says how that was sent."""
    headers = [
        (name, value)
        for name, value in response.headers.raw
        if name.lower() not in _OF_BODIES
    ]
    return httpx2.Response(
        response.status_code, headers=headers, request=response.request
    )
