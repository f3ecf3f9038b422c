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

# names: the names file beside the document

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

# document: loading, references, versions, validity

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

# overlay: changes that are kept beside the document

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

# build: from the document to the operation model

OPERATION_WITHOUT_ID = Kind(
    "build/operation-without-id",
    _NOTE,
    "An operation has no operationId",
    "Give it an operationId: the method is named after it, and does not change when the path does.",
)
OPERATION_ID_TWICE = Kind(
    "build/operation-id-twice",
    _WARNING,
    "Two operations have the same operationId",
    "Make the operationIds differ: external tools find operations by them.",
)
OPERATION_IGNORED = Kind(
    "build/operation-ignored", _NOTE, "An operation is left out because an extension says so", "Remove the extension."
)
METHOD_NAMES_CLASH = Kind(
    "build/method-names-clash",
    _NOTE,
    "Two operations of a group would have the same method name",
    "Set x-sdk-name on one of them, or a name under [names] in the settings.",
)
METHOD_NO_TOKEN = Kind(
    "build/method-no-token",
    _WARNING,
    "An operation is left out because its method cannot be sent",
    "Name the method by letters, digits and dashes, as HTTP has it.",
)
PATH_WITHOUT_SLASH = Kind(
    "build/path-without-slash", _WARNING, "A path does not start with a slash", "Start the path with a slash."
)
TAG_PARENT = Kind(
    "build/tag-parent",
    _WARNING,
    "A tag stands below no other as its parent says",
    "Declare the parent under tags, and let no tag be its own ancestor.",
)
LINK_TARGET = Kind(
    "build/link-target",
    _NOTE,
    "A link leads to no operation of the SDK",
    "Correct its operationId or operationRef; the link is documented as it is.",
)
SERVER_RELATIVE = Kind(
    "build/server-relative",
    _NOTE,
    "The URL of a server is relative, and that of the document is not known",
    "Set url under [document] in the settings; else callers have to give base_url.",
)
SERVER_VARIABLE = Kind(
    "build/server-variable",
    _WARNING,
    "A variable of a server's URL has no value",
    "Describe it under variables, with a default.",
)
PATH_VARIABLE_UNDESCRIBED = Kind(
    "build/path-variable-undescribed",
    _WARNING,
    "A variable of the path has no parameter",
    "Describe it under parameters with in: path.",
)
PARAMETER_NOT_IN_PATH = Kind(
    "build/parameter-not-in-path",
    _WARNING,
    "A path parameter is not in the path",
    "Put {name} into the path, or correct the parameter's name or place.",
)
PARAMETER_UNKNOWN_LOCATION = Kind(
    "build/parameter-unknown-location",
    _WARNING,
    "A parameter is in no known place",
    "Use path, query, header, cookie or querystring.",
)
PARAMETER_WITHOUT_NAME = Kind(
    "build/parameter-without-name", _WARNING, "A parameter has no name", "Give it the name that it has in a request."
)
PARAMETER_IGNORED = Kind(
    "build/parameter-ignored",
    _NOTE,
    "A header parameter that OpenAPI says to ignore",
    "Describe Accept and Content-Type by media types, and Authorization by security.",
)
SECURITY_UNKNOWN = Kind(
    "build/security-unknown", _WARNING, "A security scheme is of no known type", "Correct its type."
)
SECURITY_UNDEFINED = Kind(
    "build/security-undefined",
    _WARNING,
    "A security requirement names no scheme",
    "Define it under components/securitySchemes.",
)
SECURITY_SAME_PLACE = Kind(
    "build/security-same-place",
    _WARNING,
    "A security requirement names two schemes that exclude each other",
    "List them as alternatives, each in a requirement of its own.",
)
RETRIES_UNKNOWN = Kind("build/retries-unknown", _WARNING, "A retry policy is not understood", "Use backoff or none.")
SCHEMA_CYCLE = Kind(
    "build/schema-cycle",
    _WARNING,
    "A schema that contains itself and nothing else",
    "Break the circle: no value can be told from it, so any JSON is taken.",
)
SCHEMA_UNKNOWN_TYPE = Kind(
    "build/schema-unknown-type",
    _WARNING,
    "A type that JSON Schema does not know",
    "Use string, number, integer, boolean, array, object or null.",
)
SCHEMA_BAD_MAPPING = Kind(
    "build/schema-bad-mapping",
    _WARNING,
    "A discriminator maps a value to no variant",
    "Map it to one of the schemas under oneOf or anyOf.",
)
SCHEMA_CONTRADICTION = Kind(
    "build/schema-contradiction",
    _WARNING,
    "Parts of a schema contradict each other",
    "No value can satisfy them all: correct one of them.",
)
SCHEMA_SEVERAL_UNIONS = Kind(
    "build/schema-several-unions",
    _NOTE,
    "A schema must satisfy more than one union at once",
    "Write the combinations out as the alternatives of one oneOf.",
)
SCHEMA_RULES = Kind(
    "build/schema-rules",
    _NOTE,
    "A schema has rules that no type can express",
    "Nothing has to be done: values are not checked against them before they are sent.",
)
SCHEMA_UNTAGGED_VARIANT = Kind(
    "build/schema-untagged-variant",
    _NOTE,
    "A discriminator cannot tell its variants apart",
    "Let every variant be an object, under components or with a fixed value of the property.",
)
NOT_EXPRESSED = Kind(
    "build/not-expressed",
    _NOTE,
    "The document says something that the SDK does not express yet",
    "The rest of the operation is there; see the CHANGELOG for what is expressed.",
)
MODEL_NAMES_CLASH = Kind(
    "build/model-names-clash",
    _NOTE,
    "Two schemas would give classes of the same name",
    "Rename one of them in the document, by x-sdk-name, or under [models] in the names file.",
)
FIELD_NAMES_CLASH = Kind(
    "build/field-names-clash",
    _NOTE,
    "Two properties of a schema would give fields of the same name",
    "Give one of them x-sdk-name, or a name under [fields] in the names file.",
)
ENUM_NAMES_CLASH = Kind(
    "build/enum-names-clash",
    _NOTE,
    "Two values of an enum would have the same name",
    "Name them with x-enum-varnames.",
)

# render and output

OUTPUT_EDITED = Kind(
    "output/edited",
    _ERROR,
    "A generated file was edited by hand",
    "Move the edit into the document, the settings or a file of your own; or discard it with --force.",
)
OUTPUT_FOREIGN = Kind(
    "output/foreign",
    _ERROR,
    "A file that this generator did not write stands where one belongs",
    "Move it away, choose another --out, or replace it with --force.",
)
OUTPUT_BLOCKED = Kind(
    "output/blocked",
    _ERROR,
    "A link or a directory stands where a file belongs",
    "Move it away; --force does not replace it.",
)
OUTPUT_BUSY = Kind(
    "output/busy", _ERROR, "Another run is writing to the folder", "Wait until it has ended, then run again."
)
OUTPUT_UNWRITABLE = Kind(
    "output/unwritable",
    _ERROR,
    "The folder cannot be written",
    "Check its permissions and the free space, or choose another --out.",
)
