"""What only answers hold is read, and left out of requests, also of what an answer gave."""

import json

import pytest

DOCUMENT = """\
paths:
  /things:
    post:
      operationId: send
      tags: [things]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
    put:
      operationId: fill
      tags: [things]
      requestBody:
        required: true
        content: {multipart/form-data: {schema: {type: object, properties: {thing: {$ref: '#/components/schemas/Thing'}}}}}
      responses: {'204': {description: ok}}
components:
  schemas:
    Inner:
      type: object
      required: [id]
      properties: {id: {type: string, readOnly: true}, name: {type: string}, secret: {type: string, writeOnly: true}}
    Thing:
      allOf: [{$ref: '#/components/schemas/Inner'}]
      type: object
      properties:
        madeAt: {type: [string, 'null'], format: date-time, readOnly: true}
        inner: {$ref: '#/components/schemas/Inner'}
        list: {type: array, items: {$ref: '#/components/schemas/Inner'}}
        map: {type: object, additionalProperties: {$ref: '#/components/schemas/Inner'}}
"""
INNER = {"id": "2", "name": "b"}
READ = {"id": "1", "name": "a", "madeAt": None, "inner": INNER, "list": [INNER], "map": {"x": INNER}, "more": {"id": 3}}
SENT = {"name": "b"}


@pytest.fixture
def sdk(make_sdk):
    sdk = make_sdk(DOCUMENT)
    sdk.returns(200, READ)
    return sdk


def test_what_was_read_is_sent_back_without_what_only_answers_hold(sdk) -> None:
    thing = sdk.client.things.send(body={})
    assert (thing.id, thing.inner.id, thing.map["x"].id) == ("1", "2", "2")
    sdk.client.things.send(body=thing)
    wanted = {"name": "a", "inner": SENT, "list": [SENT], "map": {"x": SENT}, "more": {"id": 3}}
    assert json.loads(sdk.request.content) == wanted
    assert (thing.id, thing.model_dump()["id"]) == ("1", "1")


def test_parts_of_what_was_read_are_told_apart_too(sdk) -> None:
    thing = sdk.client.things.send(body={})
    sdk.client.things.send(body={"name": "c", "inner": thing.inner})
    assert json.loads(sdk.request.content) == {"name": "c", "inner": SENT}
    sdk.client.things.send(body={"inner": {"name": "b", "secret": "s", "id": "9"}})
    assert json.loads(sdk.request.content) == {"inner": {"name": "b", "secret": "s"}}


def test_forms_are_requests_too(sdk) -> None:
    thing = sdk.client.things.send(body={})
    sdk.client.things.fill(body={"thing": thing})
    assert b'{"name":"a","inner":{"name":"b"},' in sdk.request.content


def test_a_class_that_takes_a_field_back_sends_it(sdk) -> None:
    own = type("Own", (sdk.models.Inner,), {"__annotations__": {"id": str}})
    sdk.client.things.send(body={"inner": own(id="7")})
    assert json.loads(sdk.request.content) == {"inner": {"id": "7"}}


def test_what_only_callers_give_is_none_in_what_is_read_and_never_shown(sdk) -> None:
    thing = sdk.client.things.send(body={"secret": "s3", "inner": {"secret": "s3"}})
    assert json.loads(sdk.request.content) == {"secret": "s3", "inner": {"secret": "s3"}}
    assert (thing.secret, thing.inner.secret) == (None, None)
    assert "s3" not in repr(sdk.models.Thing(secret="s3", inner={"secret": "s3"}))


def test_what_a_server_tells_all_the_same_is_kept(sdk) -> None:
    sdk.returns(200, {"secret": "s3"})
    thing = sdk.client.things.send(body={})
    sdk.client.things.send(body=thing)
    assert json.loads(sdk.request.content) == {"secret": "s3"}
