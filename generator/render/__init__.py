"""From the operation model to the files of an SDK, through the templates."""

from .package import Package, package_facts
from .plan import render_sdk

__all__ = ["Package", "package_facts", "render_sdk"]
