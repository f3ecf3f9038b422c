"""A review for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .changes import Severity
from .report import Review, Row

if TYPE_CHECKING:
    from rich.text import Text

_STYLES = {Severity.BREAKING: "bold red", Severity.ADDITIVE: "green", Severity.NEUTRAL: "dim"}
SHOWN_NEUTRAL = 20
"""So many changes that no code notices are listed, unless all are asked for."""


def as_text(review: Review, *, all_rows: bool = False) -> Iterator[Text]:
    """The lines of the report. Text of the documents is printed as it is: markup in it does nothing."""
    from rich.text import Text  # noqa: PLC0415 - only reports need it

    for severity in Severity:
        rows = review.of(severity)
        if not rows:
            continue
        yield Text(f"{severity} ({len(rows)})", style=_STYLES[severity])
        shown = rows if all_rows or severity is not Severity.NEUTRAL else rows[:SHOWN_NEUTRAL]
        for row in shown:
            yield from (Text(f"  {line}", style=style) for line, style in _lines(row))
        if len(shown) < len(rows):
            yield Text(f"  ... and {len(rows) - len(shown)} more; --verbose prints all", style="dim")
        yield Text("")
    yield Text(review.headline[:1].upper() + review.headline[1:], style="bold")


def _lines(row: Row) -> Iterator[tuple[str, str]]:
    change = row.change
    places = f"  [{row.places}]" if row.places else ""
    yield f"{change.name}: {change.kind.title}{places}", _STYLES[change.severity]
    if row.is_words:
        return
    if change.subject not in (row.before, row.after):
        yield from ((f"  - {line}", "red") for line in row.before.splitlines())
        yield from ((f"  + {line}", "green") for line in row.after.splitlines())
    if change.migration:
        yield f"  {change.migration}", "yellow"
