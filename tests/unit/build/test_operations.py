"""Operations: where they are found, what they take, what they answer."""

from generator.model import (
    Location,
    ModelType,
    PathText,
    PathVariable,
    PrimitiveKind,
    PrimitiveType,
    RetryPolicy,
    SecurityUse,
    Streaming,
)
from generator.settings import BodySettings, Settings

OK = "responses: {'200': {description: ok}}"


def test_groups_come_from_settings_extensions_tags_ids_and_paths_in_this_order(build) -> None:
    built = build(
        f"""\
        paths:
          /a: {{get: {{operationId: one, tags: [Tag], x-speakeasy-group: Ext.Sub, {OK}}}}}
          /b: {{get: {{operationId: two, tags: [Tag], x-sdk-group: Mine, {OK}}}}}
          /c: {{get: {{operationId: three, tags: [Big Tag], {OK}}}}}
          /d: {{get: {{operationId: Widgets_list, {OK}}}}}
          /v1/e/{{x}}: {{get: {{operationId: five, {OK}}}}}
        """,
        Settings(groups={"one": "Set.Group"}),
    )
    assert [o.accessor for o in built.api.operations()] == [
        "set.group.one",
        "mine.two",
        "big_tag.three",
        "widgets.list",
        "e.five",
    ]
    assert built.codes == ["build/path-variable-undescribed"]


def test_methods_are_named_after_the_operation_id_less_the_group(build) -> None:
    built = build(
        f"""\
        paths:
          /a: {{get: {{operationId: repos/list-for-org, tags: [repos], {OK}}}}}
          /b: {{get: {{operationId: reposList, tags: [repos], {OK}}}}}
          /c/{{id}}: {{get: {{tags: [repos], parameters: [{{name: id, in: path, schema: {{}}}}], {OK}}}}}
          /d: {{get: {{operationId: delete, x-sdk-name: import, tags: [repos], {OK}}}}}
          /e: {{get: {{operationId: reposList, tags: [repos], {OK}}}}}
        """
    )
    assert [(o.id, o.name) for o in built.api.operations()] == [
        ("repos/list-for-org", "list_for_org"),
        ("reposList", "repos_list"),
        ("getCById", "get_c_by_id"),
        ("delete", "import_"),
        ("getE", "get_e"),
    ]
    assert built.codes == ["build/operation-without-id", "build/operation-id-twice", "build/method-names-clash"]


def test_parameters_of_the_path_item_are_overridden_and_names_told_apart(build) -> None:
    built = build(
        f"""\
        paths:
          /a/{{id}}.{{kind}}:
            parameters:
              - {{name: id, in: path, required: true, schema: {{type: string}}}}
              - {{name: kind, in: path, required: true, schema: {{type: string}}}}
              - {{name: page, in: query, schema: {{type: string}}}}
            get:
              operationId: get
              parameters:
                - {{name: page, in: query, required: true, schema: {{type: integer}}, style: pipeDelimited}}
                - {{name: id, in: query, schema: {{type: string}}}}
                - {{name: filter, in: query, content: {{application/json: {{schema: {{type: object}}}}}}}}
                - {{name: gone, in: path, required: true, schema: {{type: string}}}}
                - {{name: Accept, in: header, schema: {{type: string}}}}
                - {{name: x, in: nowhere, schema: {{type: string}}}}
              {OK}
        """
    )
    operation = built.operations["get"]
    assert operation.path.parts == (
        PathText("/a/"), PathVariable("id"), PathText("."), PathVariable("kind"),
    )  # fmt: skip
    found = {(p.location, p.wire_name): p for p in operation.parameters}
    assert {key: p.name for key, p in found.items()} == {
        (Location.PATH, "id"): "id",
        (Location.PATH, "kind"): "kind",
        (Location.QUERY, "page"): "page",
        (Location.QUERY, "id"): "query_id",
        (Location.QUERY, "filter"): "filter",
    }
    page = found[Location.QUERY, "page"]
    assert (page.type, page.cardinality.required, page.style, page.explode) == (
        PrimitiveType(PrimitiveKind.INTEGER), True, "pipeDelimited", False,
    )  # fmt: skip
    assert found[Location.QUERY, "filter"].content_type == "application/json"
    assert sorted(built.codes) == [
        "build/parameter-ignored", "build/parameter-not-in-path", "build/parameter-unknown-location",
    ]  # fmt: skip


BODY = """\
paths:
  /a/{name}:
    post:
      operationId: make
      parameters: [{name: name, in: path, required: true, schema: {type: string}}]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
      responses: {'200': {description: ok}}
components:
  schemas:
    Thing:
      type: object
      required: [name, kind]
      properties:
        name: {type: string}
        size: {type: integer}
        kind: {const: thing}
        id: {type: string, readOnly: true}
"""


def test_a_body_is_spread_and_its_fields_give_way_to_parameters(build) -> None:
    (media,) = build(BODY).operations["make"].body.alternatives
    assert [(f.argument, f.field, f.wire_name) for f in media.spread] == [
        ("name_body", "name", "name"), ("size", "size", "size"),
    ]  # fmt: skip


