"""One https URL -> its bytes, from the public internet alone.

The address that is connected to is the one that was checked: a name that resolves to something else a
moment later gains nothing. Proxies of the environment are not used, because they would resolve the names.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias
from urllib.parse import urljoin, urlsplit

import httpcore2
import httpx2

from ..file import MAX_BYTES
from .addresses import is_public

MAX_REDIRECTS = 5
"""How many redirects are followed."""
MAX_SECONDS = 60.0
"""How long a download may take, redirects included."""
_STEP_SECONDS = 15.0
_REDIRECTS = frozenset((301, 302, 303, 307, 308))

Resolve: TypeAlias = Callable[[str, int], list[str]]
"""The addresses of a host."""


class DownloadError(Exception):
    """A URL gives nothing that may be used; the message says why."""


def addresses_of(host: str, port: int) -> list[str]:
    """What the system's resolver says. Raises ``OSError`` where there is no such host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def download(url: str, *, resolve: Resolve = addresses_of, network: httpcore2.NetworkBackend | None = None) -> bytes:
    """The bytes behind an https URL. ``resolve`` and ``network`` do what the system would.

    Raises ``DownloadError`` for another scheme, an address that is not public (of redirects too), a status
    other than 200, or more than the limits of time, size and redirects.
    """
    deadline = time.monotonic() + MAX_SECONDS
    backend = _PublicNetwork(network or httpcore2.SyncBackend(), resolve, deadline)
    with httpcore2.ConnectionPool(ssl_context=ssl.create_default_context(), network_backend=backend) as pool:
        for _ in range(MAX_REDIRECTS + 1):
            try:
                found = _get(pool, url, deadline)
            except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException, OSError) as error:
                raise DownloadError(str(error) or type(error).__name__) from error
            if isinstance(found, bytes):
                return found
            url = _joined(url, found)
    raise DownloadError(f"more than {MAX_REDIRECTS} redirects")


def _get(pool: httpcore2.ConnectionPool, url: str, deadline: float) -> bytes | str:
    """The bytes, or where they are instead."""
    try:
        urlsplit(url)  # which is stricter about brackets
        parsed = httpx2.URL(url)
    except (httpx2.InvalidURL, ValueError) as error:
        raise DownloadError(f"{url} is no URL") from error
    if parsed.scheme != "https" or not parsed.host or parsed.userinfo:
        raise DownloadError(f"{url} is no https URL without credentials")
    headers = [("Host", parsed.netloc.decode("ascii")), ("Accept", "*/*"), ("Accept-Encoding", "identity")]
    target = httpcore2.URL(scheme=parsed.raw_scheme, host=parsed.raw_host, port=parsed.port, target=parsed.raw_path)
    timeouts = dict.fromkeys(("connect", "read", "write", "pool"), _STEP_SECONDS)
    with pool.stream("GET", target, headers=headers, extensions={"timeout": timeouts}) as response:
        fields = {name.lower(): value.decode("latin-1") for name, value in response.headers}
        if response.status in _REDIRECTS and b"location" in fields:
            return fields[b"location"]
        if response.status != 200:
            raise DownloadError(f"the server answers with status {response.status}")
        if fields.get(b"content-encoding", "identity") != "identity":
            raise DownloadError("the server sends it compressed, which was not asked for")
        return _body(response.iter_stream(), deadline)


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise DownloadError(f"it redirects to {location}, which is no URL") from error


def _body(chunks: Iterable[bytes], deadline: float) -> bytes:
    made = bytearray()
    for chunk in chunks:
        made += chunk
        if len(made) > MAX_BYTES:
            raise DownloadError(f"it is larger than {MAX_BYTES // 1024**2} MiB")
        _left(deadline)
    return bytes(made)


def _left(deadline: float) -> float:
    """The seconds that are left."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise DownloadError(f"it takes longer than {MAX_SECONDS:.0f} seconds")
    return seconds


class _PublicNetwork(httpcore2.NetworkBackend):
    """Connects to public addresses only, each of which it looked up itself."""

    def __init__(self, inner: httpcore2.NetworkBackend, resolve: Resolve, deadline: float) -> None:
        self._inner = inner
        self._resolve = resolve
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        addresses = self._resolve(host.strip("[]"), port)
        hidden = [address for address in addresses if not is_public(address)]
        if hidden or not addresses:
            raise DownloadError(
                f"{host} is at {hidden[0]}, which is not public" if hidden else f"{host} has no address"
            )
        seconds = min(timeout or _STEP_SECONDS, _left(self._deadline))
        stream = self._inner.connect_tcp(addresses[0], port, seconds, local_address, socket_options)
        return _TimedStream(stream, self._deadline)


class _TimedStream(httpcore2.NetworkStream):
    """A connection that ends at the deadline, however little comes at a time."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, min(timeout or _STEP_SECONDS, _left(self._deadline)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, min(timeout or _STEP_SECONDS, _left(self._deadline)))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        seconds = min(timeout or _STEP_SECONDS, _left(self._deadline))
        return _TimedStream(self._inner.start_tls(ssl_context, server_hostname, seconds), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
