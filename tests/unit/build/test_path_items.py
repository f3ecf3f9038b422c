"""What a path item can say: methods, servers, parameters, links, callbacks; and webhooks beside it."""

from generator.model import (
    Location,
    ModelType,
    PathText,
    PathVariable,
    PrimitiveKind,
    PrimitiveType,
    SecurityUse,
)
from generator.settings import DocumentSettings, Settings

OK = "responses: {'200': {description: ok}}"


def test_methods_beyond_the_usual_are_sent_as_written(build) -> None:
    built = build(
        f"""\
        paths:
          /a:
            query: {{operationId: ask, {OK}}}
            additionalOperations:
              COPY: {{operationId: copyIt, {OK}}}
              Lock: {{operationId: lockIt, {OK}}}
        """
    )
    assert [(o.id, o.method) for o in built.api.operations()] == [
        ("ask", "QUERY"), ("copyIt", "COPY"), ("lockIt", "Lock"),
    ]  # fmt: skip


def test_a_method_that_cannot_be_sent_is_left_out_and_counted(build) -> None:
    built = build(f"paths: {{/a: {{additionalOperations: {{'GE T': {{{OK}}}, LINK: {{operationId: link, {OK}}}}}}}}}")
    assert [o.method for o in built.api.operations()] == ["LINK"]
    assert (built.api.left_out, built.codes) == (1, ["build/method-no-token"])


def test_a_path_without_a_slash_is_read_with_one(build) -> None:
    built = build(f"paths: {{'pets/{{id}}': {{get: {{operationId: a, {OK}}}}}, x-note: {{get: 1}}}}")
    assert [o.path.raw for o in built.api.operations()] == ["/pets/{id}"]
    assert built.codes == ["build/path-without-slash", "build/path-variable-undescribed"]


def test_a_segment_may_hold_variables_and_text(build) -> None:
    built = build(
        f"""\
        paths:
          /x({{id}})/{{a}}.{{b}}:
            parameters:
              - {{name: id, in: path, schema: {{type: integer}}}}
              - {{name: a, in: path, schema: {{}}}}
              - {{name: b, in: path, schema: {{}}}}
            get: {{operationId: get, {OK}}}
        """
    )
    assert built.operations["get"].path.parts == (
        PathText("/x("), PathVariable("id"), PathText(")/"), PathVariable("a"), PathText("."), PathVariable("b"),
    )  # fmt: skip
    assert all(p.cardinality.required for p in built.operations["get"].parameters)


def test_operations_of_a_shared_path_item_are_told_apart(build) -> None:
    built = build(
        f"""\
        paths:
          /a: {{$ref: '#/components/pathItems/Shared'}}
          /b: {{$ref: '#/components/pathItems/Shared'}}
        components: {{pathItems: {{Shared: {{get: {{tags: [t], {OK}}}}}}}}}
        """
    )
    assert [(o.id, o.path.raw) for o in built.api.operations()] == [("getA", "/a"), ("getB", "/b")]


def test_methods_beside_a_reference_to_a_path_item_count(build) -> None:
    built = build(
        f"""\
        paths:
          /a:
            $ref: '#/components/pathItems/Shared'
            post: {{operationId: own, {OK}}}
        components: {{pathItems: {{Shared: {{get: {{operationId: shared, {OK}}}}}}}}}
        """
    )
    assert {o.id for o in built.api.operations()} == {"own", "shared"}


def test_headers_are_the_same_parameter_in_any_case(build) -> None:
    built = build(
        f"""\
        paths:
          /a:
            parameters: [{{name: X-Trace, in: header, schema: {{type: string}}}}]
            get:
              operationId: get
              parameters: [{{name: x-trace, in: header, required: true, schema: {{type: integer}}}}]
              {OK}
        """
    )
    (parameter,) = built.operations["get"].parameters
    assert (parameter.wire_name, parameter.type) == ("x-trace", PrimitiveType(PrimitiveKind.INTEGER))


