"""XML bodies of generated packages: what is sent, and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx2
import pytest

DOCUMENT = """\
paths:
  /pets:
    post:
      operationId: addPet
      requestBody:
        required: true
        content: {application/xml: {schema: {$ref: '#/components/schemas/Pet'}}}
      responses:
        '200': {description: ok, content: {application/xml: {schema: {$ref: '#/components/schemas/Pet'}}}}
        '404': {description: no, content: {application/problem+xml: {schema: {$ref: '#/components/schemas/Problem'}}}}
    get:
      operationId: listPets
      responses:
        '200':
          description: ok
          content:
            application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}
            text/xml: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}
  /raw:
    put:
      operationId: putRaw
      requestBody:
        required: true
        content: {application/xml: {schema: {type: string}}}
      responses:
        '200': {description: ok, content: {application/xml: {}}}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      xml: {name: pet, namespace: 'urn:pets', prefix: p}
      properties:
        id: {type: integer, format: int64, xml: {attribute: true}}
        name: {type: string, xml: {prefix: p}}
        category: {$ref: '#/components/schemas/Category'}
        photoUrls: {type: array, items: {type: string, xml: {name: photoUrl}}, xml: {wrapped: true}}
        tags: {type: array, items: {$ref: '#/components/schemas/Tag'}}
        born: {type: string, format: date}
        note: {type: [string, 'null'], xml: {nodeType: cdata}}
        owner: {oneOf: [{$ref: '#/components/schemas/Person'}, {$ref: '#/components/schemas/Shop'}]}
        mood: {type: string, enum: [good, bad]}
    Category: {type: object, xml: {name: kind}, properties: {name: {type: string}}}
    Tag: {type: object, xml: {name: tag}, properties: {label: {type: string, xml: {nodeType: text}}}}
    Person: {type: object, required: [name], properties: {name: {type: string}}}
    Shop: {type: object, required: [address], properties: {address: {type: string}}}
    Problem: {type: object, properties: {code: {type: integer}}}
"""

PET = (
    '<p:pet xmlns:p="urn:pets" id="7"><p:name>Rex &amp; Co</p:name><kind><name>dogs</name></kind>'
    "<photoUrls><photoUrl>a</photoUrl><photoUrl>b</photoUrl></photoUrls><tag>x</tag><tag>y</tag>"
    "<born>2026-01-02</born><![CDATA[<b>]]><owner><address>Here 1</address></owner><mood>good</mood></p:pet>"
)


@pytest.fixture
def sdk(make_sdk: Callable[..., Any]) -> Any:
    return make_sdk(DOCUMENT)


def pet(sdk: Any) -> Any:
    models = sdk.models
    return models.Pet(
        id=7,
        name="Rex & Co",
        category=models.Category(name="dogs"),
        photo_urls=["a", "b"],
        tags=[models.Tag(label="x"), models.Tag(label="y")],
        born="2026-01-02",
        note="<b>",
        owner=models.Shop(address="Here 1"),
        mood="good",
    )


def test_models_go_out_and_come_back(sdk: Any) -> None:
    sdk.answer = httpx2.Response(200, text=PET, headers={"content-type": "application/xml"})
    found = sdk.client.pets.add_pet(body=pet(sdk))
    assert sdk.request.content.decode() == '<?xml version="1.0" encoding="UTF-8"?>\n' + PET
    assert sdk.request.headers["content-type"] == "application/xml"
    assert sdk.request.headers["accept"] == "application/xml, application/problem+xml"
    assert found == pet(sdk)
    assert isinstance(found.owner, sdk.models.Shop)


def test_dicts_go_out_too(sdk: Any) -> None:
    sdk.client.pets.add_pet(body={"name": "A", "note": None, "tags": []})
    assert sdk.request.content.decode().endswith('<p:pet xmlns:p="urn:pets"><p:name>A</p:name></p:pet>')


def test_a_list_in_either_media_type(sdk: Any) -> None:
    sdk.answer = httpx2.Response(
        200,
        content="<pets><pet id='1'><name>\u00fc</name></pet><pet><name>B</name></pet></pets>".encode("latin-1"),
        headers={"content-type": "text/xml; charset=iso-8859-1"},
    )
    wanted = [sdk.models.Pet(id=1, name="\u00fc"), sdk.models.Pet(name="B")]
    assert sdk.client.pets.list_pets() == wanted
    sdk.returns(200, [{"id": 1, "name": "\u00fc"}, {"name": "B"}])
    assert sdk.client.pets.list_pets() == wanted


def test_failures_have_their_payload(sdk: Any) -> None:
    sdk.answer = httpx2.Response(404, text="<Problem><code>5</code></Problem>")
    sdk.answer.headers["content-type"] = "application/problem+xml"
    with pytest.raises(sdk.errors.Problem) as raised:
        sdk.client.pets.add_pet(body={"name": "A"})
    assert raised.value.data.code == 5


def test_what_does_not_fit_is_told(sdk: Any) -> None:
    sdk.answer = httpx2.Response(200, text="<pet id='x'/>", headers={"content-type": "application/xml"})
    response = sdk.package.with_response(sdk.client.pets.add_pet)(body={"name": "A"})
    assert {item.path for item in response.drift} == {"/id", "/name"}
    assert response.data.id == "x"


def test_text_that_is_xml_already(sdk: Any) -> None:
    sdk.answer = httpx2.Response(200, text="<b/>", headers={"content-type": "application/xml"})
    assert sdk.client.raw.put_raw(body="<a/>") == "<b/>"
    assert sdk.request.content == b"<a/>"


def test_a_package_without_xml_has_no_table(make_sdk: Callable[..., Any]) -> None:
    sdk = make_sdk("paths: {/x: {get: {operationId: x, responses: {'200': {description: ok}}}}}")
    with pytest.raises(ModuleNotFoundError):
        __import__(f"{sdk.package.__name__}._xml")
