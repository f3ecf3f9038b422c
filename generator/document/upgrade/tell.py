"""How readers of versions say what they cannot express."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from ...diagnostics import Kind

Tell: TypeAlias = Callable[[Kind, str, str], None]
"""Takes a fault: its kind, a message, and a pointer in the shape that the reader was given."""
