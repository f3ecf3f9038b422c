"""Signatures of webhooks."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Any

import pytest

from generator.runtime.webhooks import WebhookVerificationError, verify

# The example that the Standard Webhooks specification and its libraries are tested with.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = b'{"test": 2432232314}'
NOW = 1614265330
HEADERS = {
    "Webhook-Id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "Webhook-Timestamp": str(NOW),
    "Webhook-Signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}


def check(body: bytes | str = BODY, secret: Any = SECRET, now: float = NOW, **headers: str) -> None:
    changed = {name.replace("_", "-"): value for name, value in headers.items()}
    kept = {name: value for name, value in HEADERS.items() if name not in changed}
    verify(body, kept | changed, secret, now=now)


def test_the_example_of_the_standard() -> None:
    check()
    check(BODY.decode())


def test_any_of_several_secrets_and_signatures() -> None:
    check(secret=["whsec_AAAA", SECRET])
    check(Webhook_Signature=f"v1a,xxxx v1,AAAA {HEADERS['Webhook-Signature']}")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"body": BODY + b" "}, "no signature"),
        ({"secret": "whsec_AAAA"}, "no signature"),
        ({"Webhook_Id": "msg_other"}, "no signature"),
        ({"Webhook_Signature": HEADERS["Webhook-Signature"].replace("v1,", "v2,")}, "no signature"),
        ({"Webhook_Signature": "v1,\u00fc"}, "no signature"),
        ({"Webhook_Timestamp": "now"}, "no number"),
        ({"Webhook_Timestamp": ""}, "no header webhook-timestamp"),
        ({"now": NOW + 301}, "too old, or from the future"),
        ({"now": NOW - 301}, "too old, or from the future"),
    ],
)
def test_what_is_not_to_be_trusted(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(WebhookVerificationError, match=message):
        check(**changes)


@pytest.mark.parametrize("secret", ["", [], [""], b"", "whsec_", "whsec_\u00fc"])
def test_what_is_no_secret(secret: Any) -> None:
    with pytest.raises(ValueError, match="secret"):
        check(secret=secret)


DIGEST = hmac.new(b"key", BODY, hashlib.sha256).digest()


@pytest.mark.parametrize("given", [DIGEST.hex(), f"sha256={DIGEST.hex()}", base64.b64encode(DIGEST).decode()])
def test_a_plain_signature(given: str) -> None:
    verify(BODY, {"X-Signature": given}, ["other", "key"], header="x-signature")
    with pytest.raises(WebhookVerificationError, match="does not fit"):
        verify(BODY + b" ", {"X-Signature": given}, "key", header="x-signature")
    with pytest.raises(WebhookVerificationError, match="no header"):
        verify(BODY, {}, "key", header="x-signature")
