"""A transport for tests: answers of the test's own in place of a server's, and a record of what was called."""

from __future__ import annotations

import copy
import inspect
import threading
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, NoReturn, Self, TypeVar, overload

import httpx2

from .fake_answers import Answer, answer_of
from .operation import Operation
from .outgoing import CALLED
from .resource import AsyncResource, Resource
from .unset import UNSET, Unset

if TYPE_CHECKING:
    from pydantic import BaseModel

    from .pages import AsyncPageCall, Page
    from .types import JsonInput

C = TypeVar("C")
I = TypeVar("I")  # noqa: E741 - the item
T = TypeVar("T")

__all__ = ["Fake", "FakeCall", "FakeOperation", "UnexpectedCallError"]


class UnexpectedCallError(AssertionError):
    """The SDK called something that the test gave no answer for."""


@dataclass(frozen=True, slots=True)
class FakeCall:
    """One request that the SDK sent; a call that is tried again sends several.

    ``operation`` is the API's name of the operation. ``arguments`` are those of the call by their names in
    Python, without those that were left out or ``None``.
    """

    operation: str
    arguments: Mapping[str, object]
    request: httpx2.Request

    def json(self) -> Any:
        """The body that was sent, decoded. Raises ``ValueError`` where it is no JSON."""
        import json  # noqa: PLC0415 - few calls are asked

        return json.loads(self.request.content)


@dataclass(slots=True)
class FakeOperation(Generic[T]):
    """The answers to one operation, whose calls return a ``T``.

    Answers are given in the order in which they were added; the last one is repeated.
    """

    operation: Operation[Any]
    calls: list[FakeCall] = field(default_factory=list)
    """The requests that got an answer from here."""
    _wanted: dict[str, object] = field(default_factory=dict)
    _answers: list[Answer] = field(default_factory=list)

    def when(self, **arguments: object) -> Self:
        """Answers only calls with these arguments, whatever else they have; ``None`` asks for one left out.

        Raises ``TypeError`` for an argument that the operation does not have.
        """
        known = _argument_names(self.operation)
        if unknown := arguments.keys() - known:
            raise TypeError(
                f"{self.operation.id} has no argument {min(unknown)!r}; it has"
                f" {', '.join(sorted(known)) or 'none'}"
            )
        self._wanted.update(arguments)
        return self

    def respond(
        self,
        data: T | BaseModel | JsonInput | bytes | Iterable[object] | Unset = UNSET,
        *,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
        content_type: str = "",
    ) -> Self:
        """Answers with a model, data by the API's own names, or bytes, which are sent as they are.

        Streams take a list of their items. ``status`` and ``content_type`` default to the first that the
        API declares. Nothing is in the body without ``data``.
        """
        code = _success_status(self.operation) if status is None else status
        more = headers or {}
        self._answers.append(answer_of(self.operation, code, data, more, content_type))
        return self

    def respond_error(
        self,
        status: int,
        data: BaseModel | JsonInput | bytes | Unset = UNSET,
        *,
        headers: Mapping[str, str] | None = None,
        content_type: str = "",
    ) -> Self:
        """Answers with a failure; ``data`` as in ``respond``."""
        return self.respond(
            data, status=status, headers=headers, content_type=content_type
        )

    def raises(self, error: Exception) -> Self:
        """Fails without an answer, such as with ``httpx2.ConnectError("no route")``."""

        def fail(_: FakeCall) -> NoReturn:
            raise error

        self._answers.append(fail)
        return self

    def respond_with(self, make: Callable[[FakeCall], httpx2.Response]) -> Self:
        """Answers with what a function makes of the call."""
        self._answers.append(make)
        return self

    def fits(self, call: FakeCall) -> bool:
        """Whether the call has the arguments that were asked for."""
        return all(call.arguments.get(n) == value for n, value in self._wanted.items())

    def next_answer(self) -> Answer | None:
        """The answer to the next call; ``None`` where the test gave none."""
        if not self._answers:
            return None
        return self._answers[min(len(self.calls), len(self._answers) - 1)]


