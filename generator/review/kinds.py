"""The catalogue of the kinds of change, each with its weight and with what users do about it."""

from __future__ import annotations

from .changes import ChangeKind, Severity

_BREAKING, _ADDITIVE, _NEUTRAL = Severity.BREAKING, Severity.ADDITIVE, Severity.NEUTRAL

OPERATION_ADDED = ChangeKind("operation-added", "new operation", _ADDITIVE)
OPERATION_REMOVED = ChangeKind(
    "operation-removed", "operation removed", _BREAKING, "Stop calling `{subject}`: the API no longer has it."
)
OPERATION_RENAMED = ChangeKind(
    "operation-renamed", "operation renamed", _BREAKING, "Call `{after}` in place of `{before}`."
)
OPERATION_NAME_KEPT = ChangeKind("operation-name-kept", "operation renamed, its old name is kept", _ADDITIVE)
OPERATION_NAME_ADDED = ChangeKind("operation-name-added", "an operation has an old name again", _ADDITIVE)
OPERATION_NAME_DROPPED = ChangeKind(
    "operation-name-dropped", "old name of an operation removed", _BREAKING, "Call `{after}` in place of `{before}`."
)
OPERATION_ROUTE = ChangeKind("operation-route", "method or path changed", _NEUTRAL, is_python=False)
OPERATION_DEPRECATED = ChangeKind("operation-deprecated", "operation deprecated", _ADDITIVE, is_python=False)
OPERATION_RESTORED = ChangeKind("operation-restored", "operation no longer deprecated", _NEUTRAL, is_python=False)
OPERATION_SERVERS = ChangeKind("operation-servers", "servers of an operation changed", _NEUTRAL, is_python=False)
PAGINATION = ChangeKind("pagination", "pages follow each other in another way", _NEUTRAL, is_python=False)
RETRIES = ChangeKind("retries", "retries changed", _NEUTRAL, is_python=False)

ARGUMENT_ADDED = ChangeKind("argument-added", "new optional argument", _ADDITIVE)
ARGUMENT_ADDED_REQUIRED = ChangeKind(
    "argument-added-required", "new required argument", _BREAKING, "Give `{member}` in each call of `{subject}`."
)
ARGUMENT_REMOVED = ChangeKind(
    "argument-removed", "argument removed", _BREAKING, "Leave `{member}` out of calls of `{subject}`."
)
ARGUMENT_RENAMED = ChangeKind(
    "argument-renamed", "argument renamed", _BREAKING, "Give `{after}` in place of `{before}` in calls of `{subject}`."
)
ARGUMENT_REQUIRED = ChangeKind(
    "argument-required", "argument became required", _BREAKING, "Give `{member}` in each call of `{subject}`."
)
ARGUMENT_OPTIONAL = ChangeKind("argument-optional", "argument became optional", _ADDITIVE)
ARGUMENT_TYPE = ChangeKind(
    "argument-type",
    "type of an argument changed",
    None,
    "Give `{member}` of `{subject}` as `{after}`; it was `{before}`.",
)
ARGUMENT_DEFAULT = ChangeKind(
    "argument-default",
    "default of the server changed",
    None,
    "Calls of `{subject}` that leave `{member}` out mean something else now: give it where that matters.",
    is_python=False,
)
ARGUMENT_WIRE = ChangeKind("argument-wire", "argument is sent in another way", _NEUTRAL, is_python=False)
ARGUMENT_DEPRECATED = ChangeKind("argument-deprecated", "argument deprecated", _ADDITIVE, is_python=False)

