"""Swagger 2.0 -> the shapes of OpenAPI 3.0, which its reader takes on from there."""

from __future__ import annotations

from collections.abc import Callable

from .... import codes
from ... import pointer as pointers
from ...grammar import METHODS
from ...moves import Prefixes
from ...values import Json
from ..tell import Tell
from . import bodies, parameters, responses, security
from .bodies import Placed
from .context import Context, as_list, as_mapping, convert_members, without

_MOVED = (
    ("definitions", "schemas"),
    ("parameters", "parameters"),
    ("responses", "responses"),
    ("securityDefinitions", "securitySchemes"),
)
_REPLACED = ("swagger", "host", "basePath", "schemes", "consumes", "produces", "paths", *(old for old, _ in _MOVED))


def upgrade(data: dict[str, Json], tell: Tell) -> tuple[dict[str, Json], Prefixes, Callable[[str], str]]:
    """The document in 3.0 shapes, what moved, and what gives the references of its schemas their new text.

    ``tell`` hears of what 3.0 cannot say.
    """
    context = Context(data, tell)
    made: dict[str, Json] = {"openapi": "3.0.4", **without(data, _REPLACED)}
    context.prefixes.moved("/openapi", "/swagger")
    hosts = security.servers(data.get("schemes"), data)
    if hosts:
        made["servers"] = hosts
        context.prefixes.moved("/servers", "/host" if "host" in data else "/basePath")
    made["paths"] = convert_members(
        data.get("paths"), lambda item, new, _: _path_item(item, new, context), "/paths", "/paths"
    )
    components = _components(context)
    if components:
        made["components"] = components
    return made, context.prefixes, rename_reference


def rename_reference(reference: str) -> str:
    """The text of a reference to a component where its section has another name in 3.0."""
    for old, new in _MOVED:
        if reference.startswith(f"#/{old}/"):
            return f"#/components/{new}/{reference.removeprefix(f'#/{old}/')}"
    return reference


def _components(context: Context) -> dict[str, Json]:
    converters: dict[str, Callable[[dict[str, Json], str, str], Json]] = {
        "definitions": lambda item, *_: item,
        "parameters": lambda item, new, old: _component_parameter(item, new, old, context),
        "responses": lambda item, new, old: _response(item, {}, new, old, context),
        "securityDefinitions": lambda item, new, old: security.scheme(item, new, old, context),
    }
    made: dict[str, Json] = {}
    for old, name in _MOVED:
        if old in context.data:
            new = f"/components/{name}"
            context.prefixes.moved(new, f"/{old}")
            members = convert_members(context.data[old], converters[old], new, f"/{old}")
            made[name] = _without_bodies(members) if old == "parameters" else members
    return made


def _component_parameter(value: dict[str, Json], new: str, old: str, context: Context) -> Json:
    if "$ref" in value:
        return _renamed(value)
    return None if value.get("in") in ("body", "formData") else parameters.parameter(value, new, old, context)


def _without_bodies(members: Json) -> Json:
    """Body and form parameters are written out where they are used, because media types belong to operations."""
    return {k: v for k, v in members.items() if v is not None} if isinstance(members, dict) else members


def _renamed(value: dict[str, Json]) -> dict[str, Json]:
    reference = value.get("$ref")
    return {**value, "$ref": rename_reference(reference)} if isinstance(reference, str) else value


def _path_item(value: dict[str, Json], pointer: str, context: Context) -> Json:
    made = dict(value)
    plain, body, fields = _sorted_parameters(value.get("parameters"), pointer, context)
    if "parameters" in value:
        made["parameters"] = plain
    for method in METHODS:
        operation = value.get(method)
        if isinstance(operation, dict):
            made[method] = _operation(operation, pointers.join(pointer, method), body, fields, context)
    return made


def _operation(
    value: dict[str, Json], pointer: str, body: Placed | None, fields: list[Placed], context: Context
) -> dict[str, Json]:
    """``body`` and ``fields`` are those of the path item, which the operation's own take the place of."""
    made = without(value, ("consumes", "produces", "schemes", "parameters", "responses"))
    if "parameters" in value:
        made["parameters"], own_body, own_fields = _sorted_parameters(value["parameters"], pointer, context)
        body = own_body or body
        own_names = {field["name"] for field, _ in own_fields}
        fields = [*(placed for placed in fields if placed[0]["name"] not in own_names), *own_fields]
    if body and fields:
        message = "a body and form fields cannot both be sent; the form fields are left out"
        context.tell(codes.DOCUMENT_BODY_AND_FORM, message, fields[0][1])
    consumes = context.media_types(value, "consumes")
    place = pointers.join(pointer, "requestBody")
    if body:
        made["requestBody"] = bodies.body(body, consumes, place, context)
    elif fields:
        made["requestBody"] = bodies.form(fields, consumes, place, context)
    if "responses" in value:
        base = pointers.join(pointer, "responses")
        made["responses"] = convert_members(
            value["responses"], lambda item, new, old: _response(item, value, new, old, context), base, base
        )
    if "schemes" in value and (hosts := security.servers(value["schemes"], context.data)):
        made["servers"] = hosts
        context.prefixes.moved(pointers.join(pointer, "servers"), pointers.join(pointer, "schemes"))
    return made


def _response(value: dict[str, Json], operation: dict[str, Json], new: str, old: str, context: Context) -> Json:
    """A reference stays one unless the operation produces something of its own."""
    if "$ref" in value:
        target, place = context.resolve(value, old)
        is_same = "produces" not in operation or not responses.has_content(as_mapping(target))
        if is_same or not isinstance(target, dict) or "$ref" in target:
            return _renamed(value)
        context.prefixes.moved(new, place)
        value, old = target, place
    return responses.response(value, context.media_types(operation, "produces"), new, old, context)


def _sorted_parameters(value: Json, pointer: str, context: Context) -> tuple[Json, Placed | None, list[Placed]]:
    """The parameters outside the body, the body, and the form fields of a list."""
    if not isinstance(value, list):
        return value, None, []
    plain: list[Json] = []
    body: Placed | None = None
    fields: list[Placed] = []
    for index, item in enumerate(as_list(value)):
        old = pointers.join(pointer, "parameters", index)
        target, place = context.resolve(item, old)
        location = as_mapping(target).get("in")
        if isinstance(target, dict) and location == "body":
            body = (target, place)
        elif isinstance(target, dict) and location == "formData" and isinstance(target.get("name"), str):
            fields.append((target, place))
        else:
            new = pointers.join(pointer, "parameters", len(plain))
            plain.append(_plain_parameter(item, new, old, context))
    return plain, body, fields


def _plain_parameter(item: Json, new: str, old: str, context: Context) -> Json:
    if not isinstance(item, dict):
        return item
    if new != old:
        context.prefixes.moved(new, old)
    return _renamed(item) if "$ref" in item else parameters.parameter(item, new, old, context)
