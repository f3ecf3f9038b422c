"""The settings and the names beside a document."""

from __future__ import annotations

from ..diagnostics import Kind, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

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

FILTER_IDLE = Kind(
    "settings/filter-idle",
    _WARNING,
    "A pattern under [include] or [exclude] fits no operation",
    "Correct the pattern, or remove it: * stands for any characters, and everything else for itself.",
)
FILTER_NOTHING_LEFT = Kind(
    "settings/nothing-left",
    _ERROR,
    "The settings leave every operation out",
    "Widen [include]: an operation has to fit a pattern of each of its keys; or narrow [exclude].",
)

ENUM_IDLE = Kind(
    "settings/enum-idle",
    _WARNING,
    "A pattern under [enums] fits no enum",
    "Correct the pattern, or remove it: enums go by their names in Python, as the pages of models show them.",
)

PAGINATION_IDLE = Kind(
    "settings/pagination-idle",
    _WARNING,
    "A table under [pagination.operations] fits no operation",
    "Correct its name, or remove it: operations go by their operationId, or by method and path; * stands for any "
    "characters.",
)

NAMES_SYNTAX = Kind(
    "names/syntax", _ERROR, "The names file cannot be read", "Correct the TOML at the place shown; it must be UTF-8."
)
NAMES_INVALID = Kind(
    "names/invalid",
    _ERROR,
    "An entry of the names file is no name",
    "Write what a Python reader expects: PascalCase for models, snake_case for the rest, UPPER_CASE for members.",
)
NAMES_TWICE = Kind(
    "names/twice",
    _ERROR,
    "The names file gives one name to two things that stand together",
    "Give one of them another name, or remove its line.",
)
NAMES_KEPT = Kind(
    "names/kept",
    _NOTE,
    "A name is kept although something new has a better right to it",
    "Commit the names file. To let the name go, remove its line once the SDK is generated.",
)
NAMES_UNNEEDED = Kind(
    "names/unneeded",
    _WARNING,
    "An entry of the names file changes nothing",
    "Run generate, which removes it: what it names is gone, or has the name without it.",
)
NAMES_UNWRITABLE = Kind(
    "names/unwritable",
    _WARNING,
    "The names file cannot be written",
    "Put the document where a file can stand beside it, or write the names file yourself.",
)
