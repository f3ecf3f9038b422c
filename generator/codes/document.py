"""Loading a document: its files, references, versions, overlays and validity."""

from __future__ import annotations

from ..diagnostics import Kind, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

DOCUMENT_UNREADABLE = Kind(
    "document/unreadable", _ERROR, "The document cannot be read", "Give the path of a readable YAML or JSON file."
)
DOCUMENT_ENCODING = Kind(
    "document/encoding",
    _ERROR,
    "The document is not Unicode text",
    "Save the file as UTF-8 (UTF-16 and UTF-32 with a byte order mark are read too).",
)
DOCUMENT_SYNTAX = Kind(
    "document/syntax", _ERROR, "The document is neither YAML nor JSON", "Correct the text at the place shown."
)
DOCUMENT_EMPTY = Kind(
    "document/empty", _ERROR, "The document is empty", 'Start with "openapi: 3.1.0", "info" and "paths".'
)
DOCUMENT_MANY = Kind(
    "document/many", _ERROR, "The file holds more than one YAML document", "Keep one API in each file."
)
DOCUMENT_KEY = Kind(
    "document/key", _ERROR, "A key is not text", "Write the key as a plain or quoted string; JSON knows no others."
)
DOCUMENT_TAG = Kind(
    "document/tag",
    _ERROR,
    "A YAML tag goes beyond JSON",
    "Remove the tag; only !!str, !!int, !!float, !!bool, !!null, !!map and !!seq are understood, where they fit.",
)
DOCUMENT_ALIAS = Kind(
    "document/alias",
    _ERROR,
    "A YAML alias or merge key cannot be followed",
    "Define the anchor before its alias and outside of it, and merge mappings only; or use $ref.",
)
DOCUMENT_NUMBER = Kind(
    "document/number", _ERROR, "A number cannot be represented", "Write a finite number, or quote it as a string."
)
DOCUMENT_LIMIT = Kind(
    "document/limit",
    _ERROR,
    "The document is too large or too deep",
    "Move parts into components that are referenced, or split the document.",
)
DOCUMENT_DUPLICATE_KEY = Kind(
    "document/duplicate-key",
    _WARNING,
    "A key stands twice in one mapping",
    "Remove or rename one of the two; only the last one counts.",
)
DOCUMENT_NOT_A_MAPPING = Kind(
    "document/not-a-mapping",
    _ERROR,
    "The document is not a mapping",
    'An OpenAPI document is one mapping with "openapi", "info" and "paths".',
)
DOCUMENT_NO_VERSION = Kind(
    "document/no-version",
    _ERROR,
    "The document does not say which OpenAPI version it is",
    'Add "openapi: 3.1.0" (or "swagger: \'2.0\'") at the top.',
)
DOCUMENT_VERSION = Kind(
    "document/version",
    _ERROR,
    "The version is not supported",
    "Use OpenAPI 3.0, 3.1 or 3.2, or Swagger 2.0; older documents can be converted.",
)
DOCUMENT_NO_API = Kind(
    "document/no-api",
    _WARNING,
    "The document describes no API",
    'Add operations under "paths", or check that this is the right file.',
)
DOCUMENT_WRONG_KIND = Kind(
    "document/wrong-kind",
    _WARNING,
    "A value has the wrong kind",
    "Give a value of the kind that OpenAPI asks for here; this one is treated as absent.",
)
DOCUMENT_REFERENCE = Kind(
    "document/reference", _WARNING, "A reference leads nowhere", "Correct the $ref, or add what it points at."
)
REFERENCE_FILE = Kind(
    "document/reference-file",
    _WARNING,
    "A file that is referred to cannot be read",
    "Put the file there, or correct the path: it is taken from the folder of the file that refers to it.",
)
REFERENCE_KIND = Kind(
    "document/reference-kind",
    _WARNING,
    "A reference leads to something of a wrong kind",
    "Refer to an object of the kind that OpenAPI asks for here.",
)
REFERENCE_ELSEWHERE = Kind(
    "document/reference-elsewhere",
    _WARNING,
    "A reference means the main document and does not say so",
    "Name the file before the #: a reference without one stays in the file that it stands in.",
)
REFERENCE_DYNAMIC = Kind(
    "document/reference-dynamic",
    _WARNING,
    "A $dynamicRef cannot be followed",
    "Declare its $dynamicAnchor in the same schema, or use $ref.",
)
REFERENCE_REMOTE = Kind(
    "document/reference-remote",
    _WARNING,
    "A reference leads to the network",
    "Allow it with --allow-remote, which keeps a copy and its digest beside the document; or save the file yourself.",
)
REFERENCE_FETCH = Kind(
    "document/reference-fetch",
    _ERROR,
    "A file on the network cannot be fetched",
    "Check the URL and the network; only public addresses are asked, by https.",
)
REFERENCE_CHANGED = Kind(
    "document/reference-changed",
    _ERROR,
    "A file on the network is not what it was when it was locked",
    "See what changed. If it is welcome, run with --update-remote, and commit the lock and the copy.",
)
REFERENCE_LOCK = Kind(
    "document/reference-lock",
    _ERROR,
    "The lock of remote references cannot be read",
    "Restore it from version control; or remove it, and run with --allow-remote.",
)
DOCUMENT_REFERENCE_WHOLE = Kind(
    "document/reference-whole",
    _WARNING,
    "A reference stands for a whole mapping or list",
    "It is followed; other tools may not do so. OpenAPI has references in the places of single objects: refer to each.",
)
DOCUMENT_REFERENCE_CYCLE = Kind(
    "document/reference-cycle",
    _WARNING,
    "A reference leads back to itself",
    "Let one of the references in the circle point at a definition.",
)
DOCUMENT_REFERENCE_SIBLINGS = Kind(
    "document/reference-siblings",
    _NOTE,
    "Keywords beside a $ref are left out",
    "OpenAPI 3.0 and Swagger 2.0 ignore them; put the $ref into an allOf, or use OpenAPI 3.1.",
)
DOCUMENT_COLLECTION_FORMAT = Kind(
    "document/collection-format",
    _WARNING,
    "A collectionFormat of Swagger 2.0 has no equal in OpenAPI 3",
    "Use csv, or ssv, pipes or multi in the query; or describe the parameter in OpenAPI 3.",
)
DOCUMENT_BODY_AND_FORM = Kind(
    "document/body-and-form",
    _WARNING,
    "An operation has a body and form fields",
    'Keep either the parameter with "in: body" or those with "in: formData".',
)
DOCUMENT_INVALID = Kind(
    "document/invalid",
    _WARNING,
    "The document breaks a rule of OpenAPI",
    "See the specification of the version that the document names.",
)
DOCUMENT_INVALID_MORE = Kind(
    "document/invalid-more",
    _NOTE,
    "Further faults of the document are not listed",
    "Correct those that are listed, and run again.",
)
DOCUMENT_UNCHECKED = Kind(
    "document/unchecked",
    _NOTE,
    "The validator could not finish",
    "Part of the document was not checked; generation does not depend on it.",
)

STRICT = Kind(
    "document/refused",
    _ERROR,
    "A document with faults is refused because of --strict",
    "Mend what is reported above, or leave --strict out to have the faults survived.",
)

OVERLAY_INVALID = Kind(
    "overlay/invalid",
    _ERROR,
    "An overlay breaks a rule of the Overlay Specification",
    "Correct it at the place shown: an action has a target (a JSONPath), and update, copy or remove.",
)
OVERLAY_MISMATCH = Kind(
    "overlay/mismatch",
    _ERROR,
    "An action of an overlay does not fit what it selects",
    "Merge mappings with mappings and lists with lists, or remove what is there first.",
)
OVERLAY_IDLE = Kind(
    "overlay/idle",
    _WARNING,
    "An action of an overlay changes nothing",
    "Correct its target, or remove the action: the document may have changed.",
)
OVERLAY_EXTENDS = Kind(
    "overlay/extends",
    _WARNING,
    "An overlay is made for another document",
    "Correct extends, or list the overlay in the settings of the document that it names.",
)
