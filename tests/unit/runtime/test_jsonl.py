"""JSON Lines and JSON text sequences, in every chunking."""

from __future__ import annotations

import pytest

from generator.runtime.jsonl import LineParser, parser, write_lines

LINES = "application/jsonl"
SEQUENCE = "application/json-seq"


@pytest.mark.parametrize(
    ("kind", "data", "found", "rest"),
    [
        (LINES, b'{"a":1}\n{"a":2}\n', [b'{"a":1}', b'{"a":2}'], []),
        (LINES, b'{"a":1}\r\n\r\n  \n2\n', [b'{"a":1}', b"2"], []),
        (LINES, b"1\n2", [b"1"], [b"2"]),
        (LINES, '"\u2028\x85"\n'.encode(), ['"\u2028\x85"'.encode()], []),
        (LINES, b"", [], []),
        (SEQUENCE, b'\x1e{"a":1}\n\x1e[2]\n', [b'{"a":1}', b"[2]"], []),
        (SEQUENCE, b'\x1e{"a":\n1}\n\x1e3', [b'{"a":\n1}'], [b"3"]),
        (SEQUENCE, b"\x1e\x1e\x1e1\n", [b"1"], []),
    ],
)
def test_texts(kind: str, data: bytes, found: list[bytes], rest: list[bytes]) -> None:
    whole = parser(kind)
    assert whole.feed(data) == found
    assert whole.end() == rest
    cut = parser(kind)
    assert [text for i in range(len(data)) for text in cut.feed(data[i : i + 1])] == found
    assert cut.end() == rest


def test_a_text_of_a_sequence_is_not_held_back_until_the_next_one() -> None:
    sequence = parser(SEQUENCE)
    assert sequence.feed(b'\x1e{"a": 1}\n') == [b'{"a": 1}']
    assert sequence.feed(b'\x1e{"a":\n') == []
    assert sequence.partial == b'{"a":'
    assert sequence.feed(b"2}\n") == [b'{"a":\n2}']


def test_what_is_written_is_read_back() -> None:
    texts = [b"1", b'{"a":"\\n"}', b"null"]
    for kind in (LINES, SEQUENCE):
        assert parser(kind).feed(b"".join(write_lines(texts, kind))) == texts
    assert b"".join(write_lines(texts[:1], SEQUENCE)) == b"\x1e1\n"


def test_long_lines_in_small_pieces_are_joined_once() -> None:
    lines = LineParser()
    for _ in range(20_000):
        assert lines.feed(b"x" * 50) == []
    assert len(lines.feed(b"\n")[0]) == 1_000_000
