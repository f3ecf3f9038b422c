"""Bytes -> one checked document in one dialect, OpenAPI 3.1, with every place in the file at hand."""

from . import pointer
from .document import Document
from .load import load_document
from .node import Node

__all__ = ["Document", "Node", "load_document", "pointer"]
