"""Hostile documents: each with what it tries, in one table.

``CORPUS`` maps a name that says what is tried to the bytes of a document. Where a document is one of a
kind, it is written out; where the same is tried at many places, the table is made of the places and of
what is tried there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BREAKOUT = (
    "x\"\"\"'''\\\n\"); __import__('pathlib').Path('BROKEN_OUT').touch(); raise SystemExit(7)\r\u2028#{{ 7*7 }}"
    "{% include '/etc/passwd' %}*/--><script>alert(1)</script>\x00\u202e\ud800```\n[tool.evil]\n"
)
"""Tries to leave a literal, a docstring, a comment, a template, a TOML string, a fence and a tag at once."""

EXPRESSION = "__import__('pathlib').Path('BROKEN_OUT').touch()"
"""Is run wherever a name is taken for source."""

NAMES = {
    "a way up": "../../../../tmp/evil",
    "a way up of Windows": "..\\..\\evil",
    "an absolute path": "/etc/passwd",
    "a drive": "C:\\Windows\\system32",
    "a share": "\\\\host\\share",
    "a device": "con",
    "a device with an extension": "nul.txt",
    "another device": "COM1",
    "one dot": ".",
    "two dots": "..",
    "many dots": "......",
    "nothing": "",
    "a space": " ",
    "5,000 characters": "a" * 5000,
    "5,000 wide characters": "\u5b57" * 5000,
    "a module of packages": "__init__",
    "the runtime": "_runtime",
    "the clients": "_client",
    "a dunder": "__class__",
    "another dunder": "__getattr__",
    "a keyword": "class",
    "a soft keyword": "match",
    "a constant": "None",
    "debug": "__debug__",
    "self": "self",
    "a builtin": "print",
    "an attribute of models": "model_config",
    "a NUL": "a\x00b",
    "line feeds": "a\nb\n\nimport os",
    "a lone surrogate": "\ud800",
    "right to left": "\u202eevil",
    "zero width": "\u200b",
    "homoglyphs": "\u0430\u0435",
    "combining marks": "a\u0301" * 50,
    "compatibility forms": "\u2460\ufb01\u210c",
    "an emoji": "\U0001f4a9",
    "digits": "0",
    "quotes": "\"'`",
    "an expression": EXPRESSION,
    "a template": "{{ cycler.__init__.__globals__.os }}",
    "a format": "{0.__class__}%(x)s${HOME}",
    "all that breaks out": BREAKOUT,
}
"""Names that try to leave their place, or to take another's."""


def _base() -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1", "description": "d", "summary": "s"},
        "servers": [{"url": "https://api.example", "description": "d"}],
        "tags": [{"name": "Pets", "description": "d"}],
        "paths": {
            "/pets/{id}": {
                "post": {
                    "operationId": "getPet",
                    "summary": "s",
                    "description": "d",
                    "tags": ["Pets"],
                    "parameters": [
                        {
                            "name": "id",
                            "in": "path",
                            "required": True,
                            "description": "d",
                            "schema": {"type": "string"},
                        },
                        {"name": "kind", "in": "query", "schema": {"$ref": "#/components/schemas/Kind"}},
                    ],
                    "requestBody": {
                        "description": "d",
                        "required": True,
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}},
                    },
                    "responses": {
                        "200": {
                            "description": "d",
                            "headers": {"X-Rate": {"description": "d", "schema": {"type": "string"}}},
                            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}},
                        },
                        "404": {
                            "description": "d",
                            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
                        },
                    },
                }
            }
        },
        "components": {
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key", "description": "d"}},
            "schemas": {
                "Pet": {
                    "type": "object",
                    "title": "t",
                    "description": "d",
                    "required": ["name"],
                    "properties": {
                        "name": {"type": "string", "description": "d", "pattern": "^a", "examples": ["e"]},
                        "kind": {"$ref": "#/components/schemas/Kind"},
                        "const": {"const": "c"},
                        "default": {"type": "string", "default": "d"},
                    },
                },
                "Kind": {"type": "string", "enum": ["cat", "dog"], "description": "d"},
                "Problem": {"type": "object", "properties": {"code": {"type": "string"}}},
            },
        },
        "security": [{"key": []}],
    }


