"""What callers may give for a body: a value, a file, or what gives it piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import BinaryType, Body, BodyMedia, BodyStream, Streaming, TypeRef, UnionType
from ..python.annotations import Mode, annotation

_ITEMS = "Each item is sent as it comes from the iterable"
_PIECES = "It may be an iterable of bytes, each piece sent as it comes"
_ONCE = "; a call that failed on the way is not tried again with an iterator."


def body_annotation(alternatives: Iterable[BodyMedia], *, is_async: bool = False) -> str:
    """The annotation of a body in any of some media types, ``None`` included where it may be null."""
    alternatives = tuple(alternatives)
    plain = tuple(dict.fromkeys(media.type for media in alternatives if media.stream is None))
    names = [annotation(_union(plain), mode=Mode.INPUT)] if plain else []
    for media in alternatives:
        if media.stream is not None:
            names += _pieces(media, media.stream, is_async=is_async)
    if any(media.nullable for media in alternatives):
        names = [name.removesuffix(" | None") for name in names if name != "None"] + ["None"]
    return " | ".join(dict.fromkeys(names))


def streamed_words(body: Body) -> str:
    """What a description says of a body that can be sent piece by piece; empty where it cannot."""
    kinds = {media.stream.kind for media in body.alternatives if media.stream is not None}
    if not kinds:
        return ""
    return (_PIECES if kinds == {Streaming.BINARY} else _ITEMS) + _ONCE


def is_sent_in_pieces(body: Body | None) -> bool:
    """Whether callers may give a body piece by piece, so that async ones may do so asynchronously."""
    return body is not None and any(media.stream is not None for media in body.alternatives)


def _union(types: tuple[TypeRef, ...]) -> TypeRef:
    return types[0] if len(types) == 1 else UnionType(types)


def _pieces(media: BodyMedia, stream: BodyStream, *, is_async: bool) -> Iterator[str]:
    if stream.kind is Streaming.BINARY:
        if not isinstance(media.type, BinaryType):
            yield annotation(media.type, mode=Mode.INPUT)
        yield "AsyncUploadInput" if is_async else "UploadInput"
        return
    item = annotation(stream.item, mode=Mode.INPUT)
    files = [] if stream.kind is Streaming.PARTS else [annotation(BinaryType(), mode=Mode.INPUT)]
    if stream.kind is Streaming.SSE:
        item = f"{item} | ServerSentEvent[{item}]"
    yield f"Iterable[{item}]"
    if is_async:
        yield f"AsyncIterable[{item}]"
    yield from files
