"""Security schemes and requirements (OpenAPI 3.1 sections 4.8.27 and 4.8.30)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import Literal, TypedDict

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
    Source,
)
from .client_names import ClientNames
from .namebook import NameBook

_LOCATIONS: dict[str, Literal["header", "query", "cookie"]] = {"header": "header", "query": "query", "cookie": "cookie"}


class _Common(TypedDict):
    """What every scheme has."""

    id: str
    name: str
    source: Source
    description: str
    deprecated: bool


def read_schemes(root: Node, report: Report, book: NameBook) -> tuple[SecurityScheme, ...]:
    """The schemes of ``components/securitySchemes``, each with the arguments of the client that carry it."""
    nodes = {key: node.resolve() for key, node in root["components"]["securitySchemes"].items()}
    kinds = Counter(_kind(node) for node in nodes.values())
    arguments = ClientNames(book)
    found = []
    for key, node in nodes.items():
        kind = _kind(node)
        name = arguments.credential(node, key, _USUAL.get(kind, ""), is_alone=kinds[kind] == 1)
        scheme = _scheme(key, name, node)
        if scheme is None:
            place = node.get("type") or node
            report.add(codes.SECURITY_UNKNOWN, f"The security scheme {key!r} is of no known type", place.source)
        else:
            found.append((scheme, node))
    return tuple(_with_parts(scheme, node, arguments) for scheme, node in found)


_USUAL = {"token": "access_token", "apiKey": "api_key", "basic": "basic", "mutualTLS": "client_certificate"}


def _with_parts(scheme: SecurityScheme, node: Node, arguments: ClientNames) -> SecurityScheme:
    """The scheme with the arguments of a basic login or of a client; all others are named before them."""

    def named(usual: str, *words: str) -> tuple[str, ...]:
        return tuple(arguments.part(node, scheme.name, usual, word) for word in words)

    if isinstance(scheme, HttpScheme) and scheme.scheme == "basic":
        return replace(scheme, login_arguments=named("basic", "username", "password"))
    if isinstance(scheme, OAuth2Scheme) and any(flow.kind == "clientCredentials" for flow in scheme.flows):
        return replace(scheme, client_arguments=named("access_token", "client_id", "client_secret", "token_url"))
    return scheme


def _kind(node: Node) -> str:
    kind = node.text("type")
    scheme = node.text("scheme").lower()
    if kind in {"oauth2", "openIdConnect"} or (kind == "http" and scheme == "bearer"):
        return "token"
    return "basic" if kind == "http" and scheme == "basic" else kind


def _scheme(key: str, name: str, node: Node) -> SecurityScheme | None:
    common = _Common(
        id=key,
        name=name,
        source=node.source,
        description=node.text("description"),
        deprecated=node.flag("deprecated"),
    )
    match node.text("type"):
        case "apiKey":
            location = _LOCATIONS.get(node.text("in"), "header")
            return ApiKeyScheme(wire_name=node.text("name"), location=location, **common)
        case "http":
            word = _scheme_word(node.text("scheme"))
            return HttpScheme(scheme=word, bearer_format=node.text("bearerFormat"), **common)
        case "oauth2":
            return OAuth2Scheme(flows=_flows(node), metadata_url=node.text("oauth2MetadataUrl"), **common)
        case "openIdConnect":
            return OpenIdConnectScheme(url=node.text("openIdConnectUrl"), **common)
        case "mutualTLS":
            return MutualTlsScheme(**common)
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
                device_authorization_url=flow.text("deviceAuthorizationUrl"),
                scopes=tuple((key, str(scope.value or "")) for key, scope in flow["scopes"].items()),
            )
        )
    return tuple(found)


def read_security(
    holder: Node, known: Mapping[str, SecurityScheme], report: Report, *, operation: str = ""
) -> tuple[SecurityAlternative, ...] | None:
    """The alternatives that ``security`` of a node lists; ``None`` where it is silent.

    A requirement whose schemes go into one place, such as two bearer tokens, cannot be met as it stands:
    it is reported, and taken for a choice between them.
    """
    if "security" not in holder:
        return None
    alternatives: list[SecurityAlternative] = []
    for requirement in holder["security"]:
        uses = []
        for key in dict(requirement.items()):
            if key in known:
                uses.append(SecurityUse(key, requirement.strings(key)))
                continue
            if key not in holder.document.root["components"]["securitySchemes"]:  # one of no known type was reported
                message = f"The security scheme {key!r} is not defined"
                report.add(codes.SECURITY_UNDEFINED, message, requirement.source, operation=operation)
        places: dict[tuple[str, str], list[SecurityUse]] = {}
        for use in uses:
            places.setdefault(_place(known[use.scheme_id]), []).append(use)
        for shared in (found for found in places.values() if len(found) > 1):
            named = " and ".join(repr(use.scheme_id) for use in shared)
            message = f"{named} go into the same place of a request, so that either of them is sent"
            report.once(codes.SECURITY_SAME_PLACE, message, requirement.source)
        if uses or not requirement.value:
            alternatives += product(*places.values())
    return tuple(dict.fromkeys(alternatives))


def _place(scheme: SecurityScheme) -> tuple[str, str]:
    """Where a scheme puts its credentials, which no other can use in the same request."""
    match scheme:
        case ApiKeyScheme(location="header"):
            return "header", scheme.wire_name.lower()
        case ApiKeyScheme():
            return scheme.location, scheme.wire_name
        case MutualTlsScheme():
            return "certificate", scheme.id
        case _:
            return "header", "authorization"
