"""What the faulty server does under each name, and what callers are to see of it."""

from __future__ import annotations

import gzip
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from .faulty_server import Close, Deaf, Drain, Reset, Script, Step, Wait

THING = b'{"id": 1, "name": "one"}'
RETRIES = 2
ATTEMPTS = RETRIES + 1


def head(*headers: bytes, status: bytes = b"200 OK", kind: bytes = b"application/json") -> bytes:
    lines = [b"HTTP/1.1 " + status, b"Content-Type: " + kind, b"X-Request-Id: r-1", *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def whole(
    body: bytes, *headers: bytes, status: bytes = b"200 OK", kind: bytes = b"application/json"
) -> tuple[bytes, ...]:
    return (head(b"Content-Length: %d" % len(body), *headers, status=status, kind=kind) + body,)


def refusal(status: bytes, *headers: bytes) -> tuple[bytes, ...]:
    return whole(b'{"code": "no", "message": "not now"}', *headers, status=status)


class Trickle(Iterable[Step]):
    """First this, and then one piece every few milliseconds, for as long as the server is patient."""

    def __init__(self, *first: bytes, piece: bytes = b"x", pause: float = 0.02, times: int = 400) -> None:
        self._first, self._piece, self._pause, self._times = first, piece, pause, times

    def __iter__(self) -> Iterator[Step]:
        yield from self._first
        for _ in range(self._times):
            yield Wait(self._pause)
            yield self._piece


def at(seconds: int) -> bytes:
    """The date so many seconds from now."""
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True).encode()


BOMB = gzip.compress(gzip.compress(bytes(80 * 2**20)))
"""A few hundred bytes that unpack, twice, to 80 MiB."""
SLACK = 4.0
"""Seconds within which a call is over after its deadline, on a machine that is busy."""
CHUNKED = b"Transfer-Encoding: chunked"
EVENTS = b"text/event-stream"


@dataclass(frozen=True)
class Expected:
    """What a call raises: class, attempts, a pattern of the message, and the class of ``__cause__``."""

    error: str
    attempts: int
    message: str
    cause: str | None


def unanswered(cause: str = "", message: str = "", *, attempts: int = ATTEMPTS) -> Expected:
    return Expected("APIConnectionError", attempts, message, cause)


def unfit(message: str = "") -> Expected:
    return Expected("ResponseValidationError", 1, f"200 OK \\(request id r-1\\): {message}", None)


def refused(error: str, status: str, *, attempts: int = 1, words: str = "not now", note: str = "") -> Expected:
    facts = ["request id r-1", f"{attempts} attempts" * (attempts > 1), note]
    told = ", ".join(filter(None, facts))
    return Expected(error, attempts, f"{status} \\({told}\\){words and ': '}{words}$", None)


