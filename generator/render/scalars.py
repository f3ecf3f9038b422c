"""Made scalars: of the kind that format and name suggest, within the limits of the type."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from ..model import JsonValue, PrimitiveKind, PrimitiveType
from .limits import number_within, text_within

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

_BY_FORMAT: Mapping[str, str] = {
    "date-time": "2026-01-15T09:30:00Z",
    "date": "2026-01-15",
    "time": "09:30:00Z",
    "duration": "PT1H30M",
    "byte": "SGVsbG8sIHdvcmxkIQ==",
    "base64": "SGVsbG8sIHdvcmxkIQ==",
    "base64url": "SGVsbG8sIHdvcmxkIQ",
    "decimal": "12.50",
    "email": "alex.morgan@example.com",
    "idn-email": "alex.morgan@example.com",
    "hostname": "api.example.com",
    "idn-hostname": "api.example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri-reference": "/reports/2026",
    "iri-reference": "/reports/2026",
    "uri-template": "/reports/{year}",
    "json-pointer": "/items/0",
    "relative-json-pointer": "0",
    "regex": "^[a-z]+$",
    "password": "correct-horse-battery-staple",
}
_BY_WORD: Mapping[str, str] = {
    "email": "alex.morgan@example.com",
    "phone": "+1 202 555 0142",
    "username": "alex",
    "login": "alex",
    "city": "Lisbon",
    "country": "PT",
    "currency": "EUR",
    "language": "en",
    "locale": "en-US",
    "timezone": "Europe/Lisbon",
    "zip": "1100-148",
    "postcode": "1100-148",
    "street": "12 Harbour Street",
    "address": "12 Harbour Street, Lisbon",
    "company": "Example Ltd",
    "host": "api.example.com",
    "hostname": "api.example.com",
    "ip": "192.0.2.1",
    "color": "#3366cc",
    "colour": "#3366cc",
    "version": "1.0.0",
    "path": "/reports/2026",
    "filename": "report.pdf",
    "file": "report.pdf",
    "sha": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
    "date": "2026-01-15",
    "timestamp": "2026-01-15T09:30:00Z",
    "description": "A few words about it.",
    "message": "Hello, world!",
    "comment": "Looks good to me.",
    "title": "Quarterly report",
    "query": "report",
    "search": "report",
    "q": "report",
    "tag": "blue",
    "label": "blue",
}
_BY_WORDS: Mapping[str, str] = {
    "first name": "Alex",
    "given name": "Alex",
    "last name": "Morgan",
    "family name": "Morgan",
    "full name": "Alex Morgan",
    "user name": "alex",
    "display name": "Alex Morgan",
    "file name": "report.pdf",
    "postal code": "1100-148",
    "zip code": "1100-148",
    "country code": "PT",
    "time zone": "Europe/Lisbon",
}
_INTEGERS: Mapping[str, int] = {
    "limit": 20,
    "size": 20,
    "count": 3,
    "total": 3,
    "offset": 0,
    "age": 30,
    "year": 2026,
    "month": 1,
    "day": 15,
    "hour": 9,
    "minute": 30,
    "port": 8080,
    "ms": 250,
    "seconds": 60,
    "bytes": 1024,
    "width": 640,
    "height": 480,
    "timestamp": 1768469400,
    "percent": 50,
}
_NUMBERS: Mapping[str, float] = {
    "price": 12.5,
    "amount": 12.5,
    "latitude": 38.7223,
    "lat": 38.7223,
    "longitude": -9.1393,
    "lng": -9.1393,
    "lon": -9.1393,
    "rate": 0.25,
}


def made_scalar(type_: PrimitiveType, name: str) -> JsonValue:
    """A scalar of the kind that its format and its name suggest."""
    words = [word.lower() for word in _WORD.findall(name)]
    last = words[-1] if words else ""
    match type_.kind:
        case PrimitiveKind.STRING:
            return text_within(type_.constraints, _made_string(type_.format or "", words, last))
        case PrimitiveKind.INTEGER | PrimitiveKind.NUMBER if type_.format == "unixtime":
            return number_within(type_.constraints, _INTEGERS["timestamp"], whole=True)
        case PrimitiveKind.INTEGER:
            return number_within(type_.constraints, _INTEGERS.get(last, 1), whole=True)
        case PrimitiveKind.NUMBER:
            wanted = _NUMBERS.get(last, float(_INTEGERS.get(last, 1)) + 0.5 * (last not in _INTEGERS))
            return number_within(type_.constraints, wanted, whole=False)
        case PrimitiveKind.BOOLEAN:
            return True
        case PrimitiveKind.NULL:
            return None


def _made_string(format_: str, words: list[str], last: str) -> str:
    if format_ in _BY_FORMAT:
        return _BY_FORMAT[format_]
    if format_ == "uuid" or last in {"uuid", "guid"}:
        return _uuid(" ".join(words))
    if format_ in {"uri", "url", "iri"} or last in {"url", "uri", "href", "link", "website"}:
        return f"https://example.com/{'-'.join(word for word in words if word not in {'url', 'uri'})}"
    found = _BY_WORDS.get(" ".join(words[-2:])) or _BY_WORD.get(last)
    if found is not None:
        return found
    if last in {"id", "key", "token", "secret", "code"}:
        return hashlib.sha256(" ".join(words).encode()).hexdigest()[:8]
    return " ".join(words) or "value"


def _uuid(text: str) -> str:
    """A UUID of version 8 (RFC 9562 section 5.8), made of the name."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"{digest[:8]}-{digest[8:12]}-8{digest[13:16]}-a{digest[17:20]}-{digest[20:32]}"
