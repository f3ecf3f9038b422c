"""A small API in hand-written tables, and a way to call it that is the same for both clients."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx2
from pydantic import Field

from generator.runtime import errors
from generator.runtime.client import AsyncClient, SyncClient
from generator.runtime.model import Model
from generator.runtime.operation import (
    ClientTable,
    ErrorCase,
    Operation,
    Parameter,
    ResponseCase,
    Server,
)
from generator.runtime.options import RequestOptions
from generator.runtime.resource import AsyncResource, Resource
from generator.runtime.responses import Response

Handler = Callable[[httpx2.Request], httpx2.Response]


class Owner(Model):
    """Somebody."""

    name: str
    phone: str | None = None


class Pet(Model):
    """An animal."""

    id: int
    pet_name: str | None = Field(default=None, alias="petName")
    owner: Owner | None = None
    tags: list[str] | None = None
    friends: list[Pet] | None = None


class Problem(Model):
    """What went wrong."""

    code: str
    message: str | None = None


class ProblemError(errors.PayloadError):
    """A failure whose payload is a Problem."""


TABLE = ClientTable(servers=(Server("https://api.test/v1"),), env_prefix="PETS", user_agent="pets/1.0")

GET_PET: Operation[Pet] = Operation(
    id="getPet",
    method="GET",
    path="/pets/{petId}",
    parameters=(Parameter("petId", "pet_id", "path", required=True),),
    responses=(ResponseCase("200", "application/json", lambda: Pet),),
    errors=(
        ErrorCase(("404",), "application/json", lambda: Problem, lambda: ProblemError),
        ErrorCase(("default",), "application/json", lambda: Problem, lambda: ProblemError),
    ),
)


def operation(**facts: Any) -> Operation[Any]:
    """An operation that returns nothing unless ``facts`` say otherwise."""
    return Operation(**{"id": "do", "method": "GET", "path": "/do", **facts})


class Pets(Resource):
    """The resource of the sync client."""

    def get(self, *, pet_id: str, options: RequestOptions | None = None) -> Pet:
        return self._call(GET_PET, {"pet_id": pet_id}, options)


class AsyncPets(AsyncResource):
    """The resource of the async client."""

    async def get(self, *, pet_id: str, options: RequestOptions | None = None) -> Pet:
        return await self._call(GET_PET, {"pet_id": pet_id}, options)


@dataclass
class Api:
    """A client of one colour over a transport that answers with ``answers`` in turn, the last one for ever.

    An answer is a response, an exception to raise, or a function of the request.
    """

    is_async: bool
    answers: list[Any] = field(default_factory=lambda: [httpx2.Response(200)])
    requests: list[httpx2.Request] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    naps: list[float] = field(default_factory=list)
    table: ClientTable = TABLE

    def call(
        self,
        operation: Operation[Any],
        arguments: Mapping[str, object] | None = None,
        options: Any = None,
        **client: Any,
    ) -> Response[Any]:
        """One call; what it returns or raises."""
        return self.use(lambda sdk: sdk._send(operation, arguments or {}, options), **client)

    def use(self, *uses: Callable[[Any], Any], **client: Any) -> Any:
        """Hand a client to each of ``uses``, whose results are awaited if need be; the last one's result."""
        return asyncio.run(self._use_async(uses, client)) if self.is_async else self._use(uses, client)

    def _use(self, uses: tuple[Callable[[Any], Any], ...], client: dict[str, Any]) -> Any:
        http = httpx2.Client(transport=httpx2.MockTransport(self._answer))
        made = {"credentials": {}, "http_client": http, **client}
        with http, SyncClient(self.table, **made) as sdk:
            sdk._sleep = self.naps.append  # type: ignore[method-assign, assignment]
            for use in uses:
                result = use(sdk)
        return result

    async def _use_async(self, uses: tuple[Callable[[Any], Any], ...], client: dict[str, Any]) -> Any:
        async def nap(seconds: float) -> None:
            self.naps.append(seconds)

        http = httpx2.AsyncClient(transport=httpx2.MockTransport(self._answer_async))
        made = {"credentials": {}, "http_client": http, **client}
        async with http, AsyncClient(self.table, **made) as sdk:
            sdk._sleep = nap  # type: ignore[method-assign]
            for use in uses:
                result = use(sdk)
                if asyncio.iscoroutine(result):
                    result = await result
        return result

    async def _answer_async(self, request: httpx2.Request) -> httpx2.Response:
        return self._respond(request, await request.aread())

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        return self._respond(request, request.read())

    def _respond(self, request: httpx2.Request, body: bytes) -> httpx2.Response:
        self.requests.append(request)
        self.bodies.append(body)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, httpx2.Response) else answer(request)

    @property
    def target(self) -> str:
        """The path and query of the last request, as they went over the wire."""
        return self.requests[-1].url.raw_path.decode()

    def header(self, name: str) -> str | None:
        """A header of the last request."""
        return self.requests[-1].headers.get(name)


def json_response(data: Any, status: int = 200, **headers: str) -> httpx2.Response:
    """An answer in JSON."""
    return httpx2.Response(status, json=data, headers={n.replace("_", "-"): v for n, v in headers.items()})
