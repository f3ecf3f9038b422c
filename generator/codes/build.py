"""From the document to the operation model."""

from __future__ import annotations

from ..diagnostics import Kind, Severity

_WARNING, _NOTE = Severity.WARNING, Severity.NOTE

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
PAGINATION_UNFIT = Kind(
    "build/pagination-unfit",
    _WARNING,
    "The declared pagination does not agree with the operation",
    "Name a parameter of the operation and properties of its answer as they are spelled in the document.",
)
PAGINATION_RECOGNISED = Kind(
    "build/pagination-recognised",
    _NOTE,
    "An operation answers in pages, as request and answer show",
    'Declare it by x-sdk-pagination; or set type = "none" for it under [pagination.operations], or recognise = false.',
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
ENUM_REPEATED = Kind(
    "build/enum-repeated",
    _NOTE,
    "An enum lists a value twice",
    "Remove one of the two; the enum has one member for it.",
)
ENUM_MISFIT = Kind(
    "build/enum-misfit",
    _WARNING,
    "A value of an enum does not fit the schema's type",
    "Write it as a value of that type, or correct the type.",
)
PARAMETER_MEDIA = Kind(
    "build/parameter-media",
    _WARNING,
    "A parameter or a header has several media types",
    "Keep one: the first is taken (OpenAPI allows no more).",
)
ENCODING_IDLE = Kind(
    "build/encoding-idle",
    _WARNING,
    "An encoding says something of nothing",
    "Name a property of the body's schema; encodings are for forms and multipart bodies.",
)
PART_HEADER = Kind(
    "build/part-header",
    _WARNING,
    "A required header of a part has no value in the document",
    "Give its schema a const or a default; else callers have to give it with the part.",
)
