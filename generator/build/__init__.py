"""From the checked document to the operation model."""

from .formats import check_closed
from .namebook import NameBook
from .readings import build_api

__all__ = ["NameBook", "build_api", "check_closed"]