_PET = ("components", "schemas", "Pet")
_POST = ("paths", "/pets/{id}", "post")
VALUES: dict[str, tuple[str | int, ...]] = {
    "the version of OpenAPI": ("openapi",),
    "the title": ("info", "title"),
    "the version": ("info", "version"),
    "the description of the API": ("info", "description"),
    "the summary of the API": ("info", "summary"),
    "the URL of a server": ("servers", 0, "url"),
    "the description of a server": ("servers", 0, "description"),
    "the name of a tag": ("tags", 0, "name"),
    "the description of a tag": ("tags", 0, "description"),
    "an operationId": (*_POST, "operationId"),
    "a summary": (*_POST, "summary"),
    "a description": (*_POST, "description"),
    "the tag of an operation": (*_POST, "tags", 0),
    "the name of a parameter": (*_POST, "parameters", 1, "name"),
    "the place of a parameter": (*_POST, "parameters", 1, "in"),
    "the description of a parameter": (*_POST, "parameters", 0, "description"),
    "the description of a body": (*_POST, "requestBody", "description"),
    "the description of an answer": (*_POST, "responses", "200", "description"),
    "the description of a header": (*_POST, "responses", "200", "headers", "X-Rate", "description"),
    "the title of a schema": (*_PET, "title"),
    "the description of a schema": (*_PET, "description"),
    "the type of a schema": (*_PET, "type"),
    "a required property": (*_PET, "required", 0),
    "the description of a property": (*_PET, "properties", "name", "description"),
    "the format of a property": (*_PET, "properties", "name", "format"),
    "a pattern": (*_PET, "properties", "name", "pattern"),
    "an example": (*_PET, "properties", "name", "examples", 0),
    "a constant": (*_PET, "properties", "const", "const"),
    "a default": (*_PET, "properties", "default", "default"),
    "a value of an enum": ("components", "schemas", "Kind", "enum", 0),
    "a name for a value of an enum": ("components", "schemas", "Kind", "x-enum-varnames"),
    "the name of a security scheme's header": ("components", "securitySchemes", "key", "name"),
    "the description of a security scheme": ("components", "securitySchemes", "key", "description"),
    "a name by extension": (*_POST, "x-sdk-name"),
    "a group by extension": (*_POST, "x-speakeasy-group"),
    "a method's name by extension": (*_POST, "x-speakeasy-name-override"),
    "external documentation": (*_POST, "externalDocs"),
    "a reference": (*_PET, "properties", "kind", "$ref"),
}
"""Places of a text, each with what tries to break out there."""

KEYS: dict[str, tuple[tuple[str | int, ...], str]] = {
    "a path": (("paths",), "/pets/{id}"),
    "a method": (("paths", "/pets/{id}"), "post"),
    "a status": ((*_POST, "responses"), "200"),
    "a media type of a body": ((*_POST, "requestBody", "content"), "application/json"),
    "a media type of an answer": ((*_POST, "responses", "200", "content"), "application/json"),
    "a header": ((*_POST, "responses", "200", "headers"), "X-Rate"),
    "a component": (("components", "schemas"), "Problem"),
    "a property": ((*_PET, "properties"), "default"),
    "a security scheme": (("components", "securitySchemes"), "key"),
}
"""Places of a key, each with what tries to break out there."""


