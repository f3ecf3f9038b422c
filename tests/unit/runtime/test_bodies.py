"""Request bodies, byte for byte."""

from __future__ import annotations

import datetime
import email.parser
import email.policy
import io
import os
import traceback
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx2
import pytest
from pydantic import Field, JsonValue

from generator.runtime.formats import Binary
from generator.runtime.model import Model
from generator.runtime.operation import Body, BodyMedia, Encoding
from generator.runtime.unset import UNSET

from .support import Api, Owner, Pet, operation


class Upload(Model):
    """A form with files."""

    __nullable__ = ("note",)

    file: Binary | None = None
    files: list[Binary] | None = None
    meta: Owner | None = None
    note: str | None = None
    count: int | None = Field(default=None, alias="theCount")
    many: list[int] | None = None


class Patch(Model):
    """Absent and null are two things."""

    __nullable__ = ("owner",)

    owner: str | None = None
    name: str | None = None


def posts(*media: BodyMedia, required: bool = True) -> Any:
    return operation(method="POST", body=Body(argument="body", required=required, alternatives=media))


def send(api: Api, media: BodyMedia, body: object, **options: Any) -> str:
    """The body as text, and on the way what it is called."""
    api.call(posts(media), {"body": body}, options or None)
    return api.bodies[-1].decode()


JSON_PET = BodyMedia("application/json", lambda: Pet)


@pytest.mark.parametrize(
    "body",
    [
        Pet(id=1, pet_name="\u00fc", owner=Owner(name="A")),
        {"id": 1, "pet_name": "\u00fc", "owner": {"name": "A"}},
        {"id": 1, "pet_name": "\u00fc", "owner": Owner(name="A")},
    ],
)
def test_json_from_models_and_dicts(api: Api, body: object) -> None:
    assert send(api, JSON_PET, body) == '{"id":1,"petName":"\u00fc","owner":{"name":"A"}}'
    assert api.header("content-type") == "application/json"
    assert api.header("content-length") == str(len(api.bodies[0]))


@pytest.mark.parametrize("kind", ["application/merge-patch+json", "application/json; charset=utf-8", "text/json"])
def test_json_by_other_names(sync_api: Api, kind: str) -> None:
    assert send(sync_api, BodyMedia(kind, lambda: Pet), {"id": 1}) == '{"id":1}'
    assert sync_api.header("content-type") == kind


def test_absent_and_null_in_json(sync_api: Api) -> None:
    media = BodyMedia("application/merge-patch+json", lambda: Patch)
    assert send(sync_api, media, {"owner": None, "name": None}) == '{"owner":null}'
    assert send(sync_api, media, {"name": "A"}) == '{"name":"A"}'
    assert send(sync_api, media, {}) == "{}"


@pytest.mark.parametrize(
    ("type_", "value", "written"),
    [
        (list[int], [1, 2], "[1,2]"),
        (list[int], (1, 2), "[1,2]"),
        (dict[str, Decimal], {"a": Decimal("1.5")}, '{"a":1.5}'),
        (datetime.datetime, datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC), '"2026-01-02T00:00:00Z"'),
        (datetime.timedelta, datetime.timedelta(hours=1), '"PT1H"'),
        (JsonValue, {"a": [1, None, True]}, '{"a":[1,null,true]}'),
        (str, "x", '"x"'),
        (bool, False, "false"),
    ],
)
def test_json_of_other_types(sync_api: Api, type_: Any, value: object, written: str) -> None:
    assert send(sync_api, BodyMedia("application/json", lambda: type_), value) == written


def test_json_has_no_nan(sync_api: Api) -> None:
    with pytest.raises(ValueError, match="JSON"):
        send(sync_api, BodyMedia("application/json", lambda: float), float("nan"))


def test_a_body_that_does_not_fit_is_refused_by_python_names(sync_api: Api) -> None:
    with pytest.raises(
        ValueError, match=r"do\(\): argument 'body\.pet_name': Input should be a valid string"
    ) as raised:
        send(sync_api, JSON_PET, {"id": 1, "pet_name": 5 * 11111})
    assert "55555" not in "".join(traceback.format_exception(raised.value))
    assert sync_api.requests == []


@pytest.mark.parametrize(("nullable", "body", "written"), [(True, None, "null"), (True, UNSET, ""), (False, None, "")])
def test_optional_bodies(sync_api: Api, nullable: bool, body: object, written: str) -> None:
    media = BodyMedia("application/json", lambda: Pet, nullable=nullable)
    sync_api.call(posts(media, required=False), {"body": body})
    assert sync_api.bodies[-1].decode() == written
    assert sync_api.header("content-type") == ("application/json" if written else None)


