"""A real HTTP server on loopback that plays an API from the examples of its OpenAPI document.

Each request is checked by openapi-core against the document: path, method, parameters, body and the
bearer token. It does not look at query parameters and headers that the document does not declare, nor
at scopes; tests that care read them from ``MockServer.seen``. Faults are queued, one for each request.
"""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from openapi_core import OpenAPI
from openapi_core.contrib.werkzeug import WerkzeugOpenAPIRequest
from werkzeug.datastructures import Headers
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.test import EnvironBuilder

_BASE_URL = "http://api.test"


@dataclass(frozen=True)
class Seen:
    """A request that arrived whole."""

    operation: str
    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: Headers
    body: bytes
    client_port: int

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """An answer. ``abrupt`` closes the connection after it without having announced it."""

    status: int
    body: bytes = b""
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    abrupt: bool = False


_CUT_UNREAD = "cut before the request is read"
_CUT_READ = "cut after the request was read"


class Documented:
    """What the document says: which operation a request is for, what is wrong with it, what to answer."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._api = OpenAPI.from_dict(_checkable(document))
        self._operations: dict[str, dict[str, Any]] = {}
        rules = []
        for path, item in document["paths"].items():
            for method in {"get", "put", "post", "delete", "patch"} & item.keys():
                operation = item[method]
                self._operations[operation["operationId"]] = operation
                template = path.replace("{", "<").replace("}", ">")
                rules.append(Rule(template, methods=[method], endpoint=operation["operationId"]))
        self._routes = Map(rules, redirect_defaults=False, strict_slashes=False).bind("api.test")

    def operation(self, method: str, path: str) -> str:
        """The operationId, or "" for what is not in the document."""
        try:
            return str(self._routes.match(path, method)[0])
        except HTTPException:
            return ""

    def problems(self, method: str, target: str, headers: Headers, body: bytes) -> list[str]:
        """What openapi-core finds wrong with the request."""
        at_server = Headers([(name, value) for name, value in headers if name != "Host"])
        builder = EnvironBuilder(target, _BASE_URL, method=method, headers=at_server, data=body or None)
        result = self._api.unmarshal_request(WerkzeugOpenAPIRequest(builder.get_request()))
        return [f"{error} {error.__cause__ or ''}".strip() for error in result.errors]

    def reply(self, operation: str, status: int | None = None) -> Reply:
        """The example of a declared answer, of the first success where no status is given."""
        responses = self._operations[operation]["responses"]
        code = next((c for c in responses if c.startswith("2")), "") if status is None else str(status)
        for media_type, media in self._resolve(responses.get(code, {})).get("content", {}).items():
            return Reply(int(code), json.dumps(media["example"]).encode(), media_type)
        return Reply(int(code), f"no example for {code}".encode(), "text/plain")

    def example(self, operation: str, status: int | None = None) -> Any:
        """The same, decoded."""
        return json.loads(self.reply(operation, status).body)

    def statuses(self) -> Iterator[tuple[str, int]]:
        """Every declared failure: operationId and status."""
        for name, operation in self._operations.items():
            yield from ((name, int(code)) for code in operation["responses"] if code[0] in "45")

    def __iter__(self) -> Iterator[str]:
        return iter(self._operations)

    def _resolve(self, node: dict[str, Any]) -> dict[str, Any]:
        if "$ref" not in node:
            return node
        target: Any = self._document
        for token in node["$ref"].removeprefix("#/").split("/"):
            target = target[token]
        return self._resolve(target)


def _checkable(document: dict[str, Any]) -> dict[str, Any]:
    """openapi-core knows no OAuth 2; on the wire its token is a bearer token (RFC 6750 section 2.1)."""
    copy = deepcopy(document)
    copy["servers"] = [{"url": _BASE_URL}]
    for scheme in copy["components"]["securitySchemes"].values():
        if scheme["type"] == "oauth2":
            scheme.clear()
            scheme.update(type="http", scheme="bearer")
    return copy


class MockServer:
    """The server and its controls. Its port is taken at once; it answers from ``listen()`` on."""

    def __init__(self, documented: Documented) -> None:
        self.documented = documented
        self.seen: list[Seen] = []
        self.problems: list[str] = []
        self.gate: Callable[[], None] = lambda: None
        self._faults: deque[Reply | int | str] = deque()
        self._lock = threading.Lock()
        self._http = _HTTPServer(("127.0.0.1", 0), _Handler, bind_and_activate=False)
        self._http.mock = self
        self._http.server_bind()
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def listen(self) -> None:
        """Accepts connections; until then they are refused. Further calls do nothing."""
        with self._lock:
            if self._thread is None:
                self._http.server_activate()
                self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)
                self._thread.start()

    def close(self) -> None:
        if self._thread is not None:
            self._http.shutdown()
            self._thread.join()
        self._http.close_connections()
        self._http.server_close()

    def reply(self, status: int, body: bytes = b"", content_type: str = "application/json", **more: Any) -> None:
        """Queues an answer of the test's own making; ``more`` are further fields of ``Reply``."""
        self._faults.append(Reply(status, body, content_type, **more))

    def fail(self, status: int) -> None:
        """Queues a failure: the document's example for the operation that is called, or a text."""
        self._faults.append(status)

    def cut_unread(self) -> None:
        """Queues the end of the connection before the request has been read: it is not in ``seen``."""
        self._faults.append(_CUT_UNREAD)

    def cut_read(self) -> None:
        """Queues the end of the connection after the request was read, without an answer."""
        self._faults.append(_CUT_READ)

    def wait_until_closed(self) -> None:
        """Returns when no connection is open any more, as after an ``abrupt`` reply."""
        if not self._http.idle.wait(10):
            raise TimeoutError("the client's connection is still open")

    def take_unread_cut(self) -> bool:
        with self._lock:
            if self._faults and self._faults[0] == _CUT_UNREAD:
                self._faults.popleft()
                return True
            return False

    def receive(self, seen: Seen, target: str) -> Reply | None:
        """Notes and judges a request. ``None`` cuts the connection."""
        found = self.documented.problems(seen.method, target, seen.headers, seen.body)
        with self._lock:
            self.seen.append(seen)
            self.problems += [f"{seen.method} {target}: {problem}" for problem in found]
            fault = self._faults.popleft() if self._faults else None
        self.gate()
        if fault == _CUT_READ:
            return None
        if isinstance(fault, Reply):
            return fault
        if found:
            return Reply(422, "\n".join(found).encode(), "text/plain")
        return self.documented.reply(seen.operation, fault if isinstance(fault, int) else None)


