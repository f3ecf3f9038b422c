"""XML bodies: the examples of OpenAPI 3.1 section 4.8.26.2, byte for byte, and back again."""

from __future__ import annotations

import base64
import datetime
import json
from typing import Any

import httpx2
import pytest
from pydantic import Field

from generator.runtime.errors import ResponseValidationError
from generator.runtime.formats import Base64Bytes
from generator.runtime.model import Model
from generator.runtime.operation import Body, BodyMedia, ErrorCase, ResponseCase
from generator.runtime.xml_reader import read_xml
from generator.runtime.xml_shapes import (
    XmlAny,
    XmlChoice,
    XmlDocument,
    XmlField,
    XmlList,
    XmlMap,
    XmlName,
    XmlObject,
    XmlRef,
    XmlScalar,
    XmlShape,
)
from generator.runtime.xml_writer import write_xml

from .support import Api, operation

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
TEXT = XmlScalar()


class Zoo(Model):
    """What the examples are about."""

    __nullable__ = ("note",)

    animals: list[str] | None = None
    id: int | None = None
    note: str | None = None
    size: float | None = None
    is_open: bool | None = Field(default=None, alias="isOpen")
    since: datetime.date | None = None
    seal: Base64Bytes | None = None
    keeper: Person | None = None
    keepers: list[Person] | None = None
    words: dict[str, int] | None = None


class Person(Model):
    """A model inside of another."""

    name: str
    friend: Person | None = None


def document(*fields: XmlField, name: XmlName | None = None, **others: XmlShape) -> XmlDocument:
    root = XmlName("Zoo") if name is None else name
    person = XmlObject(
        XmlName("Person"),
        (
            XmlField("name", TEXT, XmlName("name"), required=True),
            XmlField("friend", XmlRef("Person"), XmlName("friend")),
        ),
    )
    table: dict[str, XmlShape] = {"Zoo": XmlObject(root, fields), "Person": person, **others}
    return XmlDocument(XmlRef("Zoo"), lambda: table)


def animals(name: str, *, outer: str = "") -> XmlField:
    """The field of a list; ``outer`` is the name of the element around its items."""
    shape = XmlList(TEXT, XmlName(name))
    return XmlField("animals", shape, XmlName(outer), node="element" if outer else "none")


def field(key: str, shape: XmlShape = TEXT, **facts: Any) -> XmlField:
    return XmlField(key, shape, facts.pop("name", XmlName(key)), **facts)


SAMPLE = XmlName("note", "https://example.com/schema/sample", "sample")
PERSON = XmlRef("Person")

EXAMPLES: list[tuple[XmlDocument, Zoo, str]] = [
    (document(animals("animals")), Zoo(animals=["a", "b"]), "<Zoo><animals>a</animals><animals>b</animals></Zoo>"),
    (document(animals("animal")), Zoo(animals=["a"]), "<Zoo><animal>a</animal></Zoo>"),
    (
        document(animals("animals", outer="animals")),
        Zoo(animals=["a"]),
        "<Zoo><animals><animals>a</animals></animals></Zoo>",
    ),
    (
        document(animals("animal", outer="aliens")),
        Zoo(animals=["a", ""]),
        "<Zoo><aliens><animal>a</animal><animal/></aliens></Zoo>",
    ),
    (document(animals("animal", outer="aliens")), Zoo(animals=[]), "<Zoo><aliens/></Zoo>"),
    (
        document(field("id", XmlScalar("integer"), node="attribute"), field("note", name=SAMPLE)),
        Zoo(id=123, note="example"),
        '<Zoo id="123"><sample:note xmlns:sample="https://example.com/schema/sample">example</sample:note></Zoo>',
    ),
    (document(field("note")), Zoo(note="a < b & c > \"d\" 'e'\r\n\t\u00fc"), ""),
    (document(field("note", node="attribute")), Zoo(note="a < b & c > \"d\" 'e'\r\n\t\u00fc"), ""),
    (document(field("note", node="text")), Zoo(note="just <text>"), "<Zoo>just &lt;text&gt;</Zoo>"),
    (document(field("note", node="cdata")), Zoo(note="a]]>b"), "<Zoo><![CDATA[a]]]]><![CDATA[>b]]></Zoo>"),
    (
        document(field("note")),
        Zoo(note=None),
        '<Zoo><note xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/></Zoo>',
    ),
    (
        document(
            field("size", XmlScalar("number")),
            field("isOpen", XmlScalar("boolean")),
            field("since", XmlScalar("token")),
            field("seal", XmlScalar("token")),
        ),
        Zoo(size=1.5, is_open=True, since=datetime.date(2026, 1, 2), seal=b"\xfb\xff"),
        "<Zoo><size>1.5</size><isOpen>true</isOpen><since>2026-01-02</since><seal>+/8=</seal></Zoo>",
    ),
    (
        document(field("keeper", PERSON), field("keepers", XmlList(PERSON, XmlName("k")), node="none")),
        Zoo(keeper=Person(name="A", friend=Person(name="B")), keepers=[Person(name="C"), Person(name="D")]),
        (
            "<Zoo><keeper><name>A</name><friend><name>B</name></friend></keeper>"
            "<k><name>C</name></k><k><name>D</name></k></Zoo>"
        ),
    ),
    (
        document(field("words", XmlMap(XmlScalar("integer")))),
        Zoo(words={"a": 1, "b.c-d": 2}),
        "<Zoo><words><a>1</a><b.c-d>2</b.c-d></words></Zoo>",
    ),
    (document(animals("ignored"), name=XmlName("p", "urn:p")), Zoo(), '<p xmlns="urn:p"/>'),
    (
        document(field("note", name=XmlName("n", "urn:p", "q")), name=XmlName("p", "urn:p", "q")),
        Zoo(note="x"),
        '<q:p xmlns:q="urn:p"><q:n>x</q:n></q:p>',
    ),
    (
        document(field("id", XmlScalar("integer"), name=XmlName("id", "urn:i"), node="attribute")),
        Zoo(id=1),
        '<Zoo xmlns:ns0="urn:i" ns0:id="1"/>',
    ),
    (
        document(field("animals", XmlList(TEXT, XmlName("")), node="attribute")),
        Zoo(animals=["a", "b"]),
        '<Zoo animals="a b"/>',
    ),
]