def test_a_parameter_without_a_name_is_reported_and_one_with_an_empty_name_is_kept(build) -> None:
    built = build(
        f"""\
        paths:
          /a:
            get:
              operationId: get
              parameters: [{{in: query, schema: {{}}}}, {{name: '', in: query, schema: {{type: string}}}}]
              {OK}
        """
    )
    assert [(p.wire_name, p.name) for p in built.operations["get"].parameters] == [("", "empty")]
    assert built.codes == ["build/parameter-without-name"]


def test_a_query_string_is_described_by_its_content(build) -> None:
    built = build(
        f"""\
        paths:
          /a:
            get:
              operationId: get
              parameters:
                - in: querystring
                  name: q
                  content: {{application/x-www-form-urlencoded: {{$ref: '#/components/mediaTypes/Query'}}}}
              {OK}
        components:
          mediaTypes: {{Query: {{schema: {{type: object, properties: {{a: {{type: string}}}}}}}}}}
        """
    )
    (parameter,) = built.operations["get"].parameters
    assert (parameter.location, parameter.content_type) == (
        Location.QUERYSTRING, "application/x-www-form-urlencoded",
    )  # fmt: skip
    assert isinstance(parameter.type, ModelType)


def test_references_to_media_types_are_followed_in_bodies_and_answers(build) -> None:
    built = build(
        """\
        paths:
          /a:
            post:
              operationId: make
              requestBody: {content: {application/json: {$ref: '#/components/mediaTypes/Thing'}}}
              responses: {'200': {description: ok, content: {application/json: {$ref: '#/components/mediaTypes/Thing'}}}}
        components:
          mediaTypes: {Thing: {schema: {$ref: '#/components/schemas/Thing'}}}
          schemas: {Thing: {type: object, properties: {a: {type: string}}}}
        """
    )
    operation = built.operations["make"]
    assert operation.body.alternatives[0].type == operation.responses[0].type == ModelType("Thing")


def test_examples_of_3_2_are_values(build) -> None:
    built = build(
        f"""\
        paths:
          /a:
            get:
              operationId: get
              parameters:
                - name: q
                  in: query
                  schema: {{type: integer}}
                  examples:
                    data: {{dataValue: 1}}
                    text: {{serializedValue: '2'}}
                    away: {{externalValue: 'https://example.com/x'}}
              {OK}
        """
    )
    assert [(e.name, e.value) for e in built.operations["get"].parameters[0].examples] == [("data", 1), ("text", 2)]


def test_tags_make_groups_below_their_parents_unless_they_are_of_another_kind(build) -> None:
    built = build(
        f"""\
        tags:
          - {{name: Shop, summary: All about buying}}
          - {{name: Orders, parent: Shop, kind: nav, description: What was bought.}}
          - {{name: beta, kind: badge}}
          - {{name: lost, parent: nowhere}}
          - {{name: round, parent: round}}
        paths:
          /a: {{get: {{operationId: one, tags: [beta, Orders], {OK}}}}}
          /b: {{get: {{operationId: two, tags: [beta], {OK}}}}}
          /c: {{get: {{operationId: three, tags: [lost], {OK}}}}}
          /d: {{get: {{operationId: four, tags: [round], {OK}}}}}
        """
    )
    assert [o.accessor for o in built.api.operations()] == ["shop.orders.one", "b.two", "lost.three", "round.four"]
    assert {g.accessor: g.description for g in built.api.walk_groups()}["shop.orders"] == "What was bought."
    assert {g.accessor: g.description for g in built.api.walk_groups()}["shop"] == "All about buying"
    assert built.codes == ["build/tag-parent", "build/tag-parent"]


SERVERS = f"""\
servers: [{{url: /v2}}, {{url: '{{scheme}}://h.example', variables: {{scheme: {{enum: [https], default: https}}}}}}]
paths:
  /a:
    servers: [{{url: ../up}}]
    get: {{operationId: get, {OK}}}
"""