class _HTTPServer(ThreadingHTTPServer):
    mock: MockServer
    daemon_threads = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._open: set[Any] = set()
        self.idle = threading.Event()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        self.idle.clear()
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        super().shutdown_request(request)
        self._open.discard(request)
        if not self._open:
            self.idle.set()

    def close_connections(self) -> None:
        for request in list(self._open):
            self.shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _HTTPServer

    def parse_request(self) -> bool:
        if self.server.mock.take_unread_cut():
            self.close_connection = True
            return False
        return super().parse_request()

    def answer(self) -> None:
        split = urlsplit(self.path)
        seen = Seen(
            operation=self.server.mock.documented.operation(self.command, split.path),
            method=self.command,
            path=split.path,
            query=tuple(parse_qsl(split.query, keep_blank_values=True)),
            headers=Headers(list(self.headers.items())),
            body=self.rfile.read(int(self.headers.get("Content-Length", "0"))),
            client_port=self.client_address[1],
        )
        reply = self.server.mock.receive(seen, self.path)
        if reply is None:
            self.close_connection = True
            return
        self.send_response(reply.status)
        self.send_header("Content-Length", str(len(reply.body)))
        if reply.body:
            self.send_header("Content-Type", reply.content_type)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)
        if reply.abrupt:
            self.close_connection = True

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Tests read ``seen``; nothing is printed."""
