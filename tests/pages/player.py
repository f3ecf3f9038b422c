"""Plays an API by its document: which operation a request is for, what is wrong with it, what it is answered.

openapi-core judges the requests. What it does not understand is counted, by its reason, and not judged.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias
from urllib.parse import urlsplit

from openapi_core import Config, OpenAPI
from openapi_core.contrib.werkzeug import WerkzeugOpenAPIRequest
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder

from .values import A_URL, Values

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_ELSEWHERE = "https://api.example.com"
"""Where programs call an API whose document names no server."""
_HOST = "http://api.test"
_LINES = {"application/jsonl", "application/x-ndjson", "application/x-jsonlines", "application/stream+json"}

Failure: TypeAlias = int | Literal["connect", "time out", "misfit"] | None
"""How calls fail: the status of all answers, no connection, no answer in time, or what no schema allows."""


@dataclass(frozen=True)
class Operation:
    """An operation: its method, its path, the expressions of its URLs, and what the document says of it."""

    method: str
    path: str
    urls: tuple[tuple[re.Pattern[str], str], ...]
    node: Mapping[str, Any]
    item: Mapping[str, Any]


@dataclass(frozen=True)
class Request:
    """A request as it arrived."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """The value of a header; empty where there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")


@dataclass(frozen=True)
class Reply:
    """An answer."""

    status: int
    media_type: str
    body: bytes


