"""Server-sent events to the letter of the HTML standard: its own examples, and every way to cut the bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.runtime.sse import EventParser, RawEvent


def event(data: str, name: str = "message", id_: str = "", retry: int | None = None) -> RawEvent:
    return RawEvent(name, data, id_, retry)


CASES = {
    "the first example of 9.2.6": (
        b"data: YHOO\ndata: +2\ndata: 10\n\n",
        [event("YHOO\n+2\n10")],
    ),
    "the second example of 9.2.6": (
        b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
        [event("first event", id_="1"), event("second event"), event(" third event")],
    ),
    "the third example of 9.2.6: the last block is incomplete": (
        b"data\n\ndata\ndata\n\ndata:",
        [event(""), event("\n")],
    ),
    "the fourth example of 9.2.6": (b"data:test\n\ndata: test\n\n", [event("test"), event("test")]),
    "CR": (b"data: a\rdata: b\r\r", [event("a\nb")]),
    "CRLF": (b"data: a\r\ndata: b\r\n\r\n", [event("a\nb")]),
    "mixed line ends": (b"data: a\r\ndata: b\ndata: c\r\n\n", [event("a\nb\nc")]),
    "a byte order mark": (b"\xef\xbb\xbfdata: a\n\n", [event("a")]),
    "only one byte order mark": (b"\xef\xbb\xbf\xef\xbb\xbfdata: a\n\ndata: b\n\n", [event("b")]),
    "no byte order mark later": (b"data: a\n\n\xef\xbb\xbfdata: b\n\n", [event("a")]),
    "a name": (b"event: add\ndata: 1\n\n", [event("1", "add")]),
    "an empty name": (b"event:\ndata: 1\n\n", [event("1")]),
    "the name is of one event": (b"event: add\ndata: 1\n\ndata: 2\n\n", [event("1", "add"), event("2")]),
    "a name without data": (b"event: add\n\ndata: 2\n\n", [event("2")]),
    "an id stays": (b"id: 7\ndata: 1\n\ndata: 2\n\n", [event("1", id_="7"), event("2", id_="7")]),
    "an id without data": (b"id: 7\n\ndata: 2\n\n", [event("2", id_="7")]),
    "an empty id takes it back": (b"id: 7\ndata: 1\n\nid:\ndata: 2\n\n", [event("1", id_="7"), event("2")]),
    "an id with NUL is ignored": (b"id: 7\nid: 8\0\ndata: 1\n\n", [event("1", id_="7")]),
    "a pause": (b"retry: 100\ndata: 1\n\ndata: 2\n\n", [event("1", retry=100), event("2")]),
    "no pause": (b"retry: 1.5\nretry: -1\nretry:\nretry: \xc2\xb2\ndata: 1\n\n", [event("1")]),
    "one space is taken away": (b"data:  a\ndata:\tb\ndata:c\n\n", [event(" a\n\tb\nc")]),
    "a colon in the value": (b'data: {"a": 1}\n\n', [event('{"a": 1}')]),
    "fields nobody knows": (b"Data: 1\n data: 2\nfoo: 3\ndata: 4\n\n", [event("4")]),
    "empty data is an event": (b"data:\n\n", [event("")]),
    "no data is none": (b"event: a\n\n\n: b\n\n", []),
    "bytes that are no UTF-8": (b"data: a\xffb\n\n", [event("a\ufffdb")]),
    "a line separator of Unicode is text": ("data: a\u2028b\x85c\x0bd\n\n".encode(), [event("a\u2028b\x85c\x0bd")]),
    "NUL is text elsewhere": (b"event: a\0\ndata: b\0\n\n", [event("b\0", "a\0")]),
}


@pytest.mark.parametrize("name", CASES)
def test_streams_and_their_events(name: str) -> None:
    data, expected = CASES[name]
    assert EventParser().feed(data) == expected


@pytest.mark.parametrize("name", CASES)
def test_byte_by_byte(name: str) -> None:
    data, expected = CASES[name]
    parser = EventParser()
    assert [found for i in range(len(data)) for found in parser.feed(data[i : i + 1])] == expected


@given(st.lists(st.sampled_from(list(CASES)), min_size=1, max_size=3), st.lists(st.integers(1, 9)))
def test_any_chunking(names: list[str], sizes: list[int]) -> None:
    data = b"\n".join(CASES[name][0] for name in names)
    parser, found = EventParser(), []
    rest = data
    for size in sizes:
        found += parser.feed(rest[:size])
        rest = rest[size:]
    assert [*found, *parser.feed(rest)] == EventParser().feed(data)


def test_what_to_reconnect_with() -> None:
    parser = EventParser()
    parser.feed(b"id: 1\nretry: 5\ndata: a\n\nid: 2\ndata: b\n")
    assert (parser.last_event_id, parser.retry) == ("1", 5)
    parser.feed(b"\n")
    assert parser.last_event_id == "2"
    again = EventParser(parser.last_event_id, parser.retry)
    assert again.feed(b"data: c\n\n") == [event("c", id_="2")]
    assert (again.last_event_id, again.retry) == ("2", 5)


def test_what_is_not_complete() -> None:
    parser = EventParser()
    parser.feed(b"data: a\n\n: comment\ndata: b\nda")
    assert parser.partial == b"data: b\nda"
    parser.feed(b"ta: c\n\n: comment\n")
    assert parser.partial == b""