MEDIA_ADDED = ChangeKind("media-added", "new media type of the body", _ADDITIVE)
MEDIA_REMOVED = ChangeKind(
    "media-removed", "media type of the body removed", _BREAKING, "Send the body of `{subject}` in another media type."
)
RESULT_TYPE = ChangeKind(
    "result-type", "what a call returns changed", None, "`{subject}` returns `{after}`; it returned `{before}`."
)
RESPONSE_STATUS = ChangeKind("response-status", "statuses of success changed", _NEUTRAL, is_python=False)
HEADER_ADDED = ChangeKind("header-added", "new header of the answer", _ADDITIVE, is_python=False)
HEADER_REMOVED = ChangeKind(
    "header-removed",
    "header of the answer removed",
    _BREAKING,
    "Do not count on the header `{member}` of answers to `{subject}`.",
    is_python=False,
)
EVENT_TYPE = ChangeKind("event-type", "events of a stream changed", None, "Read events `{member}` as `{after}`.")
ERROR_ADDED = ChangeKind("error-added", "new declared error", _ADDITIVE, is_python=False)
ERROR_REMOVED = ChangeKind(
    "error-removed",
    "declared error removed",
    _BREAKING,
    "`{subject}` no longer declares `{member}`: catch `errors.APIError`, or the class of the status.",
    is_python=False,
)
ERROR_TYPE = ChangeKind(
    "error-type", "payload of an error changed", None, "For `{member}` of `{subject}`, `error.data` is `{after}`."
)
ERROR_CLASS_ADDED = ChangeKind("error-class-added", "new error class", _ADDITIVE)
ERROR_CLASS_RENAMED = ChangeKind(
    "error-class-renamed", "error class renamed", _BREAKING, "Catch `{after}` in place of `{before}`."
)
ERROR_CLASS_REMOVED = ChangeKind(
    "error-class-removed", "error class removed", _BREAKING, "Catch another class in place of `{subject}`."
)

SECURITY_TIGHTENED = ChangeKind(
    "security-tightened",
    "other credentials needed",
    _BREAKING,
    "Make the client for `{subject}` with: `{after}`.",
    is_python=False,
)
SECURITY_RELAXED = ChangeKind("security-relaxed", "more credentials accepted", _ADDITIVE, is_python=False)
CREDENTIAL_ADDED = ChangeKind("credential-added", "new credential of the client", _ADDITIVE)
CREDENTIAL_REMOVED = ChangeKind(
    "credential-removed", "credential of the client removed", _BREAKING, "Make the client without `{member}`."
)
CREDENTIAL_CHANGED = ChangeKind(
    "credential-changed",
    "credential of another kind",
    _BREAKING,
    "`{member}` of the client is now: `{after}`.",
    is_python=False,
)
SERVER_DEFAULT = ChangeKind(
    "server-default",
    "default server changed",
    _BREAKING,
    "Calls go to `{after}`: allow it, or give `base_url` or `server`.",
    is_python=False,
)
SERVER_ADDED = ChangeKind("server-added", "new server", _ADDITIVE)
SERVER_REMOVED = ChangeKind("server-removed", "server removed", _BREAKING, "Choose another server than `{member}`.")
SERVER_CHANGED = ChangeKind("server-changed", "URL of a server changed", _NEUTRAL, is_python=False)
VARIABLE_ADDED = ChangeKind("variable-added", "new variable of a server", _ADDITIVE)
VARIABLE_REMOVED = ChangeKind(
    "variable-removed", "variable of a server removed", _BREAKING, "Make the client without `{member}`."
)
VARIABLE_CHANGED = ChangeKind(
    "variable-changed", "values of a server's variable changed", None, "Give `{member}` of the client as `{after}`."
)

