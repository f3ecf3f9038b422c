"""Rules of OpenAPI that the validator does not know: about paths, servers and media types."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from .. import codes
from ..diagnostics import Report
from .document import Document
from .grammar import METHODS
from .node import Node

_VARIABLE = re.compile(r"\{([^{}]*)\}")
_MEDIA_TYPE = re.compile(r"[^\s/;]+/[^\s/;]+ *(;.*)?", re.DOTALL)


def check_rules(document: Document, report: Report) -> None:
    """Reports what is wrong in paths, servers and media types, and goes unnoticed by the validator."""
    for node, message, remedy in _broken(document.root):
        report.add(codes.DOCUMENT_INVALID, message, node.source, remedy=remedy)


def _broken(root: Node) -> Iterator[tuple[Node, str, str]]:
    yield from _broken_servers(root)
    same: dict[str, str] = {}
    for path, reference in root["paths"].items():
        if path.startswith("/"):
            yield from _broken_path(path, reference, same)
            item = reference.resolve()
            yield from _broken_servers(item)
            for method in METHODS:
                if item[method].is_mapping:
                    yield from _broken_servers(item[method])
                    yield from _broken_operation(item[method])


def _broken_path(path: str, node: Node, same: dict[str, str]) -> Iterator[tuple[Node, str, str]]:
    """OpenAPI 3.1 section 4.8.8, Paths Object: templates, which must differ in more than names of variables."""
    variables = Counter(_VARIABLE.findall(path))
    fixed = _VARIABLE.sub("{}", path)
    if re.search(r"[{}]", fixed.replace("{}", "")):
        yield node, f"a brace in {path} has no partner", "Write variables as {name}."
    for name in [name for name, number in variables.items() if number > 1]:
        yield node, f"the variable {name} stands twice in {path}", "Give each its own name, and its own parameter."
    if "?" in path:
        remedy = "Describe what follows the ? under parameters, with in: query."
        yield node, f"{path} holds more than a path", remedy
    if "#" in path:
        remedy = "Requests go to the path before it: describe what tells them apart under parameters."
        yield node, f"what follows the # of {path} is never sent", remedy
    other = same.setdefault(fixed, path)
    if other != path:
        message = f"{path} is the same path as {other}: only the names of variables differ"
        yield node, message, "Put the operations of both into one path item."


def _broken_servers(node: Node) -> Iterator[tuple[Node, str, str]]:
    """OpenAPI 3.1 sections 4.8.5 and 4.8.6, Server Object and Server Variable Object."""
    for server in node["servers"] if node["servers"].is_list else ():
        if not server.is_mapping:
            continue
        url = server.text("url")
        for name, variable in server["variables"].items():
            if "{" + name + "}" not in url:
                yield (
                    variable,
                    f"the variable {name} does not stand in the URL",
                    "Remove it, or put {name} into the URL.",
                )
            values = variable["enum"].value if variable.is_mapping else None
            if isinstance(values, list) and "default" in variable and variable["default"].value not in values:
                message = f"the default of the variable {name} is none of its enum"
                yield variable["default"], message, "Add it to the enum, or choose one that is there."


def _broken_operation(node: Node) -> Iterator[tuple[Node, str, str]]:
    """OpenAPI 3.1 sections 4.8.13 and 4.8.17: keys of ``content`` are media types (RFC 6838) or ranges of them."""
    answers = [response for _, response in node["responses"].items()] if node["responses"].is_mapping else []
    for described in (node["requestBody"], *answers):
        content = described["content"] if described.is_mapping else described
        for name, media in content.items() if content.is_mapping else ():
            if not _MEDIA_TYPE.fullmatch(name) and not name.startswith("x-"):
                yield media, f'"{name}" is no media type', "Write type/subtype, such as application/json."