def _at(document: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        document = document[part]
    return document


def _with_value(path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    document = _base()
    holder = _at(document, path[:-1])
    holder[path[-1]] = [value, value] if path[-1] == "x-enum-varnames" else value
    if path[-1] == "externalDocs":
        holder[path[-1]] = {"url": value, "description": value}
    return document


def _with_key(path: tuple[str | int, ...], old: str, new: str) -> dict[str, Any]:
    document = _base()
    holder = _at(document, path)
    items = [(new if key == old else key, value) for key, value in holder.items()]
    holder.clear()
    holder.update(items)
    return (
        json.loads(json.dumps(document).replace('schemas/Problem"', f'schemas/{json.dumps(new)[1:-1]}"'))
        if (old == "Problem")
        else document
    )


def _named(name: str) -> dict[str, Any]:
    """A document in which everything that makes a name or a path is called so."""
    document = _base()
    post = _at(document, _POST)
    post["operationId"], post["tags"], document["tags"][0]["name"] = name, [name], name
    post["parameters"][1]["name"] = name
    schemas = document["components"]["schemas"]
    schemas["Pet"]["properties"][name] = {"type": "object", "properties": {name: {"type": "string"}}}
    schemas["Kind"]["enum"].append(name)
    schemas[name] = {"type": "object", "properties": {name: {"enum": [name, "a", "b"]}}}
    document["components"]["securitySchemes"][name] = {"type": "http", "scheme": "bearer"}
    document["security"].append({name: []})
    document["servers"][0] = {"url": "https://{v}.example", "variables": {"v": {"default": name}}}
    document["webhooks"] = {name: {"post": {"requestBody": {"content": {"application/json": {"schema": {}}}}}}}
    return document


def _schema(schema: Any, **more: Any) -> dict[str, Any]:
    document = _base()
    document["components"]["schemas"] |= {"Kind": schema, **more}
    return document


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _doubling(keyword: str, levels: int) -> dict[str, Any]:
    """Each schema has the next one twice: 2 to the power of ``levels`` where it is written out."""
    steps = {
        f"S{n}": {keyword: [_ref(f"S{n + 1}"), {"type": "object", "allOf": [_ref(f"S{n + 1}")]}]} for n in range(levels)
    }
    return _schema(_ref("S0"), **steps, **{f"S{levels}": {"type": "object", "properties": {"a": {"type": "string"}}}})


def _product(factors: int, width: int) -> dict[str, Any]:
    """All combinations of alternatives: ``width`` to the power of ``factors``."""
    unions = [
        {"oneOf": [{"type": "object", "properties": {f"p{f}_{w}": {"type": "string"}}} for w in range(width)]}
        for f in range(factors)
    ]
    return _schema({"allOf": unions})


def _chain(keyword: str, length: int) -> dict[str, Any]:
    def link(n: int) -> Any:
        inner = _ref(f"S{n + 1}")
        return (
            {keyword: [inner]} if keyword in {"allOf", "oneOf", "anyOf"} else {"type": "object", keyword: {"p": inner}}
        )

    return _schema(_ref("S0"), **{f"S{n}": link(n) for n in range(length)}, **{f"S{length}": {"type": "string"}})


def _nested(opening: str, closing: str, times: int) -> str:
    return opening * times + closing * times


def _yaml(text: str) -> bytes:
    return ("openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {}\n" + text).encode()


_BILLION = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)
_OBJECTS = {
    "an object of Python": "!!python/object/apply:os.system ['touch BROKEN_OUT']",
    "a name of Python": "!!python/name:os.system",
    "a module of Python": "!!python/module:os",
    "a new object of Python": "!!python/object/new:subprocess.Popen [[touch, BROKEN_OUT]]",
    "a tag of Ruby": "!ruby/object:Gem::Installer {i: x}",
    "a tag of Java": "!!javax.script.ScriptEngineManager []",
    "binary": "!!binary R0lGODlhDAAMAIQAAP==",
    "a tag of our own": "!include /etc/passwd",
}
_REFERENCES = {
    "a file of the system": "/etc/passwd",
    "a file by URL": "file:///etc/passwd",
    "a file on the way up": "../../../../../../etc/passwd",
    "the same, encoded": "%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "an endless device": "/dev/zero",
    "a device that waits": "/dev/tty",
    "the environment": "/proc/self/environ",
    "a folder": "/etc",
    "metadata of a cloud": "http://169.254.169.254/latest/meta-data/",
    "metadata by https": "https://169.254.169.254/latest/meta-data/",
    "this machine": "https://localhost:1/x.yaml#/a",
    "this machine, in another way": "https://[::ffff:127.0.0.1]/x.yaml",
    "a decimal address": "https://2130706433/x",
    "FTP": "ftp://ftp.example/x",
    "data": "data:application/json,{}",
    "JavaScript": "javascript:alert(1)",
    "credentials": "https://user:password@host.example/x",
    "a NUL": "a\x00b.yaml",
    "itself": "#/components/schemas/Kind",
    "everything": "#",
    "a pointer that is none": "#/components/~2/%zz",
    "a way up in a pointer": "#/components/schemas/../../info",
    "an attribute of Python": "#/__class__/__init__",
    "a number that is large": "#/tags/99999999999999999999",
    "a negative number": "#/tags/-1",
    "a text inside": "#/info/title/0",
    "a long one": "#/" + "a/" * 20_000,
    "nothing": "",
}
_PATTERNS = {
    "nested repetition": "^(a+)+$",
    "alternatives that overlap": "^(a|a)*$",
    "alternatives that overlap, longer": "^(a|aa)+$",
    "repetition of repetition": "(.*)*x",
    "mail": r"^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}$",
    "large counts": "a{1,65535}{1,65535}",
    "counts in counts": "((a{0,1000}){0,1000}){0,1000}",
    "a reference back": r"(a+)\1+$",
    "a look-behind": r"(?<=(a+)+)b",
    "recursion": "(?R)",
    "code of Perl": "(?{ system('touch BROKEN_OUT') })",
    "what is no pattern": "[((*",
    "10,000 groups": "(" * 10_000 + ")" * 10_000,
    "classes of Unicode": r"^\p{L}+$",
}


def _structures() -> Iterator[tuple[str, bytes | dict[str, Any]]]:
    yield "a billion laughs", _yaml(_BILLION)
    yield (
        "a billion laughs of mappings",
        _yaml("a0: &a0 {k: v}\n" + "".join(f"a{n}: &a{n} {{x: *a{n - 1}, y: *a{n - 1}}}\n" for n in range(1, 60))),
    )
    yield (
        "merges that grow",
        _yaml(
            "a0: &a0 {k: v}\n"
            + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}], k{n}: *a{n - 1}}}\n" for n in range(1, 60))
        ),
    )
    yield "an alias inside of itself", _yaml("x: &x [*x]\n")
    yield "lists 100,000 deep", _yaml("x: " + _nested("[", "]", 100_000))
    yield "mappings 100,000 deep", _yaml("x: " + _nested("{a: ", "}", 100_000))
    yield "JSON 100,000 deep", ('{"openapi": "3.1.0", "x": ' + _nested("[", "]", 100_000) + "}").encode()
    yield "indentation 5,000 deep", _yaml("".join(" " * n + f"k{n}:\n" for n in range(5_000)))
    yield "a number of 100,000 digits", _yaml("x: " + "9" * 100_000)
    yield "a number beyond floats", _yaml("x: 1e999999999\n")
    yield "what is no number", _yaml("x: .nan\ny: -.inf\n")
    yield "NaN in JSON", b'{"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}, "x-a": NaN}'
    yield (
        "keys that repeat",
        b'{"openapi": "3.1.0", "openapi": "2.0", "info": {"title": "T", "version": "1"}, "paths": {}}',
    )
    yield "a key that is a list", _yaml("? [a, b]\n: c\n")
    yield "two documents", _yaml("---\nopenapi: 3.1.0\n")
    yield "nothing", b""
    yield "NUL bytes", b"\x00" * 1000
    yield "random bytes", bytes((n * 7919 + 13) % 256 for n in range(4096))
    yield "half a character", _yaml("x: ") + b"\xc3"
    yield "UTF-7", b"+AHs-openapi: 3.1.0"
    yield "UTF-16 cut off", "openapi: 3.1.0\n".encode("utf-16")[:-1]
    yield "a tab", _yaml("x:\n\ty: 1\n")
    yield "a pickle", b"\x80\x04\x95\x1f\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94\x8c\x06system\x94\x93\x94."
    yield "gzip", b"\x1f\x8b\x08\x00" + b"\x00" * 100
    yield "HTML", b"<!DOCTYPE html><script>alert(1)</script>"
    yield "XML with entities", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    for word in ("null", "true", "0", "[]", "text"):
        yield f"the whole is {word}", word.encode()
    for keyword in ("allOf", "oneOf", "anyOf"):
        yield f"{keyword} that doubles", _doubling(keyword, 24)
        yield f"{keyword} of itself", _schema({keyword: [_ref("Kind")]})
        yield f"{keyword} in a circle", _schema({keyword: [_ref("B")]}, B={keyword: [_ref("Kind"), _ref("B")]})
        yield f"a chain of {keyword}", _chain(keyword, 300)
    yield "a chain of properties", _chain("properties", 300)
    yield "all combinations of alternatives", _product(12, 6)
    yield "a list of itself", _schema({"type": "array", "items": _ref("Kind")})
    yield "a map of itself", _schema({"type": "object", "additionalProperties": _ref("Kind")})
    yield "a reference to a reference to itself", _schema(_ref("B"), B=_ref("Kind"))
    yield "10,000 values", _schema({"type": "string", "enum": [f"v{n}" for n in range(10_000)]})
    yield (
        "2,000 properties",
        _schema({"type": "object", "properties": {f"p{n}": {"type": "string"} for n in range(2_000)}}),
    )
    yield "2,000 case twins", _schema({"enum": [f"{a}{n}" for n in range(500) for a in ("ab", "Ab", "aB", "AB")]})
    yield (
        "components that are case twins",
        _schema({}, **{n: {"type": "object"} for n in ("pet", "PET", "pEt", "peT", "Pet_", "_pet")}),
    )
    yield "a million characters", _with_value(("info", "description"), "a" * 1_000_000)
    yield "100,000 lines", _with_value(("info", "description"), "*" + "\n*" * 100_000)
    yield "brackets in a description", _with_value(("info", "description"), "[" * 20_000)
    yield "links in a description", _with_value(("info", "description"), "[a](" * 5_000 + "``" * 5_000 + "<" * 5_000)
    yield "quotations in a description", _with_value(("info", "description"), ">" * 5_000 + "* " * 5_000)
    yield "emphasis in a description", _with_value(("info", "description"), "*_" * 10_000)
    yield (
        "a path with many variables",
        _with_key(("paths",), "/pets/{id}", "/" + "/".join(f"{{v{n}}}" for n in range(500))),
    )
    yield "a path that does not end", _with_key(("paths",), "/pets/{id}", "/{" * 500)
    yield (
        "bounds beyond all",
        _schema({"type": "integer", "minimum": -(10**400), "maximum": 10**400, "multipleOf": 1e-300}),
    )
    yield "lengths beyond all", _schema({"type": "string", "minLength": 10**12, "maxLength": 10**18})
    yield "items beyond all", _schema({"type": "array", "items": {"type": "string"}, "minItems": 10**9})
    yield (
        "a discriminator that leads outside",
        _schema(
            {
                "oneOf": [_ref("Pet"), _ref("Problem")],
                "discriminator": {"propertyName": "__class__", "mapping": {"a": "/etc/passwd"}},
            }
        ),
    )


