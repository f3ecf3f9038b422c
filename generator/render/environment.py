"""The one Jinja environment: where templates lie, and how text gets from them into files."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..python.literals import comment, docstring, literal
from ..python.templates import template_root
from ..python.toml import toml_string


@cache
def environment() -> Environment:
    """The environment that renders ``templates/``. A name that a view does not have raises ``UndefinedError``.

    Nothing is escaped by itself, because each kind of file has rules of its own: text of the document
    enters Python through ``literal``, ``docstring`` and ``comment``, and Markdown escaped by the views.
    """
    env = Environment(
        loader=FileSystemLoader(template_root()),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - nothing here is HTML
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters.update(literal=literal, docstring=docstring, comment=comment, toml=toml_string)
    return env
