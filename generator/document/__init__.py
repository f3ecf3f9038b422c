"""Bytes -> one checked document in one dialect, OpenAPI 3.1, with every place in the file at hand."""

from . import pointer
from .document import Document
from .filter import LeftOut, filter_document
from .library import Fetch, not_allowed
from .load import load_document
from .node import Node
from .validity import check_validity, drop_repeats, report_validity, validate
from .values import Json

__all__ = [
    "Document",
    "Fetch",
    "Json",
    "LeftOut",
    "Node",
    "check_validity",
    "drop_repeats",
    "filter_document",
    "load_document",
    "not_allowed",
    "pointer",
    "report_validity",
    "validate",
]
