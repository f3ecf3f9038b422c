"""Data of the wire as the arguments that a signature asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin

from typing_extensions import is_typeddict

from .hints import AnyFile, AnyJson, Hints, Unfit, is_enum, is_model, python_names
from .scenarios import File
from .values import read, read_text


class Style(StrEnum):
    """What is given where a signature takes both."""

    MODELS = "models"
    DICTS = "dicts"


@dataclass(frozen=True, slots=True)
class Giver:
    """Turns data into arguments. ``text``: the data are parameters or parts of a form, which have no types."""

    hints: Hints
    style: Style
    text: bool = False

    def give(self, hint: Any, wire: Any) -> Any:
        """The argument for ``wire``. Raises ``Unfit`` where the annotation does not allow it."""
        reasons = []
        members = self.hints.alternatives(hint)
        for exact in (True, False):
            for member in sorted(members, key=self._rank):
                try:
                    return self._member(member, wire, exact=exact)
                except Unfit as error:
                    reasons.append(str(error))
        shown = wire if not isinstance(wire, File) else "a file"
        raise Unfit(f"{str(shown)[:80]!r} has no place in {' | '.join(map(_name, members))}: {reasons[0]}")

    def _rank(self, member: Any) -> int:
        """The order to try alternatives in: what says most first."""
        if is_model(member):
            return 0 if self.style is Style.MODELS else 1
        if is_typeddict(member):
            return 1 if self.style is Style.MODELS else 0
        if is_enum(member):
            return 0 if self.style is Style.MODELS else 4
        if member is AnyJson:
            return 5
        return 3 if member is str else 2

    def _member(self, hint: Any, wire: Any, *, exact: bool) -> Any:
        origin = get_origin(hint)
        if isinstance(wire, File) or hint is AnyFile:
            return self._file(hint, wire)
        if hint is AnyJson:
            return wire
        if origin is Literal:
            return self._literal(hint, wire)
        if origin in (Iterable, Sequence, list):
            if not isinstance(wire, list):
                raise Unfit(f"{wire!r} is no list")
            return [self.give(get_args(hint)[0], item) for item in wire]
        if origin in (Mapping, dict):
            if not isinstance(wire, dict):
                raise Unfit(f"{wire!r} is no object")
            return {name: self.give(get_args(hint)[1], value) for name, value in wire.items()}
        if is_model(hint) or is_typeddict(hint):
            return self._object(hint, wire, exact=exact)
        if is_enum(hint):
            return self._enum(hint, wire, exact=exact)
        return read_text(hint, wire) if self.text else read(hint, wire)

    def _file(self, hint: Any, wire: Any) -> Any:
        if hint is AnyFile and isinstance(wire, File):
            return (wire.name, wire.content, wire.content_type)
        if hint is AnyFile and isinstance(wire, bytes):
            return wire
        raise Unfit("a file cannot be given here" if isinstance(wire, File) else f"{wire!r} is no file")

    def _literal(self, hint: Any, wire: Any) -> Any:
        for value in get_args(hint):
            if (str(value) == wire and self.text) or (value == wire and type(value) is type(wire)):
                return value
        raise Unfit(f"{wire!r} is none of {get_args(hint)}")

    def _enum(self, hint: Any, wire: Any, *, exact: bool) -> Any:
        for member in hint:
            if member.value == wire or (self.text and str(member.value) == wire):
                return member
        if exact:
            raise Unfit(f"{wire!r} is none of {[member.value for member in hint]}")
        try:
            return hint(wire)
        except ValueError as error:
            raise Unfit(str(error)) from error

    def _object(self, hint: Any, wire: Any, *, exact: bool) -> Any:
        """Fields by their Python names. A model also takes those that its annotations allow, a typed dict none."""
        if not isinstance(wire, dict):
            raise Unfit(f"{wire!r} is no object")
        names = python_names(self.hints.model_of(hint))
        typed = hint if is_typeddict(hint) else self.hints.dict_of(hint)
        fields = self.hints.fields(typed)
        given: dict[str, Any] = {}
        assigned: dict[str, Any] = {}
        for wire_name, value in wire.items():
            name = names.get(wire_name, "")
            if name in fields:
                given[name] = self.give(fields[name], value)
            elif (declared := self._extra(hint, wire_name, exact=exact)) is not None:
                given[wire_name] = self.give(declared, value)
            else:
                assigned[wire_name] = value
        if missing := sorted(self.hints.required(typed) - given.keys()):
            raise Unfit(f"{_name(hint)} needs {', '.join(missing)}")
        if is_typeddict(hint):
            return given
        made = hint(**given)
        if assigned:
            made.model_extra.update(assigned)
        return made

    def _extra(self, hint: Any, wire_name: str, *, exact: bool) -> Any:
        """The hint of a field that has no name, ``None`` where any value may be assigned to it."""
        if exact or is_typeddict(hint) or hint.model_config.get("extra") != "allow":
            raise Unfit(f"{_name(hint)} has no field {wire_name}")
        return self.hints.extras(hint)


def _name(hint: Any) -> str:
    return getattr(hint, "__name__", None) or str(hint)
