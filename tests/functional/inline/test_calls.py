"""From a document to the bytes of a call: arguments, bodies, answers and errors."""

import datetime as dt
import json

import httpx2
import pytest

ITEMS = """\
paths:
  /items/{{item}}:
    post:
      operationId: change
      tags: [items]
      parameters:
        - {{name: item, in: path, required: true, schema: {{type: string}}}}
        - {parameter}
      responses: {{'204': {{description: done}}}}
"""


@pytest.mark.parametrize(
    ("parameter", "value", "target"),
    [
        ("{name: q, in: query, schema: {type: string}}", "a b&c", "?q=a%20b%26c"),
        ("{name: q, in: query, schema: {type: string}}", None, ""),
        ("{name: q, in: query, schema: {type: array, items: {type: integer}}}", [1, 2], "?q=1&q=2"),
        ("{name: q, in: query, explode: false, schema: {type: array, items: {type: integer}}}", [1, 2], "?q=1,2"),
        ("{name: q, in: query, style: deepObject, schema: {type: object}}", {"a": 1}, "?q%5Ba%5D=1"),
        (
            "{name: q, in: query, content: {application/json: {schema: {type: object}}}}",
            {"a": 1},
            "?q=%7B%22a%22%3A1%7D",
        ),
        ("{name: q, in: query, schema: {type: boolean}}", True, "?q=true"),
        (
            "{name: q, in: query, schema: {type: string, format: date-time}}",
            dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC),
            "?q=2026-01-02T03%3A04%3A05Z",
        ),
    ],
)
def test_a_query_parameter_is_written_as_its_style_says(make_sdk, parameter, value, target) -> None:
    sdk = make_sdk(ITEMS.format(parameter=parameter))
    assert sdk.client.items.change(item="a/b", q=value) is None
    assert sdk.request.method == "POST"
    assert sdk.target.replace("[", "%5B").replace("]", "%5D").replace("03:04:05", "03%3A04%3A05") == (
        "/base/items/a%2Fb" + target
    )


NULLABLE = """\
paths:
  /items:
    post:
      operationId: create
      tags: [items]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}
      responses:
        '201': {description: made, content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}}
        '409': {description: no, content: {application/json: {schema: {$ref: '#/components/schemas/Conflict'}}}}
components:
  schemas:
    Item:
      type: object
      required: [displayName, kind]
      properties:
        displayName: {type: string}
        kind: {const: item}
        note: {type: [string, 'null']}
        size: {type: integer}
        state: {type: string, enum: [on, off]}
        made: {type: string, format: date-time, readOnly: true}
        parent: {$ref: '#/components/schemas/Item'}
    Conflict: {type: object, required: [reason], properties: {reason: {type: string}}}
"""


def test_a_spread_body_tells_absent_from_null_and_sends_constants(make_sdk) -> None:
    sdk = make_sdk(NULLABLE)
    sdk.returns(201, {"displayName": "x", "kind": "item"})
    sdk.client.items.create(display_name="x")
    assert json.loads(sdk.request.content) == {"displayName": "x", "kind": "item"}
    sdk.client.items.create(display_name="x", note=None, size=None, state="on")
    assert json.loads(sdk.request.content) == {"displayName": "x", "kind": "item", "note": None, "state": "on"}


def test_a_body_is_a_model_or_a_typed_dict(make_sdk) -> None:
    sdk = make_sdk(NULLABLE)
    sdk.returns(201, {"displayName": "x", "kind": "item"})
    wire = {"displayName": "x", "kind": "item", "parent": {"displayName": "y", "kind": "item"}}
    sdk.client.items.create(body={"display_name": "x", "parent": {"display_name": "y"}})
    assert json.loads(sdk.request.content) == wire
    sdk.client.items.create(body=sdk.models.Item(display_name="x", parent=sdk.models.Item(display_name="y")))
    assert json.loads(sdk.request.content) == wire
    with pytest.raises(TypeError):
        sdk.client.items.create(display_name="x", body={"display_name": "x"})
    with pytest.raises(TypeError):
        sdk.client.items.create()


def test_an_answer_keeps_what_the_document_does_not_know(make_sdk) -> None:
    sdk = make_sdk(NULLABLE)
    answer = {
        "displayName": "x", "kind": "item", "note": None, "state": "paused", "made": "2026-01-02T03:04:05Z", "new": [1],
    }  # fmt: skip
    sdk.returns(201, answer)
    item = sdk.client.items.create(display_name="x")
    assert isinstance(item, sdk.models.Item)
    assert (item.state, item.note, item.size) == ("paused", None, None)
    assert item.made == dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    sdk.client.items.create(body=item)
    assert json.loads(sdk.request.content) == {name: value for name, value in answer.items() if name != "made"}


