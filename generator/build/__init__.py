"""From the checked document to the operation model."""

from .api import build_api

__all__ = ["build_api"]
