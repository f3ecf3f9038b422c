"""README and USAGE of the package: what the SDK is, and how each of its features is used."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ...model import (
    Api,
    ApiKeyScheme,
    BinaryType,
    Group,
    HttpScheme,
    MutualTlsScheme,
    OAuth2Scheme,
    ObjectModel,
    OpenIdConnectScheme,
    Operation,
    RetryPolicy,
    SecurityScheme,
    Streaming,
    walk,
)
from ...python.literals import literal
from ..client_arguments import environment_variable, variable_arguments
from ..environment import environment
from ..layout import Atom, Expression, call, import_line, lay_out
from ..markdown import MISSING, cell, code, escape, line, safe_code, summary, table, web_link
from ..package import Package
from ..prose import Prose, prose
from ..results import STREAMS, Pick
from ..snippets import Frame, Snippets, placeholder
from ..tables import scheme_arguments
from .errors import ErrorPages, lineage, public_name, runtime_errors
from .inbound import inbound_bullets
from .places import Places, Slugs, operation_bullet, relative
from .resources import first_sentence
from .showcase import by_suitability

_PAGE = "README.md"
_DESCRIPTION_LEVEL = 3
_USUAL = RetryPolicy(
    statuses=("429", "5XX"),
    connection_errors=True,
    initial_interval=500,
    max_interval=5000,
    max_elapsed=30000,
    exponent=1.5,
)


@dataclass(frozen=True, slots=True)
class Contents:
    """An entry of the table of contents."""

    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Programs:
    """The programs of the README; those of features that the SDK has not are empty."""

    sync: str = ""
    asynchronous: str = ""
    credentials: str = ""
    grant: str = ""
    hooks: str = ""
    pages: str = ""
    pages_async: str = ""
    upload: str = ""
    stream: str = ""
    download: str = ""
    options: str = ""
    retries: str = ""
    errors: str = ""
    details: str = ""
    server: str = ""
    base_url: str = ""
    http_client: str = ""
    logging: str = ""


@dataclass(frozen=True, slots=True)
class ReadmeView:
    """What ``README.md`` and ``USAGE.md`` print; tables and lists that have nothing are empty."""

    package: Package
    title: str
    tagline: str
    description: Prose
    documentation: str
    contents: tuple[Contents, ...]
    programs: Programs
    schemes: str
    resources: tuple[str, ...]
    inbound: tuple[str, ...]
    policy: str
    error_tree: tuple[str, ...]
    servers: str
    variables: str = ""
    has_digest: bool = False


@dataclass(frozen=True, slots=True)
class ReadmePages:
    """Writes README and USAGE of one SDK."""

    api: Api
    package: Package
    places: Places
    snippets: Snippets
    errors: ErrorPages
    padded: bool

    def pages(self) -> dict[str, str]:
        """The two files by their path."""
        view = self._view()
        return {
            name: environment().get_template(f"docs/{name}.jinja").render(readme=view, package=self.package)
            for name in (_PAGE, "USAGE.md")
        }

    def _view(self) -> ReadmeView:
        about = prose(self.api.description or self.api.summary, level=_DESCRIPTION_LEVEL)
        shown = next(iter(by_suitability(self.api.operations())), None)
        programs = self._programs(shown) if shown else Programs()
        schemes = self._scheme_table()
        servers = self._server_table()
        inbound = tuple(inbound_bullets(self.api))
        return ReadmeView(
            package=self.package,
            title=self.package.distribution,
            tagline=prose(line(self.package.description), level=_DESCRIPTION_LEVEL).text,
            description=about,
            documentation=web_link(self.api.external_docs),
            contents=tuple(
                _contents(
                    self.package.distribution, about, programs, has_schemes=bool(schemes), has_inbound=bool(inbound)
                )
            ),
            programs=programs,
            schemes=schemes,
            inbound=inbound,
            resources=tuple(bullet for group in self.api.groups for bullet in self._group(group, 0)),
            policy=_policy_words(self.api.retries) if self.api.retries else "",
            error_tree=tuple(self._error_tree()),
            servers=servers,
            variables=self._variable_table(),
            has_digest=any(isinstance(s, HttpScheme) and s.scheme not in {"basic", "bearer"} for s in self.api.schemes),
        )

    def _programs(self, shown: Operation) -> Programs:
        policy = self.api.retries or _USUAL
        failing = next((o for o in by_suitability(self.api.operations()) if any(e.error_name for e in o.errors)), None)
        paged = next((o for o in by_suitability(self.api.operations()) if o.pagination), None)
        uploading = next((o for o in by_suitability(self.api.operations()) if self._uploads(o)), None)
        named = [server.name for server in self.api.servers if server.name]
        retries = policy_expression(policy)
        logger = f"logging.getLogger({literal(self.package.import_name)}).setLevel(logging.DEBUG)"
        return Programs(
            sync=self._sync(shown, Frame()),
            asynchronous=safe_code(self.snippets.asynchronous(shown)),
            credentials=self._credential_program(),
            grant=self._grant_program(),
            hooks=self._sync(
                shown,
                Frame(
                    names=("Attempt", "Hooks"),
                    before=(
                        "def tell(attempt: Attempt) -> None:",
                        "    print(attempt.operation, attempt.number, attempt.response)",
                    ),
                    client=(("hooks", Atom("Hooks(response=tell)")),),
                ),
            ),
            pages=self._sync(paged, Frame()) if paged else "",
            pages_async=safe_code(self.snippets.asynchronous(paged)) if paged else "",
            upload=self._sync(uploading, Frame()) if uploading else "",
            stream=self._piecewise(STREAMS),
            download=self._piecewise({Streaming.BINARY}),
            options=self._sync(
                shown, Frame(names=("RetryPolicy",), options=(("timeout", Atom("5.0")), ("retries", retries)))
            ),
            retries=self._sync(shown, Frame(names=("RetryPolicy",), client=(("retries", retries),))),
            errors=self._error_program(failing or shown),
            details=self._sync(
                shown,
                Frame(
                    names=("with_response",),
                    wrapper="with_response",
                    use=("", "print(res.status, res.headers)", "print(res.data)"),
                ),
            ),
            server=self._sync(shown, Frame(client=(("server", Atom(literal(named[-1]))),))) if named else "",
            base_url=self._sync(shown, Frame(client=(("base_url", Atom('"https://api.example.com"')),))),
            http_client=self._sync(
                shown,
                Frame(
                    modules=("httpx2",),
                    before=("http_client = httpx2.Client(limits=httpx2.Limits(max_connections=20))",),
                    client=(("http_client", Atom("http_client")),),
                    after=("http_client.close()",),
                ),
            ),
            logging=self._sync(shown, Frame(modules=("logging",), before=("logging.basicConfig()", logger))),
        )

    def _sync(self, operation: Operation, frame: Frame) -> str:
        return safe_code(self.snippets.sync(operation, frame=frame))

    def _credential_program(self) -> str:
        """A program that asks a function for a credential; empty where no operation takes one."""
        for operation in by_suitability(self.api.operations()):
            for argument in self.snippets.credentials(operation)[:1]:
                function = f"fetch_{argument}"
                before = (f"def {function}() -> str:", f"    return {placeholder(argument)}")
                return self._sync(operation, Frame(before=before, credentials=((argument, function),)))
        return ""

    def _grant_program(self) -> str:
        """A program that makes a client which obtains its tokens itself; empty where the API has no OAuth 2."""
        scheme = next((s for s in self.api.schemes if isinstance(s, OAuth2Scheme | OpenIdConnectScheme)), None)
        if scheme is None:
            return ""
        own = scheme.client_arguments[:2] if isinstance(scheme, OAuth2Scheme) else ()
        names, arguments = [self.package.client], {name: Atom(placeholder(name)) for name in own}
        made: Expression = call(self.package.client, **arguments)
        if not own:
            names.append("RefreshToken")
            words = ("client_id", "client_secret", "refresh_token")
            grant = call("RefreshToken", **{word: Atom(placeholder(word)) for word in words})
            made = call(self.package.client, **{scheme.name: grant})
        imported = import_line(self.package.import_name, names)
        return safe_code(f"{imported}\n\nsdk = {lay_out(made, indent=0, used=6)}\n")

    def _error_program(self, operation: Operation) -> str:
        payload = next((e.error_name for e in operation.errors if e.error_name and e.status != "404"), "")
        handlers = [
            *(["except errors.NotFoundError as error:", "    print(error.status_code)"]),
            *([f"except errors.{payload} as error:", "    print(error.data)"] if payload else []),
            *([f"except errors.{self.package.error} as error:", "    print(error)"]),
        ]
        return self._sync(operation, Frame(names=("errors",), handlers=tuple(handlers)))

    def _piecewise(self, kinds: Collection[Streaming]) -> str:
        """The program of an operation whose answer is read in pieces; empty where none is."""
        for operation in by_suitability(self.api.operations()):
            is_whole = all(r.streaming in kinds for r in operation.responses)
            if is_whole and operation.responses:
                return self._sync(operation, Frame())
            if operation.switch is not None and kinds is STREAMS:
                return self._sync(operation, Frame(pick=Pick.STREAMS))
        return ""

    def _uploads(self, operation: Operation) -> bool:
        if operation.body is None:
            return False
        types = [part for media in operation.body.alternatives for part in walk(media.type)]
        models = [self.api.models.get(getattr(part, "name", "")) for part in types]
        types += [p for m in models if isinstance(m, ObjectModel) for f in m.fields for p in walk(f.type)]
        return any(isinstance(part, BinaryType) for part in types)

    def _scheme_table(self) -> str:
        rows = [
            (
                code(argument),
                _kind(scheme),
                code(f"{self.package.env_prefix}_{argument.upper()}"),
                cell(scheme.description) or MISSING,
            )
            for scheme in self.api.schemes
            for argument in (*scheme_arguments(scheme), *getattr(scheme, "client_arguments", ()))
        ]
        header = ("Argument", "Scheme", "Environment Variable", "Description")
        return table(header, rows, padded=self.padded) if rows else ""

    def _server_table(self) -> str:
        rows = [
            (code(server.name) or MISSING, code(server.url), cell(server.description) or MISSING)
            for server in self.api.servers
        ]
        return table(("Name", "Server", "Description"), rows, padded=self.padded) if rows else ""

    def _variable_table(self) -> str:
        rows = [
            (
                code(v.name),
                ", ".join(map(code, v.choices)) or MISSING,
                code(v.default),
                code(environment_variable(self.package.env_prefix, v.name)),
                cell(v.description) or MISSING,
            )
            for v in variable_arguments(self.api)
        ]
        header = ("Argument", "Values", "Default", "Environment Variable", "Description")
        return table(header, rows, padded=self.padded) if rows else ""

    def _group(self, group: Group, depth: int) -> Iterator[str]:
        margin = "  " * depth
        said = summary(first_sentence(group.description))
        link = f"[{group.accessor}]({relative(self.places.groups[group.path], _PAGE)})"
        yield f"{margin}* {link}{f' - {said}' if said else ''}"
        for operation in group.operations:
            yield f"{margin}  {operation_bullet(operation, self.places, _PAGE, operation.name)}"
        for child in group.groups:
            yield from self._group(child, depth + 1)

    def _error_tree(self) -> Iterator[str]:
        for name, error in runtime_errors(self.api).items():
            depth = len(lineage(name)) - 1
            yield self._error_bullet(name, depth, error.when)
            if name == "PayloadError":
                for payload, model in self.api.error_models.items():
                    link = f"[models.{model}]({relative(self.places.models[model], _PAGE)})"
                    yield self._error_bullet(payload, depth + 1, f"`error.data` is a {link}.")

    def _error_bullet(self, name: str, depth: int, said: str) -> str:
        link = f"[errors.{public_name(name, self.package)}]({relative(self.places.errors[name], _PAGE)})"
        return f"{'  ' * depth}* {link}: {said}"


def policy_expression(policy: RetryPolicy) -> Expression:
    """The policy as a caller would write it."""
    return call(
        "RetryPolicy",
        statuses=Atom(literal(policy.statuses)),
        connection_errors=Atom(literal(policy.connection_errors)),
        initial_interval=Atom(literal(policy.initial_interval)),
        max_interval=Atom(literal(policy.max_interval)),
        max_elapsed=Atom(literal(policy.max_elapsed)),
        exponent=Atom(literal(policy.exponent)),
    )


def _contents(
    title: str, about: Prose, programs: Programs, *, has_schemes: bool, has_inbound: bool
) -> Iterator[Contents]:
    """The sections that the README has, with their anchors."""
    sections = {
        "SDK Installation": True,
        "SDK Example Usage": bool(programs.sync),
        "Authentication": has_schemes,
        "Available Resources and Operations": bool(programs.sync),
        "Requests of the API": has_inbound,
        "Pagination": bool(programs.pages),
        "File Uploads": bool(programs.upload),
        "Streaming": bool(programs.stream),
        "File Downloads": bool(programs.download),
        "Retries": bool(programs.retries),
        "Error Handling": bool(programs.errors),
        "Response Details": bool(programs.details),
        "Server Selection": bool(programs.base_url),
        "Custom HTTP Client": bool(programs.http_client),
        "Resource Management": True,
        "Debugging": bool(programs.logging),
    }
    slugs = Slugs()
    for heading in (title, "Summary", *about.headings, "Table of Contents"):
        slugs.add(heading)
    for section, present in sections.items():
        if present:
            yield Contents(section, slugs.add(section))


def _kind(scheme: SecurityScheme) -> str:
    match scheme:
        case ApiKeyScheme():
            return f"API key, {scheme.location} {code(scheme.wire_name)}"
        case HttpScheme():
            return f"HTTP {code(scheme.scheme)}"
        case OAuth2Scheme():
            return "OAuth 2 token"
        case OpenIdConnectScheme():
            return "OpenID Connect token"
        case MutualTlsScheme():
            return "Client certificate"


def _policy_words(policy: RetryPolicy) -> str:
    statuses = escape(", ".join(policy.statuses))
    reasons = [f"on the statuses {statuses}" if statuses else "", "on connection errors" * policy.connection_errors]
    return (
        f"{' and '.join(filter(None, reasons))}; the first time after {policy.initial_interval} ms, then after "
        f"{policy.exponent} times as long each time, never more than {policy.max_interval} ms, "
        f"and for {policy.max_elapsed} ms in all"
    )
