"""Names that operations had before: what the settings keep of them as deprecated aliases."""

from __future__ import annotations

import keyword
from collections.abc import Iterator, Mapping
from dataclasses import replace

from . import codes
from .diagnostics import Diagnostic, InputError, Locate
from .model import Api, Group, Source
from .python import reserved


def with_aliases(api: Api, aliases: Mapping[str, str], file: str, locate: Locate) -> Api:
    """The API whose operations bear their former names, too. ``aliases`` are old accessors and those of today.

    Raises ``InputError`` where one cannot be kept, with its line in the settings ``file``.
    """
    if not aliases:
        return api
    faults = list(_faults(api, aliases, file))
    if faults:
        raise InputError(faults, locate)
    kept: dict[str, list[str]] = {}
    for old, new in aliases.items():
        kept.setdefault(new, []).append(old.rpartition(".")[2])
    return replace(api, groups=tuple(_with(group, kept) for group in api.groups))


def _with(group: Group, kept: Mapping[str, list[str]]) -> Group:
    operations = tuple(
        replace(operation, aliases=tuple(sorted(kept[operation.accessor]))) if operation.accessor in kept else operation
        for operation in group.operations
    )
    return replace(group, operations=operations, groups=tuple(_with(child, kept) for child in group.groups))


def _faults(api: Api, aliases: Mapping[str, str], file: str) -> Iterator[Diagnostic]:
    members = {group.accessor: set(_members(group)) for group in api.walk_groups()}
    known = {operation.accessor for operation in api.operations()}
    for old, new in aliases.items():
        pointer = f"/aliases/{old.replace('~', '~0').replace('/', '~1')}"
        (here, _, name), there = old.rpartition("."), new.rpartition(".")[0]
        message, remedy = "", ""
        if new not in known:
            message = f"{old!r} is to be the old name of {new!r}, and the SDK has no such method"
            remedy = 'Write the method as it is called today: old = "group.method".'
        elif here != there:
            message, remedy = f"{old!r} is of another group than {new!r}", f"Only names in {there} can be kept."
        elif name in members[here]:
            message, remedy = f"{old!r} is the name of something else today", "Take this line out."
        elif (
            not name.isidentifier()
            or keyword.iskeyword(name)
            or name.startswith("_")
            or name in reserved.RESOURCE_NAMES
        ):
            message, remedy = f"{name!r} cannot be the name of a method", "Write the name that it had."
        if message:
            yield Diagnostic(codes.SETTINGS_INVALID, message, Source(file, pointer), remedy=remedy)


def _members(group: Group) -> Iterator[str]:
    yield from (operation.name for operation in group.operations)
    yield from (child.path[-1] for child in group.groups)
