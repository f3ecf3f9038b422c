"""From the request that the server insists on to the call that makes it."""

from __future__ import annotations

import contextlib
import inspect
import operator
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .arguments import Giver, Style
from .hints import Unfit, is_model, python_names
from .packages import Sdk
from .scenarios import Body, Call, Place
from .styles import read_header, read_path, read_query


@dataclass(slots=True)
class Prepared:
    """How to call: the arguments of the client and of the method, and the header parameters by hand."""

    operation: Mapping[str, Any]
    client: dict[str, Any] = field(default_factory=dict)
    arguments: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


def prepare(sdk: Sdk, call: Call, place: Place, giver: Giver, origin: str) -> Prepared:
    """The call of an operation that makes a request. Raises ``Unfit`` where the SDK cannot express it."""
    operation = sdk.operation(call.method, place.path)
    if operation is None:
        raise Unfit(f"the SDK has no {call.method} {place.path}")
    prepared = Prepared(operation)
    base, texts = _split(call.uri, place)
    prepared.client["base_url"] = origin + base
    _Parameters(sdk, call, place, replace(giver, text=True), prepared).fill(texts)
    if call.body is not None:
        _fill_body(sdk, call, call.body, giver, prepared)
    elif operation["body"] and operation["body"]["required"]:
        # Documents of operations whose body has nothing left in it still demand one.
        media_type = next(iter(operation["body"]["media_types"]))
        _fill_body(sdk, call, Body(media_type, {}), giver, prepared)
    return prepared


def _split(uri: str, place: Place) -> tuple[str, dict[str, str]]:
    """The part of an address that is the server's, and the text of each parameter in the path."""
    pattern = "".join(
        f"(?P<p{i // 2}>.*?)" if i % 2 else re.escape(part)
        for i, part in enumerate(re.split(r"\{([^}]*)\}", place.path))
    )
    server = re.sub(r"\\\{.*?\\\}", "[^/]*", re.escape(place.server_prefix))
    match = re.fullmatch(f"(?P<server>{server}){pattern}", uri)
    if not match:
        raise Unfit(f"{uri} is not of {place.server_prefix}{place.path}")
    names = re.findall(r"\{([^}]*)\}", place.path)
    return match["server"], {name: match[f"p{i}"] for i, name in enumerate(names)}


@dataclass(slots=True)
class _Parameters:
    sdk: Sdk
    call: Call
    place: Place
    giver: Giver
    prepared: Prepared

    def fill(self, texts: Mapping[str, str]) -> None:
        """Fills in the arguments of all parameters, and what travels without one."""
        facts = self.prepared.operation["parameters"]
        written = {(p["in"], p["name"]): p for p in self.sdk.parameters(self.call.method, self.place.path)}
        for fact in facts:
            hint = self.giver.hints.evaluate(fact["type"])
            shape = self.giver.hints.shape(hint)
            parameter = written[fact["in"], fact["wire_name"]]
            value = self._read(parameter, shape, texts)
            if value is not None:
                self.prepared.arguments[fact["argument"]] = self.giver.give(hint, value)
            elif fact["required"]:
                raise Unfit(f"the scenario has no value for the required {fact['in']} parameter {fact['wire_name']}")
        self._fill_rest({p["wire_name"].lower() for p in facts if p["in"] == "header"})
        self._check_query(facts)

    def _read(self, parameter: Mapping[str, Any], shape: str, texts: Mapping[str, str]) -> Any:
        match parameter["in"]:
            case "path":
                return read_path(parameter, shape, texts[parameter["name"]])
            case "query":
                query = {name: _texts(value) for name, value in self.call.query.items()}
                return read_query(parameter, shape, query, self._others(parameter))
            case "header":
                text = self.call.headers.get(parameter["name"].lower())
            case _:
                crumbs = self.call.headers.get("cookie", "").split("; ")
                text = dict(crumb.split("=", 1) for crumb in crumbs if crumb).get(parameter["name"])
        return None if text is None else read_header(parameter, shape, text)

    def _others(self, parameter: Mapping[str, Any]) -> set[str]:
        facts = self.prepared.operation["parameters"]
        return {p["wire_name"] for p in facts if p["in"] == "query"} - {parameter["name"]}

    def _fill_rest(self, known: set[str]) -> None:
        """Headers that are no parameters: credentials, and the choice of an answer."""
        for name, value in self.call.headers.items():
            if name in known or name in ("content-type", "cookie"):
                continue
            if name == "accept":
                if sum(response["media_type"] is not None for response in self.prepared.operation["responses"]) > 1:
                    self.prepared.headers[name] = value
            elif secret := self._secret(name, value):
                self.prepared.client |= secret
            else:
                raise Unfit(f"no argument for the header {name}")

    def _secret(self, name: str, value: str) -> dict[str, str]:
        """The argument of the client that puts a secret into a header; none where no scheme does."""
        arguments = {scheme["id"]: scheme["arguments"] for scheme in self.sdk.facts["security_schemes"]}
        for key, scheme in self.sdk.document.get("components", {}).get("securitySchemes", {}).items():
            if scheme.get("in") == "header" and scheme["name"].lower() == name:
                return {arguments[key][0]: value}
            if scheme["type"] in ("http", "oauth2", "openIdConnect") and name == "authorization":
                return {arguments[key][0]: value.partition(" ")[2]}
        return {}

    def _check_query(self, facts: list[Mapping[str, Any]]) -> None:
        hints = self.giver.hints
        own = {p["wire_name"]: hints.shape(hints.evaluate(p["type"])) for p in facts if p["in"] == "query"}
        unknown = sorted(set(self.call.query) - own.keys())
        if unknown and "object" not in own.values():
            raise Unfit(f"no argument for the query parameters {', '.join(unknown)}")


