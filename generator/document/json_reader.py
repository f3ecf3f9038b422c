"""JSON (RFC 8259), with what the standard leaves open settled: repeated keys, numbers, depth, surrogates."""

from __future__ import annotations

import json
import math
import re
from typing import NoReturn

from .. import codes
from .positions import JSON_TOKEN
from .text import FaultError
from .values import MAX_DEPTH, MAX_NODES, Json, without_collector

_SURROGATES = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL
)
_MAY_BE_SURROGATE = re.compile(r"\\u[dD]")
_LONG_NUMBER = re.compile(r"[0-9]{4000,}")


def read_json(text: str) -> tuple[Json, bool]:
    """The value of a JSON text, and whether some object repeats a key (the last one counts).

    Half of a surrogate pair, which no encoding can write, is read as U+FFFD. Raises ``FaultError`` where the
    text is not JSON or goes beyond the limits.
    """
    reader = _Reader()
    if _MAY_BE_SURROGATE.search(text):
        text = _SURROGATES.sub(lambda match: "\\ufffd" if match[1] else match[0], text)
    try:
        with without_collector():
            value = reader.decode(text)
    except json.JSONDecodeError as error:
        raise FaultError(codes.DOCUMENT_SYNTAX, f"not JSON: {error.msg}", error.pos) from error
    except RecursionError:
        raise _depth_fault(text) from None
    except _NumberError as error:
        raise FaultError(codes.DOCUMENT_NUMBER, error.message, _offset(text, error.token)) from None
    except ValueError:
        # int() refuses more digits than sys.get_int_max_str_digits() allows
        match = _LONG_NUMBER.search(text)
        message = "a number has too many digits"
        raise FaultError(codes.DOCUMENT_NUMBER, message, match.start() if match else None) from None
    _check_limits(value, text)
    return value, reader.repeats


class _NumberError(Exception):
    def __init__(self, token: str, message: str) -> None:
        super().__init__(message)
        self.token = token
        self.message = message


class _Reader:
    def __init__(self) -> None:
        self.repeats = False

    def decode(self, text: str) -> Json:
        value: Json = json.loads(
            text, object_pairs_hook=self._object, parse_float=_float, parse_constant=_refuse_constant
        )
        return value

    def _object(self, pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        made = dict(pairs)
        if len(made) != len(pairs):
            self.repeats = True
        return made


def _float(token: str) -> float:
    number = float(token)
    if math.isinf(number):
        raise _NumberError(token, f"the number {token[:30]} is too large")
    return number


def _refuse_constant(token: str) -> NoReturn:
    raise _NumberError(token, f"{token} is no number in JSON")


def _offset(text: str, token: str) -> int | None:
    return next((match.start() for match in JSON_TOKEN.finditer(text) if match.group() == token), None)


def _check_limits(value: Json, text: str) -> None:
    """Counts level by level, because a counter in the decoder's hook would not know its depth."""
    level = [value] if isinstance(value, dict | list) else []
    nodes = 0
    for _ in range(MAX_DEPTH):
        if not level:
            return
        nodes += sum(map(len, level))
        if nodes > MAX_NODES:
            raise FaultError(codes.DOCUMENT_LIMIT, f"more than {MAX_NODES:,} values")
        level = [
            child
            for node in level
            for child in (node.values() if type(node) is dict else node)
            if type(child) is dict or type(child) is list
        ]
    if level:
        raise _depth_fault(text)


def _depth_fault(text: str) -> FaultError:
    depth = 0
    for match in JSON_TOKEN.finditer(text):
        if match.group() in ("{", "["):
            depth += 1
            if depth > MAX_DEPTH:
                break
        elif match.group() in ("}", "]"):
            depth -= 1
    return FaultError(codes.DOCUMENT_LIMIT, f"objects and arrays nest more than {MAX_DEPTH} deep", match.start())
