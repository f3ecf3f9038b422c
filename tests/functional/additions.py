"""Random additions to a document: one new thing at a random place, often in a spelling that clashes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

Json = dict[str, Any]
Addition = Callable[[Json, random.Random, list[str]], bool]
"""Adds one thing to a document; ``False`` where the document has no place for it. The texts are names in use."""

_METHODS = ("get", "put", "post", "delete", "patch")


def spelling(text: str, chance: random.Random) -> str:
    """The text in another spelling, or what a generator might make of it."""
    words = text.replace("-", "_").split("_")
    return chance.choice(
        [
            text.upper(),
            text.title(),
            text.replace("_", "-"),
            text[:1].swapcase() + text[1:],
            "".join(word[:1].upper() + word[1:] for word in words),
            words[0] + "".join(word[:1].upper() + word[1:] for word in words[1:]),
            f"query_{text}",
            f"{text}_field",
            f"{text}Payload",
            f"{text}Patch",
            f"_{text}",
        ]
    )


def fresh(known: Any, used: list[str], chance: random.Random) -> str:
    """A text that is not among the known ones: a spelling of one, one of the names in use, or a new word."""
    texts = [str(text) for text in known]
    for _ in range(20):
        found = chance.choice([*(spelling(text, chance) for text in texts), *chance.sample(used, min(3, len(used)))])
        if found not in texts:
            return found
    return "zebra_crossing"


def put(mapping: Json, key: str, value: object, chance: random.Random) -> None:
    """Puts a member at a random place."""
    items = list(mapping.items())
    items.insert(chance.randrange(len(items) + 1), (key, value))
    mapping.clear()
    mapping.update(items)


def schemas(data: Json) -> Json:
    """The schemas of the components."""
    holder: Json = data if "swagger" in data else data.setdefault("components", {})
    known: Json = holder.setdefault("definitions" if "swagger" in data else "schemas", {})
    return known


def operations(data: Json) -> list[Json]:
    """All operations of the paths."""
    items = [item for item in data["paths"].values() if isinstance(item, dict)]
    return [item[method] for item in items for method in _METHODS if isinstance(item.get(method), dict)]


def schemas_inside(data: Any) -> Iterator[Json]:
    """Everything that looks like a schema, wherever it stands."""
    if isinstance(data, dict):
        if data.get("type") in ["object", "string", "array"] and "in" not in data:
            yield data
        for key, value in data.items():
            if key not in {"example", "examples", "default", "enum", "const"} and not key.startswith("x-"):
                yield from schemas_inside(value)
    elif isinstance(data, list):
        for value in data:
            yield from schemas_inside(value)


def typed(data: Json) -> Json:
    """A parameter's or header's type."""
    return {"type": "string"} if "swagger" in data else {"schema": {"type": "string"}}


def add_schema(data: Json, chance: random.Random, used: list[str]) -> bool:
    """A schema, with one inside it."""
    inner = {"type": "object", "properties": {"tag": {"type": "string", "enum": ["a", "b"]}}}
    known = schemas(data)
    put(known, fresh([*known, "Model"], used, chance), {"type": "object", "properties": {"inner": inner}}, chance)
    return True


def add_property(data: Json, chance: random.Random, used: list[str]) -> bool:
    """A property of a schema."""
    found = [s["properties"] for s in schemas_inside(data) if isinstance(s.get("properties"), dict) and s["properties"]]
    if found:
        properties = chance.choice(found)
        new = chance.choice([{"type": "string"}, {"type": "object", "properties": {"deep": {"type": "integer"}}}])
        put(properties, fresh(properties, used, chance), new, chance)
    return bool(found)


def add_enum_value(data: Json, chance: random.Random, used: list[str]) -> bool:
    """A value of an enum of texts, but of none that lists names in the same order."""
    lists = (s.get("enum") for s in schemas_inside(data) if s["type"] == "string" and "x-enum" not in str(list(s)))
    found = [values for values in lists if isinstance(values, list) and len(values) > 1]
    if found:
        values = chance.choice(found)
        values.insert(chance.randrange(len(values) + 1), fresh(values, used, chance))
    return bool(found)


def add_parameter(data: Json, chance: random.Random, used: list[str]) -> bool:
    """A parameter of an operation."""
    declared = chance.choice(operations(data)).setdefault("parameters", [])
    place = chance.choice(["query", "header"])
    known = [p["name"] for p in declared if "name" in p] + ["body", "options", "content_type"]
    new = {"name": fresh(known, used, chance), "in": place, **typed(data)}
    declared.insert(chance.randrange(len(declared) + 1), new)
    return True


def add_operation(data: Json, chance: random.Random, used: list[str]) -> bool:
    """An operation of a new path, under a tag that others have."""
    known = operations(data)
    like = chance.choice(known)
    new: Json = {"responses": {"204": {"description": "Done."}}}
    if "tags" in like:
        new["tags"] = like["tags"]
    if chance.random() < 0.8:
        ids = [o["operationId"] for o in known if "operationId" in o]
        new["operationId"] = fresh(ids or ["get"], used, chance)
    path = chance.choice(list(data["paths"]))
    elsewhere = chance.choice([f"{path}/", f"{path}/more", path.replace("_", "-"), path.upper()])
    if "{" in elsewhere or elsewhere in data["paths"]:
        elsewhere = "/zebra/crossing"
    put(data["paths"], elsewhere, {chance.choice(_METHODS): new}, chance)
    return True


def add_header(data: Json, chance: random.Random, used: list[str]) -> bool:
    """A header of an answer."""
    answers = [a for o in operations(data) for a in o["responses"].values() if isinstance(a, dict) and "$ref" not in a]
    if answers:
        headers = chance.choice([a for a in answers if "headers" in a] or answers).setdefault("headers", {})
        put(headers, fresh([*headers, "X-Rate"], used, chance), typed(data), chance)
    return bool(answers)


def add_webhook(data: Json, chance: random.Random, used: list[str]) -> bool:
    """A webhook. The document is one of OpenAPI 3.1 by that."""
    if "swagger" in data or str(data["openapi"]).startswith("3.0"):
        return False
    webhooks = data.setdefault("webhooks", {})
    body = {"content": {"application/json": {"schema": {"type": "object", "properties": {"a": {"type": "string"}}}}}}
    new = {"post": {"requestBody": body, "responses": {"204": {"description": "Done."}}}}
    put(webhooks, fresh([*webhooks, "event"], used, chance), new, chance)
    return True


def add_security_scheme(data: Json, chance: random.Random, used: list[str]) -> bool:
    """A security scheme, of a kind that others are of."""
    holder = data if "swagger" in data else data.setdefault("components", {})
    known = holder.setdefault("securityDefinitions" if "swagger" in data else "securitySchemes", {})
    new = {"type": "apiKey", "name": "X-Zebra", "in": "header"}
    if "swagger" not in data and chance.random() < 0.7:
        new = {"type": "http", "scheme": chance.choice(["bearer", "basic"])}
    put(known, fresh([*known, "access_token", "api_key", "username"], used, chance), new, chance)
    return True


def add_server(data: Json, chance: random.Random, used: list[str]) -> bool:
    """A server with a name and a variable."""
    if "swagger" in data:
        return False
    servers = data.setdefault("servers", [])
    variables = [key for server in servers for key in server.get("variables", {})]
    named = [server["name"] for server in servers if "name" in server]
    variable = fresh([*variables, "region", "api_key"], used, chance)
    new = {"url": f"https://zebra.example/{{{variable}}}", "variables": {variable: {"default": "a"}}}
    if str(data["openapi"]).startswith("3.2"):
        new["name"] = fresh([*named, "main"], used, chance)
    servers.insert(chance.randrange(len(servers) + 1), new)
    return True


ADDITIONS: tuple[Addition, ...] = (
    add_schema, add_property, add_enum_value, add_parameter, add_operation, add_header, add_webhook,
    add_security_scheme, add_server,
)  # fmt: skip