def test_a_body_larger_than_the_limit_or_optional_is_not_spread(build) -> None:
    (media,) = build(BODY, Settings(body=BodySettings(spread_limit=3))).operations["make"].body.alternatives
    assert media.spread == ()
    (media,) = build(BODY.replace("required: true\n", "required: false\n")).operations["make"].body.alternatives
    assert media.spread == ()


def test_answers_are_successes_and_failures(build) -> None:
    built = build(
        """\
        paths:
          /a:
            get:
              operationId: get
              responses:
                '200':
                  description: ok
                  content:
                    application/json: {schema: {$ref: '#/components/schemas/Thing'}}
                    text/csv: {schema: {type: string}}
                    application/pdf: {}
                    text/event-stream: {schema: {type: object}}
                '204': {description: none}
                4xx: {description: bad, content: {application/json: {schema: {$ref: '#/components/schemas/NotFoundError'}}}}
                default: {description: else, content: {application/json: {schema: {type: string}}}}
        components:
          schemas:
            Thing: {type: object, properties: {a: {type: string}}}
            NotFoundError: {type: object, properties: {a: {type: string}}}
        """
    )
    operation = built.operations["get"]
    assert [(r.status, r.media_type, r.streaming) for r in operation.responses] == [
        ("200", "application/json", Streaming.NONE),
        ("200", "text/csv", Streaming.NONE),
        ("200", "application/pdf", Streaming.BINARY),
        ("200", "text/event-stream", Streaming.SSE),
        ("204", "", Streaming.NONE),
    ]
    assert operation.responses[0].type == ModelType("Thing")
    assert [(e.status, e.error_name) for e in operation.errors] == [("4XX", "NotFoundErrorPayload"), ("default", "")]
    assert built.api.error_models == {"NotFoundErrorPayload": "NotFoundError"}


def test_a_default_that_stands_alone_is_the_success_and_the_failure(build) -> None:
    built = build(
        """\
        paths:
          /a:
            get:
              operationId: get
              responses:
                default: {description: all, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
        components: {schemas: {Thing: {type: object, properties: {a: {type: string}}}}}
        """
    )
    operation = built.operations["get"]
    assert [r.status for r in operation.responses] == ["default"]
    assert [(e.status, e.error_name) for e in operation.errors] == [("default", "Thing")]


def test_what_is_not_written_yet_is_said(build) -> None:
    built = build(
        """\
        paths:
          /a:
            get:
              operationId: get
              x-speakeasy-pagination: {type: cursor}
              responses: {'200': {description: ok, content: {text/event-stream: {}}}}
          /b:
            get:
              operationId: getXml
              responses: {'200': {description: ok, content: {application/xml: {schema: {type: integer}}}}}
        """
    )
    assert sorted(built.codes) == ["build/not-expressed", "build/pagination-unfit"]


def test_security_servers_and_retries_hold_for_the_document_unless_an_operation_says_otherwise(build) -> None:
    built = build(
        f"""\
        servers: [{{url: https://a.example/v1/, x-speakeasy-server-id: main}}]
        security: [{{key: []}}, {{}}]
        x-speakeasy-retries:
          strategy: backoff
          backoff: {{initialInterval: 1, maxInterval: 2, maxElapsedTime: 3, exponent: 2}}
          statusCodes: [5XX, 429]
          retryConnectionErrors: true
        paths:
          /a: {{get: {{operationId: plain, {OK}}}}}
          /b:
            get:
              operationId: own
              security: [{{oauth: [read]}}, {{nothing: []}}]
              servers: [{{url: 'https://{{region}}.example', variables: {{region: {{default: eu, enum: [eu, us]}}}}}}]
              x-speakeasy-retries: {{strategy: none}}
              {OK}
        components:
          securitySchemes:
            key: {{type: apiKey, in: header, name: X-Key}}
            oauth: {{type: oauth2, flows: {{}}}}
            login: {{type: http, scheme: Basic}}
        """
    )
    plain, own = built.operations["plain"], built.operations["own"]
    assert plain.security == ((SecurityUse("key"),), ())
    assert own.security == ((SecurityUse("oauth", ("read",)),),)
    assert [(s.url, s.name) for s in built.api.servers] == [("https://a.example/v1", "main")]
    assert [(v.wire_name, v.default, v.choices) for v in own.servers[0].variables] == [("region", "eu", ("eu", "us"))]
    assert plain.retries == RetryPolicy(("5XX", "429"), True, 1, 2, 3, 2)
    assert own.retries is None
    assert [s.name for s in built.api.schemes] == ["api_key", "access_token", "basic"]
    assert built.codes == ["build/security-undefined"]


def test_an_operation_that_an_extension_ignores_is_left_out_and_reported(build) -> None:
    built = build(f"paths: {{/a: {{get: {{operationId: a, x-speakeasy-ignore: true, {OK}}}}}}}")
    assert list(built.api.operations()) == []
    assert built.codes == ["build/operation-ignored"]