@pytest.mark.parametrize("absent", [{}, {"body": None}, {"body": UNSET}])
def test_a_required_body(sync_api: Api, absent: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=r"do\(\).*'body'"):
        sync_api.call(posts(JSON_PET), absent)


SPREAD = BodyMedia(
    "application/json",
    lambda: Pet,
    fields=(("id", "id"), ("pet_name", "pet_name"), ("tags_body", "tags")),
)


def test_spread_bodies(sync_api: Api) -> None:
    sync_api.call(posts(SPREAD), {"id": 1, "pet_name": None, "tags_body": ["a"], "body": None})
    sync_api.call(posts(SPREAD), {"id": None, "pet_name": None, "body": {"id": 2}})
    assert sync_api.bodies == [b'{"id":1,"tags":["a"]}', b'{"id":2}']


def test_a_spread_body_and_a_whole_one_exclude_each_other(sync_api: Api) -> None:
    with pytest.raises(TypeError, match="'body' or 'id'"):
        sync_api.call(posts(SPREAD), {"id": 1, "body": {"id": 2}})


def test_a_spread_body_without_what_it_needs(sync_api: Api) -> None:
    with pytest.raises(TypeError, match=r"do\(\).*'id'.*'body'"):
        sync_api.call(posts(SPREAD), {"id": None, "pet_name": "x", "body": None})
    with pytest.raises(ValueError, match=r"do\(\): argument 'tags_body'"):
        sync_api.call(posts(SPREAD), {"id": 1, "tags_body": 5})
    with pytest.raises(ValueError, match=r"argument 'tags_body\[1\]'"):
        sync_api.call(posts(SPREAD), {"id": 1, "tags_body": ["a", 5]})


def test_spread_null(sync_api: Api) -> None:
    media = BodyMedia("application/json", lambda: Patch, fields=(("owner", "owner"), ("name", "name")))
    sync_api.call(posts(media), {"owner": None, "name": None})
    sync_api.call(posts(media), {"owner": UNSET, "name": "A"})
    assert sync_api.bodies == [b'{"owner":null}', b'{"name":"A"}']


def test_a_choice_of_media_types(sync_api: Api) -> None:
    chooses = posts(JSON_PET, BodyMedia("application/x-www-form-urlencoded", lambda: Pet))
    sync_api.call(chooses, {"body": {"id": 1}, "content_type": None})
    sync_api.call(chooses, {"body": {"id": 1}, "content_type": "application/x-www-form-urlencoded"})
    assert sync_api.bodies == [b'{"id":1}', b"id=1"]
    with pytest.raises(ValueError, match="text/csv"):
        sync_api.call(chooses, {"body": {"id": 1}, "content_type": "text/csv"})


def test_forms(sync_api: Api) -> None:
    body = {"id": 1, "pet_name": "a&b c", "tags": ["x", "y"], "owner": {"name": "A"}}
    written = send(sync_api, BodyMedia("application/x-www-form-urlencoded", lambda: Pet), body)
    assert written == "id=1&petName=a%26b%20c&owner=%7B%22name%22%3A%22A%22%7D&tags=x&tags=y"
    assert sync_api.header("content-type") == "application/x-www-form-urlencoded"


def test_forms_with_encodings(sync_api: Api) -> None:
    encodings = {
        "owner": Encoding(style="deepObject", explode=True),
        "tags": Encoding(style="pipeDelimited"),
        "petName": Encoding(allow_reserved=True),
    }
    media = BodyMedia("application/x-www-form-urlencoded", lambda: Pet, encodings=encodings)
    body = {"id": 1, "pet_name": "a/b", "tags": ["x", "y"], "owner": {"name": "A"}}
    assert send(sync_api, media, body) == "id=1&petName=a/b&owner%5Bname%5D=A&tags=x%7Cy"


def test_a_list_as_json_in_a_form(sync_api: Api) -> None:
    media = BodyMedia(
        "application/x-www-form-urlencoded",
        lambda: Pet,
        encodings={"tags": Encoding(content_type="application/json")},
    )
    assert send(sync_api, media, {"id": 1, "tags": ["x"]}) == "id=1&tags=%5B%22x%22%5D"


