"""Request bodies, written as their media type has it (OpenAPI 3.1 sections 4.8.13 to 4.8.15)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from . import styles
from .arguments import refuse
from .operation import Body, BodyMedia, Operation
from .parameters import header_value
from .unset import UNSET
from .uploads import Upload, as_file, guess_type, is_file
from .wire import as_request, to_wire, to_wire_as, validate_input

if TYPE_CHECKING:
    from .sequences import PieceUpload

_FORM = "application/x-www-form-urlencoded"
_JSON = frozenset({"application/json", "text/json"})


@dataclass(frozen=True, slots=True)
class Content:
    """A body ready to be sent."""

    data: bytes | Upload | PieceUpload
    content_type: str

    @property
    def is_replayable(self) -> bool:
        """Whether it can be sent a second time."""
        return isinstance(self.data, bytes) or self.data.is_replayable


def read_body(
    operation: Operation[Any],
    arguments: Mapping[str, object],
    extra: Mapping[str, object] | None,
) -> Content | None:
    """Write the body of a call; ``extra`` is merged into a JSON object. ``None`` where there is none.

    Raises ``TypeError`` where arguments are missing, exclude each other or are of a wrong kind,
    ``ValueError`` where the body does not fit the API's description or cannot be written in its media
    type, and ``OSError`` where a file cannot be found. They name the argument, and show no values.
    """
    body = operation.body
    if body is None:
        if extra:
            raise TypeError(f"{operation.id}() has no body for extra_body")
        return None
    media = _choose(operation.id, body, arguments.get("content_type"))
    value = _value(operation.id, body, media, arguments)
    if value is UNSET:
        if extra is None:
            return None
        value = {}
    if extra and not is_json(essence(media.media_type)):
        raise TypeError(f"extra_body needs a JSON body, not {media.media_type}")
    try:
        return write(media, value, extra)
    except (TypeError, ValueError) as error:
        refuse(operation.id, body.argument, error)


def write(
    media: BodyMedia, value: Any, extra: Mapping[str, object] | None = None
) -> Content:
    """A checked value in a media type, without what only answers hold."""
    return as_request(_write, media, value, extra)


def _write(media: BodyMedia, value: Any, extra: Mapping[str, object] | None) -> Content:
    kind = essence(media.media_type)
    if is_json(kind):
        return Content(
            _json(to_wire_as(media.type, value), extra), _concrete(media.media_type)
        )
    if media.xml is not None and not is_file(value):
        from .xml_writer import write_xml  # noqa: PLC0415 - few APIs speak XML

        return Content(write_xml(media.xml(), value), media.media_type)
    is_form = kind == _FORM or kind.startswith("multipart/")
    if is_form and not hasattr(value, "sync_pieces"):
        return _form(media, value, kind)
    if is_file(value):
        return _raw(value, media.media_type)
    if hasattr(value, "sync_pieces"):
        return Content(value, value.content_type or media.media_type)
    return _text(value, media.media_type)


def essence(media_type: str) -> str:
    """A media type without its parameters, in lower case (RFC 9110 section 8.3.1)."""
    return media_type.partition(";")[0].strip().lower()


def is_json(kind: str) -> bool:
    """Whether a media type is JSON, or says so by its suffix (RFC 6839 section 3.1)."""
    return kind in _JSON or kind.endswith("+json")


def _choose(name: str, body: Body, wanted: object) -> BodyMedia:
    if wanted is None:
        return body.alternatives[0]
    for media in body.alternatives:
        if media.media_type == wanted:
            return media
    known = ", ".join(repr(media.media_type) for media in body.alternatives)
    raise ValueError(f"{name}(): content_type must be one of {known}, not {wanted!r}")


def _value(
    name: str, body: Body, media: BodyMedia, arguments: Mapping[str, object]
) -> object:
    """The body as its model has it, or ``UNSET`` where there is none."""
    whole = arguments.get(body.argument)
    if media.fields:
        if whole is None or whole is UNSET:
            return _gathered(name, body, media, arguments)
        given = [
            argument
            for argument, _ in media.fields
            if arguments.get(argument) not in (None, UNSET)
        ]
        if given:
            raise TypeError(
                f"{name}() takes {body.argument!r} or {given[0]!r}, not both"
            )
    if whole is UNSET or (whole is None and not media.nullable):
        if body.required:
            raise TypeError(f"{name}() needs the argument {body.argument!r}")
        return UNSET
    if whole is None:
        return None
    if not is_json(essence(media.media_type)):
        if is_file(whole):
            return whole
        if media.stream:
            from . import sequences  # noqa: PLC0415 - few bodies are one

            if sequences.is_sequence(whole, is_parts=media.stream == "parts"):
                return sequences.write_sequence(media, whole, name, body.argument)
        _refuse_no_file(name, body, media, whole)
    try:
        return validate_input(media.type, whole)
    except ValidationError as error:
        refuse(name, body.argument, error)


def _refuse_no_file(name: str, body: Body, media: BodyMedia, whole: object) -> None:
    """Refuse what is no file where one is wanted.

    A text may be meant as its path, or as its content: the caller must say.
    """
    type_ = media.type()
    if type_ is not bytes and (not media.stream or type_ is str):
        return
    if media.stream == "parts" and isinstance(whole, list | tuple):
        return
    kind = "text" if isinstance(whole, str) else type(whole).__name__
    wanted = "bytes, a path or an open file"
    if media.stream:
        wanted = "bytes, a path, an open file or an iterable"
    raise TypeError(f"{name}(): {body.argument!r} must be {wanted}, not {kind}")


def _gathered(
    name: str, body: Body, media: BodyMedia, arguments: Mapping[str, object]
) -> object:
    """The body made of the arguments that it is spread into."""
    data = {
        field: value
        for argument, field in media.fields
        if (value := arguments.get(argument)) is not UNSET
    }
    try:
        return validate_input(media.type, data)
    except ValidationError as error:
        places = {e["loc"] for e in error.errors(include_url=False)}
        for argument, field in media.fields:
            if (field,) in places and data.get(field) is None:
                raise TypeError(
                    f"{name}() needs the argument {argument!r}, or else {body.argument!r}"
                ) from None
        refuse(name, body.argument, error, {f: a for a, f in media.fields})


def _json(data: object, extra: Mapping[str, object] | None) -> bytes:
    if extra:
        if not isinstance(data, dict):
            raise TypeError("extra_body needs a body that is an object")
        data = {**data, **{name: to_wire(value) for name, value in extra.items()}}
    return styles.encode_json(data)


def _concrete(media_type: str) -> str:
    """What a request says where the document says ``application/*+json``."""
    return "application/json" if "*" in media_type else media_type


def _form(media: BodyMedia, value: object, kind: str) -> Content:
    from .forms import write_form, write_multipart  # noqa: PLC0415 - few bodies are one

    if kind == _FORM:
        return Content(write_form(value, media.encodings), media.media_type)
    data, boundary = write_multipart(value, media)
    return Content(data, f"{kind}; boundary={boundary}")


def _text(value: object, media_type: str) -> Content:
    """Text in the charset that the media type names, else in UTF-8, which is then told where it matters.

    Raises ``ValueError`` where the charset has no such character.
    """
    written = styles.plain_text(value)
    _, _, named = media_type.lower().partition("charset=")
    charset = named.partition(";")[0].strip(' "')
    if not charset and media_type.startswith("text/") and not written.isascii():
        media_type += "; charset=utf-8"
    try:
        return Content(written.encode(charset or "utf-8"), media_type)
    except (LookupError, UnicodeEncodeError):
        raise ValueError(f"it cannot be written in {charset or 'UTF-8'}") from None


def _raw(value: object, media_type: str) -> Content:
    file = as_file(value)
    kind = file.content_type or media_type
    if "*" in kind:
        kind = guess_type(file.name)
    return Content(Upload([file]).loaded(), header_value(kind))
