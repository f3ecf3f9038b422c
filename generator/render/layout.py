"""Expressions as a tree, laid out in the style that black leaves as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ..python.literals import literal

WIDTH = 88
"""Columns of a line, black's own default."""

_INDENT = 4
_NAMES = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(\w+)""")
_ITEM = re.compile(r" {4,}(.*,|[\w.]+)")


@dataclass(frozen=True, slots=True)
class Atom:
    """Text that is never broken."""

    text: str


@dataclass(frozen=True, slots=True)
class Bracket:
    """A call, a list or a dict: what opens it, its items each after a prefix (``name=``, ``"key": ``), the end.

    Broken, the items of a ``compact`` one stay together on one line where they fit. A ``spread`` one is
    always broken, so that an item more is a line more.
    """

    opening: str
    items: tuple[tuple[str, Expression], ...]
    closing: str
    compact: bool = False
    spread: bool = False


Expression: TypeAlias = Atom | Bracket


def call(function: str, positional: Iterable[Expression] = (), /, **keywords: Expression) -> Bracket:
    """A call."""
    items = [("", item) for item in positional]
    return Bracket(f"{function}(", (*items, *((f"{name}=", item) for name, item in keywords.items())), ")")


def array(items: Iterable[Expression]) -> Bracket:
    """A list."""
    return Bracket("[", tuple(("", item) for item in items), "]")


def sequence(items: Iterable[Expression], *, spread: bool = False) -> Bracket:
    """A tuple. The comma in a tuple of one does not keep it broken."""
    parts = tuple(("", item) for item in items)
    return Bracket("(", parts, ",)" if len(parts) == 1 else ")", spread=spread and len(parts) > 1)


def mapping(items: Iterable[tuple[str, Expression]], *, spread: bool = False) -> Bracket:
    """A dict with keys that are strings."""
    return Bracket("{", tuple((f"{literal(key)}: ", item) for key, item in items), "}", spread=spread)


def one_line(expression: Expression) -> str:
    """The expression on one line."""
    if isinstance(expression, Atom):
        return expression.text
    inside = ", ".join(prefix + one_line(item) for prefix, item in expression.items)
    return f"{expression.opening}{inside}{expression.closing}"


def lay_out(expression: Expression, *, indent: int, used: int, after: int = 0, spread: bool = False) -> str:
    """The expression on one line where that fits, else each item on a line of its own.

    ``indent`` is the indentation of the line it stands in, ``used`` what stands before it there, and
    ``after`` what follows it, all in columns. ``spread`` breaks the outermost bracket in any case.
    """
    text = one_line(expression)
    if isinstance(expression, Atom) or not expression.items:
        return text
    spread = spread or expression.spread
    if not spread and used + len(text) + after <= WIDTH:
        return text
    inner = indent + _INDENT
    inside = text[len(expression.opening) : -len(expression.closing)]
    if expression.compact and inner + len(inside) <= WIDTH:
        return f"{expression.opening}\n{' ' * inner}{inside}\n{' ' * indent}{expression.closing}"
    lines = [expression.opening]
    for prefix, item in expression.items:
        laid = lay_out(item, indent=inner, used=inner + len(prefix), after=1)
        lines.append(f"{' ' * inner}{prefix}{laid},")
    # The comma of a tuple of one stands behind its item by now.
    return "\n".join([*lines, " " * indent + expression.closing.lstrip(",")])


def is_settled(text: str) -> bool:
    """Whether black leaves a laid out text as it is: no line is too long, save for items that cannot be broken."""
    return all(len(line) <= WIDTH or _ITEM.fullmatch(line) for line in text.split("\n"))


def names_in(*sources: str) -> set[str]:
    """The words of Python source, less those in its strings: what may have to be imported."""
    return {name for source in sources for name in _NAMES.findall(source) if name}


def import_line(module: str, names: Sequence[str], *, indent: int = 0) -> str:
    """``from module import ...``, each name on a line of its own where they are too long for one.

    ``indent`` is the indentation of the line it stands in; the lines of the result do not have it.
    """
    text = f"from {module} import {', '.join(names)}"
    if indent + len(text) <= WIDTH:
        return text
    return "\n".join([f"from {module} import (", *(f"{' ' * _INDENT}{name}," for name in names), ")"])
