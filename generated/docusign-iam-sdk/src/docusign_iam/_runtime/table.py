"""The base of the tables that generated modules hold."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, NoReturn, Self, dataclass_transform

NOTHING: Mapping[str, Any] = MappingProxyType({})
"""The default of facts that are kept by name."""


@dataclass_transform(frozen_default=True)
class Table:
    """Facts that do not change: annotated attributes, of which those with a value of their own are optional.

    Like a frozen dataclass, whose class would take twenty times as long to make: a package makes all of
    its tables when it is imported.
    """

    _names: ClassVar[tuple[str, ...]] = ()
    _needed: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls, *, kw_only: bool = False) -> None:
        super().__init_subclass__()
        told = cls.__annotations__
        names = [n for n in told if n != "_" and not told[n].startswith("ClassVar")]
        cls._names += tuple(names)
        cls._needed |= {name for name in names if not hasattr(cls, name)}

    def __init__(self, *values: object, **named: object) -> None:
        facts = self.__dict__
        facts.update(zip(self._names, values, strict=False), **named)
        if not self._needed <= facts.keys() <= set(self._names):
            wrong = sorted(self._needed - facts.keys() | facts.keys() - {*self._names})
            raise TypeError(f"{type(self).__name__}: missing or unknown: {wrong}")

    def replaced(self, **changes: Any) -> Self:
        """The same facts with some changed."""
        given = {name: getattr(self, name) for name in self._names}
        return type(self)(**{**given, **changes})

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} does not change: {name}")

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        return all(getattr(self, n) == getattr(other, n) for n in self._names)

    def __hash__(self) -> int:
        return hash((type(self), getattr(self, self._names[0])))

    def __repr__(self) -> str:
        told = ", ".join(f"{n}={getattr(self, n)!r}" for n in self._names)
        return f"{type(self).__name__}({told})"
