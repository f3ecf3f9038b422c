"""Named types of the operation model as modules of Python models."""

from .package import render_models

__all__ = ["render_models"]