@pytest.mark.parametrize(("shapes", "value", "written"), EXAMPLES)
def test_values_and_their_xml(api: Api, shapes: XmlDocument, value: Zoo, written: str) -> None:
    media = BodyMedia("application/xml", lambda: Zoo, xml=lambda: shapes)
    facts = {"method": "POST", "body": Body(argument="body", required=True, alternatives=(media,))}
    cases = (ResponseCase("200", "application/xml", lambda: Zoo, xml=lambda: shapes),)
    api.answers = [lambda r: httpx2.Response(200, content=r.content, headers={"content-type": "application/xml"})]
    found = api.call(operation(responses=cases, **facts), {"body": value})
    sent = api.bodies[-1].decode()
    assert sent.startswith(HEAD)
    assert not written or sent == HEAD + written
    assert found.data == value
    assert found.drift == ()
    assert api.header("content-type") == "application/xml"


def read(shapes: XmlDocument, text: str | bytes, charset: str | None = None) -> str:
    return read_xml(shapes, text.encode() if isinstance(text, str) else text, charset).decode()


@pytest.mark.parametrize(
    ("shapes", "text", "data"),
    [
        (document(animals("animal")), "<Zoo> <animal> a </animal> </Zoo>", '{"animals":[" a "]}'),
        (document(animals("animal")), "<Zoo/>", "{}"),
        (document(field("animals", XmlList(TEXT, XmlName("a")), node="none", required=True)), "<Z/>", '{"animals":[]}'),
        (document(animals("a", outer="as")), "<Zoo><as><b>x</b><b>y</b></as></Zoo>", '{"animals":["x","y"]}'),
        (document(animals("a", outer="as")), '<Zoo xmlns="urn:x"><as><a>x</a></as></Zoo>', '{"animals":["x"]}'),
        (document(field("id", XmlScalar("integer"))), "<Zoo><id> 12 </id></Zoo>", '{"id":12}'),
        (document(field("id", XmlScalar("integer"))), "<Zoo><id/></Zoo>", "{}"),
        (document(field("id", XmlScalar("integer"))), "<Zoo><id>12a</id></Zoo>", '{"id":"12a"}'),
        (document(field("size", XmlScalar("number"))), "<Zoo><size>INF</size></Zoo>", '{"size":"INF"}'),
        (document(field("isOpen", XmlScalar("boolean"))), "<Zoo><isOpen>0</isOpen></Zoo>", '{"isOpen":false}'),
        (document(field("note")), "<Zoo><note/></Zoo>", '{"note":""}'),
        (document(field("note")), "<Zoo><note>a<![CDATA[<b>]]>c<!-- d -->e</note></Zoo>", '{"note":"a<b>ce"}'),
        (document(field("note")), "<Zoo><note>1</note><other x='2'><y>3</y><y>4</y></other></Zoo>", ""),
        (document(), "<Zoo xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='true'/>", "null"),
    ],
)
def test_what_servers_write(shapes: XmlDocument, text: str, data: str) -> None:
    assert read(shapes, text) == (data or '{"note":"1","other":{"x":"2","y":["3","4"]}}')


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("<animals><string>a</string><string>b</string></animals>", {"animals": ["a", "b"]}),
        ("<animals/>", {"animals": [""]}),
        ("<keepers><Person><name>A</name></Person><Person><name>B</name></Person></keepers>", {}),
        ("<keepers/>", {"keepers": []}),
        ("<keepers><name>A</name></keepers>", {"keepers": [{"name": "A"}]}),
        ("<keepers><name>A</name></keepers><keepers><name>B</name></keepers>", {}),
    ],
)
def test_servers_that_wrap_what_they_should_not(text: str, data: dict[str, Any]) -> None:
    shapes = document(animals("animals"), field("keepers", XmlList(PERSON, XmlName("keepers")), node="none"))
    wanted = data or {"keepers": [{"name": "A"}, {"name": "B"}]}
    assert json.loads(read(shapes, f"<Zoo>{text}</Zoo>")) == wanted


