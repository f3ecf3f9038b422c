"""OpenAPI Overlays 1.0 and 1.1: changes to a document that are kept beside it."""

from .apply import apply_overlay
from .read import read_overlay

__all__ = ["apply_overlay", "read_overlay"]
