"""Downloads of both colours: into memory and into files, whole or not at all."""

from __future__ import annotations

import gc
import gzip
import io
from pathlib import Path
from typing import Any

import httpx2
import pytest

from generator.runtime.disposition import file_name
from generator.runtime.errors import APIConnectionError, APITimeoutError, NotFoundError, ResponseValidationError
from generator.runtime.operation import ResponseCase, RetryPolicy, StreamOperation

from .support import Api, json_response, operation
from .test_streams import answer, wires

PDF = "application/pdf"
CASES = (ResponseCase("200", PDF, lambda: bytes, stream="binary"),)
GET: StreamOperation[Any, Any] = StreamOperation(id="report", method="GET", path="/report", responses=CASES)
DATA = bytes(range(256)) * 40


def pdf(*pieces: bytes | Exception, kind: str = PDF, **headers: str) -> httpx2.Response:
    return answer(*pieces, kind=kind, **headers)


def download(api: Api, way: str, *arguments: Any, options: Any = None, **client: Any) -> Any:
    """What a method of the download gives; a loop gives a list."""

    def use(sdk: Any) -> Any:
        made = sdk._send(GET, {}, options).data
        result = getattr(made, way)(*arguments)
        return list(result) if way == "iter_bytes" else result

    async def use_async(sdk: Any) -> Any:
        made = (await sdk._send(GET, {}, options)).data
        result = getattr(made, way)(*arguments)
        return [piece async for piece in result] if way == "iter_bytes" else await result

    return api.use(use_async if api.is_async else use, **client)


def test_into_memory(api: Api) -> None:
    api.answers = [pdf(DATA[:100], DATA[100:])]
    assert download(api, "read") == DATA
    assert wires(api)[0].is_closed
    assert api.header("Accept") == PDF


def test_piece_by_piece(api: Api) -> None:
    api.answers = [pdf(DATA[:100], DATA[100:])]
    assert download(api, "iter_bytes") == [DATA[:100], DATA[100:]]
    api.answers = [pdf(b"abcde", b"fg", b"hijk")]
    assert download(api, "iter_bytes", 4) == [b"abcd", b"efgh", b"ijk"]
    with pytest.raises(ValueError, match="chunk_size"):
        download(api, "iter_bytes", 0)


