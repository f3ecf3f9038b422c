"""The one way for text to enter TOML."""

from __future__ import annotations

import re

_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]')


def toml_string(text: str) -> str:
    """A basic string (TOML 1.0, "String"): one line, whatever the text holds.

    Controls and marks that change the direction of text are escaped; a lone surrogate, which TOML cannot
    say, becomes U+FFFD.
    """
    clean = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return f'"{_ESCAPED.sub(lambda match: _escape(match[0]), clean)}"'


def _escape(char: str) -> str:
    return f"\\{char}" if char in '"\\' else f"\\u{ord(char):04x}"
