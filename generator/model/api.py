"""The whole API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .definitions import Model
from .inbound import Webhook
from .operations import Operation, RetryPolicy
from .security import SecurityAlternative, SecurityScheme, Server
from .source import Source


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as the document declares it; ``summary``, ``parent`` and ``kind`` are from OpenAPI 3.2 section 4.22.

    ``parent`` is the name of the tag that this one belongs below, ``kind`` what it is good for: ``nav``
    where it makes a group, and empty where the document does not say.
    """

    name: str
    description: str = ""
    summary: str = ""
    parent: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Operations that are reached through one attribute of the client.

    ``path`` holds the identifiers from the client on, such as ``("maestro", "workflow_instance_management")``;
    ``title`` is the name for people (``WorkflowInstanceManagement``) and ``class_name`` that of its class.
    """

    path: tuple[str, ...]
    title: str
    class_name: str
    operations: tuple[Operation, ...] = ()
    groups: tuple[Group, ...] = ()
    description: str = ""

    @property
    def accessor(self) -> str:
        """The way from the client, dotted."""
        return ".".join(self.path)

    def walk(self) -> Iterator[Group]:
        """Walk this group and all below it, parents first."""
        yield self
        for group in self.groups:
            yield from group.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """What one document offers. ``models`` is keyed by name and in the document's order.

    ``left_out`` is the number of operations that the document has and the SDK has not.
    """

    title: str
    version: str
    source: Source
    servers: tuple[Server, ...]
    schemes: tuple[SecurityScheme, ...]
    security: tuple[SecurityAlternative, ...]
    groups: tuple[Group, ...]
    models: Mapping[str, Model] = field(hash=False)
    error_models: Mapping[str, str] = field(hash=False)
    """The error classes that declared payloads give: name of the class -> name of the model."""
    retries: RetryPolicy | None = None
    """The policy in force where an operation declares none of its own."""
    webhooks: tuple[Webhook, ...] = ()
    tags: tuple[Tag, ...] = ()
    left_out: int = 0
    summary: str = ""
    description: str = ""
    terms_of_service: str = ""
    contact_name: str = ""
    contact_email: str = ""
    licence: str = ""
    external_docs: str = ""

    def walk_groups(self) -> Iterator[Group]:
        """Every group, parents first, in the document's order."""
        for group in self.groups:
            yield from group.walk()

    def operations(self) -> Iterator[Operation]:
        """Every operation, group by group."""
        for group in self.walk_groups():
            yield from group.operations