class Fake(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """Stands in for the network, for sync and async clients alike. It may be shared by threads."""

    def __init__(self) -> None:
        self.calls: list[FakeCall] = []
        """All requests that were sent, those without an answer included."""
        self._operations: list[FakeOperation[Any]] = []
        self._lock = threading.Lock()

    @overload
    def on(self, method: Callable[..., Page[I, T]]) -> FakeOperation[T]: ...
    @overload
    def on(self, method: Callable[..., AsyncPageCall[I, T]]) -> FakeOperation[T]: ...
    @overload
    def on(self, method: Callable[..., Awaitable[T]]) -> FakeOperation[T]: ...
    @overload
    def on(self, method: Callable[..., T]) -> FakeOperation[T]: ...
    def on(self, method: Callable[..., Any]) -> FakeOperation[Any]:
        """Where to put the answers to a method of the SDK, such as ``fake.on(sdk.pets.get)``.

        They hold for sync and async clients. Of several that fit a call, the one added last answers.
        Raises ``TypeError`` for what is not a method of the SDK.
        """
        made: FakeOperation[Any] = FakeOperation(_operation_of(method))
        self._operations.append(made)
        return made

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer a sync client. Raises ``UnexpectedCallError`` where the test gave no answer."""
        request.read()
        return self._answer(request)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer an async client. Raises ``UnexpectedCallError`` where the test gave no answer."""
        await request.aread()
        return self._answer(request)

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        called = request.extensions.get(CALLED)
        if called is None:
            raise UnexpectedCallError(
                f"{request.method} {request.url} is no call of an operation, and has no answer"
            )
        operation, arguments = called
        call = FakeCall(operation.id, _given(arguments), request)
        with self._lock:
            self.calls.append(call)
            answer = self._find(operation, call)
        return answer(call)

    def _find(self, operation: Operation[Any], call: FakeCall) -> Answer:
        here = [o for o in self._operations if _key(o.operation) == _key(operation)]
        for known in reversed(here):
            answer: Answer | None = known.next_answer() if known.fits(call) else None
            if answer is not None:
                known.calls.append(call)
                return answer
        given = ", ".join(f"{name}={value!r}" for name, value in call.arguments.items())
        others = sorted({known.operation.id for known in self._operations})
        why = "none for these arguments" if here else "none for it"
        raise UnexpectedCallError(
            f"{operation.id}({given}) was called ({operation.method} {operation.path}), and there is"
            f" {why}; there are answers for: {', '.join(others) or 'nothing'}"
        )


def impatient(client: C, sleep: Callable[[float], Any]) -> C:
    """The client, no longer waiting between two attempts."""
    client.__dict__["_sleep"] = sleep
    return client


def no_pause(seconds: float) -> None:
    """What a sync client does in place of waiting."""


async def no_async_pause(seconds: float) -> None:
    """What an async client does in place of waiting."""


class _Caught(Exception):  # noqa: N818 - it is no error
    """Ends a method whose operation is known by now."""


def _operation_of(method: Any) -> Operation[Any]:
    """The table that a method calls: the method is run up to the call, which is not made."""
    owner = getattr(method, "__self__", None)
    if not inspect.ismethod(method) or not isinstance(owner, Resource | AsyncResource):
        raise TypeError(
            "on() takes a method of the SDK, such as fake.on(sdk.group.method),"
            f" not {method!r}"
        )
    caught: list[Operation[Any]] = []

    def catch(*called: Any) -> NoReturn:
        caught.append(called[0])
        raise _Caught

    twin = copy.copy(owner)
    twin.__dict__.update(_call=catch, _open=catch, _page=catch)
    function = inspect.unwrap(method.__func__)
    names = list(inspect.signature(function).parameters)[1:]
    try:
        result = function(twin, **dict.fromkeys(names))
        if inspect.iscoroutine(result):
            result.send(None)
    except _Caught:
        return caught[0]
    raise TypeError(f"{method!r} calls no operation")


def _key(operation: Operation[Any]) -> tuple[str, str, str]:
    return operation.id, operation.method, operation.path


def _given(arguments: Mapping[str, object]) -> dict[str, object]:
    absent = (None, UNSET)
    return {n: v for n, v in arguments.items() if not any(v is a for a in absent)}


def _argument_names(operation: Operation[Any]) -> set[str]:
    names = {parameter.argument for parameter in operation.parameters}
    if operation.body is not None:
        names.add(operation.body.argument)
        for media in operation.body.alternatives:
            names.update(argument for argument, _ in media.fields)
    return names


def _success_status(operation: Operation[Any]) -> int:
    """The first success that the API declares, 200 for a range or none."""
    told = next((case.status for case in operation.responses), "200")
    return (
        int(told) if told.isdigit() else int(told[0]) * 100 if told[0] == "2" else 200
    )
