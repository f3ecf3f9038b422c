"""Names that are fixed: what may have one, and which texts can be one."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from . import names, reserved


class Named(StrEnum):
    """What has a name: the tables of the names file."""

    MODEL = "models"
    FIELD = "fields"
    MEMBER = "members"
    OPERATION = "operations"
    METHOD = "methods"
    ARGUMENT = "arguments"
    HEADER = "headers"
    WEBHOOK = "webhooks"
    CALLBACK = "callbacks"
    ERROR = "errors"
    SERVER = "servers"
    CLIENT = "client"


class Pin(NamedTuple):
    """Whose name is fixed.

    ``key`` is the pointer of what bears the name, with what is in a list told by what it is and not by its
    index: ``/paths/~1pets/get/parameters/query limit``, ``/components/schemas/Color/enum/red``.
    Of what the client's constructor takes, that of the scheme, or ``/servers/variables/region``.
    """

    kind: Named
    key: str


def proper(kind: Named, text: str) -> str:
    """The name that comes of a text: a text that can be a name gives itself."""
    match kind:
        case Named.MODEL | Named.ERROR:
            return names.class_(text)
        case Named.FIELD:
            return names.field(text)
        case Named.MEMBER:
            return names.member(text)
        case Named.METHOD:
            return names.method(text)
        case Named.ARGUMENT | Named.HEADER:
            return names.argument(text)
        case Named.WEBHOOK | Named.CALLBACK:
            return names.request(text)
        case Named.SERVER:
            return names.server(text)
        case Named.CLIENT:
            return names.safe(names.argument(text), reserved.CLIENT_ARGUMENTS)
        case Named.OPERATION:
            return text.strip() or "operation"
