"""References that lead out of the document, or by other ways than pointers -> pointers into one document."""

from .bundle import bundle, needs_bundling

__all__ = ["bundle", "needs_bundling"]
