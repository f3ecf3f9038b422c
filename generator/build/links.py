"""Links: how an answer's values serve a further call (OpenAPI 3.1 section 4.8.20)."""

from __future__ import annotations

from dataclasses import dataclass

from .. import codes
from ..diagnostics import Report
from ..document import Node
from ..document import pointer as pointers
from ..model import Link, Server
from .finding import OperationIds
from .servers import ServerReader


@dataclass(frozen=True, slots=True)
class LinkReader:
    """Reads links, and finds the operations that they name, wherever those stand."""

    ids: OperationIds
    servers: ServerReader
    report: Report

    def read(self, response: Node) -> tuple[Link, ...]:
        """The links of a response. One that leads to no operation of the document is reported."""
        return tuple(self._link(name, reference.resolve()) for name, reference in response["links"].items())

    def _link(self, name: str, node: Node) -> Link:
        return Link(
            name=name,
            operation_id=self._target(name, node),
            source=node.source,
            parameters=tuple((key, value.value) for key, value in node["parameters"].items()),
            request_body=node["requestBody"].value,
            server=self._server(node),
            description=node.text("description"),
        )

    def _server(self, node: Node) -> Server | None:
        return self.servers.one(node["server"]) if "server" in node else None

    def _target(self, name: str, node: Node) -> str:
        named, reference = node.text("operationId"), node.text("operationRef")
        found = self.ids.named(named) if named else ""
        if not named and reference.startswith("#"):
            found = self.ids.placed(pointers.from_fragment(reference[1:]))
        if not found:
            target = f"the operation {named!r}" if named else reference or "no operation"
            message = f"The link {name!r} leads to {target}, which is none of the SDK's"
            self.report.add(codes.LINK_TARGET, message, node.source)
        return found
