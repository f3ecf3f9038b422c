"""Two operation models -> what changes for those who call the SDK, the next version, and the reports that say so."""

from .changes import Change, Locate, Place, Severity
from .compare import compare
from .kinds import KINDS
from .markdown import as_markdown, changelog_entry, has_entry, with_entry
from .page import as_page
from .report import Review, make_review, review_facts
from .terminal import as_text
from .verdict import Bump

__all__ = [
    "KINDS",
    "Bump",
    "Change",
    "Locate",
    "Place",
    "Review",
    "Severity",
    "as_markdown",
    "as_page",
    "as_text",
    "changelog_entry",
    "compare",
    "has_entry",
    "make_review",
    "review_facts",
    "with_entry",
]
