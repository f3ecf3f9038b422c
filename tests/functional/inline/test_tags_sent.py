"""Constants and the tags of unions are always sent, however a model came to stand where it does."""

import json

import pytest

DOCUMENT = """\
paths:
  /boxes:
    put:
      operationId: fill
      tags: [boxes]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Box'}}}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Box'}}}}
    post:
      operationId: stack
      tags: [boxes]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Things'}}}}
      responses: {'204': {description: ok}}
components:
  schemas:
    Box:
      type: object
      required: [object]
      properties:
        object: {const: box}
        version: {const: 2}
        thing: {$ref: '#/components/schemas/Thing'}
        things: {$ref: '#/components/schemas/Things'}
        shelf: {type: object, additionalProperties: {$ref: '#/components/schemas/Thing'}}
    Thing:
      oneOf:
        - {$ref: '#/components/schemas/Pen'}
        - {$ref: '#/components/schemas/Book'}
        - {$ref: '#/components/schemas/Card'}
      discriminator: {propertyName: is-a, mapping: {pen: Pen, book: Book, note: Book, card: Card}}
    Things: {type: array, items: {$ref: '#/components/schemas/Thing'}}
    Pen: {type: object, properties: {ink: {type: string, format: byte}}}
    Book: {type: object, properties: {is-a: {type: string}, pages: {type: integer}}}
    Card: {type: object, properties: {is-a: {type: string, readOnly: true}, text: {type: string}}}
"""


@pytest.fixture
def sdk(make_sdk):
    sdk = make_sdk(DOCUMENT)
    sdk.returns(200, {"object": "box"})
    return sdk


@pytest.fixture
def sent(sdk):
    def send(box):
        sdk.client.boxes.fill(body=box)
        return json.loads(sdk.request.content)

    return send


def test_a_model_that_is_assigned_has_its_tag(sdk, sent) -> None:
    box = sdk.models.Box()
    box.thing = sdk.models.Pen(ink=b"\xff")
    assert sent(box) == {"object": "box", "thing": {"ink": "/w==", "is-a": "pen"}}


def test_models_in_lists_and_maps_have_theirs(sdk, sent) -> None:
    box = sdk.models.Box(things=[], shelf={})
    box.things.append(sdk.models.Pen())
    box.shelf["top"] = sdk.models.Pen()
    assert sent(box) == {"object": "box", "things": [{"is-a": "pen"}], "shelf": {"top": {"is-a": "pen"}}}
    sdk.client.boxes.stack(body=[sdk.models.Pen(), {"is_a": "pen"}])
    assert json.loads(sdk.request.content) == [{"is-a": "pen"}, {"is-a": "pen"}]


def test_a_tag_of_several_is_the_callers(sdk, sent) -> None:
    book = sdk.models.Book(pages=3)
    box = sdk.models.Box(thing=book)
    assert sent(box)["thing"] == {"pages": 3}
    book.is_a = "note"
    assert sent(sdk.models.Box(thing=book))["thing"] == {"is-a": "note", "pages": 3}
    book.is_a = "novel"
    box.thing = book
    assert sent(box)["thing"] == {"is-a": "novel", "pages": 3}


def test_a_tag_that_only_answers_hold_is_not_sent(sdk, sent) -> None:
    box = sdk.models.Box()
    box.thing = sdk.models.Card(text="a")
    assert sent(box)["thing"] == {"text": "a"}


def test_what_is_sent_is_no_change_of_the_model(sdk, sent) -> None:
    pen = sdk.models.Pen()
    box = sdk.models.Box()
    box.thing = pen
    sent(box)
    assert pen.model_dump(exclude_unset=True) == {}


@pytest.mark.parametrize("nothing", [None, "UNSET"])
def test_constants_that_are_taken_away_are_sent(sdk, sent, nothing) -> None:
    box = sdk.models.Box()
    box.object = sdk.package.UNSET if nothing else None
    assert sent(box) == {"object": "box"}


def test_constants_that_may_be_absent_are_sent_where_they_are_set(sdk, sent) -> None:
    assert sent(sdk.models.Box(version=2)) == {"object": "box", "version": 2}
    box = sdk.models.Box(version=None)
    assert box.version is None
    assert sent(box) == {"object": "box"}
    box.version = 2
    assert sent(box) == {"object": "box", "version": 2}


def test_what_the_api_left_out_is_told_where_it_is_sent_back(sdk, sent) -> None:
    sdk.returns(200, {"things": [{"ink": "/w=="}]})
    box = sdk.client.boxes.fill(body={})
    assert sent(box) == {"object": "box", "things": [{"ink": "/w==", "is-a": "pen"}]}
