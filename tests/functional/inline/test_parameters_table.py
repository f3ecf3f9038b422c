"""The style table of OpenAPI 3.1 section 4.8.12.6 (3.2 adds cookies), as bytes that a generated package sends."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

SCHEMAS = {
    "text": {"type": "string"},
    "array": {"type": "array", "items": {"type": ["string", "null"]}},
    "object": {"type": "object", "additionalProperties": {"type": ["integer", "null"]}},
    "null": {"type": ["string", "null"]},
}
COLOURS = ["blue", "black", "brown"]
RGB = {"R": 100, "G": 200, "B": 150}

REFUSED = "refused"
TABLE: list[tuple[str, str, bool, list[Any]]] = [
    # location, style, explode, then what is sent for: "", "blue", the array, the object, null, [], {}, [null, "x"]
    ("path", "matrix", False, [";c", ";c=blue", ";c=blue,black,brown", ";c=R,100,G,200,B,150", ";c", *[REFUSED] * 2, ";c=x"]),
    ("path", "matrix", True, [";c", ";c=blue", ";c=blue;c=black;c=brown", ";R=100;G=200;B=150", ";c", *[REFUSED] * 2, ";c=x"]),
    ("path", "label", False, [REFUSED, ".blue", ".blue,black,brown", ".R,100,G,200,B,150", *[REFUSED] * 3, ".x"]),
    ("path", "label", True, [REFUSED, ".blue", ".blue.black.brown", ".R=100.G=200.B=150", *[REFUSED] * 3, ".x"]),
    ("path", "simple", False, [REFUSED, "blue", "blue,black,brown", "R,100,G,200,B,150", *[REFUSED] * 3, "x"]),
    ("path", "simple", True, [REFUSED, "blue", "blue,black,brown", "R=100,G=200,B=150", *[REFUSED] * 3, "x"]),
    ("query", "form", False, ["c=", "c=blue", "c=blue,black,brown", "c=R,100,G,200,B,150", "c=", "", "", "c=x"]),
    ("query", "form", True, ["c=", "c=blue", "c=blue&c=black&c=brown", "R=100&G=200&B=150", "c=", "", "", "c=x"]),
    ("query", "spaceDelimited", False, [None, None, "c=blue%20black%20brown", "c=R%20100%20G%20200%20B%20150", None, "", "", "c=x"]),
    ("query", "pipeDelimited", False, [None, None, "c=blue%7Cblack%7Cbrown", "c=R%7C100%7CG%7C200%7CB%7C150", None, "", "", "c=x"]),
    ("query", "deepObject", True, [None, None, None, "c%5BR%5D=100&c%5BG%5D=200&c%5BB%5D=150", None, None, "", None]),
    ("header", "simple", False, ["", "blue", "blue,black,brown", "R,100,G,200,B,150", "", None, None, "x"]),
    ("header", "simple", True, ["", "blue", "blue,black,brown", "R=100,G=200,B=150", "", None, None, "x"]),
    ("cookie", "form", False, ["c=", "c=blue", "c=blue,black,brown", "c=R,100,G,200,B,150", "c=", "", "", "c=x"]),
    ("cookie", "form", True, ["c=", "c=blue", "c=blue; c=black; c=brown", "R=100; G=200; B=150", "c=", "", "", "c=x"]),
    ("cookie", "cookie", True, ["c=", "c=blue", "c=blue; c=black; c=brown", "R=100; G=200; B=150", "c=", "", "", "c=x"]),
]  # fmt: skip
VALUES = [("text", ""), ("text", "blue"), ("array", COLOURS), ("object", RGB), ("null", None), ("array", []),
          ("object", {}), ("array", [None, "x"])]  # fmt: skip
UNDEFINED = {
    "spaceDelimited": {"text", "null"},
    "pipeDelimited": {"text", "null"},
    "deepObject": {"text", "null", "array"},
}


def _paths() -> dict[str, Any]:
    found = {}
    for row, (location, style, explode, _) in enumerate(TABLE):
        for kind, schema in SCHEMAS.items():
            parameter = {"name": "c", "in": location, "required": True, "style": style, "explode": explode}
            operation = {
                "operationId": f"send_{row}_{kind}",
                "tags": ["table"],
                "parameters": [{**parameter, "schema": schema}],
                "responses": {"204": {"description": "ok"}},
            }
            place = "/{c}/end" if location == "path" else ""
            found[f"/r{row}/{kind}{place}"] = {"get": operation}
    return found


def _sent(sdk: Any, row: int, kind: str, location: str) -> str | None:
    """What the last request says at a place."""
    if location in {"header", "cookie"}:
        value = sdk.request.headers.get("c" if location == "header" else "cookie")
        return "" if value is None and location == "cookie" else value
    target = sdk.target.removeprefix(f"/base/r{row}/{kind}")
    return target.removeprefix("/").removesuffix("/end") if location == "path" else target.removeprefix("?")


def test_every_row_of_the_table(make_sdk: Callable[..., Any]) -> None:
    sdk = make_sdk("paths: " + json.dumps(_paths()))
    wrong = []
    for row, (location, style, explode, wanted) in enumerate(TABLE):
        for (kind, value), written in zip(VALUES, wanted, strict=True):
            if kind in UNDEFINED.get(style, ()):
                continue
            call = getattr(sdk.client.table, f"send_{row}_{kind}")
            try:
                call(c=value)
                found = _sent(sdk, row, kind, location)
            except ValueError as error:
                found = REFUSED if "argument 'c'" in str(error) else str(error)
            if found != written:
                wrong.append((location, style, explode, value, found, written))
    assert wrong == []