@pytest.mark.parametrize(
    ("kind", "value", "written", "sent"),
    [
        ("text/plain", "hu", b"hu", "text/plain"),
        ("text/plain", 5, b"5", "text/plain"),
        ("text/plain", "h\u00fc", b"h\xc3\xbc", "text/plain; charset=utf-8"),
        ("text/csv; header=absent", "\u00fc", b"\xc3\xbc", "text/csv; header=absent; charset=utf-8"),
        ("text/plain; charset=iso-8859-1", "h\u00fc", b"h\xfc", "text/plain; charset=iso-8859-1"),
        ('text/plain; charset="UTF-16LE"', "h", b"h\0", 'text/plain; charset="UTF-16LE"'),
        ("application/graphql", "\u00fc", b"\xc3\xbc", "application/graphql"),
    ],
)
def test_text(sync_api: Api, kind: str, value: object, written: bytes, sent: str) -> None:
    type_ = type(value)
    sync_api.call(posts(BodyMedia(kind, lambda: type_)), {"body": value})
    assert sync_api.bodies[-1] == written
    assert sync_api.header("content-type") == sent


@pytest.mark.parametrize("kind", ["text/plain; charset=ascii", "text/plain; charset=none-such"])
def test_text_that_its_charset_cannot_hold(sync_api: Api, kind: str) -> None:
    with pytest.raises(ValueError, match=r"do\(\): argument 'body': it cannot be written in"):
        send(sync_api, BodyMedia(kind, lambda: str), "\u00fc")
    with pytest.raises(ValueError, match="'body'"):
        send(sync_api, BodyMedia("application/json", lambda: str), "\ud800")


class Unseekable(io.RawIOBase):
    """A stream that can be read once."""

    def __init__(self, data: bytes) -> None:
        self.inner = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self.inner.read(size)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.txt"
    made.write_bytes(b"content")
    return made


def file_inputs(path: Path) -> Iterator[Any]:
    yield path
    yield b"content"
    yield bytearray(b"content")
    yield io.BytesIO(b"content")
    yield ("name.txt", path)


OCTETS = BodyMedia("application/octet-stream", lambda: bytes, stream="binary")


def test_raw_bytes_from_every_kind_of_file(api: Api, path: Path) -> None:
    for given in file_inputs(path):
        assert send(api, OCTETS, given) == "content"
        assert api.header("content-length") == "7"
        assert api.header("content-type") == "application/octet-stream"
        assert api.header("transfer-encoding") is None


def test_a_file_whose_length_nobody_knows(api: Api) -> None:
    assert send(api, OCTETS, Unseekable(b"content")) == "content"
    assert api.header("transfer-encoding") == "chunked"


def test_text_of_other_media_types(sync_api: Api) -> None:
    assert send(sync_api, BodyMedia("application/xml", lambda: str), "<a/>") == "<a/>"


def test_an_open_file_is_sent_from_where_it_stands(api: Api, path: Path) -> None:
    with path.open("rb") as opened:
        opened.read(3)
        assert send(api, OCTETS, opened) == "tent"
        assert api.header("content-length") == "4"


def test_a_large_file_is_read_in_pieces(api: Api, tmp_path: Path) -> None:
    large = tmp_path / "large.bin"
    large.write_bytes(os.urandom(300_000))
    api.call(posts(OCTETS), {"body": large})
    assert api.bodies[-1] == large.read_bytes()


@pytest.mark.parametrize(
    ("declared", "given", "sent"),
    [
        ("*/*", ("a.png", b"x"), "image/png"),
        ("image/*", ("a.bin", b"x", "image/webp"), "image/webp"),
        ("image/*", b"x", "application/octet-stream"),
        ("application/octet-stream", ("a.png", b"x", "image/png"), "image/png"),
        ("application/pdf", b"x", "application/pdf"),
        ("text/csv", b"x", "text/csv"),
    ],
)
def test_media_types_of_raw_bodies(sync_api: Api, declared: str, given: object, sent: str) -> None:
    assert send(sync_api, BodyMedia(declared, lambda: Binary), given) == "x"
    assert sync_api.header("content-type") == sent


def test_what_is_no_file_is_refused(sync_api: Api, path: Path) -> None:
    with pytest.raises(TypeError, match="'body' must be bytes, a path, an open file or an iterable, not int"):
        send(sync_api, OCTETS, 5)
    with path.open() as opened, pytest.raises(TypeError, match="binary"):
        send(sync_api, OCTETS, opened)
    with pytest.raises(TypeError, match="'body' must be bytes, a path"):
        send(sync_api, OCTETS, "a.txt")
    with pytest.raises(FileNotFoundError):
        send(sync_api, OCTETS, path.with_name("absent"))
    assert sync_api.requests == []


FORM_DATA = BodyMedia("multipart/form-data", lambda: Upload)


def parts(api: Api) -> list[tuple[str | None, str | None, str | None, str]]:
    """Name, file name, media type and content of each part, as an independent parser finds them."""
    head = f"Content-Type: {api.header('content-type')}\r\n\r\n".encode()
    parser = email.parser.BytesParser(policy=email.policy.HTTP)
    found = []
    for part in parser.parsebytes(head + api.bodies[-1]).iter_parts():  # type: ignore[attr-defined]
        name = part.get_param("name", header="content-disposition")
        kind = part["content-type"]
        found.append((name, part.get_filename(), kind, part.get_payload(decode=True).decode()))
    return found


