"""The one way for text of a document to enter Markdown: as a literal, inline text, a cell or a block.

Descriptions of an OpenAPI document are Markdown themselves (CommonMark, OpenAPI 3.1 section 4.8.1), and
may hold anything. Here they lose what could reach beyond their own place on a page: raw HTML, headings
of the page's level, fences without an end, link definitions, and links that lead nowhere on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

MISSING = "N/A"
"""What stands in a table where the document says nothing."""

_LINE_END = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPECIAL = re.compile(r"[\\`*\[\]<>~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_PIPE = re.compile(r"(\\*)\|")
_ABSOLUTE = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"https?://[!-;=?-~]+")
_FENCE_LINE = re.compile(r" {0,3}(`{3,}|~{3,})")
_STARRED = re.compile(r"(?:[-+] +)*\*(?= )")
_COMMENT = re.compile(r"<!--(?=\s*(?:Start|End|No|UsageSnippet)\b)")
_INLINE = re.compile(
    r"""
    (?P<escaped>\\[!-/:-@\[-`{-~])
    | (?P<code>(?<!`)(?P<ticks>`+)(?!`)[\s\S]+?(?<!`)(?P=ticks)(?!`))
    | (?P<run>`+)
    | (?P<autolink><(?:https?://|mailto:)[^\s<>|]*>)
    | (?P<break><[bB][rR][ ]?/?>)
    | (?P<less><)
    | (?P<link>!?\[(?P<text>(?:[^\[\]\\`<]|\\.)*)\]
        \([ ]?(?P<target>(?:[^\s()<>\\]|\([^\s()<>\\]*\))*)(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?[ ]?\))
    | (?P<loose>\]\()
    | (?P<note>\[\^)
    | (?P<reference>\[(?P<label>[^\[\]\\`<\n]+)\](?:\[(?P<other>[^\[\]\\`<\n]*)\])?(?!\())
    """,
    re.VERBOSE,
)


def clean(text: str) -> str:
    """The text with plain line feeds, without controls, invisible marks and lone surrogates."""
    if text.isascii() and text.isprintable():  # most is, and looking for each of the others takes long
        return text
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _UNSEEN.sub("", _LINE_END.sub("\n", text)))


def line(text: str) -> str:
    """The text on one line, white space run together."""
    return " ".join(clean(text).split())


def escape(text: str) -> str:
    """Plain text, on one line, so that Markdown shows it as it is."""
    shown = _SPECIAL.sub(lambda found: "&amp;" if found[0] == "&" else "\\" + found[0], line(text))
    return shown.replace("\\<!--", "&lt;!--")


def code(text: str) -> str:
    """A code span that shows the text, on one line; leading spaces are kept."""
    shown = safe_code(clean(text).replace("\n", " "))
    if not shown.strip():
        return ""
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    ticks = "`" * (longest + 1)
    room = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{ticks}{room}{shown}{room}{ticks}"


def code_lines(text: str) -> str:
    """Code spans, one for each line that shows something."""
    return "\n".join(filter(None, map(code, clean(text).split("\n"))))


def inline(text: str, definitions: Mapping[str, str] | None = None, dropped: list[str] | None = None) -> str:
    """Markdown text of one block, made harmless.

    HTML other than line breaks shows as text; links and images become plain links where they are absolute,
    and their bare text where not. ``definitions`` are the targets of reference links by their folded label;
    ``dropped`` gets the targets of the links of which only the text is left.
    """
    known = definitions or {}
    lost = [] if dropped is None else dropped

    def replace(found: re.Match[str]) -> str:
        match found.lastgroup:
            case "break":
                return "<br/>"
            case "less":
                return "&lt;"
            case "loose":
                return "]\\("
            case "note":
                return "\\[^"
            case "text" | "target" | "link":
                return _link(found["text"], found["target"], lost)
            case "label" | "other" | "reference":
                return _reference(found, known, lost)
            case "escaped" if found[0] == "\\<":
                return "&lt;"
            case _:
                return safe_code(found[0])

    return _INLINE.sub(replace, text)


def summary(text: str) -> str:
    """A sentence of the document on one line, made harmless."""
    return inline(line(text))


def cell(text: str) -> str:
    """A description as the content of a table's cell; lines stay apart, fenced lines become code spans.

    There are no lists in cells, so that their bullets are shown as they are.
    """
    shown: list[str] = []
    prose: list[str] = []
    fence = ""
    for row in clean(text).strip().split("\n"):
        mark = _FENCE_LINE.match(row)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
            shown.extend(_flush(prose))
        elif fence:
            shown.append(code(row))
        else:
            bare = row.strip()
            prose.append(_STARRED.sub(_shown_bullet, bare, count=1) if _STARRED.match(bare) else bare)
    shown.extend(_flush(prose))
    return "\n".join(filter(None, shown))


def table(header: Sequence[str], rows: Iterable[Sequence[str]], *, padded: bool) -> str:
    """A table. Pipes in cells are escaped and line feeds become ``<br/>``.

    ``padded`` makes all columns as wide as the widest cell of the table, counted before line feeds are
    replaced, as the pages do that ours are modelled on; else nothing is padded.
    """
    cells = [[_PIPE.sub(_escaped_pipe, cell) for cell in row] for row in (header, *rows)]
    width = max(len(cell) for row in cells for cell in row) if padded else 0
    dashes = ["-" * (width or 3)] * len(header)
    lines = [cells[0], dashes, *cells[1:]]
    return "\n".join(f"| {' | '.join(cell.ljust(width) for cell in row)} |".replace("\n", "<br/>") for row in lines)


def media_type(text: str) -> str:
    """A media type or range as cells write it: stars escaped."""
    return escape(text or "*/*")


def safe_code(text: str) -> str:
    """A line of code whose comments cannot be taken for the markers of regions and snippets."""
    return _COMMENT.sub("<! --", text)


def is_absolute(target: str) -> bool:
    """Whether a link's target leads somewhere from any page: a web or a mail address."""
    return _ABSOLUTE.match(target) is not None


def web_link(target: str) -> str:
    """An address as a link that shows itself; empty where it is none."""
    return f"<{target}>" if _WEB_ADDRESS.fullmatch(target) else ""


def fold_label(label: str) -> str:
    """The label of a link definition as it is compared (CommonMark section 6.3)."""
    return " ".join(label.split()).casefold()


def _flush(prose: list[str]) -> list[str]:
    rows = inline("\n".join(prose)).split("\n") if prose else []
    prose.clear()
    return rows


def _shown_bullet(found: re.Match[str]) -> str:
    return f"{found[0][:-1]}\\*"


def _escaped_pipe(found: re.Match[str]) -> str:
    """An escape more where the pipe has none yet: an even number of backslashes escapes only itself."""
    return found[0] if len(found[1]) % 2 else f"{found[1]}\\|"


def _link(text: str, target: str, dropped: list[str]) -> str:
    label = inline(text)
    if not is_absolute(target):
        dropped.append(target)
        return label
    return f"[{label or escape(target)}]({target})"


def _reference(found: re.Match[str], known: Mapping[str, str], dropped: list[str]) -> str:
    target = known.get(fold_label(found["other"] or found["label"]))
    return found[0] if target is None else _link(found["label"], target, dropped)
