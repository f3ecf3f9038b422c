"""What Sphinx does not do by itself: a navigation that no page writes down; GitHub's links, anchors and signs.

Sphinx loads this module by its name and calls ``setup``.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any

from docutils import nodes  # type: ignore[import-untyped]
from sphinx import addnodes
from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_BEFORE_COLLECTORS, _AFTER_COLLECTORS = 100, 900
_SIGNS = {":warning:": "\u26a0\ufe0f", ":heavy_check_mark:": "\u2714\ufe0f", ":heavy_minus_sign:": "\u2796"}
_SIGN = re.compile("|".join(map(re.escape, _SIGNS)))
_PAGE = re.compile(r"(?P<path>[^:?#]*)\.md(?P<anchor>#.*)?")
_SHOWN_DEPTH = 2
"""Headings of a page that its own table of contents shows: those of operations, not of what is said of each."""


def setup(app: Sphinx) -> dict[str, Any]:
    """Registers what stands here."""
    app.add_config_value("sdk_navigation", {}, "env", types=dict)
    app.connect("doctree-read", _prepare, _BEFORE_COLLECTORS)
    app.connect("doctree-read", _limit, _AFTER_COLLECTORS)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _prepare(app: Sphinx, doctree: nodes.document) -> None:
    page = app.env.current_document.docname
    for section in doctree.findall(nodes.section):
        slug = section.get("slug")
        if slug:
            section["ids"] = list(dict.fromkeys((slug, *section["ids"])))
    for text in list(doctree.findall(nodes.Text)):
        if ":" in text and not isinstance(text.parent, nodes.literal | nodes.literal_block | nodes.raw):
            shown = _SIGN.sub(lambda found: _SIGNS[found[0]], text)
            if shown != text:
                text.parent.replace(text, nodes.Text(shown))
    for reference in doctree.findall(nodes.reference):
        _lead_on(app, page, reference)
    # below the title, or Sphinx would show the pages beside their parent
    top = next(doctree.findall(nodes.section), doctree)
    for caption, pages in app.config.sdk_navigation.get(page, ()):
        top += _toctree(page, caption, pages)


def _lead_on(app: Sphinx, page: str, reference: nodes.reference) -> None:
    """Turns a link to a page's Markdown into one to the page of the site; MyST leaves it in this mode."""
    found = _PAGE.fullmatch(reference.get("refuri", ""))
    if found is None:
        return
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), found["path"]))
    if target not in app.env.found_docs:
        logging.getLogger(__name__).warning("there is no page %s", target, location=reference)
    reference["refuri"] = f"{found['path']}.html{found['anchor'] or ''}"


def _toctree(page: str, caption: str, pages: list[str]) -> nodes.Element:
    tree = addnodes.toctree(
        parent=page,
        entries=[(None, name) for name in pages],
        includefiles=list(pages),
        caption=caption or None,
        rawcaption=caption,
        maxdepth=-1,
        glob=False,
        hidden=True,
        includehidden=False,
        numbered=0,
        titlesonly=True,
    )
    return nodes.compound("", tree, classes=["toctree-wrapper"])


def _limit(app: Sphinx, _: nodes.document) -> None:
    app.env.metadata[app.env.current_document.docname]["tocdepth"] = _SHOWN_DEPTH
