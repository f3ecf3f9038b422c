"""The catalogue of diagnostics: one line per kind of fault, grouped by the stage that finds it.

A code is ``stage/fault``; it never changes its meaning. The message of a diagnostic says what is wrong
in this document; the remedy here says what to do about the kind.
"""

from __future__ import annotations

from .diagnostics import Kind, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

# settings: the SDK's settings file

SETTINGS_UNREADABLE = Kind(
    "settings/unreadable", _ERROR, "The settings file cannot be read", "Give the path of a readable TOML file."
)
SETTINGS_SYNTAX = Kind(
    "settings/syntax", _ERROR, "The settings file is not TOML", "Correct the TOML at the place shown."
)
SETTINGS_INVALID = Kind(
    "settings/invalid",
    _ERROR,
    "A setting is unknown or has a wrong value",
    "See the settings reference in the README for the keys and their values.",
)

# document: loading, references, versions, validity

# build: from the document to the operation model

# render and output
