"""Calls of the SDK against a mock that answers as the API's description says."""

from __future__ import annotations

import asyncio
import inspect
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx2
import pytest

from docusign_iam import UNSET, errors
from docusign_iam._runtime.fake_answers import answer_of
from docusign_iam.testing import FakeCall, FakeTransport

_URL_TEXT = ":/?@!$&'()*+,;=%"


@dataclass(frozen=True)
class Answer:
    """An answer of the mock; ``data`` is in the names of the API, or bytes."""

    status: int
    content_type: str = ""
    data: Any = UNSET


class Mock(FakeTransport):
    """Gives one answer to every call, and keeps the last request."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer
        self.sent: list[httpx2.Request] = []

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        return self._respond(request)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        await request.aread()
        return self._respond(request)

    def _respond(self, request: httpx2.Request) -> httpx2.Response:
        self.sent.append(request)
        operation, _ = request.extensions["sdk_call"]
        given = self.answer
        make = answer_of(operation, given.status, given.data, {}, given.content_type)
        return make(FakeCall(operation.id, {}, request))


class Contract:
    """Checks what calls send, return and raise."""

    def __init__(self, *, is_async: bool) -> None:
        self._is_async = is_async

    def succeeds(
        self,
        call: Callable[[Any], Any],
        request: str,
        answer: Answer,
        returns: type | None = None,
    ) -> None:
        """The call sends ``request``, a method and a path, and reads the answer without finding fault."""
        mock = Mock(answer)
        result = self._run(call, mock)
        assert len(mock.sent) == 1
        sent = mock.sent[0]
        method, _, path = request.partition(" ")
        assert sent.method == method
        assert re.fullmatch(_pattern(path), sent.url.raw_path.decode()), sent.url
        if returns is not None:
            assert isinstance(result, returns)

    def fails(
        self,
        call: Callable[[Any], Any],
        answer: Answer,
        error: type[Exception] = errors.APIError,
    ) -> None:
        """The call raises the error that the answer stands for."""
        with pytest.raises(errors.APIError) as caught:
            self._run(call, Mock(answer))
        assert caught.value.status_code == answer.status
        assert isinstance(caught.value, error)

    def _run(self, call: Callable[[Any], Any], mock: Mock) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            if self._is_async:
                return asyncio.run(_run_async(call, mock))
            with mock.client(strict_responses=True) as sdk:
                return _read(call(sdk))


def _read(result: Any) -> Any:
    """The result, a stream or download read to its end."""
    if hasattr(result, "__enter__"):
        with result:
            list(result) if hasattr(result, "__iter__") else result.read()
    return result.data if hasattr(result, "next_page") else result


async def _run_async(call: Callable[[Any], Any], mock: Mock) -> Any:
    async with mock.async_client(strict_responses=True) as sdk:
        result = call(sdk)
        if inspect.isawaitable(result):
            result = await result
        if hasattr(result, "__aenter__"):
            async with result:
                if hasattr(result, "__aiter__"):
                    [item async for item in result]
                else:
                    await result.read()
        return result.data if hasattr(result, "next_page") else result


def _pattern(path: str) -> str:
    """What the URL of a path looks like: anything in place of its variables, and any query."""
    parts = re.split(r"\{[^{}]+\}", path.partition("#")[0])
    texts = [re.escape(quote(part, safe=_URL_TEXT)) for part in parts]
    return ".+".join(texts) + r"([?&].*)?"