MODEL_ADDED = ChangeKind("model-added", "new model", _ADDITIVE)
MODEL_REMOVED = ChangeKind("model-removed", "model removed", _BREAKING, "Stop using `{subject}`: it is gone.")
MODEL_RENAMED = ChangeKind("model-renamed", "model renamed", _BREAKING, "Use `{after}` in place of `{before}`.")
MODEL_KIND = ChangeKind(
    "model-kind", "model became another kind of type", _BREAKING, "`{subject}` is now: `{after}`. It was: `{before}`."
)
BASE_ADDED = ChangeKind("base-added", "model inherits from one more", _ADDITIVE)
BASE_REMOVED = ChangeKind(
    "base-removed", "model no longer inherits", _BREAKING, "Do not use `{subject}` as a `{member}`."
)
FIELD_ADDED = ChangeKind("field-added", "new field", _ADDITIVE)
FIELD_ADDED_REQUIRED = ChangeKind(
    "field-added-required", "new required field", _BREAKING, "Give `{member}` wherever a `{subject}` is made."
)
FIELD_REMOVED = ChangeKind("field-removed", "field removed", _BREAKING, "Stop using `{member}` of `{subject}`.")
FIELD_RENAMED = ChangeKind("field-renamed", "field renamed", _BREAKING, "Use `{after}` in place of `{before}`.")
FIELD_REQUIRED = ChangeKind(
    "field-required", "field became required", None, "Give `{member}` wherever a `{subject}` is made."
)
FIELD_OPTIONAL = ChangeKind(
    "field-optional", "field became optional", None, "`{member}` of `{subject}` may be `None` now: handle that."
)
FIELD_TYPE = ChangeKind(
    "field-type", "type of a field changed", None, "`{member}` of `{subject}` is `{after}`; it was `{before}`."
)
FIELD_ACCESS = ChangeKind(
    "field-access",
    "who may read or write a field changed",
    None,
    "`{member}` of `{subject}` is `{after}`; it was `{before}`.",
)
FIELD_DEFAULT = ChangeKind(
    "field-default",
    "default of the server changed",
    None,
    "A `{subject}` that leaves `{member}` out means something else now: give it where that matters.",
    is_python=False,
)
FIELD_WIRE = ChangeKind("field-wire", "field has another name on the wire", _NEUTRAL, is_python=False)
FIELD_DEPRECATED = ChangeKind("field-deprecated", "field deprecated", _ADDITIVE)
EXTRA_FIELDS = ChangeKind(
    "extra-fields", "further fields of a model changed", None, "Further fields of `{subject}` are `{after}`."
)
ENUM_VALUE_ADDED = ChangeKind(
    "enum-value-added", "new value of an enum", None, "Handle `{member}` where `{subject}` is matched exhaustively."
)
ENUM_VALUE_REMOVED = ChangeKind(
    "enum-value-removed", "value of an enum removed", _BREAKING, "Stop using `{before}`: the API no longer has it."
)
ENUM_VALUE_RENAMED = ChangeKind(
    "enum-value-renamed", "value of an enum renamed", _BREAKING, "Use `{after}` in place of `{before}`."
)
ENUM_OPENNESS = ChangeKind(
    "enum-openness", "enum takes other values, or no longer", None, "`{subject}` is `{after}`; it was `{before}`."
)
TYPE_CHANGED = ChangeKind("type-changed", "named type changed", None, "`{subject}` is `{after}`; it was `{before}`.")
TAGS_CHANGED = ChangeKind("tags-changed", "tags of a union changed", _NEUTRAL, is_python=False)
MODEL_DEPRECATED = ChangeKind("model-deprecated", "model deprecated", _ADDITIVE, is_python=False)

WEBHOOK_ADDED = ChangeKind("webhook-added", "new webhook", _ADDITIVE)
WEBHOOK_REMOVED = ChangeKind("webhook-removed", "webhook removed", _BREAKING, "Stop reading `{subject}`.")
WEBHOOK_RENAMED = ChangeKind("webhook-renamed", "webhook renamed", _BREAKING, "Use `{after}` in place of `{before}`.")
WEBHOOK_TYPE = ChangeKind(
    "webhook-type", "payload of a webhook changed", None, "Read `{subject}` as `{after}`; it was `{before}`."
)
PACKAGE_RENAMED = ChangeKind(
    "package-renamed", "a name of the package changed", _BREAKING, "Use `{after}` in place of `{before}`."
)
DOCUMENTATION = ChangeKind("documentation", "words changed", _NEUTRAL, is_python=False)
EXAMPLE = ChangeKind("example", "examples changed", _NEUTRAL, is_python=False)
OTHER = ChangeKind("other", "something else changed", _NEUTRAL, is_python=False)

KINDS = {kind.name: kind for kind in tuple(globals().values()) if isinstance(kind, ChangeKind)}
"""Every kind by its name."""