@dataclass
class Player:
    """What the document says, and what was asked since ``start``."""

    document: Mapping[str, Any]
    seen: list[tuple[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    unjudged: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._values = Values(self.document)
        self._written = json.dumps(self.document, default=str)
        self._operations = list(self._read())
        self._judges: dict[tuple[str, str], OpenAPI] = {}
        self._expected = ("", "")
        self.failure: Failure = None

    def start(self, expected: tuple[str, str] = ("", ""), failure: Failure = None) -> None:
        """Forgets what was asked. Of operations with the same URL, the expected one (method, path) is meant."""
        self.seen, self.problems, self._expected, self.failure = [], [], expected, failure

    def declared(self) -> list[int]:
        """The statuses of failures that the document declares for what was asked last, 500 for all others."""
        asked = next((o for o in self._operations if (o.method, o.path) == self.seen[-1]), None) if self.seen else None
        codes = [str(code).upper() for code in asked.node.get("responses", {})] if asked else []
        return [int(code.replace("X", "0")) for code in codes if code[:1] in "45"] + [500] * ("DEFAULT" in codes)

    def answer(self, request: Request) -> Reply:
        """The answer to a request, which is judged."""
        found = self._find(request)
        if found is None:
            self.problems.append(f"no operation has {request.method} {request.url}")
            return Reply(404, "text/plain", b"")
        operation, rest = found
        key = operation.method, operation.path
        self.problems += self._judge(operation, request, rest)
        last = key in self.seen
        self.seen.append(key)
        return self._reply(operation, request, last=last)

    def _read(self) -> Iterator[Operation]:
        for path, written in self.document.get("paths", {}).items():
            item = self._values.resolve(written)
            for method in _METHODS:
                if method in item:
                    node = item[method]
                    servers = node.get("servers") or item.get("servers") or self.document.get("servers") or [{}]
                    urls = tuple(_pattern(server, path) for server in servers)
                    yield Operation(method.upper(), path, urls, node, item)

    def _find(self, request: Request) -> tuple[Operation, str] | None:
        """The operation whose URL has the fewest variable parts, and the request's path below its server."""
        url = request.url.partition("?")[0]
        found = []
        for operation in self._operations:
            for pattern, _ in operation.urls:
                match = pattern.fullmatch(url) if operation.method == request.method else None
                if match:
                    is_other = (operation.method, operation.path) != self._expected
                    found.append((is_other, operation.path.count("{"), len(found), operation, match["rest"]))
        return min(found)[3:] if found else None

    def _judge(self, operation: Operation, request: Request, rest: str) -> list[str]:
        key = operation.method, operation.path
        query = urlsplit(request.url).query
        path = rest.replace("%2F", "-")  # werkzeug decodes it before the path is compared
        target = path + (f"?{query}" if query else "")
        headers = Headers([(name, value) for name, value in request.headers if name.lower() != "host"])
        builder = EnvironBuilder(target, _HOST, method=request.method, headers=headers, data=request.body or None)
        try:
            if key not in self._judges:
                self._judges[key] = OpenAPI.from_dict(self._alone(operation), config=Config(spec_validator_cls=None))
            result = self._judges[key].unmarshal_request(WerkzeugOpenAPIRequest(builder.get_request()))
            errors = result.errors
        except Exception as error:  # what it cannot read is not the request's fault
            self.unjudged[f"{type(error).__name__}: {str(error)[:80]}"] += 1
            return []
        return [
            f"{operation.method} {operation.path}: {said}" for error in errors for said in self._found(error, operation)
        ]

    def _found(self, error: BaseException, operation: Operation) -> Iterator[str]:
        """What openapi-core found, without the whole value in which it found it."""
        cause = error.__cause__
        faults = [_deepest(fault) for fault in getattr(cause, "schema_errors", ())]
        for reason, is_so in self._excuses():
            excused = [fault for fault in faults if is_so(fault)]
            if excused:
                self.unjudged[reason] += len(excused)
                faults = [fault for fault in faults if fault not in excused]
                if not faults:
                    return
        if "Formatter not found" in str(error) + str(cause):
            self.unjudged["a format that openapi-core does not know"] += 1
        elif any(isinstance(fault.instance, bytes) for fault in faults):
            self.unjudged["a part of a form that openapi-core does not decode"] += 1
        elif self._is_choice_of_objects(error, operation):
            self.unjudged["a parameter whose properties openapi-core does not gather, as it is a choice"] += 1
        elif faults:
            yield "; ".join(f"{'/'.join(map(str, f.absolute_path))}: {f.message[:200]}" for f in faults)
        else:
            yield f"{error} {cause or ''}".strip()[:300]

    def _excuses(self) -> Iterator[tuple[str, Callable[[Any], bool]]]:
        """Faults that are the document's own: no request could do without them."""
        yield "a required property that is read-only, or that the schema does not know", self._cannot_be_sent
        yield "a value of a oneOf whose variants do not exclude one another", _fits_several
        yield "a body of text/plain, which openapi-core does not read by its schema", _is_told_by_text
        yield "an example of the document that breaks the format of its own schema", self._is_own_example

    def _is_own_example(self, fault: Any) -> bool:
        return fault.validator == "format" and json.dumps(fault.instance) in self._written

    def _is_choice_of_objects(self, error: BaseException, operation: Operation) -> bool:
        """Whether a query parameter is missed whose values are objects, the properties of which stand by themselves."""
        missed = re.fullmatch("Missing required query parameter: (.*)", str(error))
        listed = [*operation.node.get("parameters", ()), *operation.item.get("parameters", ())]
        named = [
            p for p in map(self._values.resolve, listed) if missed and p["name"] == missed[1] and p["in"] == "query"
        ]
        schema = self._values.whole(named[0].get("schema", {})) if named else {}
        variants = [self._values.whole(v) for v in (*schema.get("oneOf", ()), *schema.get("anyOf", ()))]
        return bool(variants) and all("properties" in variant for variant in variants)

    def _cannot_be_sent(self, fault: Any) -> bool:
        """Whether a property is missing that a request cannot have (OpenAPI 3.1 section 4.8.24, ``readOnly``)."""
        missing = re.match("'(.*)' is a required property", fault.message)
        if fault.validator != "required" or missing is None:
            return False
        known = self._values.whole(fault.schema).get("properties", {})
        return bool(self._values.whole(known.get(missing[1], {"readOnly": True})).get("readOnly"))

    def _alone(self, operation: Operation) -> dict[str, Any]:
        """The document with no other operation and no server; a token of OAuth 2 is a bearer token on the wire."""
        node = {key: value for key, value in operation.node.items() if key not in {"servers", "callbacks"}}
        item = {"parameters": operation.item.get("parameters", []), operation.method.lower(): node}
        components = dict(self.document.get("components", {}))
        schemes = {
            name: {"type": "http", "scheme": "bearer"} if self._is_token(scheme) else scheme
            for name, scheme in components.get("securitySchemes", {}).items()
        }
        components["securitySchemes"] = schemes
        path = operation.path.partition("?")[0].partition("#")[0]
        document = {**self.document, "components": components, "servers": [{"url": _HOST}], "paths": {path: item}}
        return {key: value for key, value in document.items() if key != "webhooks"}

    def _is_token(self, scheme: Any) -> bool:
        return self._values.resolve(scheme).get("type") in {"oauth2", "openIdConnect"}

    def _reply(self, operation: Operation, request: Request, *, last: bool) -> Reply:
        responses = {str(code).upper(): response for code, response in operation.node.get("responses", {}).items()}
        status = self.failure if isinstance(self.failure, int) else None
        wanted = [str(status), f"{str(status)[:1]}XX"] if status else [c for c in responses if c.startswith("2")]
        code = next((code for code in wanted if code in responses), "DEFAULT")
        response = self._values.resolve(responses.get(code, {}))
        status = status or (200 if code == "DEFAULT" else int(code.replace("X", "0")))
        content = response.get("content", {})
        if not content or operation.method == "HEAD":
            return Reply(status, "", b"")
        chosen = _chosen(list(content), request)
        if self.failure == "misfit":
            return Reply(status, _concrete(chosen), b"misfit")
        body = self._body(chosen, self._values.resolve(content[chosen]), last=last)
        here = request.url.partition("?")[0]  # a link to the next page stays at its server
        return Reply(status, _concrete(chosen), body.replace(A_URL.encode(), here.encode()))

    def _body(self, media_type: str, media: Mapping[str, Any], *, last: bool) -> bytes:
        kind = media_type.partition(";")[0].strip().lower()
        value = self._values.make(media.get("itemSchema", media.get("schema", {})), last=last)
        written = json.dumps(value)
        if kind == "text/event-stream":
            return f"data: {written}\n\ndata: {written}\n\n".encode()
        if kind in _LINES:
            return f"{written}\n{written}\n".encode()
        if kind.endswith(("json", "*/*")):
            return written.encode()
        return value.encode() if isinstance(value, str) else b"\x00\x01data"


def _pattern(server: Mapping[str, Any], path: str) -> tuple[re.Pattern[str], str]:
    """The expression of the URLs of a path at a server, with the part below the server as ``rest``."""
    url = str(server.get("url", ""))
    for name, variable in (server.get("variables") or {}).items():
        url = url.replace("{" + name + "}", str(variable.get("default", "")))
    if not re.match("https?://", url, re.IGNORECASE):
        url = _ELSEWHERE + ("" if url in {"", "/"} else url if url.startswith("/") else f"/{url}")
    template = path.partition("?")[0].partition("#")[0]
    rest = re.sub(r"\\\{[^/]*?\\\}", "[^/]+", re.escape(template))
    return re.compile(f"(?:{re.escape(url.rstrip('/'))}|{re.escape(_ELSEWHERE)})(?P<rest>{rest})"), url


def _concrete(media_type: str) -> str:
    return "application/json" if media_type == "*/*" else media_type.replace("/*", "/x")


def _chosen(media_types: list[str], request: Request) -> str:
    """The media type of an answer: by the flag that asks for a stream, else by ``Accept``, else the first."""
    flag = _asks_for_stream(request)
    if flag is not None:
        fitting = [kind for kind in media_types if kind.startswith("text/event-stream") == flag]
        media_types = fitting or media_types
    wanted = [part.partition(";")[0].strip() for part in request.header("accept").split(",")]
    return next((kind for kind in media_types if kind.partition(";")[0].strip() in wanted), media_types[0])


def _is_told_by_text(fault: Any) -> bool:
    """Whether the whole body is the text of a value of the type that is missed."""
    if fault.validator != "type" or fault.absolute_path or not isinstance(fault.instance, str):
        return False
    try:
        value = json.loads(fault.instance)
    except ValueError:
        return False
    wanted: tuple[type, ...] = {"boolean": (bool,), "integer": (int,), "number": (int, float)}.get(
        fault.validator_value, ()
    )
    return type(value) in wanted


def _fits_several(fault: Any) -> bool:
    return fault.validator == "oneOf" and "valid under each of" in fault.message


def _deepest(fault: Any) -> Any:
    """The deepest reason of a fault of a schema."""
    while fault.context:
        fault = max(fault.context, key=lambda inner: len(inner.absolute_path))
    return fault


def _asks_for_stream(request: Request) -> bool | None:
    """What a flag of the body says of it; ``None`` where there is no such flag."""
    found = re.search(rb'"stream"(?:: ?|\r\n[^\r\n]*\r\n\r\n|\r\n\r\n)(true|false)', request.body)
    return found[1] == b"true" if found else None