def test_an_answer_that_does_not_fit_is_kept_and_reported(make_sdk) -> None:
    sdk = make_sdk(NULLABLE)
    sdk.returns(201, {"displayName": "x", "kind": "item", "size": "large"})
    response = sdk.package.with_response(sdk.client.items.create)(display_name="x")
    assert (response.status, response.data.size, len(response.drift)) == (201, "large", 1)
    with pytest.raises(sdk.errors.ResponseValidationError):
        sdk.open(strict_responses=True).items.create(display_name="x")


def test_a_declared_failure_is_caught_by_status_and_by_payload(make_sdk) -> None:
    sdk = make_sdk(NULLABLE)
    sdk.returns(409, {"reason": "taken"})
    with pytest.raises(sdk.errors.ConflictError) as by_status:
        sdk.client.items.create(display_name="x")
    assert isinstance(by_status.value, sdk.errors.Conflict)
    assert by_status.value.data.reason == "taken"
    sdk.returns(418, {"reason": "teapot"})
    with pytest.raises(sdk.errors.APIError) as other:
        sdk.client.items.create(display_name="x")
    assert not isinstance(other.value, sdk.errors.Conflict)
    assert other.value.status_code == 418


UNION = """\
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses:
        '200': {description: ok, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}
components:
  schemas:
    Cat: {type: object, required: [kind], properties: {kind: {const: cat}, lives: {type: integer}}}
    Dog: {type: object, required: [kind], properties: {kind: {const: dog}, lives: {type: integer}}}
    Pet:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator: {propertyName: kind{mapping}}
"""


@pytest.mark.parametrize(
    "mapping", ["", ", mapping: {cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog'}"]
)
def test_a_union_is_told_apart_by_its_tag_and_an_unknown_tag_is_kept(make_sdk, mapping: str) -> None:
    sdk = make_sdk(UNION.replace("{mapping}", mapping))
    sdk.returns(200, [{"kind": "dog", "lives": 1}, {"kind": "cat", "lives": 9}, {"kind": "bird", "wings": 2}])
    dog, cat, bird = sdk.client.pets.list_pets()
    assert (type(dog), type(cat)) == (sdk.models.Dog, sdk.models.Cat)
    assert "bird" in repr(bird)


def test_a_union_without_a_name_is_told_apart_by_its_tag_too(make_sdk) -> None:
    sdk = make_sdk(
        """\
        paths:
          /pet:
            get:
              operationId: getPet
              tags: [pets]
              responses:
                '200':
                  description: ok
                  content:
                    application/json:
                      schema:
                        oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
                        discriminator: {propertyName: sort, mapping: {c: '#/components/schemas/Cat', d: '#/components/schemas/Dog'}}
        components:
          schemas:
            Cat: {type: object, properties: {sort: {type: string}, size: {type: integer}}}
            Dog: {type: object, properties: {sort: {type: string}, size: {type: integer}}}
        """
    )
    sdk.returns(200, {"sort": "d", "size": 1})
    assert type(sdk.client.pets.get_pet()) is sdk.models.Dog


def test_bytes_travel_as_base64_in_json_and_raw_outside_it(make_sdk) -> None:
    sdk = make_sdk(
        """\
        paths:
          /json:
            put:
              operationId: putJson
              tags: [data]
              requestBody:
                required: true
                content: {application/json: {schema: {type: string, format: byte}}}
              responses: {'200': {description: ok, content: {application/json: {schema: {type: string, format: byte}}}}}
          /raw:
            put:
              operationId: putRaw
              tags: [data]
              requestBody: {required: true, content: {application/octet-stream: {}}}
              responses: {'200': {description: ok, content: {application/octet-stream: {}}}}
        """
    )
    sdk.returns(200, "AAEC")
    assert sdk.client.data.put_json(body=b"\x00\x01\x02") == b"\x00\x01\x02"
    assert sdk.request.content == b'"AAEC"'
    sdk.answer = httpx2.Response(200, content=b"\xff\x00", headers={"content-type": "application/octet-stream"})
    assert sdk.client.data.put_raw(body=b"\x00\x01").read() == b"\xff\x00"
    assert sdk.request.content == b"\x00\x01"


def test_a_choice_of_media_types_is_an_argument(make_sdk) -> None:
    sdk = make_sdk(
        """\
        paths:
          /items:
            post:
              operationId: create
              tags: [items]
              requestBody:
                required: true
                content:
                  application/json: {schema: {$ref: '#/components/schemas/Item'}}
                  application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Item'}}
                  multipart/form-data: {schema: {$ref: '#/components/schemas/Item'}}
              responses: {'204': {description: ok}}
        components:
          schemas:
            Item: {type: object, properties: {firstName: {type: string}, tags: {type: array, items: {type: string}}}}
        """
    )
    body = {"first_name": "a b", "tags": ["x", "y"]}
    sdk.client.items.create(body=body)
    assert json.loads(sdk.request.content) == {"firstName": "a b", "tags": ["x", "y"]}
    sdk.client.items.create(body=body, content_type="application/x-www-form-urlencoded")
    assert sdk.request.content == b"firstName=a%20b&tags=x&tags=y"
    assert sdk.request.headers["content-type"] == "application/x-www-form-urlencoded"
    sdk.client.items.create(body=body, content_type="multipart/form-data")
    assert sdk.request.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert sdk.request.content.count(b'name="tags"') == 2


