"""Which addresses belong to the public internet (the special-purpose registries of RFC 6890)."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
"""IPv6 addresses that stand for the IPv4 address in their last 32 bits (RFC 6052, RFC 8215)."""
_COMPATIBLE = IPv6Network("::/96")


def is_public(text: str) -> bool:
    """Whether an IP address is one of the public internet, and no other way to write one that is not.

    Private, loopback, link-local (cloud metadata is there), shared, multicast and reserved ones are not.
    """
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(map(_is_public, _meanings(address)))


def _meanings(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The address, and the IPv4 addresses that a gateway may take it for."""
    if isinstance(address, IPv4Address):
        return [address]
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _COMPATIBLE or any(address in network for network in _TRANSLATED):
        inner.append(IPv4Address(int(address) & 0xFFFFFFFF))
    found: list[IPv4Address | IPv6Address] = [each for each in inner if each is not None]
    return found if address.ipv4_mapped else [address, *found]


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    is_site_local = isinstance(address, IPv6Address) and address.is_site_local
    return address.is_global and not (address.is_multicast or address.is_reserved or is_site_local)
