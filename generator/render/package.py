"""What an SDK is called: the facts about the package that every template may need."""

from __future__ import annotations

import builtins
import keyword
import sys
import unicodedata
from collections.abc import Container
from dataclasses import dataclass

from ..model import Api
from ..python import names, reserved
from ..settings import Settings

_SUFFIXES = {"api", "apis", "client", "sdk"}
_RUNTIME_CLIENTS = frozenset({"SyncClient", "AsyncClient"})
_COME_AND_GONE = frozenset(
    {
        "aifc", "annotationlib", "asynchat", "asyncore", "audioop", "cgi", "cgitb", "chunk", "compression", "crypt",
        "distutils", "imghdr", "imp", "lib2to3", "mailcap", "msilib", "nis", "nntplib", "ossaudiodev", "pipes",
        "smtpd", "sndhdr", "spwd", "sunau", "telnetlib", "uu", "xdrlib",
    }
)  # fmt: skip
"""Modules that only some of Python 3.11 to 3.14 have: the same name has to come out under each."""
_BUILTINS = frozenset(name for name in dir(builtins) if name.endswith("Error"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The package as it is published: what it is called, and what its main classes are called.

    ``error`` is the base of everything that the SDK raises; ``env_prefix`` stands before the names of the
    environment variables that it reads; ``authors`` are written ``Name <address>`` or ``Name``. The headers
    are those of keys that calls get by themselves, and of signatures of webhooks; empty where there are none.
    With ``has_contract_tests`` the project has tests of its own.
    """

    import_name: str
    distribution: str
    version: str
    client: str
    async_client: str
    error: str
    env_prefix: str
    description: str
    license: str
    authors: tuple[str, ...] = ()
    homepage: str = ""
    repository: str = ""
    idempotency_header: str = ""
    webhook_header: str = ""
    has_contract_tests: bool = False


def package_facts(api: Api, settings: Settings) -> Package:
    """Works out what the settings leave open, from the document's title and summary."""
    given = settings.package
    words = _words(api.title) or ["sdk"]
    import_name = given.name or _import_name(words)
    client = given.client or _client(words)
    return Package(
        import_name=import_name,
        distribution=given.distribution or import_name.strip("_").replace("_", "-") or "sdk",
        version=given.version,
        client=client,
        async_client=f"Async{client}",
        error=given.error or _error(client, reserved.ERROR_CLASSES | _BUILTINS | api.error_models.keys()),
        env_prefix=given.env_prefix or _env_prefix(import_name),
        description=given.description or " ".join((api.summary or api.title).split()),
        license=given.license,
        authors=given.authors,
        homepage=given.homepage,
        repository=given.repository,
        idempotency_header=settings.client.idempotency_header,
        webhook_header=settings.client.webhook_header,
        has_contract_tests=settings.tests.contract,
    )


def _words(text: str) -> list[str]:
    """The words of a title that ASCII can spell, in the case that the title gives them."""
    plain = unicodedata.normalize("NFKD", text.replace("'", "")).encode("ascii", "ignore").decode("ascii")
    return names.spelled(plain)


def _import_name(words: list[str]) -> str:
    name = "_".join(words).lower()
    if name[0].isdigit():
        name = f"api_{name}"
    hidden = sys.stdlib_module_names | _COME_AND_GONE | reserved.DEPENDENCIES
    return f"{name}_sdk" if name in hidden or keyword.iskeyword(name) else name


def _client(words: list[str]) -> str:
    kept = list(words)
    while kept and kept[-1].lower() in _SUFFIXES:
        kept.pop()
    base = "".join(word[:1].upper() + word[1:] for word in kept) or "Sdk"
    if base[0].isdigit():
        base = f"Api{base}"
    return f"{base}Client" if f"{base}Client" not in _RUNTIME_CLIENTS else f"{base}ApiClient"


def _error(client: str, taken: Container[str]) -> str:
    base = client.removesuffix("Client") or client
    name = f"{base}Error"
    while name in taken:
        base += "SDK"
        name = f"{base}Error"
    return name


def _env_prefix(import_name: str) -> str:
    prefix = import_name.upper().strip("_")
    return prefix if prefix[:1].isalpha() else f"SDK_{prefix}".rstrip("_")
