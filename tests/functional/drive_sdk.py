"""Imports a generated package whole and makes one call of every operation; run as a program of its own.

Arguments: the folder to import from, and a JSON file with ``inspection`` (of ``sdkwright inspect --json``)
and ``base_urls``: by accessor, for operations without a server in the document. Prints JSON: the modules
imported, and for each accessor the request that was sent, or what went wrong.
"""

from __future__ import annotations

import datetime
import decimal
import enum
import importlib
import inspect
import json
import re
import sys
import traceback
import types
import typing
import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx2
import pydantic
import typing_extensions

_SCALARS: dict[object, object] = {
    str: "x",
    int: 1,
    float: 1.5,
    bool: True,
    bytes: b"x",
    object: "x",
    type(None): None,
    datetime.datetime: datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC),
    datetime.date: datetime.date(2026, 1, 2),
    datetime.time: datetime.time(3, 4, 5),
    datetime.timedelta: datetime.timedelta(hours=1),
    decimal.Decimal: decimal.Decimal("1.5"),
}


class Values:
    """Makes a value for an annotation: the plainest one that the type allows."""

    def __init__(self, models: types.ModuleType) -> None:
        self._models = models
        self._names: dict[str, Any] = {
            "models": models,
            "_dt": datetime,
            "Decimal": decimal.Decimal,
            "Sequence": Sequence,
            "Iterable": Iterable,
            "ServerSentEvent": list,
            "Mapping": Mapping,
            "List": list,
            "Dict": dict,
            "Literal": typing.Literal,
            "FileInput": bytes,
            "UploadInput": bytes,
            "JsonInput": object,
            "JsonValue": object,
            "Unset": type(None),
        }

    def of_text(self, annotation: str) -> object:
        """For the text of an annotation, as ``inspect`` prints it."""
        # The first alternative is enough, and a later one may be a forward reference.
        return self.of(eval(annotation, dict(self._names)))

    def of(self, type_: Any, depth: int = 0) -> object:
        if depth > 50:
            raise RecursionError(f"{type_} requires itself")
        if type_ in _SCALARS:
            return _SCALARS[type_]
        origin, arguments = typing.get_origin(type_), typing.get_args(type_)
        if origin in (typing.Union, types.UnionType):
            return self.of(arguments[0], depth + 1)
        if origin is typing.Literal:
            return arguments[0]
        if origin is typing.Annotated:
            return self.of(arguments[0], depth + 1)
        if origin in (Iterable, Sequence, list, tuple):
            return [self.of(arguments[0], depth + 1)]
        if origin in (Mapping, dict):
            return {"x": self.of(arguments[1], depth + 1)}
        return self._of_class(type_, depth)

    def _of_class(self, type_: Any, depth: int) -> object:
        if isinstance(type_, typing_extensions.TypeAliasType):
            return self.of(self._alias(type_), depth + 1)
        if isinstance(type_, type) and issubclass(type_, enum.Enum):
            return next(iter(type_))
        if isinstance(type_, type) and issubclass(type_, pydantic.BaseModel):
            type_.model_rebuild()
            fields = {name: field for name, field in type_.model_fields.items() if field.is_required()}
            return type_(**{name: self.of(field.annotation, depth + 1) for name, field in fields.items()})
        return "x"

    def _alias(self, alias: Any) -> Any:
        value = alias.__value__
        if not isinstance(value, str):
            return value
        names = {name: getattr(self._models, name) for name in _words(value) if hasattr(self._models, name)}
        return eval(value, {**vars(sys.modules[alias.__module__]), **names})


def _words(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z_]\w*", text))


class Recorder:
    """Answers each request with the first success that the operation declares, and keeps the request."""

    def __init__(self) -> None:
        self.request: httpx2.Request | None = None
        self.operation: dict[str, Any] = {}

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        self.request = request
        answers = [r for r in self.operation["responses"] if r["status"] == "default" or r["status"][0] == "2"]
        answer = answers[0] if answers else {"status": "204", "media_type": None, "type": None}
        status = int(answer["status"].replace("X", "0")) if answer["status"] != "default" else 200
        if not answer["media_type"]:
            return httpx2.Response(status)
        body = b"[]" if str(answer["type"]).startswith("List[") else b"{}"
        return httpx2.Response(status, headers={"Content-Type": answer["media_type"]}, content=body)


def import_all(folder: Path, package: str) -> list[str]:
    names = []
    for path in sorted((folder / package).rglob("*.py")):
        names.append(".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__"))
        importlib.import_module(names[-1])
    return names


def arguments(operation: dict[str, Any], values: Values) -> dict[str, object]:
    given = {p["argument"]: values.of_text(p["type"]) for p in operation["parameters"] if p["required"]}
    body = operation["body"]
    if body and body["required"]:
        media = next(iter(body["media_types"].values()))
        if "fields" in media:
            fields = [field for field in media["fields"] if field["required"]]
            given |= {field["argument"]: values.of_text(field["type"]) for field in fields}
        else:
            given[media["argument"]] = values.of_text(media["type"])
    return given


def make_client(inspection: dict[str, Any], recorder: Recorder) -> Any:
    client = getattr(importlib.import_module(inspection["package"]), inspection["client"])
    names = {name for scheme in inspection["security_schemes"] for name in scheme["arguments"]}
    credentials = dict.fromkeys(names & inspect.signature(client.__init__).parameters.keys(), "t")
    http_client = httpx2.Client(transport=httpx2.MockTransport(recorder))
    return client(**credentials, http_client=http_client, retries=0)


def call(
    client: Any, operation: dict[str, Any], options: dict[str, str], values: Values, recorder: Recorder
) -> dict[str, Any]:
    recorder.request, recorder.operation = None, operation
    try:
        method = client
        for name in operation["accessor"].split("."):
            method = getattr(method, name)
        given = arguments(operation, values)
        with warnings.catch_warnings():
            if operation["deprecated"]:
                warnings.simplefilter("ignore", DeprecationWarning)
            method(**given, options=options)
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return {"error": f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"[:600]}
    request = recorder.request
    if request is None:
        return {"error": "no request was sent"}
    return {
        "method": request.method,
        "url": str(request.url),
        "content_type": request.headers.get("Content-Type", ""),
        "length": len(request.content),
    }


def main(folder: str, plan: str) -> None:
    sys.path.insert(0, folder)
    given = json.loads(Path(plan).read_text("utf-8"))
    inspection = given["inspection"]
    modules = import_all(Path(folder), inspection["package"])
    values = Values(importlib.import_module(f"{inspection['package']}.models"))
    recorder = Recorder()
    client = make_client(inspection, recorder)
    calls = {}
    for operation in inspection["operations"]:
        accessor = operation["accessor"]
        options = {"base_url": given["base_urls"][accessor]} if accessor in given["base_urls"] else {}
        calls[accessor] = call(client, operation, options, values, recorder)
    print(json.dumps({"modules": modules, "calls": calls}))


if __name__ == "__main__":
    main(*sys.argv[1:])
