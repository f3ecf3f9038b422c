"""Downloads: only https, only from public addresses, within limits. No test here uses a network."""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore2
import pytest

from generator.document.remote import download as module
from generator.document.remote.addresses import is_public
from generator.document.remote.download import DownloadError, download

PUBLIC = "93.184.216.34"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


class Stream(httpcore2.NetworkStream):
    """Gives an answer in pieces, and keeps what was sent."""

    def __init__(self, network: Network, answer: Iterable[bytes]) -> None:
        self.network = network
        self.answer = iter(answer)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return next(self.answer, b"")

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.network.sent += buffer

    def close(self) -> None: ...

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        assert ssl_context.verify_mode is ssl.CERT_REQUIRED
        assert ssl_context.check_hostname
        self.network.names.append(server_hostname)
        return self

    def get_extra_info(self, info: str) -> Any:
        return None


class Network(httpcore2.NetworkBackend):
    """A network in memory. ``hosts`` gives the addresses of each look-up in turn."""

    def __init__(self, *answers: bytes | Iterable[bytes], hosts: dict[str, list[list[str]]] | None = None) -> None:
        self.answers = [[answer] if isinstance(answer, bytes) else answer for answer in answers]
        self.hosts = hosts or {}
        self.connected: list[tuple[str, int]] = []
        self.names: list[str | None] = []
        self.sent = b""

    def resolve(self, host: str, port: int) -> list[str]:
        found = self.hosts.get(host)
        return found.pop(0) if found else [PUBLIC]

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        self.connected.append((host, port))
        return Stream(self, self.answers.pop(0))

    def get(self, url: str) -> bytes:
        return download(url, resolve=self.resolve, network=self)


def redirect(url: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nLocation: {url}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()


def test_the_checked_address_is_the_one_that_is_connected_to() -> None:
    network = Network(OK, hosts={"s.example": [[PUBLIC], ["127.0.0.1"]]})
    assert network.get("https://s.example/a%20b/c.json?q=1#f") == b"{}"
    assert network.connected == [(PUBLIC, 443)]
    assert network.names == ["s.example"]
    assert network.sent.startswith(b"GET /a%20b/c.json?q=1 HTTP/1.1\r\nHost: s.example\r\n")


def test_redirects_are_followed_and_checked() -> None:
    network = Network(redirect("/b"), redirect("https://t.example:8443/c"), OK)
    assert network.get("https://s.example/a") == b"{}"
    assert network.connected == [(PUBLIC, 443), (PUBLIC, 443), (PUBLIC, 8443)]
    assert network.names == ["s.example", "s.example", "t.example"]


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ([redirect("http://s.example/b")], "http://s.example/b is no https URL"),
        ([redirect("https://u:p@s.example/b")], "is no https URL without credentials"),
        ([redirect("https://127.0.0.1/b")], "127.0.0.1 is at 127.0.0.1, which is not public"),
        ([redirect("file:///etc/passwd")], "file:///etc/passwd is no https URL"),
        ([redirect("https://[/b")], "it redirects to https://[/b, which is no URL"),
        ([redirect("/b")] * 6, "more than 5 redirects"),
        ([b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"], "the server answers with status 404"),
        (
            [b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx"],
            "the server sends it compressed",
        ),
        ([b"nonsense"], ""),
        ([b""], ""),
    ],
)
def test_answers_that_are_refused(answers: list[bytes], message: str) -> None:
    network = Network(*answers, hosts={"127.0.0.1": [["127.0.0.1"]]})
    with pytest.raises(DownloadError) as caught:
        network.get("https://s.example/a")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "url", ["http://s.example", "https://", "ftp://s.example", "https://u@s.example", "https://[", "x"]
)
def test_urls_that_are_refused(url: str) -> None:
    network = Network()
    with pytest.raises(DownloadError):
        network.get(url)
    assert network.connected == []


@pytest.mark.parametrize("addresses", [["10.0.0.1"], [PUBLIC, "169.254.169.254"], ["::1"], []])
def test_hosts_that_are_not_public(addresses: list[str]) -> None:
    network = Network(OK, hosts={"s.example": [addresses]})
    with pytest.raises(DownloadError, match=r"not public|no address"):
        network.get("https://s.example/a")
    assert network.connected == []


def test_a_host_that_does_not_exist() -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    with pytest.raises(DownloadError, match="Name or service not known"):
        download("https://s.example/a", resolve=resolve, network=Network())


def test_what_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 10)
    network = Network([b"HTTP/1.1 200 OK\r\n\r\n", *[b"12345678"] * 1000])
    with pytest.raises(DownloadError, match="it is larger than"):
        network.get("https://s.example/a")


def test_what_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 100_000, 7))
    monkeypatch.setattr(module.time, "monotonic", lambda: float(next(clock)))
    network = Network([b"HTTP/1.1 200 OK\r\n", *[b"X: y\r\n"] * 100_000])
    with pytest.raises(DownloadError, match="it takes longer than 60 seconds"):
        network.get("https://s.example/a")


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34", "8.8.8.8"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1",
        "fd00:ec2::254", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:a9fe:a9fe::", "2001:db8::1",
        "2001:0:7f00:1:0:0:0:0", "no address", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)
