"""Servers: the URLs that calls go to (OpenAPI 3.1 section 4.8.5)."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from .. import codes
from ..diagnostics import Report
from ..document import Node
from ..document import pointer as pointers
from ..model import Server, ServerVariable
from ..python import names
from ..python.pins import Named
from .client_names import ClientNames
from .namebook import NameBook

_NAMES = ("x-sdk-name", "x-speakeasy-server-id", "x-fern-server-name", "name")
_NAMED = 1
"""The rank of names that are spelled as in Python; others come after them."""
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|\{")
_VARIABLE = re.compile(r"\{([^{}]+)\}")


class ServerReader:
    """Reads servers. ``base`` is the URL of the document, which relative ones are relative to; or empty."""

    def __init__(self, base: str, report: Report, book: NameBook) -> None:
        self._base = base
        self._report = report
        self._book = book

    def of(self, holder: Node) -> tuple[Server, ...]:
        """The servers that a node lists, in order."""
        return tuple(map(self.one, holder["servers"]))

    def of_document(self, root: Node) -> tuple[Server, ...]:
        """The servers of a document: where it lists none, that of the document itself, if its URL is known."""
        found = self.of(root)
        if found or not self._base:
            return found
        return (Server(url=urljoin(self._base, "/").rstrip("/"), source=root.source),)

    def one(self, node: Node) -> Server:
        """One server. Its name differs from those of the servers beside it."""
        variables = self._variables(node)
        url = self._url(node)
        for name in dict.fromkeys(_VARIABLE.findall(url)):
            if name not in node["variables"]:
                message = f"The URL {url!r} has {{{name}}}, which is not under variables"
                self._report.add(codes.SERVER_VARIABLE, message, node.source)
        return Server(
            url=url.rstrip("/"),
            name=self._name(node),
            description=node.text("description"),
            variables=variables,
            source=node.source,
        )

    def _name(self, node: Node) -> str:
        given = next((node.text(key) for key in _NAMES if node.text(key)), "")
        if not given:
            return ""
        beside, url = node.pointer.rpartition("/")[0], node.text("url")
        more = (f"{given} {names.style(given)}", f"{given} {url.partition('://')[2] or url}")
        wanted = names.server(given)
        rank = _NAMED if wanted == given else _NAMED + 1
        key = pointers.join(beside, f"{given} {url}")
        return self._book.scope(Named.SERVER, beside).claim(node, key, wanted, *map(names.server, more), rank=rank)

    def _url(self, node: Node) -> str:
        url = node.text("url").strip()
        if _ABSOLUTE.match(url):
            return url
        if self._base:
            return urljoin(self._base, url)
        if url.startswith("//"):
            return f"https:{url}"
        message = f"The URL {url!r} is relative to that of the document, which is not known"
        self._report.add(codes.SERVER_RELATIVE, message, node.source)
        return url

    def _variables(self, node: Node) -> tuple[ServerVariable, ...]:
        arguments = ClientNames(self._book)
        found = []
        for key, variable in node["variables"].items():
            choices = variable.strings("enum")
            default = variable.text("default") or next(iter(choices), "")
            if not default and "default" not in variable:
                message = f"The variable {key!r} of a server has no default"
                self._report.add(codes.SERVER_VARIABLE, message, variable.source)
            found.append(
                ServerVariable(
                    name=arguments.variable(variable, key),
                    wire_name=key,
                    default=default,
                    choices=choices,
                    description=variable.text("description"),
                )
            )
        return tuple(found)