def test_what_the_api_does_not_know_is_kept_and_sent_back() -> None:
    shapes = document(field("note"))
    zoo = Zoo(note="n", other={"y": [1, 2], "z": {"w": None}})  # type: ignore[call-arg]
    sent = write_xml(shapes, zoo)
    assert b"<other><y>1</y><y>2</y><z><w xmlns:xsi=" in sent
    assert read(shapes, sent) == '{"note":"n","other":{"y":["1","2"],"z":{"w":null}}}'


class Cat(Model):
    """A variant."""

    kind: str = "cat"
    lives: int


class Dog(Model):
    """Another one."""

    kind: str = "dog"
    tricks: list[str]


class Pets(Model):
    """Either of them, many times."""

    pets: list[Cat | Dog | int]


def choices(*, tag: str = "", is_named: bool = False) -> XmlDocument:
    kind = XmlField("kind", TEXT, XmlName("kind"), node="attribute")
    tricks = XmlList(TEXT, XmlName("trick"))
    table: dict[str, XmlShape] = {
        "Cat": XmlObject(XmlName("cat"), (kind, field("lives", XmlScalar("integer"), required=True))),
        "Dog": XmlObject(XmlName("dog"), (kind, field("tricks", tricks, node="none", required=True))),
    }
    variants = (XmlRef("Cat"), XmlRef("Dog"), XmlScalar("integer"))
    mapping = (("cat", "Cat"), ("dog", "Dog")) if tag else ()
    choice = XmlChoice(variants, tag=tag, mapping=mapping, is_named=is_named)
    table["Pets"] = XmlObject(XmlName("pets"), (field("pets", XmlList(choice, XmlName("pet")), node="none"),))
    return XmlDocument(XmlRef("Pets"), lambda: table)


@pytest.mark.parametrize(("tag", "is_named"), [("", False), ("kind", False), ("", True)])
def test_variants(tag: str, is_named: bool) -> None:
    shapes = choices(tag=tag, is_named=is_named)
    pets = Pets(pets=[Cat(kind="cat", lives=9), Dog(kind="dog", tricks=["sit", "roll"]), 7])
    sent = write_xml(shapes, pets)
    cat, dog = ("cat", "dog") if is_named else ("pet", "pet")
    expected = (
        f'<pets><{cat} kind="cat"><lives>9</lives></{cat}>'
        f'<{dog} kind="dog"><trick>sit</trick><trick>roll</trick></{dog}><pet>7</pet></pets>'
    )
    assert sent.decode() == HEAD + expected
    data = read(shapes, sent)
    assert sorted(Pets.model_validate_json(data, by_alias=True, by_name=False).pets, key=str) == sorted(
        pets.pets, key=str
    )


def test_a_list_as_a_whole_document() -> None:
    shapes = XmlDocument(XmlList(XmlScalar("integer"), XmlName("n")), dict, XmlName("list"))
    assert write_xml(shapes, [1, 2]) == f"{HEAD}<list><n>1</n><n>2</n></list>".encode()
    assert read(shapes, "<whatever><n>1</n><n>2</n></whatever>") == "[1,2]"


def test_lists_in_lists() -> None:
    inner = XmlList(XmlScalar("integer"), XmlName("n"))
    shapes = XmlDocument(XmlList(inner, XmlName("row")), dict, XmlName("list"))
    sent = write_xml(shapes, [[1, 2], []])
    assert sent.decode() == HEAD + "<list><row><n>1</n><n>2</n></row><row/></list>"
    assert read(shapes, sent) == "[[1,2],[]]"


