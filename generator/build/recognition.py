"""Pagination as the shapes of request and answer show it, where both clearly do and nothing declares it.

What a call returns depends on it, so that a doubt is a no: each rule asks for one list of objects in the
answer, for a parameter that takes the position, and for what in the answer leads on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

from ..document import Node
from ..model import (
    Field,
    Location,
    ModelType,
    Operation,
    PageInput,
    PageStyle,
    Pagination,
    Parameter,
    PrimitiveKind,
    PrimitiveType,
    TypeRef,
    UnionType,
)
from .answer_fields import AnswerFields

_CURSORS = frozenset(
    [
        "cursor",
        "after",
        "pagetoken",
        "nextpagetoken",
        "nexttoken",
        "nextcursor",
        "continuationtoken",
        "continuation",
        "paginationtoken",
        "pagecursor",
        "pageafter",
        "aftercursor",
        "startcursor",
        "startingtoken",
        "marker",
        "pagemarker",
        "scrollid",
    ]
)
_NEXT_CURSORS = frozenset(
    [
        "nextcursor",
        "nextpagetoken",
        "nexttoken",
        "nextcontinuationtoken",
        "nextpagecursor",
        "nextmarker",
        "nextpaginationtoken",
        "nextscrollid",
        "cursornext",
    ]
)
_ECHOED = frozenset({"continuationtoken", "endcursor"})
"""Names that say on either side where to go on, and nothing else."""
_INNER_CURSORS = frozenset({"next", "after"})
"""What is a cursor among others only: ``cursors.after``."""
_NEXT_URLS = frozenset(["nextlink", "nexturl", "nextpageurl", "nextpagelink", "nexthref", "odatanextlink"])
_NEXT_URIS = frozenset({"nexturi", "nextpageuri"})
"""What is relative to a place of the server's own choice, unless it is said to be a URI."""
_AROUND = frozenset(
    [
        "meta",
        "metadata",
        "pagination",
        "paging",
        "page",
        "pageinfo",
        "links",
        "cursors",
        "responsemetadata",
        "paginginfo",
        "paginationinfo",
        "pagingmetadata",
        "paginationmetadata",
    ]
)
_WRAPPERS = frozenset({"data", "result", "response", "payload"})
_NUMBERS = frozenset(["page", "pagenumber", "pageno", "pagenum"])
_OFFSETS = frozenset({"offset", "pageoffset", "skip"})
_SIZES = frozenset(
    [
        "limit",
        "pagesize",
        "perpage",
        "size",
        "count",
        "pagelimit",
        "maxresults",
        "maxitems",
        "maxpagesize",
        "top",
        "take",
        "resultsperpage",
        "itemsperpage",
        "numitems",
    ]
)
_MORE = frozenset(["hasmore", "hasnext", "hasnextpage", "moreavailable", "hasmoreitems", "hasmoreresults"])
_PAGES = frozenset(["totalpages", "pagecount", "numpages", "lastpage", "pagetotal", "numberofpages", "pagestotal"])
_TOTALS = frozenset(["total", "totalcount", "totalresults", "totalitems", "totalrecords", "totalelements"])
_URIS = frozenset({"uri", "url", "uri-reference", "iri"})
_LINK = "link"
_BESIDE = frozenset({"errors", "warnings"})
"""Lists that answers have beside that of the items."""
_ONWARD = re.compile(r"\b(next|subsequent|following)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    """A field of the answer: its names from the outside in, spelled alike, in Python, and as the document has them."""

    words: tuple[str, ...]
    names: tuple[str, ...]
    path: str
    field: Field

    @property
    def word(self) -> str:
        return self.words[-1]


@dataclass(frozen=True, slots=True)
class Shape:
    """What is looked at: an operation, its answer, and its node in the document."""

    operation: Operation
    answer: TypeRef
    node: Node
    item: Node
    fields: AnswerFields


def recognise(shape: Shape) -> tuple[Pagination, str] | None:
    """How the pages follow each other, and that in words; ``None`` where it is not plain."""
    if shape.operation.method != "GET":
        return None
    found = tuple(_leaves(shape))
    listed = _list(shape, found)
    if listed is None:
        return None
    return next((_pagination(made, *listed) for rule in _RULES if (made := rule(shape, found))), None)


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a rule finds."""

    style: PageStyle
    words: str
    input: PageInput | None = None
    next: _Found | None = None
    header: str = ""
    more: _Found | None = None
    last: _Found | None = None


def _pagination(rule: _Rule, items: tuple[str, ...], item: TypeRef) -> tuple[Pagination, str]:
    def names(found: _Found | None) -> tuple[str, ...]:
        return found.names if found else ()

    made = Pagination(
        style=rule.style,
        item=item,
        items=items,
        input=rule.input,
        next=names(rule.next),
        header=rule.header,
        more=names(rule.more),
        last=names(rule.last),
    )
    return made, rule.words


def _spelled(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _leaves(shape: Shape) -> Iterator[_Found]:
    """The fields of the answer, and those of the objects in it that are about pages or around the whole."""
    rest: list[tuple[tuple[str, ...], tuple[str, ...], str, TypeRef]] = [((), (), "", shape.answer)]
    while rest:
        words, names, path, type_ = rest.pop(0)
        for field in shape.fields.of(type_):
            place = f"{path}.{field.wire_name}".lstrip(".")
            found = _Found((*words, _spelled(field.wire_name)), (*names, field.name), place, field)
            yield found
            is_open = found.word in _AROUND or (not words and found.word in _WRAPPERS)
            if is_open and len(found.words) <= 2:
                rest.append((found.words, found.names, found.path, field.type))


def _list(shape: Shape, found: Sequence[_Found]) -> tuple[tuple[str, ...], TypeRef] | None:
    """The one list of objects of an answer: itself, a field, or a field of the object around the whole."""
    whole = shape.fields.listed(shape.answer)
    if whole is not None:
        return ((), whole) if _is_object(shape, whole) else None
    for depth in (1, 2):
        level = [one for one in found if len(one.words) == depth and (depth == 1 or one.words[0] in _WRAPPERS)]
        lists = [(one, item) for one in level if (item := shape.fields.listed(one.field.type)) is not None]
        objects = [(one, item) for one, item in lists if _is_object(shape, item) and one.word not in _BESIDE]
        if len(objects) == 1:
            return objects[0][0].names, objects[0][1]
        if objects:
            return None
    return None


def _is_object(shape: Shape, type_: TypeRef) -> bool:
    opened = shape.fields.opened(type_)
    variants = opened.variants if isinstance(opened, UnionType) else (opened,)
    return all(isinstance(shape.fields.opened(variant), ModelType) for variant in variants)


def _by_cursor(shape: Shape, found: Sequence[_Found]) -> _Rule | None:
    """A parameter for a cursor, and the next one in the answer."""
    parameter = _parameter(shape, _CURSORS, PrimitiveKind.STRING)
    if parameter is None:
        return None
    own = _spelled(parameter.wire_name)
    nexts = [
        one for one in found if _scalar(shape, one.field.type, PrimitiveKind.STRING, uri=False) and _leads_on(one, own)
    ]
    if len(nexts) != 1:
        return None
    more = _one(shape, found, _MORE, PrimitiveKind.BOOLEAN)
    words = f"{nexts[0].path} of the answer is the next {parameter.wire_name}"
    return _Rule(PageStyle.CURSOR, words, PageInput(parameter.name), nexts[0], more=more)


def _leads_on(one: _Found, parameter: str) -> bool:
    """Whether a text is the next cursor: by its name, or by what is said of it where the parameter has the same."""
    if one.word in _NEXT_CURSORS or (one.word in _ECHOED and parameter in {one.word, "after", "cursor"}):
        return True
    if one.word == parameter:
        return _ONWARD.search(one.field.description) is not None
    return one.word in _INNER_CURSORS and len(one.words) > 1 and one.words[-2] == "cursors"


def _by_url(shape: Shape, found: Sequence[_Found]) -> _Rule | None:
    """The URL of the next page in the answer."""
    nexts = [one for one in found if _is_url(shape, one)]
    if len(nexts) != 1:
        return None
    return _Rule(PageStyle.URL, f"{nexts[0].path} of the answer is the URL of the next page", next=nexts[0])


def _is_url(shape: Shape, one: _Found) -> bool:
    if not _scalar(shape, one.field.type, PrimitiveKind.STRING):
        return False
    is_uri = _scalar(shape, one.field.type, PrimitiveKind.STRING, uri=True)
    is_in_links = len(one.words) > 1 and one.words[-2] == "links"
    if one.word in _NEXT_URIS:
        return is_uri
    return one.word in _NEXT_URLS or (one.word == "next" and (is_uri or is_in_links))


def _by_link(shape: Shape, _found: Sequence[_Found]) -> _Rule | None:
    """The header ``Link``, of a call that asks for pages."""
    answers = [response for response in shape.operation.responses if response.type is not None]
    has_link = all(any(h.wire_name.lower() == _LINK for h in response.headers) for response in answers)
    asks = _CURSORS | _NUMBERS | _OFFSETS | _SIZES
    is_paged = any(_spelled(p.wire_name) in asks for p in _optional(shape))
    words = "the header Link of the answer leads to the next page"
    return _Rule(PageStyle.URL, words, header="Link") if has_link and is_paged else None


def _by_number(shape: Shape, found: Sequence[_Found]) -> _Rule | None:
    """The number of a page, of which the first is known, where the answer says how many there are or whether more."""
    parameter = _sized(shape, _NUMBERS)
    first = None if parameter is None else _first(shape, parameter)
    if parameter is None or first is None:
        return None
    last = _one(shape, found, _PAGES, PrimitiveKind.INTEGER) if first == 1 else None
    more = _one(shape, found, _MORE, PrimitiveKind.BOOLEAN)
    if not (last or more or _one(shape, found, _TOTALS, PrimitiveKind.INTEGER)):
        return None
    words = f"{parameter.wire_name} is the number of the page, from {first} on"
    return _Rule(PageStyle.PAGE, words, PageInput(parameter.name, first=first), more=more, last=None if more else last)


def _by_offset(shape: Shape, found: Sequence[_Found]) -> _Rule | None:
    """How many items to pass over, and the answer says how many there are or whether more."""
    parameter = _sized(shape, _OFFSETS)
    more = _one(shape, found, _MORE, PrimitiveKind.BOOLEAN)
    if parameter is None or not (more or _one(shape, found, _TOTALS, PrimitiveKind.INTEGER)):
        return None
    words = f"{parameter.wire_name} is how many items are passed over"
    return _Rule(PageStyle.OFFSET, words, PageInput(parameter.name), more=more)


_RULES: tuple[Callable[[Shape, Sequence[_Found]], _Rule | None], ...] = (
    _by_cursor,
    _by_url,
    _by_link,
    _by_number,
    _by_offset,
)


def _optional(shape: Shape) -> Iterator[Parameter]:
    for parameter in shape.operation.parameters:
        if parameter.location in {Location.QUERY, Location.HEADER} and not parameter.cardinality.required:
            yield parameter


def _parameter(shape: Shape, words: Container[str], kind: PrimitiveKind) -> Parameter | None:
    """The one parameter of such a name and type that may be left out."""
    named = [p for p in _optional(shape) if _spelled(p.wire_name) in words]
    return named[0] if len(named) == 1 and _scalar(shape, named[0].type, kind) else None


def _sized(shape: Shape, words: Container[str]) -> Parameter | None:
    """The parameter of a position that is a number, where another says how long a page is."""
    positions = [p for p in _optional(shape) if _spelled(p.wire_name) in _NUMBERS | _OFFSETS]
    sizes = [p for p in _optional(shape) if _spelled(p.wire_name) in _SIZES]
    if len(positions) != 1 or not sizes:
        return None
    return _parameter(shape, words, PrimitiveKind.INTEGER)


def _first(shape: Shape, parameter: Parameter) -> int | None:
    """The number of the first page, where the document says it: by a default or by the least value."""
    default = parameter.cardinality.default
    told: object = default.value if default is not None else _minimum(shape, parameter)
    return told if told in {0, 1} and type(told) is int else None


def _minimum(shape: Shape, parameter: Parameter) -> object:
    for holder in (shape.node, shape.item):
        for reference in holder["parameters"]:
            written = reference.resolve()
            if written.text("name") == parameter.wire_name:
                return written["schema"].resolve()["minimum"].value
    return None


def _one(shape: Shape, found: Sequence[_Found], words: Container[str], kind: PrimitiveKind) -> _Found | None:
    """The one field of such a name and type."""
    fitting = [one for one in found if one.word in words and _scalar(shape, one.field.type, kind)]
    return fitting[0] if len(fitting) == 1 else None


def _scalar(shape: Shape, type_: TypeRef, kind: PrimitiveKind, *, uri: bool | None = None) -> bool:
    """Whether a type is a scalar of a kind, and that of a URL or not where that is asked."""
    opened = shape.fields.opened(type_)
    if not isinstance(opened, PrimitiveType) or opened.kind is not kind:
        return False
    return uri is None or (opened.format in _URIS) == uri