def test_relative_servers_are_relative_to_the_document(build) -> None:
    settings = Settings(document=DocumentSettings(url="https://docs.example/apis/spec.yaml"))
    built = build(SERVERS, settings)
    assert [s.url for s in built.api.servers] == ["https://docs.example/v2", "{scheme}://h.example"]
    assert [s.url for s in built.operations["get"].servers] == ["https://docs.example/up"]
    assert built.codes == []
    built = build("$self: https://self.example/x/openapi.yaml\n" + SERVERS)
    assert built.api.servers[0].url == "https://self.example/v2"


def test_relative_servers_are_reported_where_the_document_has_no_url(build) -> None:
    built = build(SERVERS)
    assert built.api.servers[0].url == "/v2"
    assert built.codes == ["build/server-relative", "build/server-relative"]


def test_without_servers_the_document_s_own_is_called_where_it_is_known(build) -> None:
    text = f"paths: {{/a: {{get: {{operationId: get, {OK}}}}}}}"
    assert build(text).api.servers == ()
    settings = Settings(document=DocumentSettings(url="https://docs.example/apis/spec.yaml"))
    assert [s.url for s in build(text, settings).api.servers] == ["https://docs.example"]


def test_variables_of_servers_need_values(build) -> None:
    built = build(
        f"""\
        servers: [{{url: 'https://{{a}}.example/{{b}}/{{c}}', variables: {{a: {{}}, b: {{enum: [x, y]}}}}}}]
        paths: {{/a: {{get: {{operationId: get, {OK}}}}}}}
        """
    )
    assert [v.default for v in built.api.servers[0].variables] == ["", "x"]
    assert built.codes.count("build/server-variable") == 2


def test_schemes_that_exclude_each_other_become_alternatives(build) -> None:
    built = build(
        f"""\
        security: [{{one: [], key: [], two: [read]}}]
        paths:
          /a: {{get: {{operationId: get, {OK}}}}}
          /b: {{get: {{operationId: open, security: [], {OK}}}}}
          /c: {{get: {{operationId: maybe, security: [{{}}, {{key: []}}], {OK}}}}}
        components:
          securitySchemes:
            one: {{type: http, scheme: bearer}}
            two:
              type: oauth2
              oauth2MetadataUrl: https://a.example/meta
              deprecated: true
              flows: {{deviceAuthorization: {{deviceAuthorizationUrl: https://a.example/d, tokenUrl: https://a.example/t}}}}
            key: {{type: apiKey, in: header, name: X-Key}}
        """
    )
    one, two, key = SecurityUse("one"), SecurityUse("two", ("read",)), SecurityUse("key")
    assert set(map(frozenset, built.operations["get"].security)) == {frozenset({one, key}), frozenset({two, key})}
    assert built.operations["open"].security == ()
    assert built.operations["maybe"].security == ((), (key,))
    oauth = next(s for s in built.api.schemes if s.id == "two")
    assert (oauth.metadata_url, oauth.deprecated) == ("https://a.example/meta", True)
    assert oauth.flows[0].device_authorization_url == "https://a.example/d"
    assert built.codes == ["build/security-same-place"]


LINKS = """\
paths:
  /users:
    post:
      operationId: createUser
      responses:
        '201':
          description: made
          summary: Made
          headers:
            Content-Type: {schema: {type: string}}
            X-Left: {deprecated: true, description: How many., schema: {type: integer}, example: 3}
            X-Meta: {content: {application/json: {schema: {type: object}}}}
          links:
            byId: {operationId: getUser, parameters: {path.id: '$response.body#/id'}, description: Read it.}
            byRef: {operationRef: '#/paths/~1users~1%7Bid%7D/get', requestBody: '$response.body'}
            gone: {operationId: nobody, server: {url: 'https://b.example'}}
  /users/{id}:
    get:
      operationId: getUser
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: ok}}
"""


def test_links_lead_to_operations_wherever_they_stand(build) -> None:
    built = build(LINKS)
    (response,) = built.operations["createUser"].responses
    assert response.summary == "Made"
    assert [(link.name, link.operation_id) for link in response.links] == [
        ("byId", "getUser"), ("byRef", "getUser"), ("gone", ""),
    ]  # fmt: skip
    assert response.links[0].parameters == (("path.id", "$response.body#/id"),)
    assert response.links[1].request_body == "$response.body"
    assert response.links[2].server.url == "https://b.example"
    assert built.codes == ["build/link-target"]


