"""The one way for text of a document to enter Python source: as a literal, a docstring or a comment.

Whatever the text holds, the result is one token (or one comment) of Python and nothing more: quotes,
backslashes, line ends of every kind, controls, bidirectional marks and lone surrogates are escaped.
The layout is the one that black leaves as it is.
"""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Mapping, Sequence

_LINE_END = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_KEEP_LINE = re.compile(r"\s*(\||```|~~~|<|#|\[[^\]]*\]:)|\s{4,}")
_BULLET = re.compile(r"\s*([-*+]|\d+[.)])\s+")


def literal(value: object) -> str:
    """A Python literal for JSON-like data: scalars, lists and tuples, mappings with string keys.

    Raises ``TypeError`` for anything else, since only data may become source text.
    """
    match value:
        case None | bool() | int():
            return repr(value)
        case float():
            return repr(value) if math.isfinite(value) else f'float("{value}")'
        case str():
            return _string(value)
        case bytes():
            return "b" + _string(value.decode("latin-1")) if value.isascii() else repr(value)
        case Mapping():
            return "{" + ", ".join(f"{literal(key)}: {literal(item)}" for key, item in value.items()) + "}"
        case tuple():
            return "(" + ", ".join(map(literal, value)) + ("," if len(value) == 1 else "") + ")"
        case Sequence():
            return "[" + ", ".join(map(literal, value)) + "]"
        case _:
            raise TypeError(f"not data: {type(value).__name__}")


def docstring(text: str, *, indent: int = 0, width: int = 88) -> str:
    """A docstring, quotes included, whose further lines stand at ``indent`` spaces.

    Prose that is longer than ``width`` columns is wrapped; tables, fences, indented blocks and headings
    keep their lines. Returns the empty string for text without a visible character.
    """
    lines = _docstring_lines(text, width - indent - 3)
    if len(lines) == 1 and indent + len(lines[0]) + 6 > width:
        lines = _docstring_lines(text, width - indent - 6)
    if not lines:
        return ""
    if lines[0].startswith('"'):
        lines[0] = "\\" + lines[0]
    if len(lines) == 1:  # black keeps the quotes beside the only line however long it is
        space = " " if lines[0].endswith('"') else ""
        return f'"""{lines[0]}{space}"""'
    margin = " " * indent
    return "\n".join(['"""' + lines[0], *(margin + line if line else "" for line in lines[1:]), margin + '"""'])


def _docstring_lines(text: str, width: int) -> list[str]:
    return [_escape(line, quote='"""') for line in _prose_lines(text, width)]


def comment(text: str) -> str:
    """A comment on one line; line ends become spaces. Empty for empty text."""
    body = " ".join(_clean(text).split())
    return "# " + _escape(body, quote="") if body else ""


def _string(text: str) -> str:
    quote = '"' if text.count('"') <= text.count("'") else "'"
    return quote + _escape(text, quote=quote) + quote


def _escape(text: str, *, quote: str) -> str:
    if quote:
        text = text.replace("\\", "\\\\")
    if quote == '"""':
        text = text.replace('"""', '""\\"')
    elif quote:
        text = text.replace(quote, "\\" + quote)
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(char: str) -> str:
    if char.isprintable():
        return char
    return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(char) or _code_point(ord(char))


def _code_point(code: int) -> str:
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _clean(text: str) -> str:
    return _LINE_END.sub("\n", text).expandtabs(4)


def _prose_lines(text: str, width: int) -> list[str]:
    """The lines of a description: dedented, stripped at both ends, prose wrapped."""
    first, _, rest = _clean(text).strip("\n").partition("\n")
    dedented = f"{first.strip()}\n{textwrap.dedent(rest)}".strip()
    if not dedented:
        return []
    lines: list[str] = []
    paragraph: list[str] = []
    fenced = False
    for line in (line.rstrip() for line in dedented.split("\n")):
        fence = line.lstrip().startswith(("```", "~~~"))
        verbatim = fenced or fence or not line or _KEEP_LINE.match(line) is not None
        if verbatim or _BULLET.match(line):
            lines.extend(_flow(paragraph, width))
            paragraph = []
        if verbatim:
            lines.append(line)
        else:
            paragraph.append(line)
        fenced ^= fence
    return [*lines, *_flow(paragraph, width)]


def _flow(paragraph: list[str], width: int) -> list[str]:
    """The lines of a paragraph or a list item: as they are where all fit, else filled anew."""
    if all(len(line) <= width for line in paragraph):
        return paragraph
    return _wrap(" ".join([paragraph[0], *(line.strip() for line in paragraph[1:])]), width)


def _wrap(line: str, width: int) -> list[str]:
    bullet = _BULLET.match(line)
    hang = " " * (len(bullet[0]) if bullet else len(line) - len(line.lstrip()))
    return textwrap.wrap(line, max(width, 40), subsequent_indent=hang, break_long_words=False, break_on_hyphens=False)
