"""Signatures of webhooks: Standard Webhooks 1.0, or a plain HMAC of the body in one header."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from .errors import ConfigurationError, SDKError
from .payloads import Payload, read_payload

Secrets: TypeAlias = str | bytes | Sequence[str | bytes]
"""The secret that signatures are made with, or several while it is being replaced: any of them will do."""

_PREFIX = "whsec_"


class WebhookVerificationError(SDKError):
    """A webhook is not signed with the secret, or not now: it is not to be trusted."""


def verify(
    body: bytes | str,
    headers: Mapping[str, str],
    secret: Secrets,
    *,
    tolerance: float = 300.0,
    header: str = "",
    now: float | None = None,
) -> None:
    """Raise ``WebhookVerificationError`` where a request is not signed with the secret.

    ``body`` is exactly what was received. The headers ``webhook-id``, ``webhook-timestamp`` and
    ``webhook-signature`` are read, and the timestamp may be ``tolerance`` seconds off ``now``, which is
    the time of the system unless it is given. A ``header`` has the signature of the body alone instead.
    """
    data = body.encode() if isinstance(body, str) else body
    given = {name.lower(): value for name, value in headers.items()}
    keys = [secret] if isinstance(secret, str | bytes) else list(secret)
    if not all(keys) or not keys:
        raise ValueError("a secret for webhooks cannot be empty")
    if header:
        _verify_plain(data, _needed(given, header.lower()), keys)
        return
    identifier = _needed(given, "webhook-id")
    timestamp = _needed(given, "webhook-timestamp")
    signatures = _needed(given, "webhook-signature")
    _check_time(timestamp, tolerance, time.time() if now is None else now)
    signed = f"{identifier}.{timestamp}.".encode() + data
    expected = [hmac.digest(_key(key), signed, "sha256") for key in keys]
    if not any(_equal(found, e) for found in _versions(signatures) for e in expected):
        raise WebhookVerificationError("no signature of the webhook fits")


def unwrap(
    payloads: Sequence[Payload[Any]],
    body: bytes | str,
    headers: Mapping[str, str],
    secret: Secrets | None,
    *,
    tolerance: float,
    header: str,
    variable: str,
) -> Any:
    """The event of a webhook that is signed; the secret comes from a variable of the environment if need be.

    Raises ``WebhookVerificationError``, ``ConfigurationError`` where there is no secret, and ``ValueError``
    for a body that is no JSON.
    """
    secret = secret or os.environ.get(variable)
    if not secret:
        raise ConfigurationError(
            f"a webhook needs its secret: give secret= (environment: {variable})"
        )
    verify(body, headers, secret, tolerance=tolerance, header=header)
    return read_event(payloads, body)


def _verify_plain(data: bytes, given: str, keys: Sequence[str | bytes]) -> None:
    """Signatures may have a prefix such as ``sha256=``, and be in hexadecimal or Base64."""
    text = given.strip().removeprefix("sha256=")
    found = [raw for raw in (_hexadecimal(text), _base64(text)) if raw]
    raw_keys = [key.encode() if isinstance(key, str) else key for key in keys]
    expected = [hmac.digest(key, data, "sha256") for key in raw_keys]
    if not any(_equal(f, e) for f in found for e in expected):
        raise WebhookVerificationError("the signature of the webhook does not fit")


def _needed(headers: Mapping[str, str], name: str) -> str:
    value = headers.get(name)
    if not value:
        raise WebhookVerificationError(f"the webhook has no header {name}")
    return value


def _check_time(timestamp: str, tolerance: float, now: float) -> None:
    if not timestamp.isascii() or not timestamp.isdecimal():
        raise WebhookVerificationError("the timestamp of the webhook is no number")
    if abs(now - int(timestamp)) > tolerance:
        raise WebhookVerificationError("the webhook is too old, or from the future")


def _versions(signatures: str) -> Iterator[bytes]:
    """The symmetric signatures among those that a header lists."""
    for text in signatures.split():
        version, _, value = text.partition(",")
        if version == "v1" and (raw := _base64(value)):
            yield raw


def _key(secret: str | bytes) -> bytes:
    """The key of a secret: Base64 behind ``whsec_``, or else the bytes themselves."""
    if isinstance(secret, bytes):
        return secret
    if not secret.startswith(_PREFIX):
        return secret.encode()
    key = _base64(secret.removeprefix(_PREFIX))
    if not key:
        raise ValueError(f"a secret that starts with {_PREFIX} goes on in Base64")
    return key


def _equal(found: bytes, expected: bytes) -> bool:
    return hmac.compare_digest(found, expected)


def _base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _hexadecimal(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


def read_event(payloads: Sequence[Payload[Any]], body: bytes | str) -> Any:
    """The body as the event that it fits: of several, the one whose constants and required fields it has.

    Raises ``pydantic.ValidationError`` (a ``ValueError``) for what is no JSON.
    """
    named = _named(body)
    ranked = sorted(payloads, key=lambda payload: payload.key not in named)
    for payload in ranked:
        try:
            return read_payload(payload, body, strict=True)
        except ValueError:
            continue
    return read_payload(ranked[0], body)


def _named(body: bytes | str) -> frozenset[str]:
    """The strings at the top of a body, one of which usually names the event."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return frozenset()
    values = data.values() if isinstance(data, dict) else ()
    return frozenset(value for value in values if isinstance(value, str))
