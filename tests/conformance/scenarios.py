"""The scenarios: which calls each one makes, and what the server insists on and answers."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SUITE = ROOT.parent / "shared/conformance/typespec"
RECORDED_ORIGIN = "http://localhost:3901"
"""Where the server ran when the scenarios were recorded; it writes its own address into links."""


@dataclass(frozen=True, slots=True)
class File:
    """A part of a multipart body that is a file."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Body:
    """What travels: ``data`` is JSON, the parts of a form by name, or bytes where it is neither."""

    content_type: str
    data: Any
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """The operation that a document has for a call."""

    document: str
    path: str
    server_prefix: str


@dataclass(frozen=True, slots=True)
class Call:
    """One exchange of a scenario."""

    method: str
    uri: str
    query: Mapping[str, Any]
    headers: Mapping[str, str]
    body: Body | None
    status: int
    answer: Body | None
    answer_headers: Mapping[str, str]
    places: Mapping[str, list[Place]] = field(repr=False)
    """By version of OpenAPI; several where the API has several versions."""
    reconnects: bool = False
    """Whether the server insists on a stream being opened again after its end."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What one entry of the server's coverage is about."""

    name: str
    calls: tuple[Call, ...]

    @property
    def is_about_pages(self) -> bool:
        return "_Pageable_" in self.name


def load(origin: str) -> list[Scenario]:
    """All scenarios, with the links in their answers as the server at ``origin`` writes them."""
    text = (SUITE / "scenarios.json").read_text("utf-8").replace(RECORDED_ORIGIN, origin)
    return [Scenario(entry["scenario"], tuple(_calls(entry))) for entry in json.loads(text)]


def _calls(entry: Mapping[str, Any]) -> Iterator[Call]:
    reconnects = "reconnect" in entry.get("keys", ())
    return (replace(_call(api), reconnects=reconnects) for api in entry["apis"])


def _call(api: Mapping[str, Any]) -> Call:
    request, response = api.get("request", {}), api["response"]
    places: dict[str, list[Place]] = {}
    for entry in api["openapi"]:
        place = Place(entry["doc"], entry["path"], entry["serverPrefix"])
        places.setdefault(entry["openapi"], []).append(place)
    return Call(
        method=api["method"].upper(),
        uri=api["uri"],
        query=_plain(request.get("query", {})),
        headers={name.lower(): str(value) for name, value in _plain(request.get("headers", {})).items()},
        body=_body(request.get("body")),
        status=response["status"],
        answer=_body(response.get("body")),
        answer_headers=_plain(response.get("headers", {})),
        places=places,
    )


def _body(body: Mapping[str, Any] | None) -> Body | None:
    if body is None:
        return None
    data: Any = body.get("raw")
    if body.get("kind") == "multipart":
        data = _form(body)
    elif "base64" in body:
        data = base64.b64decode(body["base64"])
    elif "json" in body:
        data = _plain(body["json"])
    return Body(body["contentType"], data, body.get("raw") or "")


def _form(body: Mapping[str, Any]) -> dict[str, Any]:
    """The parts by name; those of the same name are a list."""
    parts: dict[str, Any] = dict(body.get("parts", {}))
    files: dict[str, list[File]] = {}
    for file in body.get("files", []):
        part = File(file["originalname"], file["mimetype"], base64.b64decode(file["base64"]))
        files.setdefault(file["fieldname"], []).append(part)
    return parts | {name: found[0] if len(found) == 1 else found for name, found in files.items()}


def _plain(data: Any) -> Any:
    """Data with one spelling in the place of each matcher, which accepts all of them, and without the absent."""
    if isinstance(data, dict):
        if "$matcher" in data:
            return _plain(data["value"])
        return {name: _plain(value) for name, value in data.items() if value != {"$undefined": True}}
    return [_plain(value) for value in data] if isinstance(data, list) else data
