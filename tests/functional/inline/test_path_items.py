"""What path items say, to the byte: methods, segments, servers, query strings, credentials; headers of answers."""

import datetime as dt

import pytest

DOCUMENT = """\
security: [{one: [], key: [], two: []}]
paths:
  /x({id})/{a}.{b}:
    servers: [{url: 'https://{region}.near.example/v1/', variables: {region: {default: eu}}}]
    parameters:
      - {name: id, in: path, required: true, schema: {type: integer}}
      - {name: a, in: path, required: true, schema: {type: string}}
      - {name: b, in: path, required: true, schema: {type: string}}
    query:
      operationId: ask
      tags: [t]
      security: []
      requestBody: {required: true, content: {text/plain: {schema: {type: string}}}}
      responses: {'204': {description: ok}}
    additionalOperations:
      copy: {operationId: copy_, tags: [t], responses: {'204': {description: ok}}}
  /same:
    get:
      operationId: same
      tags: [t]
      security: [{}, {key: []}]
      parameters:
        - {name: id, in: query, schema: {type: string}}
        - {name: id, in: header, schema: {type: string}}
        - {name: id, in: cookie, schema: {type: string}}
      responses: {'204': {description: ok}}
  /whole:
    get:
      operationId: whole
      tags: [t]
      parameters:
        - in: querystring
          name: q
          content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string}, n: {type: integer}}}}}
      responses: {'204': {description: ok}}
  /left:
    get:
      operationId: left
      tags: [t]
      responses:
        '200':
          description: ok
          headers:
            X-Left: {schema: {type: integer}}
            X-Until: {schema: {type: string, format: date-time}}
            X-Kinds: {schema: {type: array, items: {type: integer}}}
            X-Pairs: {schema: {type: object, additionalProperties: {type: integer}}}
            X-Members: {explode: true, schema: {$ref: '#/components/schemas/Size'}}
            X-Meta: {content: {application/json: {schema: {type: object, additionalProperties: {type: boolean}}}}}
            X-Text: {schema: {type: string}}
components:
  schemas: {Size: {type: object, properties: {wide: {type: integer}, high: {type: integer}}}}
  securitySchemes:
    one: {type: http, scheme: bearer}
    two: {type: http, scheme: basic}
    key: {type: apiKey, in: header, name: X-Key}
"""


@pytest.fixture
def sdk(make_sdk):
    return make_sdk(DOCUMENT)


def test_methods_and_segments_as_written(sdk) -> None:
    sdk.client.t.ask(id=1, a="x/y", b="z.w", body="q")
    assert (sdk.request.method, sdk.request.url.host) == ("QUERY", "eu.near.example")
    assert sdk.target == "/v1/x(1)/x%2Fy.z.w"
    client = sdk.open(access_token="t", api_key="k")
    client.t.copy(id=1, a="a", b="b")
    assert sdk.request.method == "copy"


def test_parameters_of_one_name_in_several_places(sdk) -> None:
    (operation,) = (o for o in sdk.api.operations() if o.id == "same")
    arguments = {parameter.name: str(parameter.location) for parameter in operation.parameters}
    assert len(arguments) == 3
    sdk.client.t.same(**arguments)
    assert sdk.target == "/base/same?id=query"
    assert (sdk.request.headers["id"], sdk.request.headers["cookie"]) == ("header", "id=cookie")


def test_a_whole_query_string(sdk) -> None:
    sdk.open(access_token="t", api_key="k").t.whole(q={"a": "x y", "n": 2})
    assert sdk.target == "/base/whole?a=x%20y&n=2"


def test_schemes_that_exclude_each_other_are_a_choice(sdk) -> None:
    sdk.returns(200)
    sdk.open(access_token="t", api_key="k").t.left()
    assert (sdk.request.headers["authorization"], sdk.request.headers["x-key"]) == ("Bearer t", "k")
    sdk.open(username="u", password="p", api_key="k").t.left()
    assert sdk.request.headers["authorization"].startswith("Basic ")
    with pytest.raises(sdk.errors.ConfigurationError, match="needs credentials"):
        sdk.open(api_key="k").t.left()


def test_headers_of_answers_are_read_as_declared(sdk) -> None:
    sent = {
        "X-Left": "3", "X-Until": "2026-01-02T03:04:05Z", "X-Kinds": "1, 2", "X-Pairs": "a,1,b,2",
        "X-Members": "wide=1,high=2", "X-Meta": '{"a":true}', "X-Text": "7", "X-Other": "8",
    }  # fmt: skip
    sdk.returns(200, headers=sent)
    client = sdk.open(access_token="t", api_key="k")
    response = sdk.package.with_response(client.t.left)()
    assert response.header("x-left") == 3
    assert response.header("X-Until") == dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    assert response.header("X-Kinds") == [1, 2]
    assert response.header("X-Pairs") == {"a": 1, "b": 2}
    assert response.header("X-Members") == sdk.models.Size(wide=1, high=2)
    assert response.header("X-Meta") == {"a": True}
    assert response.header("X-Text") == "7"
    assert response.header("X-Other", int) == 8
    assert response.header("X-None") is None
    assert response.headers["X-Left"] == "3"
    with pytest.raises(ValueError, match="valid integer"):
        response.header("X-Meta", int)


def test_a_header_that_does_not_fit_is_left_as_it_came(sdk) -> None:
    sdk.returns(200, headers={"X-Left": "many", "X-Kinds": ""})
    client = sdk.open(access_token="t", api_key="k")
    response = sdk.package.with_response(client.t.left)()
    assert response.header("X-Left") == "many"
    assert response.header("X-Kinds") == []
