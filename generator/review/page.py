"""A review as one HTML page that stands alone: its style and its script are in it, and nothing is fetched."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ..python.templates import template_root
from .report import Review

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    return Environment(
        loader=FileSystemLoader(template_root()),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def as_page(review: Review) -> str:
    """The page. Everything that comes of a document is escaped by the templates."""
    changes = [row.change for row in review.rows]
    kinds = sorted({(change.kind.name, change.kind.title) for change in changes})
    groups = sorted({change.group for change in changes})
    template = _environment().get_template("review/report.html.jinja")
    return template.render(review=review, kinds=kinds, groups=groups)
