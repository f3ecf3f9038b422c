"""The one unit that makes names: of operations, arguments, classes, fields, members and modules.

Whatever text comes in, an identifier comes out, the same one each time. Two things that would bear the
same name are told apart by their own place in the document, never by what else is there, so that adding
something renames nothing else; only when the place says nothing either is a number added.
"""

from __future__ import annotations

import hashlib
import keyword
import re
import unicodedata
from collections.abc import Container
from functools import lru_cache

from . import reserved

LONGEST = 128
"""Longer names, in bytes of UTF-8, are cut and get a digest of the whole: names of files are bounded in bytes."""

VERSION = re.compile(r"(v\d+([._]?\d+)*|\d+([.-]\d+)*|api|rest)\Z", re.IGNORECASE)
"""A segment of a path that says which version of the API it is, and nothing of what is behind it."""

_WORD = re.compile(
    r"[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+(?:[a-z]+|[A-Z]+(?![a-z]))?|[^\W\d_a-zA-Z]+",
)
_INITIALS_PLURAL = re.compile(r"(?<![A-Za-z])([A-Z]{2,})s(?![a-z])")
_SIGNED = re.compile(r"^\s*([+-])(?=[\d.])")
_SYMBOLS_TOLD = 3
_SYMBOLS = {
    "<": "less than",
    "<=": "less than or equal",
    ">": "greater than",
    ">=": "greater than or equal",
    "=": "equal",
    "==": "equal",
    "!=": "not equal",
    "+": "plus",
    "-": "minus",
    "*": "all",
    "*/*": "any",
    "/": "slash",
    "%": "percent",
    "#": "hash",
    "&": "and",
    "|": "or",
    "!": "not",
    "~": "tilde",
    "?": "question",
    ".": "dot",
    ",": "comma",
    ":": "colon",
    ";": "semicolon",
    "$": "dollar",
    "@": "at",
    "": "empty",
    " ": "space",
}


def words(text: str) -> list[str]:
    """The words of a name, lower case: ``getHTTPStatus2``, ``get_http-status.2`` -> get, http, status, 2."""
    return list(_words(text))


@lru_cache(maxsize=16_384)
def _words(text: str) -> tuple[str, ...]:
    text = _SYMBOLS.get(text.strip() or text[:1], text)
    text = _SIGNED.sub(lambda sign: {"+": "plus ", "-": "minus "}[sign[1]], text)
    plain = (text if text.isascii() else _without_marks(text)).replace("'", "")
    plain = _INITIALS_PLURAL.sub(lambda found: found[1].capitalize() + "s", plain)
    return tuple([word.lower() for word in spelled(plain)] or _symbol_words(text))


def _without_marks(text: str) -> str:
    """Letters without their accents, compatible forms made one (Unicode annex 15)."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return unicodedata.normalize("NFKC", plain)


def spelled(text: str) -> list[str]:
    """The words of a text in its own spelling: ``HTTP status`` -> HTTP, status."""
    return [word for word in _WORD.findall(text) if word.isalnum()]


def style(text: str) -> str:
    """How a text is spelled: ``camel``, ``snake``, ``dash`` ... What tells it from another with the same words."""
    symbols = _symbol_words("".join(c for c in text if not (c.isalnum() or c in "_-")))
    if "-" in text:
        symbols.insert(0, "dash")
    if symbols or " " in text:
        return " ".join(dict.fromkeys(symbols)) or "space"
    if text.startswith("_") or text.endswith("_") or "__" in text:
        return "underscore"
    if text.isupper() or text.islower():
        return "snake" if text.islower() and "_" in text else "upper" if text.isupper() else "lower"
    return "mixed" if "_" in text else "camel" if text[:1].islower() else "pascal"


def snake(text: str, fallback: str) -> str:
    """``snake_case``. ``fallback`` stands where the text has no word, and before a leading digit."""
    return _finish("_".join(_led(words(text), fallback)), text)


def pascal(text: str, fallback: str) -> str:
    """``PascalCase``; runs of capitals that the text has are kept (``UUIDList``)."""
    if re.fullmatch(r"[A-Z][A-Za-z0-9]*", text) and text[0].isupper() and not text.isupper():
        return _finish(text, text)
    parts = _led(words(text), fallback)
    return _finish("".join(part[:1].upper() + part[1:] for part in parts), text)


def constant(text: str, fallback: str) -> str:
    """``UPPER_CASE``, for members of enums."""
    return snake(text, fallback).upper()


def safe(name: str, taken: Container[str]) -> str:
    """The name, with an underscore after it where Python or ``taken`` has it already."""
    return name + "_" if keyword.iskeyword(name) or name in taken else name


def argument(text: str) -> str:
    """The name of an argument."""
    return safe(snake(text, "value"), reserved.ARGUMENTS)


def field(text: str) -> str:
    """The name of a field of a model."""
    return safe(snake(text, "field"), reserved.MODEL_ATTRIBUTES)


def method(text: str) -> str:
    """The name of a method."""
    return safe(snake(text, "call"), reserved.RESOURCE_NAMES)


def path_id(method_: str, path: str) -> str:
    """An operationId for an operation that has none: ``getPetsByPetId``."""
    said = [f"by {s.strip('{}')}" if s.startswith("{") else s for s in path.split("/") if s]
    name = pascal(" ".join([method_, *said]), "call")
    return name[:1].lower() + name[1:]


def path_words(path: str) -> str:
    """The fixed segments of a path, versions left out."""
    return " ".join(s for s in path.split("/") if s and "{" not in s and not VERSION.match(s))


def group(text: str, *, nested: bool) -> str:
    """The name of a group of operations, as an attribute of the client or of a group, and as a module."""
    taken = reserved.RESOURCE_NAMES if nested else reserved.CLIENT_ATTRIBUTES | reserved.SCALARS
    return safe(snake(text, "group"), taken | reserved.MODULES)


def class_(text: str) -> str:
    """The name of a class."""
    return safe(pascal(text, "Model"), reserved.MODEL_MODULE | reserved.BUILTIN_CLASSES)


def member(text: str) -> str:
    """The name of a member of an enum."""
    return safe(constant(text, "value"), reserved.ENUM_ATTRIBUTES)


def request(text: str) -> str:
    """The name of a request that the API sends."""
    return snake(text, "request")


def server(text: str) -> str:
    """The name of a server."""
    return snake(text, "server")


def module(class_name: str) -> str:
    """The module of a component's class: another one for each class, underscores and case being left aside."""
    return safe(snake(class_name, "model"), reserved.MODEL_MODULES)


def _led(parts: list[str], fallback: str) -> list[str]:
    if not parts:
        return words(fallback)
    return [*words(fallback), *parts] if parts[0][0].isdigit() else parts


def _symbol_words(text: str) -> list[str]:
    """The names of the symbols of a text, of the first few: nothing else can be said of ``->`` or of an emoji."""
    told = [_SYMBOLS.get(char) or unicodedata.name(char, "").lower() for char in text if not char.isspace()]
    return [word for name in list(filter(None, told))[:_SYMBOLS_TOLD] for word in _WORD.findall(name)]


def _finish(name: str, text: str) -> str:
    name = unicodedata.normalize("NFKC", name)
    if not name.isidentifier():
        name = "n" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    if len(name.encode()) > LONGEST:
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        name = f"{name.encode()[: LONGEST - 9].decode(errors='ignore')}_{digest}"
    return name
