"""The pages of an SDK -> a site that is read in a browser, by Sphinx with MyST and Furo."""

from .building import SiteError, build_site

__all__ = ["SiteError", "build_site"]
