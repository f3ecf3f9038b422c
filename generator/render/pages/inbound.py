"""The pages about what the API sends: ``docs/webhooks/README.md`` and ``docs/callbacks/README.md``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...model import Api, JsonValue, Webhook
from ..client_arguments import environment_variable
from ..environment import environment
from ..examples import EndlessError, Examples
from ..expressions import MisfitError, json_expression
from ..formatting import format_python
from ..inbound import inbound_requests, payload_type, reader_name
from ..layout import Bracket, call, lay_out
from ..markdown import MISSING, cell, code, escape, safe_code, summary, table
from ..package import Package
from ..prose import Prose, prose
from .places import INBOUND_PAGES, Places, Slugs
from .tables import description_cell
from .types import TypeWriter

_DESCRIPTION_LEVEL = 4
_LONGEST_EXAMPLE = 1500
_TITLES = {"webhooks": "Webhooks", "callbacks": "Callbacks"}
_OVERVIEWS = {
    "webhooks": "Requests that the API sends to a URL that it was told of.",
    "callbacks": "Requests that the API sends on account of a call, to a URL that the call gave it.",
}


@dataclass(frozen=True, slots=True)
class RequestView:
    """The section of a request; parts that it has not are empty."""

    name: str
    line: str
    description: Prose
    deprecated: bool
    program: str
    body: str
    reader: str
    parameters: str
    answers: str

    def headings(self) -> Iterator[str]:
        """The headings of the section, in their order."""
        yield self.name
        yield from self.description.headings
        parts = {"Example Usage": self.program, "Body": self.body}
        parts |= {"Parameters": self.parameters, "Answers": self.answers}
        yield from (title for title, text in parts.items() if text)


@dataclass(frozen=True, slots=True)
class InboundPageView:
    """A page."""

    title: str
    module: str
    overview: str
    unwrapping: str
    bullets: tuple[str, ...]
    requests: tuple[RequestView, ...]


@dataclass(frozen=True, slots=True)
class InboundPages:
    """Writes the pages of one API."""

    api: Api
    package: Package
    places: Places
    padded: bool

    def pages(self) -> dict[str, str]:
        """The text of each page by its path; none about what the API does not send."""
        return {INBOUND_PAGES[m]: self._page(m, requests) for m, requests in inbound_requests(self.api).items()}

    def _page(self, module: str, requests: tuple[Webhook, ...]) -> str:
        views = tuple(self._request(module, request) for request in requests)
        view = InboundPageView(
            title=_TITLES[module],
            module=module,
            overview=_OVERVIEWS[module],
            unwrapping=self._unwrapping(requests) if module == "webhooks" else "",
            bullets=tuple(_bullets(_TITLES[module], requests, views)),
            requests=views,
        )
        return environment().get_template("docs/inbound.md.jinja").render(page=view)

    def _unwrapping(self, requests: tuple[Webhook, ...]) -> str:
        """How a signed request is read; empty where none can be."""
        if not any(map(reader_name, requests)):
            return ""
        header = self.package.webhook_header
        signed = f"the HMAC-SHA256 in {code(header)}" if header else "Standard Webhooks"
        variable = code(environment_variable(self.package.env_prefix, "webhook_secret"))
        return (
            f"`webhooks.unwrap(body, headers, secret=...)` checks the signature of a request, which is by {signed}, "
            "and returns the event that it tells of. `secret` may be several, while one replaces the other; without "
            f"it, {variable} is taken. A request that is not to be trusted raises `webhooks.WebhookVerificationError`."
        )

    def _request(self, module: str, request: Webhook) -> RequestView:
        types = TypeWriter(self.places, INBOUND_PAGES[module])
        return RequestView(
            name=request.name,
            line=code(f"{request.method} {request.key}"),
            description=prose(request.description or request.summary, level=_DESCRIPTION_LEVEL),
            deprecated=request.deprecated,
            program=safe_code(self._program(module, request)),
            body=f"**{types.text(payload_type(request))}**",
            reader=f"{module}.{reader_name(request)}(body)" if reader_name(request) else "",
            parameters=self._parameters(request, types),
            answers=self._answers(request),
        )

    def _program(self, module: str, request: Webhook) -> str:
        """A program that reads a body such as the API sends; empty where no function does, or the body is long."""
        function = reader_name(request)
        if not function:
            return ""
        try:
            body = Examples(self.api.models).value(payload_type(request), request.name, ())
        except (EndlessError, MisfitError):
            return ""
        if len(json.dumps(body, ensure_ascii=False)) > _LONGEST_EXAMPLE:
            return ""
        return format_python("\n".join(_lines(self.package, module, function, body)))

    def _parameters(self, request: Webhook, types: TypeWriter) -> str:
        rows = []
        for parameter in request.parameters:
            said = description_cell(
                parameter.description, parameter.cardinality, parameter.type, deprecated=parameter.deprecated
            )
            place, type_ = str(parameter.location), types.in_table(parameter.type)
            rows.append((code(parameter.wire_name), place, type_, said or MISSING))
        return table(("Parameter", "Place", "Type", "Description"), rows, padded=self.padded) if rows else ""

    def _answers(self, request: Webhook) -> str:
        rows = [(escape(status), cell(said) or MISSING) for status, said in request.answers]
        return table(("Status Code", "Meaning"), rows, padded=self.padded) if rows else ""


def inbound_bullets(api: Api) -> Iterator[str]:
    """A bullet of the README for each page."""
    for module, requests in inbound_requests(api).items():
        count = f"{len(requests)} request{'s' * (len(requests) > 1)}"
        yield f"* [{module}]({INBOUND_PAGES[module]}) - {_OVERVIEWS[module]} ({count})"


def _lines(package: Package, module: str, function: str, body: JsonValue) -> Iterator[str]:
    written = json_expression(body)
    if isinstance(written, Bracket) and written.items:
        written = replace(written, spread=True)  # a field more is a line more
    yield "import json"
    yield ""
    yield f"from {package.import_name} import {module}"
    yield ""
    yield "# the body as it was received"
    yield f"body = {lay_out(call('json.dumps', [written]), indent=0, used=7, spread=True)}"
    yield f"payload = {module}.{function}(body)"
    yield "print(payload)"
    yield ""


def _bullets(title: str, requests: tuple[Webhook, ...], views: tuple[RequestView, ...]) -> Iterator[str]:
    slugs = Slugs()
    for heading in (title, "Overview", "Available Requests"):
        slugs.add(heading)
    for request, view in zip(requests, views, strict=True):
        anchor, *_ = [slugs.add(heading) for heading in view.headings()]
        said = summary(request.summary)
        yield f"* [{request.name}](#{anchor}){f' - {said}' if said else ''}"