ODD = """\
paths:
  /things:
    patch:
      operationId: change
      tags: [things]
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [name]
              properties: {name: {type: string}, meta: {}, K: {type: string}, k: {type: string}, wait: {type: string, format: duration}}
      responses: {'204': {description: ok}}
"""


def test_an_untyped_property_that_is_left_out_is_not_sent_as_null(make_sdk) -> None:
    sdk = make_sdk(ODD)
    sdk.client.things.change(name="n")
    assert json.loads(sdk.request.content) == {"name": "n"}
    sdk.client.things.change(name="n", meta=None)
    assert json.loads(sdk.request.content) == {"name": "n", "meta": None}


def test_arguments_and_fields_that_clash_mean_the_same(make_sdk) -> None:
    sdk = make_sdk(ODD)
    sdk.client.things.change(name="n", k="lower", k_upper="upper")
    spread = json.loads(sdk.request.content)
    sdk.client.things.change(body={"name": "n", "k": "lower", "k_upper": "upper"})
    assert json.loads(sdk.request.content) == spread == {"name": "n", "K": "upper", "k": "lower"}


def test_unset_is_left_out_wherever_it_stands(make_sdk) -> None:
    sdk = make_sdk(NULLABLE)
    unset = sdk.package.UNSET
    wire = {"displayName": "x", "kind": "item", "parent": {"displayName": "y", "kind": "item"}}
    sdk.client.items.create(body={"display_name": "x", "note": unset, "parent": {"display_name": "y", "size": unset}})
    assert json.loads(sdk.request.content) == wire
    sdk.client.items.create(
        body=sdk.models.Item(display_name="x", note=unset, parent={"display_name": "y", "size": unset})
    )
    assert json.loads(sdk.request.content) == wire


def test_durations_have_no_months_and_years(make_sdk) -> None:
    sdk = make_sdk(ODD)
    sdk.client.things.change(name="n", wait=dt.timedelta(days=400))
    assert json.loads(sdk.request.content)["wait"] == "P400D"


def test_names_in_any_script_work(make_sdk) -> None:
    sdk = make_sdk(
        """\
        paths:
          /a:
            get:
              operationId: get
              tags: [a]
              responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Владелец'}}}}}
        components:
          schemas:
            Владелец: {type: object, properties: {pet: {$ref: '#/components/schemas/Питомец'}}}
            Питомец: {type: object, properties: {имя: {type: string}}}
        """
    )
    sdk.returns(200, {"pet": {"имя": "Рекс"}})
    assert sdk.client.a.get().pet.имя == "Рекс"


def test_a_constant_is_sent_where_it_must_be_there_and_else_where_it_is_given(make_sdk) -> None:
    sdk = make_sdk(
        """\
        paths:
          /a:
            put:
              operationId: put
              tags: [a]
              requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}
              responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}
        components:
          schemas:
            A: {type: object, required: [must], properties: {must: {const: m}, may: {const: 1}}}
        """
    )
    sdk.returns(200, {"must": "m"})
    answer = sdk.client.a.put()
    assert json.loads(sdk.request.content) == {"must": "m"}
    assert answer.may is None
    sdk.client.a.put(body=answer)
    assert json.loads(sdk.request.content) == {"must": "m"}
    sdk.client.a.put(may=1)
    assert json.loads(sdk.request.content) == {"must": "m", "may": 1}


def test_the_tag_of_a_variant_is_always_sent(make_sdk) -> None:
    sdk = make_sdk(
        """\
        paths:
          /pet:
            put:
              operationId: put
              tags: [a]
              requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
              responses: {'204': {description: ok}}
        components:
          schemas:
            Pet:
              oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
              discriminator: {propertyName: kind}
            Cat: {type: object, properties: {kind: {const: cat}, lives: {type: integer}}}
            Dog: {type: object, properties: {kind: {const: dog}}}
        """
    )
    sdk.client.a.put(body=sdk.models.Cat(lives=9))
    assert json.loads(sdk.request.content) == {"kind": "cat", "lives": 9}


def test_a_body_of_any_media_type_is_sent_as_json(make_sdk) -> None:
    sdk = make_sdk(
        """\
        paths:
          /any:
            post:
              operationId: send
              tags: [any]
              requestBody: {required: true, content: {'*/*': {schema: {}}}}
              responses: {'204': {description: ok}}
        """
    )
    sdk.client.any.send(body={"a": 1})
    assert (sdk.request.content, sdk.request.headers["content-type"]) == (b'{"a":1}', "application/json")
