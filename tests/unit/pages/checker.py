"""What a reader's browser makes of rendered pages: outline, links, tables, fences. HTML is looked for, not trusted."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True)
class Heading:
    level: int
    title: str
    anchor: str


class Page:
    """One page, parsed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _PARSER.parse(text)

    @property
    def headings(self) -> list[Heading]:
        used: Counter[str] = Counter()
        found = []
        for opening, content in zip(self.tokens, self.tokens[1:], strict=False):
            if opening.type != "heading_open":
                continue
            title = "".join(c.content for c in content.children or () if c.type in {"text", "code_inline"})
            slug = re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")
            anchor = slug if slug not in used else f"{slug}-{used[slug]}"
            used[slug] += 1
            found.append(Heading(int(opening.tag[1]), title, anchor))
        return found

    def outline(self, deepest: int = 3) -> list[tuple[int, str]]:
        return [(h.level, h.title) for h in self.headings if h.level <= deepest]

    @property
    def links(self) -> list[str]:
        return [str(t.attrs["href"]) for t in self._inline() if t.type == "link_open"]

    @property
    def images(self) -> list[str]:
        return [str(t.attrs["src"]) for t in self._inline() if t.type == "image"]

    @property
    def html(self) -> list[str]:
        """Raw HTML that a browser would act on: breaks in cells and our own comments left out."""
        tokens = [*(t for t in self.tokens if t.type == "html_block"), *self._inline()]
        raw = [t.content for t in tokens if t.type in {"html_block", "html_inline"}]
        return [text for text in raw if text != "<br/>" and not re.fullmatch(r"(<!-- [^\n]* -->\n?)+", text)]

    @property
    def fences(self) -> list[tuple[str, str]]:
        return [(t.info, t.content) for t in self.tokens if t.type == "fence"]

    def programs(self) -> list[str]:
        return [code for info, code in self.fences if info == "python"]

    def tables(self) -> list[list[list[str]]]:
        """The cells of each table as they are written, header first, the line of dashes left out."""
        lines = self.text.split("\n")
        found = []
        for token in self.tokens:
            if token.type == "table_open" and token.map:
                rows = lines[token.map[0] : token.map[1]]
                found.append([cells(row) for number, row in enumerate(rows) if number != 1])
        return found

    def section(self, title: str, level: int = 3) -> str:
        """The text under a heading, down to the next one of that level or above."""
        pattern = rf"^{'#' * level} {re.escape(title)}\n(.*?)(?=^#{{1,{level}}} |\Z)"
        (found,) = re.findall(pattern, self.text, re.MULTILINE | re.DOTALL)
        return str(found)

    def _inline(self) -> Iterator[Token]:
        for token in self.tokens:
            yield from token.children or ()


def cells(row: str) -> list[str]:
    """The cells of a row, split as GitHub does: at pipes after an even number of backslashes."""
    parts = re.split(r"(?<!\\)((?:\\\\)*)\|", row)
    joined = [parts[n] + (parts[n + 1] if n + 1 < len(parts) else "") for n in range(0, len(parts), 2)]
    return [part.strip() for part in joined[1:-1]]


def dead_links(pages: Mapping[str, str]) -> list[tuple[str, str]]:
    """Relative links of a tree of pages that lead to no page, or to no heading of it."""
    parsed = {path: Page(text) for path, text in pages.items()}
    anchors = {path: {heading.anchor for heading in page.headings} for path, page in parsed.items()}
    found = []
    for path, page in parsed.items():
        for link in page.links:
            if re.match("https?://|mailto:", link):
                continue
            file, _, anchor = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
            if target not in pages or (anchor and anchor not in anchors[target]):
                found.append((path, link))
    return found
