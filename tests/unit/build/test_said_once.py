"""What many operations share is said once; what the SDK does express is not said to be missing."""

from __future__ import annotations

OK = "responses: {'200': {description: Done.}}"


def test_a_header_that_the_client_sets_is_told_once(build) -> None:
    header = "parameters: [{name: Accept, in: header, schema: {type: string}}]"
    built = build(
        f"""\
        paths:
          /a: {{get: {{operationId: a, {header}, {OK}}}}}
          /b: {{get: {{operationId: b, {header}, {OK}}}}}
        """
    )
    assert built.codes == ["build/parameter-ignored"]


def test_schemes_that_exclude_each_other_are_told_once_for_each_pair(build) -> None:
    built = build(
        f"""\
        paths:
          /a: {{get: {{operationId: a, security: [{{one: [], two: []}}], {OK}}}}}
          /b: {{get: {{operationId: b, security: [{{one: [], two: []}}], {OK}}}}}
          /c: {{get: {{operationId: c, security: [{{one: [], three: []}}], {OK}}}}}
        components:
          securitySchemes:
            one: {{type: http, scheme: bearer}}
            two: {{type: http, scheme: basic}}
            three: {{type: apiKey, in: header, name: Authorization}}
        """
    )
    assert built.codes == ["build/security-same-place"] * 2


def test_xml_is_told_to_arrive_as_text_only_where_its_schema_is_not_read(build) -> None:
    def answer(schema: str) -> str:
        return f"responses: {{'200': {{description: Done., content: {{application/xml: {schema}}}}}}}"

    built = build(
        f"""\
        paths:
          /a: {{get: {{operationId: a, {answer("{schema: {$ref: '#/components/schemas/Pet'}}")}}}}}
          /b: {{get: {{operationId: b, {answer("{}")}}}}}
          /c: {{get: {{operationId: c, {answer("{schema: {type: integer}}")}}}}}
        components: {{schemas: {{Pet: {{type: object, properties: {{name: {{type: string}}}}}}}}}}
        """
    )
    assert built.codes == ["build/not-expressed"]


def test_a_schema_without_a_key_is_not_called_by_a_keyword(build) -> None:
    body = "requestBody: {content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}"
    built = build(
        f"""\
        paths:
          /a: {{post: {{operationId: makePet, {body}, {OK}}}}}
        components: {{schemas: {{MakePetRequest: {{type: object, properties: {{b: {{type: string}}}}}}}}}}
        """
    )
    assert built.messages == ["The schema here is MakePetRequestJson: MakePetRequest is the name of another"]
