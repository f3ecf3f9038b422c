"""A review as Markdown: a comment on a pull request, and the entry of a changelog."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..render.markdown import clean, code, escape
from .changes import Severity
from .report import Review, Row

MAX_LENGTH = 60_000
"""Characters; forges refuse comments that are longer than 65,536."""

_TITLES = {Severity.BREAKING: "Breaking", Severity.ADDITIVE: "New", Severity.NEUTRAL: "No code notices"}
_SHORT = 88
_HEADING = re.compile(r"^## (?!\[?unreleased\b)", re.IGNORECASE | re.MULTILINE)


def as_markdown(review: Review, *, limit: int = MAX_LENGTH) -> str:
    """The report, with at most about ``limit`` characters: what is left out is counted."""
    head = [f"## {escape(review.headline[:1].upper() + review.headline[1:])}", ""]
    head.append(f"{code(review.old_name)} \N{RIGHTWARDS ARROW} {code(review.new_name)}")
    parts, left = ["\n".join(head) + "\n"], limit
    for severity in Severity:
        rows = review.of(severity)
        if rows:
            parts.append(_section(severity, rows, left))
            left = limit - sum(map(len, parts))
    return "\n".join(parts)


def _section(severity: Severity, rows: tuple[Row, ...], left: int) -> str:
    entries, length = [], 0
    for row in rows:
        entry = _entry(row)
        length += len(entry)
        if length > left:
            break
        entries.append(entry)
    if rest := len(rows) - len(entries):
        entries.append(f"- and {rest} more\n")
    title = f"{_TITLES[severity]} ({len(rows)})"
    listed = "".join(entries)
    if severity is Severity.NEUTRAL:
        return f"<details><summary>{title}</summary>\n\n{listed}\n</details>\n"
    return f"### {title}\n\n{listed}"


def _entry(row: Row) -> str:
    change = row.change
    member = f", {code(change.member)}" if change.member else ""
    lines = [f"- {code(change.subject)}{member}: {change.kind.title}{_places(row)}"]
    lines.extend(_difference(row))
    if change.migration:
        lines.extend(["", f"  **To do:** {_prose(row)}"])
    return "\n".join(lines) + "\n"


def _places(row: Row) -> str:
    return f" ({code(row.places)})" if row.places else ""


def _difference(row: Row) -> Iterator[str]:
    """The Python before and after; a thing that is there on one side alone is shown where its name is not enough."""
    before, after = (clean(text).split("\n") if text else [] for text in (row.before, row.after))
    lines = [*(f"- {line}" for line in before), *(f"+ {line}" for line in after)]
    if not lines or row.change.subject in (row.before, row.after):
        return
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", "\n".join(lines))), default=0))
    yield ""
    yield f"  {fence}diff"
    yield from (f"  {line}" for line in lines)
    yield f"  {fence}"


def _prose(row: Row) -> str:
    return "".join(code(text) if is_code else escape_words(text) for is_code, text in row.migration_parts)


def escape_words(text: str) -> str:
    """Plain words with the spaces around them kept."""
    inside = text.strip()
    if not inside:
        return text
    start = text.index(inside)
    return text[:start] + escape(inside) + text[start + len(inside) :]


def changelog_entry(review: Review, version: str) -> str:
    """The entry of a version in the package's changelog, with a migration note for each breaking change."""
    parts = [f"## {version}\n"]
    for severity, title in ((Severity.BREAKING, "Breaking changes"), (Severity.ADDITIVE, "New")):
        rows = review.of(severity)
        if rows:
            parts.append(f"### {title}\n\n" + "".join(map(_noted, rows)))
    neutral = review.of(Severity.NEUTRAL)
    others = [row for row in neutral if row.change.kind.name not in ("documentation", "example")]
    listed = "".join(map(_noted, others))
    if len(neutral) > len(others):
        listed += "- Words and examples of the documentation.\n"
    if listed:
        parts.append(f"### Other changes\n\n{listed}")
    return "\n".join(parts if len(parts) > 1 else [*parts, "Nothing changed for users.\n"])


def _noted(row: Row) -> str:
    change = row.change
    member = f", {code(change.member)}" if change.member else ""
    return f"- {code(change.subject)}{member}: {change.kind.title}{_both(row)}.{_migration(row)}\n"


def _both(row: Row) -> str:
    """Before and after, where that is one short line and not said by the migration note."""
    sides = [text for text in (row.before, row.after) if text]
    if len(sides) < 2 or row.change.migration or any("\n" in text or len(text) > _SHORT for text in sides):
        return ""
    return f" ({code(row.before)} \N{RIGHTWARDS ARROW} {code(row.after)})"


def _migration(row: Row) -> str:
    return f" {_prose(row)}" if row.change.migration else ""


def with_entry(changelog: str, entry: str) -> str:
    """The changelog with an entry above those of other versions, below one of what is unreleased."""
    found = _HEADING.search(changelog)
    if found is None:
        return f"{changelog.rstrip()}\n\n{entry}"
    return f"{changelog[: found.start()]}{entry}\n{changelog[found.start() :]}"


def has_entry(changelog: str, version: str) -> bool:
    """Whether the changelog tells of a version already."""
    return any(_names(line, version) for line in _headings(changelog))


def _headings(changelog: str) -> Iterable[str]:
    return (line[3:] for line in changelog.splitlines() if line.startswith("## "))


def _names(heading: str, version: str) -> bool:
    return heading.replace("[", "").split("]")[0].split()[:1] == [version]
