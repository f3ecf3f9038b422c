"""Security schemes, requirements and servers (OpenAPI 3.1 sections 4.8.27, 4.8.30 and 4.8.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Literal

from .. import codes
from ..diagnostics import Report
from ..document import Node
from ..model import (
    ApiKeyScheme,
    HttpScheme,
    MutualTlsScheme,
    OAuth2Scheme,
    OAuthFlow,
    OpenIdConnectScheme,
    SecurityAlternative,
    SecurityScheme,
    SecurityUse,
    Server,
    ServerVariable,
)
from ..python import names, reserved

_SERVER_NAMES = ("x-sdk-name", "x-speakeasy-server-id", "x-fern-server-name", "name")
_LOCATIONS: dict[str, Literal["header", "query", "cookie"]] = {"header": "header", "query": "query", "cookie": "cookie"}


def read_schemes(root: Node, report: Report) -> tuple[SecurityScheme, ...]:
    """The schemes of ``components/securitySchemes``, each with the argument of the client that carries it."""
    nodes = {key: node.resolve() for key, node in root["components"]["securitySchemes"].items()}
    kinds = Counter(_kind(node) for node in nodes.values())
    scope = names.Scope(reserved.CLIENT_ARGUMENTS)
    found = []
    for key, node in nodes.items():
        kind = _kind(node)
        plain = _ARGUMENTS.get(kind, "") if kinds[kind] == 1 else ""
        name = scope.claim(plain or names.argument(key), names.argument(f"{key} credential"))
        scheme = _scheme(key, name, node)
        if scheme is None:
            report.add(codes.SECURITY_UNKNOWN, f"The security scheme {key!r} is of no known type", node.source)
        else:
            found.append(scheme)
    return tuple(found)


_ARGUMENTS = {"token": "access_token", "apiKey": "api_key", "basic": "basic"}


def _kind(node: Node) -> str:
    kind = node.text("type")
    scheme = node.text("scheme").lower()
    if kind in {"oauth2", "openIdConnect"} or (kind == "http" and scheme == "bearer"):
        return "token"
    return "basic" if kind == "http" and scheme == "basic" else kind


def _scheme(key: str, name: str, node: Node) -> SecurityScheme | None:
    description, source = node.text("description"), node.source
    match node.text("type"):
        case "apiKey":
            return ApiKeyScheme(
                id=key,
                name=name,
                wire_name=node.text("name"),
                location=_LOCATIONS.get(node.text("in"), "header"),
                source=source,
                description=description,
            )
        case "http":
            return HttpScheme(
                id=key,
                name=name,
                scheme=_scheme_word(node.text("scheme")),
                bearer_format=node.text("bearerFormat"),
                source=source,
                description=description,
            )
        case "oauth2":
            return OAuth2Scheme(id=key, name=name, flows=_flows(node), source=source, description=description)
        case "openIdConnect":
            return OpenIdConnectScheme(
                id=key, name=name, url=node.text("openIdConnectUrl"), source=source, description=description
            )
        case "mutualTLS":
            return MutualTlsScheme(id=key, name=name, source=source, description=description)
        case _:
            return None


def _scheme_word(word: str) -> str:
    return word.lower() if word.lower() in {"basic", "bearer"} else word


def _flows(node: Node) -> tuple[OAuthFlow, ...]:
    found = []
    for kind, flow in node["flows"].items():
        found.append(
            OAuthFlow(
                kind=kind,
                authorization_url=flow.text("authorizationUrl"),
                token_url=flow.text("tokenUrl"),
                refresh_url=flow.text("refreshUrl"),
                scopes=tuple((key, str(scope.value or "")) for key, scope in flow["scopes"].items()),
            )
        )
    return tuple(found)


def read_security(
    holder: Node, known: Mapping[str, SecurityScheme], report: Report, *, operation: str = ""
) -> tuple[SecurityAlternative, ...] | None:
    """The alternatives that ``security`` of a node lists; ``None`` where it is silent."""
    if "security" not in holder:
        return None
    alternatives = []
    for requirement in holder["security"]:
        uses = []
        for key in dict(requirement.items()):
            if key not in known:
                report.add(
                    codes.SECURITY_UNDEFINED,
                    f"The security scheme {key!r} is not defined",
                    requirement.source,
                    operation=operation,
                )
                continue
            uses.append(SecurityUse(key, requirement.strings(key)))
        if uses or not requirement.value:
            alternatives.append(tuple(uses))
    return tuple(alternatives)


def read_servers(holder: Node) -> tuple[Server, ...]:
    """The servers that a node lists, in order."""
    scope = names.Scope()
    found = []
    for node in holder["servers"]:
        given = next((node.text(key) for key in _SERVER_NAMES if node.text(key)), "")
        found.append(
            Server(
                url=node.text("url").rstrip("/"),
                name=scope.claim(names.snake(given, "server")) if given else "",
                description=node.text("description"),
                variables=_variables(node),
                source=node.source,
            )
        )
    return tuple(found)


def _variables(node: Node) -> tuple[ServerVariable, ...]:
    scope = names.Scope(reserved.CLIENT_ARGUMENTS)
    found = []
    for key, variable in node["variables"].items():
        found.append(
            ServerVariable(
                name=scope.claim(names.argument(key), names.argument(f"server {key}")),
                wire_name=key,
                default=variable.text("default"),
                choices=variable.strings("enum"),
                description=variable.text("description"),
            )
        )
    return tuple(found)
