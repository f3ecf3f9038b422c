"""What the parts of the Swagger 2.0 reader share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ... import pointer as pointers
from ...moves import Prefixes
from ...values import Json
from ..tell import Tell

JSON_MEDIA = "application/json"


@dataclass(slots=True)
class Context:
    """The document as written, what moved, and whom to tell of what 3.x cannot say.

    What is of a wrong kind is passed on as it is: whoever navigates the result reports it.
    """

    data: dict[str, Json]
    tell: Tell
    prefixes: Prefixes = field(default_factory=Prefixes)

    def resolve(self, value: Json, pointer: str) -> tuple[Json, str]:
        """The value that local references lead to, and its pointer; the reference itself where they lead nowhere."""
        seen = set[str]()
        while isinstance(value, dict) and isinstance(reference := value.get("$ref"), str) and reference not in seen:
            seen.add(reference)
            target = self._at(reference)
            if target is None:
                break
            value, pointer = target, pointers.from_fragment(reference[1:])
        return value, pointer

    def media_types(self, operation: dict[str, Json], key: str) -> list[str]:
        """``consumes`` or ``produces``: the operation's own where it has some, else the document's."""
        value = operation.get(key, self.data.get(key))
        if isinstance(value, str):
            return [value]
        return list(dict.fromkeys(item for item in as_list(value) if isinstance(item, str)))

    def _at(self, reference: str) -> Json:
        value: Json = self.data
        if not reference.startswith("#/"):
            return None
        for token in pointers.split(pointers.from_fragment(reference[1:])):
            if isinstance(value, list) and token.isascii() and token.isdigit() and int(token) < len(value):
                value = value[int(token)]
            else:
                value = as_mapping(value).get(token)
        return value


def as_mapping(value: Json) -> dict[str, Json]:
    """The value where it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: Json) -> list[Json]:
    """The value where it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def without(value: dict[str, Json], keys: Iterable[str]) -> dict[str, Json]:
    """A copy that lacks some keys."""
    return {key: item for key, item in value.items() if key not in keys}


def convert_members(value: Json, convert: Callable[[dict[str, Json], str, str], Json], new: str, old: str) -> Json:
    """Puts every mapping of a mapping through ``convert(member, pointer after, pointer before)``."""
    if not isinstance(value, dict):
        return value
    return {
        key: convert(item, pointers.join(new, key), pointers.join(old, key)) if isinstance(item, dict) else item
        for key, item in value.items()
    }
