"""The arguments of the clients' constructors: credentials, variables of servers, and what every client takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Api, MutualTlsScheme, OAuth2Scheme, OpenIdConnectScheme, SecurityScheme, Server
from ..python.literals import literal
from .tables import scheme_arguments


@dataclass(frozen=True, slots=True)
class ClientArgument:
    """One argument: its annotation in the sync and in the async client, and what is said of it."""

    name: str
    annotation: str
    async_annotation: str
    said: str

    def of(self, *, is_async: bool) -> str:
        """The annotation in one of the two clients."""
        return self.async_annotation if is_async else self.annotation


@dataclass(frozen=True, slots=True)
class VariableArgument:
    """The argument for a placeholder in the URLs of servers (OpenAPI 3.1 section 4.8.6), merged by its wire name.

    ``default`` is that of the first server that has it; ``choices`` are those of all, empty where any value will do.
    """

    name: str
    wire_name: str
    default: str
    choices: tuple[str, ...]
    description: str


def credential_arguments(api: Api, env_prefix: str) -> tuple[ClientArgument, ...]:
    """The credentials that the API's schemes ask for, in the order of the document."""
    return tuple(argument for scheme in api.schemes for argument in _of_scheme(scheme, env_prefix))


def _of_scheme(scheme: SecurityScheme, env_prefix: str) -> Iterator[ClientArgument]:
    kind, what = "Credential", "The credential, or a function that returns it"
    match scheme:
        case OAuth2Scheme() | OpenIdConnectScheme():
            kind, what = "TokenCredential", "An access token, a function that returns one, or a grant"
        case MutualTlsScheme():
            what = "A PEM file with certificate and key, the two files and the key's password, or an ``ssl.SSLContext``"
    for name in scheme_arguments(scheme):
        said = f"{what}; else ``{environment_variable(env_prefix, name)}``."
        if isinstance(scheme, MutualTlsScheme):
            yield ClientArgument(name, "ClientCertificate", "ClientCertificate", said)
        else:
            yield ClientArgument(name, kind, f"Async{kind}", said)
    if isinstance(scheme, OAuth2Scheme) and scheme.client_arguments:
        words = ("The identifier of a client that acts on its own behalf", "Its secret", "Where it asks for tokens")
        for name, word in zip(scheme.client_arguments, words, strict=True):
            said = f"{word}; else ``{environment_variable(env_prefix, name)}``."
            is_url = name == scheme.client_arguments[-1]
            annotations = ("str", "str") if is_url else ("Credential", "AsyncCredential")
            yield ClientArgument(name, *annotations, said)


def environment_variable(env_prefix: str, name: str) -> str:
    """The environment variable of an argument, as the runtime spells it."""
    return f"{env_prefix}_{name}".upper()


def variable_arguments(api: Api) -> tuple[VariableArgument, ...]:
    """The variables of all servers of the API and of its operations; each name is one argument."""
    found: dict[str, VariableArgument] = {}
    for server in _servers(api):
        for variable in server.variables:
            choices = tuple(dict.fromkeys((*variable.choices, variable.default))) if variable.choices else ()
            known = found.get(variable.wire_name)
            if known is None:
                found[variable.wire_name] = VariableArgument(
                    variable.name, variable.wire_name, variable.default, choices, variable.description
                )
            elif choices != known.choices:
                both = tuple(dict.fromkeys((*known.choices, *choices))) if known.choices and choices else ()
                found[variable.wire_name] = VariableArgument(
                    known.name, known.wire_name, known.default, both, known.description
                )
    return tuple(found.values())


def _servers(api: Api) -> Iterator[Server]:
    yield from api.servers
    for operation in api.operations():
        yield from operation.servers


def client_arguments(api: Api, env_prefix: str) -> tuple[ClientArgument, ...]:
    """All arguments, in the order of the signature; each may be ``None``."""
    return (
        *credential_arguments(api, env_prefix),
        *(_variable(argument, env_prefix) for argument in variable_arguments(api)),
        *_common(api, env_prefix),
    )


def _variable(argument: VariableArgument, env_prefix: str) -> ClientArgument:
    choices = ", ".join(map(literal, argument.choices))
    annotation = f"Literal[{choices}]" if choices else "str"
    about = " ".join(argument.description.split()) or f"``{argument.wire_name}`` in the URLs of the API's servers"
    origin = environment_variable(env_prefix, argument.name)
    said = f"{about.rstrip('.')}; else ``{origin}``, or ``{literal(argument.default)}``."
    return ClientArgument(argument.name, annotation, annotation, said)


def _common(api: Api, env_prefix: str) -> Iterator[ClientArgument]:
    named = [literal(server.name) for server in api.servers if server.name]
    server_type = f"Literal[{', '.join(named)}]" if named else "str"
    texts = {
        "server": (server_type, "Which of the API's servers to call, by name."),
        "base_url": ("str", f"A URL to call instead of the API's own; else ``{env_prefix}_BASE_URL``."),
        "timeout": ("TimeoutTypes", "Seconds for each step of a call, or an ``httpx2.Timeout``."),
        "total_timeout": ("float", "Seconds for a call as a whole, its attempts and pauses included."),
        "retries": ("RetryPolicy | int", "The policy for failed calls; a number sets how often to try again, 0 never."),
        "headers": ("Mapping[str, str]", "Headers to send with every call."),
    }
    for name, (annotation, said) in texts.items():
        yield ClientArgument(name, annotation, annotation, said)
    own = "An HTTP client of your own; closing it stays with you."
    yield ClientArgument("http_client", "httpx2.Client", "httpx2.AsyncClient", own)
    told = "Functions that are told of each attempt of a call."
    yield ClientArgument("hooks", "Hooks", "AsyncHooks | Hooks", told)
