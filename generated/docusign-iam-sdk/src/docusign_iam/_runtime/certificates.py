"""Client certificates: mutual TLS (OpenAPI 3.1 section 4.8.27, RFC 8446 section 4.4.2)."""

from __future__ import annotations

import os
import ssl
from typing import TypeAlias

import httpx2

from .errors import ConfigurationError

Path: TypeAlias = str | os.PathLike[str]

ClientCertificate: TypeAlias = (
    Path | tuple[Path, Path] | tuple[Path, Path, str] | ssl.SSLContext
)
"""A PEM file with certificate and private key; the two files apart, and the password of the key; or a
context of TLS that has them."""


def context(argument: str, certificate: ClientCertificate) -> ssl.SSLContext:
    """A context that verifies servers as usual and shows the certificate.

    Raises ``ConfigurationError`` for files that cannot be read, or are no certificate and its key.
    """
    if isinstance(certificate, ssl.SSLContext):
        return certificate
    parts = certificate if isinstance(certificate, tuple) else (certificate, None)
    found = httpx2.create_ssl_context()
    try:
        found.load_cert_chain(parts[0], parts[1], *parts[2:])
    except ssl.SSLError as error:
        words = error.reason or "the key does not fit, or its password is wrong"
        raise ConfigurationError(f"{argument}: no certificate: {words}") from None
    except OSError as error:
        words = error.strerror or type(error).__name__
        raise ConfigurationError(f"{argument}: {words}") from None
    return found