def test_into_a_file(api: Api, tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old")
    for given in (target, str(target)):
        api.answers = [pdf(DATA[:100], DATA[100:])]
        assert download(api, "write_to", given) == len(DATA)
        assert target.read_bytes() == DATA
    assert [p.name for p in tmp_path.iterdir()] == ["report.pdf"]
    opened = io.BytesIO()
    api.answers = [pdf(DATA)]
    assert download(api, "write_to", opened) == len(DATA)
    assert opened.getvalue() == DATA
    with (tmp_path / "raw").open("wb", buffering=0) as raw:
        api.answers = [pdf(DATA)]
        download(api, "write_to", raw)
    assert (tmp_path / "raw").read_bytes() == DATA


def test_a_file_is_whole_or_as_it_was(api: Api, tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old")
    for broken in (pdf(DATA, httpx2.ReadError("gone")), pdf(DATA, content_length="99999")):
        api.answers = [broken]
        with pytest.raises(APIConnectionError):
            download(api, "write_to", target)
        assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("report.pdf", b"old")]
        assert wires(api)[0].is_closed
    api.answers = [pdf(DATA)]
    with pytest.raises(IsADirectoryError):
        download(api, "write_to", tmp_path)
    with pytest.raises(FileNotFoundError):
        download(api, "write_to", tmp_path / "none" / "report.pdf")


def test_a_link_stays_a_link(sync_api: Api, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "report.pdf")
    sync_api.answers = [pdf(DATA)]
    download(sync_api, "write_to", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "report.pdf").read_bytes() == DATA


def test_the_length_must_be_the_one_that_was_told(api: Api) -> None:
    api.answers = [pdf(DATA, content_length=str(len(DATA)))]
    assert download(api, "read") == DATA
    api.answers = [pdf(b"abc", content_length="4")]
    with pytest.raises(APIConnectionError, match="3 of 4 bytes"):
        download(api, "read")


def test_a_connection_that_fails(api: Api) -> None:
    api.answers = [pdf(b"a", httpx2.ReadError("gone")), pdf(b"b")]
    with pytest.raises(APIConnectionError, match="gone"):
        download(api, "read", retries=RetryPolicy())
    assert len(api.requests) == 1
    api.answers = [pdf(b"a", httpx2.ReadTimeout("slow"))]
    with pytest.raises(APITimeoutError):
        download(api, "iter_bytes")


def test_a_failure_is_raised_as_ever(api: Api) -> None:
    api.answers = [json_response({"message": "no such report"}, 404)]
    with pytest.raises(NotFoundError, match="no such report"):
        download(api, "read")


def test_what_the_answer_tells(sync_api: Api) -> None:
    head = {"content_disposition": 'attachment; filename="a b.pdf"', "content_length": "5"}
    sync_api.answers = [pdf(b"hello", **head)]
    made = sync_api.call(GET).data  # and the client is closed
    assert (made.content_type, made.content_length, made.filename) == (PDF, 5, "a b.pdf")
    assert made.headers["content-length"] == "5"
    assert made.http_response.status_code == 200
    assert repr(made) == "<Download of report (closed)>"
    sync_api.answers = [pdf(gzip.compress(b"hello"), content_encoding="gzip", content_length="25")]
    packed = sync_api.call(GET).data
    assert (packed.content_length, packed.filename) == (None, None)
    sync_api.answers = [pdf(gzip.compress(b"hello"), content_encoding="gzip", content_length="25")]
    assert download(sync_api, "read") == b"hello"


def test_it_is_read_once_unless_it_was_read_whole(api: Api) -> None:
    def use(sdk: Any) -> Any:
        made = sdk._send(GET, {}, None).data
        assert (made.read(), made.read(), list(made.iter_bytes(3))) == (b"hello", b"hello", [b"hel", b"lo"])
        made = sdk._send(GET, {}, None).data
        assert list(made.iter_bytes()) == [b"hello"]
        for again in (made.read, made.iter_bytes):
            with pytest.raises(ValueError, match="already"):
                again()

    async def use_async(sdk: Any) -> Any:
        made = (await sdk._send(GET, {}, None)).data
        assert (await made.read(), await made.read()) == (b"hello", b"hello")
        assert [piece async for piece in made.iter_bytes(3)] == [b"hel", b"lo"]
        made = (await sdk._send(GET, {}, None)).data
        assert [piece async for piece in made.iter_bytes()] == [b"hello"]
        with pytest.raises(ValueError, match="already"):
            await made.read()
        with pytest.raises(ValueError, match="already"):
            made.iter_bytes()

    api.answers = [pdf(b"hello"), pdf(b"hello")]
    api.use(use_async if api.is_async else use)


def test_leaving_it_closes_the_connection(api: Api) -> None:
    def use(sdk: Any) -> Any:
        for _ in sdk._send(GET, {}, None).data.iter_bytes():
            break
        with sdk._send(GET, {}, None).data:
            pass
        sdk._send(GET, {}, None)
        gc.collect()

    async def use_async(sdk: Any) -> Any:
        async for _ in (await sdk._send(GET, {}, None)).data.iter_bytes():
            break
        async with (await sdk._send(GET, {}, None)).data:
            pass
        await sdk._send(GET, {}, None)
        gc.collect()

    answers = api.answers = [pdf(b"1", b"2"), pdf(b"3", b"4"), pdf(b"5"), pdf()]
    opened = wires(api)
    api.use(use_async if api.is_async else use)
    assert len(answers) == 1
    assert [wire.is_closed for wire in opened[:3]] == [True, True, True]


def test_another_content_type_is_told_of(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    api.answers = [pdf(b"<html>", kind="text/html")]
    assert download(api, "read") == b"<html>"
    assert caplog.messages[0].endswith("the content type is text/html, not application/pdf")
    api.answers = [pdf(b"<html>", kind="text/html")]
    with pytest.raises(ResponseValidationError, match="text/html"):
        download(api, "read", strict_responses=True)
    assert wires(api)[0].is_closed


def test_no_content_is_an_empty_file(api: Api) -> None:
    api.answers = [httpx2.Response(204)]
    assert download(api, "read") == b""


def bomb(size: int = 2 * 2**20) -> bytes:
    return gzip.compress(bytes(size))


SMALL: Any = {"max_unpacked": 2**20}


def test_small_answers_that_unpack_to_huge_ones_are_refused(api: Api) -> None:
    api.answers = [pdf(bomb(), content_encoding="gzip"), pdf(b"1")]
    with pytest.raises(APIConnectionError, match="were unpacked to more than"):
        download(api, "read", retries=RetryPolicy(), options=SMALL)
    api.answers = [pdf(bomb(), kind="application/json", content_encoding="gzip"), json_response([])]
    lists = operation(responses=(ResponseCase("200", "application/json", lambda: list[int]),))
    with pytest.raises(APIConnectionError, match="were unpacked to more than"):
        api.call(lists, options=SMALL, retries=RetryPolicy())
    assert len(api.requests) == 2


def test_what_is_large_in_earnest_is_not_refused(api: Api) -> None:
    api.answers = [pdf(*[b"x" * 2**16] * 40)]
    assert len(download(api, "read", options=SMALL)) == 40 * 2**16
    api.answers = [pdf(bomb(), content_encoding="gzip")]
    assert len(download(api, "read")) == 2 * 2**20
    with pytest.raises(ValueError, match="max_unpacked"):
        download(api, "read", options={"max_unpacked": -1})


def test_a_failure_that_unpacks_to_too_much_keeps_its_status(api: Api) -> None:
    api.answers = [answer(bomb(), kind="application/json", status=404, content_encoding="gzip")]
    with pytest.raises(NotFoundError):
        api.call(GET, options=SMALL)


def test_an_answer_that_is_packed_in_earnest(api: Api) -> None:
    packed = gzip.compress(b'"hello"')
    api.answers = [answer(packed, kind="application/json", content_encoding="gzip")]
    response = api.call(operation(responses=(ResponseCase("200", "application/json", lambda: str),)))
    assert (response.data, response.headers["content-encoding"]) == ("hello", "gzip")
    assert response.http_response.elapsed


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("", None),
        ("attachment", None),
        ("attachment; filename=example.html", "example.html"),
        ('INLINE; FILENAME= "an example.html"', "an example.html"),
        ("attachment; filename*= UTF-8''%e2%82%ac%20rates", "€ rates"),
        ("attachment; filename=\"EURO rates\"; filename*=utf-8''%e2%82%ac%20rates", "€ rates"),
        ("attachment; filename*=UTF-8''bad%ff; filename=x", "bad\ufffd"),
        ("attachment; filename*=koi8-r''x; filename=y", "y"),
        (r'attachment; filename="a \"b\".txt"', "a _b_.txt"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ("attachment; filename*=UTF-8''..%2f..%2fetc%2fpasswd", "passwd"),
        ("attachment; filename=C:\\temp\\x.txt", "x.txt"),
        ('attachment; filename=".."', None),
        ('attachment; filename="a\0b\x1b[0m"', "ab[0m"),
        ('attachment; filename="con.txt"', "_con.txt"),
        ('attachment; filename="a:b|c?.txt"', "a_b_c_.txt"),
        ('attachment; filename="semi;colon.txt"', "semi;colon.txt"),
    ],
)
def test_file_names(header: str, name: str | None) -> None:
    assert file_name(header) == name