def test_headers_of_answers_are_described(build) -> None:
    (response,) = build(LINKS).operations["createUser"].responses
    left, meta = response.headers
    assert (left.wire_name, left.type, left.deprecated) == ("X-Left", PrimitiveType(PrimitiveKind.INTEGER), True)
    assert (left.description, left.examples[0].value) == ("How many.", 3)
    assert (meta.wire_name, meta.content_type) == ("X-Meta", "application/json")


INBOUND = """\
webhooks:
  newPet:
    post:
      operationId: petWasBorn
      summary: A pet was born.
      parameters: [{name: X-Event, in: header, schema: {type: string}}]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'204': {description: Taken.}}
    put: {requestBody: {content: {text/csv: {}}}, responses: {}}
  shared: {$ref: '#/components/pathItems/Shared'}
paths:
  /subscribe:
    post:
      operationId: subscribe
      callbacks:
        onEvent:
          '{$request.query.url}/events':
            post:
              requestBody: {content: {application/json: {schema: {type: object, properties: {at: {type: string}}}}}}
              responses: {'200': {description: Thanks.}}
          x-note: {post: 1}
        again: {$ref: '#/components/callbacks/Again'}
      responses: {'200': {description: ok}}
components:
  callbacks: {Again: {'{$request.body#/url}': {post: {responses: {}}}}}
  pathItems: {Shared: {delete: {responses: {}}}}
  schemas: {Pet: {type: object, properties: {name: {type: string}}}}
"""


def test_webhooks_have_names_payloads_and_parameters(build) -> None:
    built = build(INBOUND)
    born, csv, shared = built.api.webhooks
    assert (born.key, born.name, born.type_name, born.operation_id) == (
        "newPet", "new_pet", "NewPetPayload", "petWasBorn",
    )  # fmt: skip
    assert born.payloads == (("application/json", ModelType("Pet")),)
    assert [p.wire_name for p in born.parameters] == ["X-Event"]
    assert born.answers == (("204", "Taken."),)
    assert (csv.name, csv.method, csv.payloads) == (
        "new_pet_put", "PUT", (("text/csv", PrimitiveType(PrimitiveKind.STRING)),),
    )  # fmt: skip
    assert (shared.name, shared.method, shared.payloads) == ("shared_delete", "DELETE", ())
    assert built.codes == ["build/not-expressed"]


def test_callbacks_belong_to_their_operation(build) -> None:
    built = build(INBOUND)
    on_event, again = built.operations["subscribe"].callbacks
    (request,) = on_event.requests
    assert (on_event.key, request.key, request.name, request.type_name) == (
        "onEvent", "{$request.query.url}/events", "subscribe_on_event", "SubscribeOnEventPayload",
    )  # fmt: skip
    assert request.payloads == (("application/json", ModelType("SubscribeOnEventCallbackRequest")),)
    assert [r.key for r in again.requests] == ["{$request.body#/url}"]


def test_operations_that_are_left_out_are_counted(build) -> None:
    built = build(f"paths: {{/a: {{x-sdk-ignore: true, get: {{{OK}}}, put: {{{OK}}}}}, /b: {{get: {{{OK}}}}}}}")
    assert built.api.left_out == 2
    assert len(list(built.api.operations())) == 1


def test_encodings_by_place_are_read(build) -> None:
    built = build(
        f"""\
        paths:
          /a:
            post:
              operationId: make
              requestBody: {{content: {{multipart/mixed: {{itemSchema: {{}}, itemEncoding: {{contentType: image/png}}}}}}}}
              {OK}
        """
    )
    assert built.codes == []
    body = next(built.api.operations()).body
    assert body is not None
    media = body.alternatives[0]
    assert media.item is not None
    assert media.item.content_type == "image/png"
    assert media.stream is not None
    assert media.stream.kind == "parts"