def _everything_wrong(value: Any) -> dict[str, Any]:
    """The value at each place where something else belongs."""
    document = _base()
    post = _at(document, _POST)
    for key in ("parameters", "requestBody", "responses", "tags", "summary", "operationId", "security", "servers"):
        post[key] = value
    for key in ("properties", "required", "type", "allOf", "enum", "discriminator", "additionalProperties", "xml"):
        document["components"]["schemas"]["Pet"][key] = value
    document |= {"servers": value, "tags": value, "security": value, "webhooks": value}
    return document


def _corpus() -> Iterator[tuple[str, bytes | dict[str, Any]]]:
    for place, path in VALUES.items():
        yield f"{place} breaks out", _with_value(path, BREAKOUT)
    for place, (path, old) in KEYS.items():
        yield f"{place} breaks out", _with_key(path, old, BREAKOUT)
    for place in (
        "a pattern",
        "a default",
        "a constant",
        "the type of a schema",
        "the format of a property",
        "an operationId",
    ):
        yield f"{place} is an expression", _with_value(VALUES[place], EXPRESSION)
    for what, name in NAMES.items():
        yield f"all names are {what}", _named(name)
    for what, target in _REFERENCES.items():
        yield f"a reference to {what}", _schema({"$ref": target})
    for what, pattern in _PATTERNS.items():
        yield (
            f"a pattern with {what}",
            _schema({"type": "string", "pattern": pattern, "examples": ["a" * 40 + "!"], "default": "a" * 40 + "!"}),
        )
    for what, tag in _OBJECTS.items():
        yield f"YAML makes {what}", _yaml(f"x-evil: {tag}\n")
    for value in (None, True, -1, 1e308, "text", [], {}, [None], {"$ref": "#/info"}, [[[]]]):
        yield f"{json.dumps(value)} everywhere", _everything_wrong(value)
    yield from _structures()


CORPUS = {
    name: document if isinstance(document, bytes) else json.dumps(document).encode() for name, document in _corpus()
}


def settled(path: Path, document: bytes) -> Path:
    """Writes a document where a run can read it."""
    path.write_bytes(document)
    return path
