"""Security definitions and hosts of Swagger 2.0."""

from __future__ import annotations

from ... import pointer as pointers
from ...values import Json
from .context import Context, as_list, without

_FLOWS = {"application": "clientCredentials", "accessCode": "authorizationCode"}
_FLOW_FIELDS = ("authorizationUrl", "tokenUrl", "scopes")


def scheme(value: dict[str, Json], new: str, old: str, context: Context) -> dict[str, Json]:
    """A Security Scheme Object as a 3.0 one: ``basic`` becomes an HTTP scheme, the one OAuth flow a list of flows."""
    if value.get("type") == "basic":
        return {**value, "type": "http", "scheme": "basic"}
    if value.get("type") != "oauth2":
        return value
    word = str(value.get("flow", "implicit"))
    kind = _FLOWS.get(word, word)
    context.prefixes.moved(pointers.join(new, "flows", kind), old)
    flow = {key: value[key] for key in _FLOW_FIELDS if key in value}
    return {**without(value, ("flow", *_FLOW_FIELDS)), "flows": {kind: {"scopes": {}, **flow}}}


def servers(schemes: Json, data: dict[str, Json]) -> list[Json]:
    """``host``, ``basePath`` and schemes as Server Objects, the encrypted ones first.

    Without a host the URL stays relative to where the document came from (Swagger 2.0, Swagger Object).
    """
    host, base = data.get("host"), data.get("basePath")
    path = base.rstrip("/") if isinstance(base, str) else ""
    if not isinstance(host, str) or not host:
        return [{"url": path or "/"}] if isinstance(base, str) else []
    path = path if path.startswith("/") or not path else "/" + path
    host = host.partition("://")[2] if "://" in host else host
    words = [word for word in as_list(schemes) if word in ("https", "http")] or ["https"]
    return [{"url": f"{word}://{host.rstrip('/')}{path}"} for word in sorted(words, key=lambda word: word != "https")]
