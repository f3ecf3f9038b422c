"""Reads a document until its names are settled: once, as a rule, and again where names clashed."""

from __future__ import annotations

from ..diagnostics import Report
from ..document import Document
from ..model import Api
from ..settings import Settings
from .api import read_api
from .merge_patches import with_merge_patches
from .namebook import NameBook

_READINGS = 6
"""Names of what stands inline hang on the names above them, so that one clash can bring the next."""


def build_api(document: Document, settings: Settings, report: Report, book: NameBook | None = None) -> Api:
    """Reads a document into the operation model. What cannot be expressed goes to the report.

    ``book`` holds the names that are pinned, and afterwards says what else is to be known of the names.
    """
    book = NameBook() if book is None else book
    for _ in range(_READINGS):
        api, found = _read(document, settings, report, book)
        if book.settle():
            break
    else:
        book.give_up()
        api, found = _read(document, settings, report, book)
    report.merge(found)
    book.report(report)
    return api


def _read(document: Document, settings: Settings, report: Report, book: NameBook) -> tuple[Api, Report]:
    found = Report(report.locate, strict=report.strict)
    book.start()
    return with_merge_patches(read_api(document, settings, found, book), book), found
