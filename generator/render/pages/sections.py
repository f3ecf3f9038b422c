"""What a page says of an operation beside arguments, result and errors: a section for each, where it has one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ...model import (
    Api,
    Header,
    JsonValue,
    Link,
    Operation,
    Server,
)
from ..credentials import credential_ways
from ..inbound import payload_type
from ..markdown import MISSING, cell, code, escape, media_type, table
from .places import INBOUND_PAGES, relative
from .tables import description_cell
from .types import TypeWriter


@dataclass(frozen=True, slots=True)
class SectionView:
    """A part of an operation's section, under a heading of its own."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Sections:
    """Writes the sections of the operations of one API on one page."""

    api: Api
    pages: Mapping[str, str]
    """The page of the group of each operation, by the operation's id."""
    types: TypeWriter
    padded: bool

    def after_response(self, operation: Operation) -> Iterator[SectionView]:
        """Sections that say more about the answers."""
        yield from self._shown(operation, (("Content Types", self._content_types), ("Response Headers", self._headers)))

    def after_errors(self, operation: Operation) -> Iterator[SectionView]:
        """Sections that say what is around the call."""
        writers = (
            ("Authentication", self._security),
            ("Servers", self._servers),
            ("Links", self._links),
            ("Callbacks", self._callbacks),
        )
        yield from self._shown(operation, writers)

    def _shown(
        self, operation: Operation, writers: tuple[tuple[str, Callable[[Operation], str]], ...]
    ) -> Iterator[SectionView]:
        for title, write in writers:
            text = write(operation)
            if text:
                yield SectionView(title, text)

    def _content_types(self, operation: Operation) -> str:
        """The answers by media type, where they are of several types."""
        typed = [(r.status, r.media_type, r.type) for r in operation.responses if r.type is not None]
        if len({type_ for _, _, type_ in typed}) < 2:
            return ""
        rows = [(escape(status), media_type(media), self.types.in_table(type_)) for status, media, type_ in typed]
        return table(("Status Code", "Content Type", "Type"), rows, padded=self.padded)

    def _headers(self, operation: Operation) -> str:
        found: dict[str, tuple[Header, dict[str, None]]] = {}
        answers = [(r.status, r.headers) for r in operation.responses] + [
            (e.status, e.headers) for e in operation.errors
        ]
        for status, headers in answers:
            for header in headers:
                found.setdefault(header.wire_name.lower(), (header, {}))[1][status] = None
        rows = [
            (
                code(header.wire_name),
                escape(", ".join(statuses)),
                self.types.in_table(header.type, optional=header.cardinality.nullable),
                description_cell(header.description, header.cardinality, header.type, deprecated=header.deprecated)
                or MISSING,
            )
            for header, statuses in found.values()
        ]
        return table(("Header", "Status Code", "Type", "Description"), rows, padded=self.padded) if rows else ""

    def _security(self, operation: Operation) -> str:
        """What the call needs, where that is not what all calls need."""
        ways = credential_ways(operation, self.api, code)
        if not any(ways):
            return "The call needs no credentials." if ways else ""
        listed = "\n".join(f"* {way or 'no credentials'}" for way in ways)
        return f"The call needs {'one of' if len(ways) > 1 else 'these credentials'}:\n\n{listed}"

    def _servers(self, operation: Operation) -> str:
        if not operation.servers:
            return ""
        rows = [_server(server) for server in operation.servers]
        return table(("Server", "URL", "Description"), rows, padded=self.padded)

    def _links(self, operation: Operation) -> str:
        rows = [
            (code(link.name), status, self._target(link), _given(link), cell(link.description) or MISSING)
            for response in operation.responses
            for status in [escape(response.status)]
            for link in response.links
        ]
        unique = list(dict.fromkeys(rows))
        return (
            table(("Link", "Status Code", "Operation", "Arguments", "Description"), unique, padded=self.padded)
            if rows
            else ""
        )

    def _target(self, link: Link) -> str:
        page = self.pages.get(link.operation_id)
        return f"[{escape(link.operation_id)}]({relative(page, self.types.page)})" if page else MISSING

    def _callbacks(self, operation: Operation) -> str:
        rows = []
        for callback in operation.callbacks:
            for request in callback.requests:
                shown, page = MISSING, INBOUND_PAGES["callbacks"]
                if request.payloads:
                    shown = self.types.in_table(payload_type(request))
                    shown += f" ([{request.name}]({relative(page, self.types.page)}))"
                said = cell(request.summary or request.description) or MISSING
                rows.append((code(callback.key), code(f"{request.method} {request.key}"), shown, said))
        return table(("Callback", "Request", "Body", "Description"), rows, padded=self.padded) if rows else ""


def _server(server: Server) -> tuple[str, str, str]:
    variables = [f"{code(v.wire_name)}: {code(v.default)}" for v in server.variables]
    said = "\n".join(filter(None, [cell(server.description), *variables]))
    return code(server.name) or MISSING, code(server.url), said or MISSING


def _given(link: Link) -> str:
    """The values that a link gives, each a constant or a runtime expression."""
    given = [*link.parameters, *([("body", link.request_body)] if link.request_body is not None else [])]
    return "\n".join(f"{code(name)}: {code(_value(value))}" for name, value in given) or MISSING


def _value(value: JsonValue) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
