"""Error pages: ``docs/errors/<error>.md``, for the classes of the runtime and those of declared payloads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...model import Api, ErrorCase, ObjectModel, Operation
from ..client import error_names
from ..environment import environment
from ..failures import error_classes
from ..layout import Atom, Expression
from ..markdown import code, safe_code, table
from ..package import Package
from ..prose import prose
from ..snippets import Frame, Snippets
from .models import ModelPages
from .places import Places, operation_bullet, relative
from .showcase import by_suitability
from .types import TypeWriter

ROOT = "SDKError"
"""The runtime's base of all errors, which bears the package's own name in its ``errors`` module."""


@dataclass(frozen=True, slots=True)
class ErrorClass:
    """A class of the runtime: its base, and when it is raised."""

    base: str
    when: str


RUNTIME_ERRORS: Mapping[str, ErrorClass] = {
    ROOT: ErrorClass("", "Anything that the SDK raises on its own account."),
    "ConfigurationError": ErrorClass(ROOT, "A credential or an address is missing or wrong; nothing was sent."),
    "ClosedClientError": ErrorClass(ROOT, "The client was closed before the call; nothing was sent."),
    "PaginationError": ErrorClass(ROOT, "Pages repeat, do not end, or lead to another server."),
    "OAuthError": ErrorClass(ROOT, "The token endpoint gave no access token; the call was not sent."),
    "APIConnectionError": ErrorClass(ROOT, "There was no answer; `__cause__` is what the HTTP client says."),
    "APITimeoutError": ErrorClass("APIConnectionError", "There was no answer in time."),
    "ResponseValidationError": ErrorClass(
        ROOT, "An answer of success does not fit the API's description; only with `strict_responses=True`."
    ),
    "APIError": ErrorClass(ROOT, "The answer has a status of 4XX or 5XX, or is a redirect that was not followed."),
    "PayloadError": ErrorClass("APIError", "The base of the failures whose payload the API declares."),
    "ClientError": ErrorClass("APIError", "Any 4XX: the API says that the request is at fault."),
    "BadRequestError": ErrorClass("ClientError", "400: the request is malformed."),
    "AuthenticationError": ErrorClass("ClientError", "401: the credentials are missing or wrong."),
    "PermissionDeniedError": ErrorClass("ClientError", "403: the credentials do not allow this."),
    "NotFoundError": ErrorClass("ClientError", "404: there is no such thing."),
    "ConflictError": ErrorClass("ClientError", "409: the request clashes with the state of things."),
    "UnprocessableEntityError": ErrorClass("ClientError", "422: the request is well formed but makes no sense."),
    "RateLimitError": ErrorClass("ClientError", "429: too many requests."),
    "ServerError": ErrorClass("APIError", "Any 5XX: the API failed."),
    "InternalServerError": ErrorClass("ServerError", "500: the API failed in a way that it did not foresee."),
}
"""In the order in which the pages list them, bases first."""

_ANSWERED = (
    ("status_code", "*int*", "The status of the answer."),
    ("headers", "*httpx2.Headers*", "The headers of the answer."),
    ("body", "*bytes*", "The body of the answer, as it came."),
    ("text", "*str*", "The body of the answer as text."),
    ("request", "*httpx2.Request*", "The request, without its secrets."),
    ("response", "*httpx2.Response*", "The answer."),
    ("request_id", "*Optional[str]*", "The server's own name for the exchange."),
    ("attempts", "*int*", "How often the call was tried."),
)
_DATA = ("data", "*object*", "The payload that the API declares for the status; None where there is none.")
_REFUSED = (
    ("error", "*str*", "The code of the refusal, such as `invalid_client`."),
    ("description", "*str*", "What the authorization server says of it."),
    ("uri", "*str*", "A page about it."),
    ("status_code", "*Optional[int]*", "The status of the answer."),
)
_CONNECTION = (
    ("request", "*httpx2.Request*", "The request, without its secrets."),
    ("attempts", "*int*", "How often the call was tried."),
    ("sent", "*bool*", "Whether the last attempt may have reached the server."),
)

_WITH: Mapping[str, tuple[tuple[str, Expression], ...]] = {
    "ResponseValidationError": (("strict_responses", Atom("True")),),
}
"""Arguments of the client without which there is no such error."""


@dataclass(frozen=True, slots=True)
class ErrorView:
    """An error page; parts that it has not are empty."""

    title: str
    accessor: str
    bases: str
    description: str
    example: str
    attributes: str
    payload: str = ""
    fields: str = ""
    users: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ErrorPages:
    """Writes the error pages of one API."""

    api: Api
    package: Package
    places: Places
    snippets: Snippets
    models: ModelPages

    def pages(self) -> dict[str, str]:
        """The pages by their path."""
        views = {name: self._runtime(name, error) for name, error in runtime_errors(self.api).items()}
        views |= {name: self._payload(name, model) for name, model in self.api.error_models.items()}
        template = environment().get_template("docs/error.md.jinja")
        return {self.places.errors[name]: template.render(page=view) for name, view in views.items()}

    def raising(self, name: str) -> tuple[Operation, ...]:
        """The operations that declare a failure which is raised as this class."""
        return tuple(o for o in self.api.operations() if any(name in error_classes(error) for error in o.errors))

    def _below(self, name: str) -> tuple[Operation, ...]:
        """The operations that declare a failure which is raised as a class below this one."""
        return tuple(o for o in self.api.operations() if any(name in _bases(error) for error in o.errors))

    def program(self, operation: Operation, name: str, use: str) -> str:
        """A program that makes a call and catches an error of this class."""
        frame = Frame(
            client=_WITH.get(name, ()),
            names=("errors",),
            handlers=(f"except errors.{name} as error:", f"    print({use})"),
        )
        return safe_code(self.snippets.sync(operation, frame=frame))

    def _runtime(self, name: str, error: ErrorClass) -> ErrorView:
        shown = public_name(name, self.package)
        raising = self.raising(name)
        caller = next(iter(by_suitability(raising or self._below(name) or self.api.operations())), None)
        attributes = _attributes(name)
        use = "error.status_code" if "APIError" in lineage(name) else "error"
        return ErrorView(
            title=shown,
            accessor=f"errors.{shown}",
            bases=self._bases(error.base, self.places.errors[name]),
            description=error.when,
            example=self.program(caller, shown, use) if caller else "",
            attributes=self._attribute_table(attributes) if attributes else "",
            users=tuple(operation_bullet(o, self.places, self.places.errors[name]) for o in raising),
        )

    def _payload(self, name: str, model_name: str) -> ErrorView:
        page = self.places.errors[name]
        types = TypeWriter(self.places, page)
        model = self.api.models.get(model_name)
        raising = self.raising(name)
        fields = self.models.fields(model, types) if isinstance(model, ObjectModel) else ""
        return ErrorView(
            title=name,
            accessor=f"errors.{name}",
            bases=self._bases("PayloadError", page),
            description=prose(model.description, level=3).text if model else "",
            example=self.program(by_suitability(raising)[0], name, "error.status_code, error.data") if raising else "",
            attributes=self._attribute_table((*_ANSWERED, ("data", types.model(model_name), "The payload."))),
            payload=types.model(model_name),
            fields=fields,
            users=tuple(operation_bullet(o, self.places, page) for o in raising),
        )

    def _bases(self, base: str, page: str) -> str:
        links = [
            f"[errors.{public_name(name, self.package)}]({relative(self.places.errors[name], page)})"
            for name in lineage(base)
        ]
        return " → ".join(reversed(links))

    def _attribute_table(self, rows: tuple[tuple[str, str, str], ...]) -> str:
        cells = [(code(name), kind, said) for name, kind, said in rows]
        return table(("Attribute", "Type", "Description"), cells, padded=self.models.padded)


def _bases(error: ErrorCase) -> frozenset[str]:
    """The bases of the classes that a declared failure is raised as."""
    found = {base for name in error_classes(error) if name in RUNTIME_ERRORS for base in lineage(name)}
    return frozenset(found | ({"PayloadError"} if error.error_name else set()))


def runtime_errors(api: Api) -> dict[str, ErrorClass]:
    """The classes of the runtime that calls of this API can raise, in the order of the pages."""
    raised = error_names(api)
    return {name: error for name, error in RUNTIME_ERRORS.items() if name == ROOT or name in raised}


def public_name(name: str, package: Package) -> str:
    """The name of a class of the runtime in the package's ``errors`` module."""
    return package.error if name == ROOT else name


def lineage(name: str) -> tuple[str, ...]:
    """A class of the runtime and its bases, nearest first; nothing for the empty name."""
    return (name, *lineage(RUNTIME_ERRORS[name].base)) if name else ()


def _attributes(name: str) -> tuple[tuple[str, str, str], ...]:
    bases = lineage(name)
    if "APIError" in bases:
        return (*_ANSWERED, _DATA)
    if "APIConnectionError" in bases:
        return _CONNECTION
    if name == "OAuthError":
        return _REFUSED
    return _ANSWERED if name == "ResponseValidationError" else ()
