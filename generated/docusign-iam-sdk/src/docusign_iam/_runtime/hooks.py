"""Hooks: functions of the caller's that are told of every attempt of every call."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import httpx2

from .log import safe_url


@dataclass(slots=True, repr=False)
class Attempt:
    """One attempt of a call.

    ``operation`` is the operation's id in the API's description, ``number`` counts from 1, ``elapsed`` is
    the time in seconds since the call began. ``request`` is what is sent, its credentials included; a
    request hook may change its headers. ``response`` and ``error`` are there once the attempt has ended.
    """

    operation: str
    number: int
    elapsed: float
    request: httpx2.Request
    response: httpx2.Response | None = None
    error: httpx2.RequestError | None = None

    def __repr__(self) -> str:
        answer = self.response.status_code if self.response is not None else self.error
        shown = "" if answer is None else f" -> {answer!r}"
        url = safe_url(self.request.url)
        return f"<Attempt {self.number}: {self.request.method} {url}{shown}>"


Hook: TypeAlias = Callable[[Attempt], object]
"""A function that is told of an attempt."""

AsyncHook: TypeAlias = Callable[[Attempt], Awaitable[object] | object]
"""The same, async functions included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """Functions that are told of each attempt: before it is sent, when it was answered, and when it failed
    without an answer. What they raise ends the call.
    """

    request: Hook | Sequence[Hook] = ()
    response: Hook | Sequence[Hook] = ()
    error: Hook | Sequence[Hook] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AsyncHooks:
    """Hooks of the async client, of which any may be an async function."""

    request: AsyncHook | Sequence[AsyncHook] = ()
    response: AsyncHook | Sequence[AsyncHook] = ()
    error: AsyncHook | Sequence[AsyncHook] = ()


@dataclass(frozen=True, slots=True)
class HookSet:
    """The hooks of a client, checked."""

    request: tuple[Callable[[Attempt], Any], ...] = field(default=(), repr=False)
    response: tuple[Callable[[Attempt], Any], ...] = field(default=(), repr=False)
    error: tuple[Callable[[Attempt], Any], ...] = field(default=(), repr=False)


def checked(hooks: Hooks | AsyncHooks, *, is_async: bool) -> HookSet | None:
    """The hooks of a client, or ``None`` where it has none.

    Raises ``TypeError`` for what cannot be called, and for async functions where nothing can await them.
    """
    if not isinstance(hooks, Hooks | AsyncHooks):
        raise TypeError(f"hooks must be a Hooks, not {type(hooks).__name__}")
    found = HookSet(
        *(_tuple(name, hooks, is_async) for name in ("request", "response", "error"))
    )
    return found if found != HookSet() else None


def joined(first: HookSet | None, second: HookSet | None) -> HookSet | None:
    """The hooks of both, in that order."""
    if first is None or second is None:
        return first or second
    return HookSet(
        first.request + second.request,
        first.response + second.response,
        first.error + second.error,
    )


def _tuple(name: str, hooks: Hooks | AsyncHooks, is_async: bool) -> tuple[Any, ...]:
    given = getattr(hooks, name)
    functions = (given,) if callable(given) else tuple(given)
    for function in functions:
        if not callable(function):
            raise TypeError(
                f"a {name} hook must be a function, not {type(function).__name__}"
            )
        if not is_async and _is_async(function):
            raise TypeError(
                f"the {name} hook is an async function, which needs the async client"
            )
        if _never_runs(function):
            raise TypeError(f"the {name} hook is a generator, which would never run")
    return functions


def _is_async(function: Any) -> bool:
    while isinstance(function, functools.partial):
        function = function.func
    method = type(function).__call__
    return inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(method)


def _never_runs(function: Any) -> bool:
    """Whether a call would only make what nobody iterates over."""
    while isinstance(function, functools.partial):
        function = function.func
    return inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function)


def tell(hooks: Iterable[Hook], attempt: Attempt) -> None:
    """Call the hooks in turn. Raises ``TypeError`` where one returns what has to be awaited."""
    for hook in hooks:
        result = hook(attempt)
        if inspect.isawaitable(result):
            if inspect.iscoroutine(result):
                result.close()
            raise TypeError("a hook returned an awaitable: it needs the async client")


async def tell_async(hooks: Iterable[AsyncHook], attempt: Attempt) -> None:
    """Call the hooks in turn, and await what they return if need be."""
    for hook in hooks:
        result = hook(attempt)
        if inspect.isawaitable(result):
            await result