BROKEN = "ReadError|RemoteProtocolError"
RESETS: dict[str, tuple[Script, Expected]] = {
    "reset-before": ((Reset(),), unanswered("ReadError", "reset by peer, 3 attempts")),
    "closed-before": ((Close(),), unanswered("RemoteProtocolError", "disconnected without sending a response")),
    "reset-in-status": ((b"HTTP/1.1 20", Wait(0.01), Reset()), unanswered(BROKEN)),
    "reset-in-headers": ((b"HTTP/1.1 200 OK\r\nContent-Ty", Wait(0.01), Reset()), unanswered(BROKEN)),
    "closed-in-headers": ((b"HTTP/1.1 200 OK\r\nContent-Ty", Close()), unanswered("RemoteProtocolError")),
    "reset-after-headers": (
        (head(b"Content-Length: 99"), Wait(0.01), Reset()),
        unanswered(BROKEN, "after 200 OK, request id r-1, 3 attempts"),
    ),
    "reset-in-body": ((head(b"Content-Length: 99") + b'{"id"', Wait(0.01), Reset()), unanswered(BROKEN)),
}
BODIES: dict[str, tuple[Script, Expected]] = {
    "cut-short": (
        (head(b"Content-Length: 99") + THING, Close()),
        unanswered(
            "RemoteProtocolError", "received 24 bytes, expected 99\\), after 200 OK, request id r-1, 3 attempts"
        ),
    ),
    "cut-chunk": ((head(CHUNKED) + b'ff\r\n{"id"', Close()), unanswered("RemoteProtocolError")),
    "no-last-chunk": ((head(CHUNKED) + b"18\r\n" + THING + b"\r\n", Close()), unanswered("RemoteProtocolError")),
    "no-chunk": ((head(CHUNKED) + b"18\r\n" + THING + b"\r\noops\r\n", Close()), unanswered("RemoteProtocolError")),
    "no-http": ((b"\x00\xff\x16\x03 who are you?\r\n\r\n", Close()), unanswered("RemoteProtocolError")),
    "negative-length": ((head(b"Content-Length: -1") + THING, Close()), unanswered("RemoteProtocolError")),
    "two-lengths": (
        (head(b"Content-Length: 24", b"Content-Length: 9") + THING, Close()),
        unanswered("RemoteProtocolError", "Content-Length"),
    ),
    "huge-header": ((head(b"X-Much: " + b"y" * 200_000) + THING, Close()), unanswered("RemoteProtocolError")),
    "endless-headers": (
        tuple(itertools.chain([b"HTTP/1.1 200 OK\r\n"], [b"X-More: %s\r\n" % (b"z" * 4000)] * 100)),
        unanswered("RemoteProtocolError|ReadError"),
    ),
    "no-gzip": (whole(b"this is no gzip", b"Content-Encoding: gzip"), unanswered("DecodingError")),
    "cut-gzip": (whole(gzip.compress(THING)[:-9], b"Content-Encoding: gzip"), unfit()),
    "gzip-bomb": (
        whole(BOMB, b"Content-Encoding: gzip, gzip"),
        unanswered("InflationError", r"\d+ bytes were unpacked to more than", attempts=1),
    ),
    "longer-than-said": ((head(b"Content-Length: 9") + THING,), unfit()),
    "no-utf-8": (whole(b'{"id": 1, "name": "\xff\xfe"}'), unfit()),
    "no-json": (whole(b"{'id': 1}"), unfit()),
    "html": (whole(b"<html>hello</html>", kind=b"text/html"), unfit()),
    "deep": (whole(b"[" * 100_000), unfit()),
}
STATUSES: dict[str, tuple[Script, Expected]] = {
    "always-429": (
        refusal(b"429 Too Many Requests", b"Retry-After: 0"),
        refused("RateLimitError", "429 Too Many Requests", attempts=ATTEMPTS),
    ),
    "always-503": (
        refusal(b"503 Service Unavailable", b"Retry-After: " + at(-2)),
        refused("ServerError", "503 Service Unavailable", attempts=ATTEMPTS),
    ),
    "always-503-ms": (
        refusal(b"503 Service Unavailable", b"retry-after-ms: 1"),
        refused("ServerError", "503 Service Unavailable", attempts=ATTEMPTS),
    ),
    "bad-retry-after": (
        refusal(b"429 Too Many Requests", b"Retry-After: soon, \xff"),
        refused("RateLimitError", "429 Too Many Requests", attempts=ATTEMPTS),
    ),
    "always-408": (
        (*refusal(b"408 Request Timeout", b"Connection: close"), Close()),
        refused("ClientError", "408 Request Timeout", attempts=ATTEMPTS),
    ),
    "404": (refusal(b"404 Not Found"), refused("NotFoundError", "404 Not Found")),
    "500-cut": (
        (head(b"Content-Length: 99", status=b"500 Internal Server Error") + b"{", Close()),
        refused("InternalServerError", "500 Internal Server Error", attempts=ATTEMPTS, words=""),
    ),
    "400-bomb": (
        whole(BOMB, b"Content-Encoding: gzip, gzip", status=b"400 Bad Request"),
        refused("BadRequestError", "400 Bad Request", words=""),
    ),
    "400-no-utf-8": (
        whole(b'{"message": "\xff"}', status=b"400 Bad Request"),
        refused("BadRequestError", "400 Bad Request", words=""),
    ),
    "401": (refusal(b"401 Unauthorized"), refused("AuthenticationError", "401 Unauthorized")),
    "redirect-loop": (
        whole(b"", b"Location: ?round=1", status=b"302 Found"),
        refused("APIError", "302 Found", words="", note="not followed: more than 5 redirects"),
    ),
    "redirect-nowhere": (
        whole(b"", b"Location: http://[::bad/", status=b"302 Found"),
        refused("APIError", "302 Found", words=""),
    ),
    "redirect-scheme": (
        whole(b"", b"Location: file:///etc/passwd", status=b"301 Moved Permanently"),
        refused("APIError", "301 Moved Permanently", words=""),
    ),
}
FAULTS = RESETS | BODIES | STATUSES

