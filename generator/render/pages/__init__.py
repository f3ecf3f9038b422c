"""The Markdown pages of an SDK: README, USAGE, and the reference of resources, models and errors."""

from .site import render_pages

__all__ = ["render_pages"]
