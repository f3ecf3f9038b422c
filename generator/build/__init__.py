"""From the checked document to the operation model."""

from .namebook import NameBook, Named, Pin
from .readings import build_api

__all__ = ["NameBook", "Named", "Pin", "build_api"]
