"""The texts of an operation model, each changed in the same way; what is a name of the generator stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any

NAMES = {
    "AliasModel": {"name", "owner", "module"},
    "AliasType": {"name"},
    "Api": {"error_models"},
    "Body": {"name"},
    "BodyField": {"argument", "field"},
    "Discriminator": {"default"},
    "EnumMember": {"name"},
    "EnumModel": {"name", "owner", "module"},
    "EnumType": {"name"},
    "ErrorCase": {"error_name"},
    "Field": {"name"},
    "Group": {"path", "class_name"},
    "Header": {"name"},
    "ModelType": {"name"},
    "OAuth2Scheme": {"client_arguments"},
    "ObjectModel": {"name", "owner", "module", "bases"},
    "Operation": {"name", "accessor"},
    "PageInput": {"argument", "body", "field"},
    "Pagination": {"items", "next", "more", "last"},
    "Parameter": {"name"},
    "ServerVariable": {"name"},
    "StreamSwitch": {"argument"},
    "Webhook": {"name", "type_name"},
    **{f"{kind}Scheme": {"name"} for kind in ("ApiKey", "Http", "OpenIdConnect", "MutualTls")},
}
"""What the model promises to be identifiers, by class. Everything else that is a string may hold anything."""

NAMES["OAuth2Scheme"] |= {"name"}
NAMES["HttpScheme"] |= {"login_arguments"}

CLOSED = {
    "ApiKeyScheme": {"location"},
    "HttpScheme": {"scheme"},
    "OAuthFlow": {"kind"},
    "Xml": {"node_type"},
    "Parameter": {"style"},
    "Encoding": {"style"},
    "Group": {"title"},
}
"""Words that decide which files there are and what they hold: hostile documents try these."""


@dataclass(slots=True)
class Marker:
    """Changes texts by ``change``, and remembers the fields that had one."""

    change: Callable[[str], str]
    seen: set[tuple[str, str]]

    def model(self, node: Any) -> Any:
        """The same node with its texts changed."""
        if isinstance(node, Enum) or type(node).__name__ == "Source":
            return node
        if is_dataclass(node) and not isinstance(node, type):
            return replace(node, **dict(self._fields(node)))
        if isinstance(node, tuple | list):
            return type(node)(map(self.model, node))
        if isinstance(node, Mapping):
            return {self.model(key): self.model(value) for key, value in node.items()}
        return self.change(node) if isinstance(node, str) and node else node

    def _fields(self, node: Any) -> Iterator[tuple[str, Any]]:
        kind = type(node).__name__
        kept = NAMES.get(kind, set()) | CLOSED.get(kind, set())
        for field in fields(node):
            value = getattr(node, field.name)
            if field.name in kept or not field.init:
                continue
            if (kind, field.name) == ("Api", "models"):
                yield field.name, {name: self.model(model) for name, model in value.items()}
            elif (kind, field.name) == ("Discriminator", "mapping"):
                yield field.name, tuple((self.change(tag), name) for tag, name in value)
            elif field.name in {"media_type", "content_type"} and value:
                yield field.name, f"{value}; q={self.change('q')}"
            else:
                yield field.name, self.model(value)
            if isinstance(value, str) and value and not isinstance(value, Enum):
                self.seen.add((kind, field.name))


def text_fields(api: Any) -> set[tuple[str, str]]:
    """Every field of the model's classes that is declared as a text and promised to be none of ours."""
    import dataclasses

    from generator import model

    found = set()
    for name in model.__all__:
        cls = getattr(model, name)
        if isinstance(cls, type) and dataclasses.is_dataclass(cls) and name != "Source":
            kept = NAMES.get(name, set()) | CLOSED.get(name, set())
            found |= {
                (name, f.name) for f in fields(cls) if str(f.type) in {"str", "str | None"} and f.name not in kept
            }
    return found