def _texts(value: Any) -> Any:
    if isinstance(value, list):
        return [_texts(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _fill_body(sdk: Sdk, call: Call, body: Body, giver: Giver, prepared: Prepared) -> None:
    if not prepared.operation["body"]:
        raise Unfit("the operation has no body")
    choices = prepared.operation["body"]["media_types"]
    media_type = _choice(choices, call.headers.get("content-type", body.content_type))
    facts = choices[media_type]
    giver = replace(giver, text=media_type.startswith(("multipart/", "text/", "application/x-www-form")))
    if "fields" in facts and giver.style is Style.MODELS:
        with contextlib.suppress(Unfit):
            _spread(facts["fields"], body.data, giver, prepared.arguments)
            return
    hint = giver.hints.evaluate(facts["type"])
    data = body.data
    if giver.text and isinstance(data, dict):
        data = {name: _as_list(giver, hint, name, value) for name, value in data.items()}
    prepared.arguments[facts.get("argument") or _whole(sdk, prepared)] = giver.give(hint, data)
    if len(choices) > 1:
        prepared.arguments["content_type"] = media_type


def _choice(choices: Mapping[str, Any], wanted: str) -> str:
    wanted = wanted.partition(";")[0].strip().lower()
    for media_type in choices:
        pattern = re.escape(media_type.partition(";")[0].strip().lower()).replace(r"\*", ".*")
        if re.fullmatch(pattern, wanted):
            return media_type
    if len(choices) == 1:  # the scenarios tell the type of JSON bodies only roughly
        return next(iter(choices))
    raise Unfit(f"no body of {wanted}, only of {', '.join(choices)}")


def _spread(fields: list[Mapping[str, Any]], data: Any, giver: Giver, arguments: dict[str, Any]) -> None:
    known = {fact["wire_name"]: fact for fact in fields}
    if not isinstance(data, dict) or data.keys() - known.keys():
        raise Unfit(f"the arguments {', '.join(known)} cannot say {str(data)[:80]}")
    if missing := sorted(name for name, fact in known.items() if fact["required"] and name not in data):
        raise Unfit(f"the arguments {', '.join(missing)} are needed")
    given = {name: _field(known[name], value, giver) for name, value in data.items()}
    arguments |= {known[name]["argument"]: value for name, value in given.items()}


def _field(fact: Mapping[str, Any], value: Any, giver: Giver) -> Any:
    return None if value is None and fact["nullable"] else giver.give(giver.hints.evaluate(fact["type"]), value)


def _whole(sdk: Sdk, prepared: Prepared) -> str:
    """The argument for the whole of a body that can also be spread."""
    client = getattr(sdk.package, sdk.facts["client"])()
    method = operator.attrgetter(prepared.operation["accessor"])(client)
    facts = next(iter(prepared.operation["body"]["media_types"].values()))
    others = {fact["argument"] for fact in [*prepared.operation["parameters"], *facts["fields"]]}
    (name,) = [
        name for name in inspect.signature(method).parameters if name not in {*others, "options", "content_type"}
    ]
    return name


def _as_list(giver: Giver, hint: Any, name: str, value: Any) -> Any:
    """A part of a form that came once, as the list that its field is."""
    hints = giver.hints
    for model in filter(is_model, hints.alternatives(hint)):
        field_hint = hints.fields(hints.dict_of(model)).get(python_names(model).get(name, ""))
        if field_hint is not None and hints.shape(field_hint) == "array" and not isinstance(value, list):
            return [value]
    return value