RECOVERING: dict[str, tuple[Script, ...]] = {
    "reset-once": ((Reset(),), whole(THING)),
    "closed-twice": ((Close(),), (Close(),), whole(THING)),
    "429-twice": (*[refusal(b"429 Too Many Requests", b"Retry-After: 0")] * 2, whole(THING)),
    "503-once": (refusal(b"503 Service Unavailable", b"retry-after-ms: 2"), whole(THING)),
    "408-once": ((*refusal(b"408 Request Timeout"), Close()), whole(THING)),
    "cut-once": ((head(b"Content-Length: 99") + b"{", Close()), whole(THING)),
    "1xx": ((b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 50, *whole(THING)),),
    "gzip": (whole(gzip.compress(THING), b"Content-Encoding: gzip"),),
    "slow": (tuple(itertools.chain.from_iterable((bytes([b]), Wait(0.0005)) for b in whole(THING)[0])),),
}

MIXED: tuple[Script, ...] = (
    refusal(b"503 Service Unavailable", b"Retry-After: 0"),
    (b"HTTP/1.1 200", Wait(0.05), Reset()),
    whole(THING),
)

LATE: dict[str, Script] = {
    "silent": (Wait(6),),
    "slow-status": Trickle(piece=b"H"),
    "slow-headers": Trickle(b"HTTP/1.1 200 OK\r\nX-Slow: "),
    "endless-1xx": Trickle(piece=b"HTTP/1.1 100 Continue\r\n\r\n"),
    "slow-body": Trickle(head(b"Content-Length: 100000")),
    "slow-chunks": Trickle(head(CHUNKED), piece=b"1\r\nx\r\n"),
    "slow-error": Trickle(head(b"Content-Length: 100000", status=b"500 Internal Server Error")),
    "silent-body": (head(b"Content-Length: 10"), Wait(6)),
}

PATIENT: dict[str, Script] = {
    "wait-seconds": refusal(b"503 Service Unavailable", b"Retry-After: 3600"),
    "wait-date": refusal(b"429 Too Many Requests", b"Retry-After: " + at(3600)),
    "wait-ms": refusal(b"429 Too Many Requests", b"retry-after-ms: 3600000", b"Retry-After: 0"),
}

UPLOADS: dict[str, Script] = {
    "deaf": (Deaf(), Wait(6)),
    "deaf-reset": (Deaf(), Wait(0.05), Reset()),
    "deaf-413": (Deaf(), *refusal(b"413 Content Too Large", b"Connection: close"), Drain()),
    "reads-then-503": refusal(b"503 Service Unavailable", b"Retry-After: 0"),
    "reads-then-reset": (Reset(),),
}

STREAMS: dict[str, Script] = {
    "cut-event": (
        head(CHUNKED, kind=EVENTS) + b'e\r\ndata: {"id":1}\n\n\r\n'.replace(b"e", b"10", 1),
        b'9\r\ndata: {"i\r\n',
        Close(),
    ),
    "reset-event": (head(kind=EVENTS) + b'data: {"id":1}\n\ndata: {"i', Wait(0.05), Reset()),
}


def pattern(name: str, expected: Expected, url: str) -> re.Pattern[str]:
    """What the message is to match."""
    return re.compile(rf"GET {re.escape(url)}/things/{name}\?.*{expected.message}", re.DOTALL)


SCRIPTS: dict[str, tuple[Script, ...]] = {
    **{name: (script,) for name, (script, _) in FAULTS.items()},
    **RECOVERING,
    **{name: (script,) for name, script in (LATE | PATIENT | UPLOADS | STREAMS).items()},
    "mixed": MIXED,
    "fine": (whole(THING),),
}