def test_multipart(api: Api, path: Path) -> None:
    body = {"file": path, "meta": {"name": "A"}, "note": "h\u00fc", "count": 3, "many": [1, 2]}
    api.call(posts(FORM_DATA), {"body": body})
    assert parts(api) == [
        ("file", "a.txt", "text/plain", "content"),
        ("meta", None, "application/json", '{"name":"A"}'),
        ("note", None, None, "h\u00fc"),
        ("theCount", None, None, "3"),
        ("many", None, None, "1"),
        ("many", None, None, "2"),
    ]
    assert api.header("content-length") == str(len(api.bodies[-1]))


def test_multipart_from_every_kind_of_file(api: Api, path: Path) -> None:
    files = [*file_inputs(path), ("b.png", b"content", "image/webp"), (None, b"content")]
    api.call(posts(FORM_DATA), {"body": {"files": files}})
    assert parts(api) == [
        ("files", "a.txt", "text/plain", "content"),
        ("files", "upload", "application/octet-stream", "content"),
        ("files", "upload", "application/octet-stream", "content"),
        ("files", "upload", "application/octet-stream", "content"),
        ("files", "name.txt", "text/plain", "content"),
        ("files", "b.png", "image/webp", "content"),
        ("files", "upload", "application/octet-stream", "content"),
    ]


def test_multipart_from_a_model(sync_api: Api, path: Path) -> None:
    sync_api.call(posts(FORM_DATA), {"body": Upload(file=path, note="x")})  # type: ignore[arg-type]
    assert [part[0] for part in parts(sync_api)] == ["file", "note"]


def test_multipart_with_encodings(sync_api: Api) -> None:
    encodings = {
        "file": Encoding(content_type="image/png, image/jpeg"),
        "note": Encoding(content_type="text/markdown"),
        "many": Encoding(content_type="application/json"),
    }
    media = BodyMedia("multipart/form-data", lambda: Upload, encodings=encodings)
    sync_api.call(posts(media), {"body": {"file": b"x", "note": "n", "many": [1]}})
    assert parts(sync_api) == [
        ("file", "upload", "image/png", "x"),
        ("note", None, "text/markdown", "n"),
        ("many", None, "application/json", "[1]"),
    ]


def test_names_of_parts_cannot_break_out(sync_api: Api) -> None:
    sync_api.call(posts(FORM_DATA), {"body": {"file": ('a"\r\nX: 1.txt', b"x")}})
    assert b'filename="a%22%0D%0AX: 1.txt"\r\n' in sync_api.bodies[-1]
    with pytest.raises(ValueError, match="control"):
        sync_api.call(posts(FORM_DATA), {"body": {"file": ("a", b"x", "text/plain\r\nX: 1")}})


def test_extra_body(sync_api: Api) -> None:
    written = send(sync_api, JSON_PET, {"id": 1}, extra_body={"id": 2, "more": [datetime.date(2026, 1, 2)]})
    assert written == '{"id":2,"more":["2026-01-02"]}'
    with pytest.raises(TypeError, match="extra_body"):
        send(sync_api, BodyMedia("application/json", lambda: list[int]), [1], extra_body={"a": 1})
    with pytest.raises(TypeError, match="extra_body"):
        send(sync_api, OCTETS, b"x", extra_body={"a": 1})
    with pytest.raises(TypeError, match="extra_body"):
        sync_api.call(operation(), {}, {"extra_body": {"a": 1}})


def test_extra_body_alone(sync_api: Api) -> None:
    sync_api.call(posts(JSON_PET, required=False), {}, {"extra_body": {"a": 1}})
    assert sync_api.bodies == [b'{"a":1}']


def test_a_caller_can_name_another_media_type(sync_api: Api) -> None:
    send(sync_api, JSON_PET, {"id": 1}, extra_headers={"content-TYPE": "application/vnd.pets+json"})
    assert sync_api.requests[-1].headers.get_list("content-type") == ["application/vnd.pets+json"]


def test_a_file_that_can_be_replayed_is_sent_again(api: Api, path: Path) -> None:
    with path.open("rb") as opened:
        opened.read(3)
        for given, written in ((path, b"content"), (opened, b"tent")):
            api.answers = [httpx2.Response(503), httpx2.Response(200)]
            puts = operation(method="PUT", body=Body(argument="body", required=True, alternatives=(OCTETS,)))
            api.call(puts, {"body": given}, {"retries": 1})
            assert api.bodies[-2:] == [written, written]
