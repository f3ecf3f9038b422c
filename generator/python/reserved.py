"""Names that generated code may not hide, because what it rests on bears them."""

from __future__ import annotations

ARGUMENTS = frozenset({"self", "options", "content_type"})
"""What a method's signature already holds."""

CLIENT_ARGUMENTS = frozenset(
    {
        "self", "server", "base_url", "timeout", "total_timeout", "retries", "headers", "http_client",
        "strict_responses", "hooks", "telemetry",
    }
)  # fmt: skip
"""Arguments that every client's constructor has."""

ERROR_CLASSES = frozenset(
    {
        "APIConnectionError", "APIError", "APITimeoutError", "AuthenticationError", "BadRequestError", "ClientError",
        "ClosedClientError", "ConfigurationError", "ConflictError", "InternalServerError", "NotFoundError",
        "OAuthError",
        "PaginationError", "PayloadError",
        "PermissionDeniedError", "RateLimitError", "ResponseValidationError", "SDKError",
        "ServerError", "UnprocessableEntityError",
    }
)  # fmt: skip
"""Classes of the runtime that every ``errors`` module holds."""

PACKAGE_NAMES = frozenset(
    {
        "Any", "AsyncCredential", "AsyncHooks", "AsyncTokenCredential", "Attempt", "AuthorizationCode",
        "ClientCertificate", "ClientCredentials", "ClientTable", "Credential", "DeviceCode", "DevicePrompt", "Hooks",
        "Literal", "Mapping", "PasswordCredentials", "RefreshToken", "RequestOptions", "Response", "RetryPolicy",
        "Server", "TYPE_CHECKING", "TimeoutTypes", "Token", "TokenCredential", "TracerProvider", "UNSET", "Unset",
        "Variable", "cached_property", "callbacks", "errors", "models", "webhooks", "with_response",
    }
)  # fmt: skip
"""What the package shows to all beside its clients, and what the module of the clients uses."""

CLIENT_ATTRIBUTES = frozenset(
    {"close", "aclose", "with_options", "access_token", "preload", "is_closed", "base_url", "server"}
)
"""Attributes of the client classes, which a group may not hide."""

SCALARS = frozenset({"str", "int", "float", "bool", "bytes"})
"""Builtins that annotations name."""

RESOURCE_NAMES = SCALARS | {"models", "errors", "overload", "deprecated", "cached_property"}
"""Names that the class of a resource uses, which none of its methods may bear."""

MODEL_ATTRIBUTES = frozenset(
    {
        "construct", "copy", "dict", "from_orm", "json", "model_computed_fields", "model_config", "model_construct",
        "model_copy", "model_dump", "model_dump_json", "model_extra", "model_fields", "model_fields_set",
        "model_json_schema", "model_parametrized_name", "model_post_init", "model_rebuild", "model_validate",
        "model_validate_json", "model_validate_strings", "parse_file", "parse_obj", "parse_raw", "schema",
        "schema_json", "update_forward_refs", "validate",
    }
)  # fmt: skip
"""Attributes of ``pydantic.BaseModel`` (2.11 to 2.14), which a field may not hide."""

MODEL_MODULE = frozenset(
    {
        "Annotated", "Any", "Base64Bytes", "Base64UrlBytes", "Binary", "Decimal", "DecimalNumber", "DecimalString",
        "Dict", "Discriminator", "DurationString", "Enum", "Field", "FileInput", "FloatString", "IntEnum",
        "IntString", "JsonInput", "JsonValue", "List", "Literal", "Mapping", "MillisFloat", "MillisInt", "Model",
        "NotRequired", "OpenFloatEnum", "OpenIntEnum", "OpenStrEnum", "READ_ONLY", "Required", "SecondsFloat",
        "SecondsInt", "Sequence", "StrEnum", "TYPE_CHECKING", "Tagged", "TypeAliasType", "TypedDict", "Union",
        "UnixTimeFloat", "UnixTimeInt", "Unpack", "deprecated",
    }
)  # fmt: skip
"""Names that modules of models use themselves."""

BUILTIN_CLASSES = frozenset(
    {
        "ArithmeticError", "AssertionError", "AttributeError", "BaseException", "BaseExceptionGroup",
        "BlockingIOError", "BrokenPipeError", "BufferError", "BytesWarning", "ChildProcessError",
        "ConnectionAbortedError", "ConnectionError", "ConnectionRefusedError", "ConnectionResetError",
        "DeprecationWarning", "EOFError", "Ellipsis", "EncodingWarning", "EnvironmentError", "Exception",
        "ExceptionGroup", "FileExistsError", "FileNotFoundError", "FloatingPointError", "FutureWarning",
        "GeneratorExit", "IOError", "ImportError", "ImportWarning", "IndentationError",
        "IndexError", "InterruptedError", "IsADirectoryError", "KeyError", "KeyboardInterrupt", "LookupError",
        "MemoryError", "ModuleNotFoundError", "NameError", "NotADirectoryError", "NotImplemented",
        "NotImplementedError", "OSError", "OverflowError", "PendingDeprecationWarning", "PermissionError",
        "ProcessLookupError", "PythonFinalizationError", "RecursionError", "ReferenceError", "ResourceWarning",
        "RuntimeError", "RuntimeWarning", "StopAsyncIteration", "StopIteration", "SyntaxError", "SyntaxWarning",
        "SystemError", "SystemExit", "TabError", "TimeoutError", "TypeError", "UnboundLocalError",
        "UnicodeDecodeError", "UnicodeEncodeError", "UnicodeError", "UnicodeTranslateError", "UnicodeWarning",
        "UserWarning", "ValueError", "Warning", "WindowsError", "ZeroDivisionError",
    }
)  # fmt: skip
"""Builtins that look like classes of a document (3.11 to 3.14, with those of Windows).

A model is imported when it is used, so that until then an annotation would mean the builtin.
"""

DEPENDENCIES = frozenset(
    {
        "anyio", "httpcore2", "httpx2", "opentelemetry", "pydantic", "pydantic_core", "typing_extensions",
        "typing_inspection",
    }
)  # fmt: skip
"""What an SDK imports, or what that does: a package of such a name would stand in its place."""

ENUM_ATTRIBUTES = frozenset({"name", "value", "mro"})

MODULES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{device}{digit}" for device in ("com", "lpt") for digit in range(10))}
)
"""Device names of Windows, which no file may bear."""

MODEL_MODULES = MODULES | {"dict", "list", "preload", "sorted", "str"}
"""Names that the package of models uses itself, in which its modules stand."""