def test_an_object_that_is_no_node_of_its_own() -> None:
    shapes = document(field("keeper", PERSON, node="none"), field("note"))
    sent = write_xml(shapes, Zoo(keeper=Person(name="A"), note="n"))
    assert sent.decode() == HEAD + "<Zoo><note>n</note><name>A</name></Zoo>"
    assert read(shapes, sent) == '{"keeper":{"name":"A"},"note":"n"}'


@pytest.mark.parametrize("value", ["a\x00", "\ud800", "\ufffe"])
def test_characters_that_xml_cannot_hold(value: str) -> None:
    with pytest.raises(ValueError, match="XML cannot hold"):
        write_xml(document(field("note")), Zoo(note=value))


@pytest.mark.parametrize("name", ["", "a b", "1a", "a:b", "a>", "-"])
def test_names_that_no_element_can_have(name: str) -> None:
    with pytest.raises(ValueError, match="name of an XML element"):
        write_xml(document(field("words", XmlMap(XmlScalar("integer")))), Zoo(words={name: 1}))


BOMB = (
    '<!DOCTYPE z [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]><z>&j;</z>"
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        '<!DOCTYPE z SYSTEM "file:///etc/passwd"><z/>',
        '<!DOCTYPE z [<!ENTITY x SYSTEM "file:///etc/passwd">]><z>&x;</z>',
        "<a>" * 201 + "</a>" * 201,
        "<a>",
        "<a></b>",
        "no xml",
        "<a>&undefined;</a>",
        "",
    ],
)
def test_what_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="XML"):
        read(document(field("note")), text)


def test_charsets() -> None:
    shapes = document(field("note"))
    wanted = '{"note":"\u00fc"}'
    for name in ("latin-1", "utf-16", "utf-8", "cp1252"):
        assert read(shapes, "<Zoo><note>\u00fc</note></Zoo>".encode(name), name) == wanted
    declared = '<?xml version="1.0" encoding="iso-8859-1"?><Zoo><note>\u00fc</note></Zoo>'
    assert read(shapes, declared.encode("latin-1")) == wanted
    assert read(shapes, "<Zoo><note>\u00fc</note></Zoo>".encode("utf-8-sig"), "latin-1") == wanted
    with pytest.raises(ValueError, match="XML"):
        read(shapes, b"<a/>", "no-such-charset")


def test_answers_that_are_no_xml(api: Api) -> None:
    shapes = document(field("note"))
    cases = (ResponseCase("200", "application/xml", lambda: Zoo, xml=lambda: shapes),)
    api.answers = [httpx2.Response(200, content=b"<a", headers={"content-type": "application/xml"})]
    with pytest.raises(ResponseValidationError, match="XML"):
        api.call(operation(responses=cases))


def test_answers_in_json_after_all(api: Api) -> None:
    shapes = document(field("note"))
    cases = (ResponseCase("200", "application/xml", lambda: Zoo, xml=lambda: shapes),)
    api.answers = [httpx2.Response(200, json={"note": "n"})]
    assert api.call(operation(responses=cases)).data == Zoo(note="n")


def test_failures_in_xml(api: Api) -> None:
    shapes = document(field("note"))
    from generator.runtime import errors

    case = ErrorCase(("404",), "application/xml", lambda: Zoo, xml=lambda: shapes)
    for content, data in ((b"<Zoo><note>gone</note></Zoo>", Zoo(note="gone")), (b"<html>", None)):
        api.answers = [httpx2.Response(404, content=content, headers={"content-type": "text/xml"})]
        with pytest.raises(errors.NotFoundError) as raised:
            api.call(operation(errors=(case,)))
        assert raised.value.data == data


def test_a_file_goes_out_as_it_is(api: Api) -> None:
    shapes = document(field("note"))
    media = BodyMedia("application/xml", lambda: Zoo, xml=lambda: shapes)
    body = Body(argument="body", required=True, alternatives=(media,))
    api.call(operation(method="POST", body=body), {"body": b"<Zoo/>"})
    assert api.bodies == [b"<Zoo/>"]


def test_bytes_are_base64() -> None:
    seal = field("seal", XmlScalar("token"))
    sent = write_xml(document(seal), Zoo(seal=b"abc"))
    assert base64.b64encode(b"abc") in sent
    assert read(document(seal), "<Zoo><seal>\n YWJj\n</seal></Zoo>") == '{"seal":"YWJj"}'


def test_anything_at_all() -> None:
    shapes = XmlDocument(XmlAny(), dict, XmlName("root"))
    assert write_xml(shapes, {"a": [1, {"b": "x"}], "c": [[1]]}) == (
        f"{HEAD}<root><a>1</a><a><b>x</b></a><c><item>1</item></c></root>".encode()
    )
