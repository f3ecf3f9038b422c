"""Rules about paths, servers and media types; and what is not said twice."""

from __future__ import annotations

import pytest

from generator.document import check_validity

from .conftest import Load

OK = "{'204': {description: Done.}}"
HEAD = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n"


@pytest.mark.parametrize(
    "text",
    [
        "paths:\n  /a/{x}: {}\n  /a/{x}/b: {}\n  /a/{x}.{y}: {}\n  x-a/{b: {}\n",
        "servers: [{url: 'https://{r}.example', variables: {r: {default: eu, enum: [eu, us]}}}]\npaths: {/a: {}}\n",
        "paths: {/a: {get: {requestBody: {content: {'text/plain; charset=utf-8': {}, '*/*': {}}}, responses: OK}}}",
    ],
)
def test_what_is_right_is_not_reported(load: Load, text: str) -> None:
    document = load(HEAD + text.replace("OK", OK))
    check_validity(document, document.report)
    assert [d.message for d in document.report] == []


def test_a_part_with_a_known_fault_is_not_also_called_unchecked(load: Load) -> None:
    text = "paths:\n  /a:\n    get:\n      parameters: [{name: a, schema: {}}]\n      responses: " + OK + "\n"
    document = load(HEAD + text)
    check_validity(document, document.report)
    assert [d.message for d in document.report] == ["'in' is a required property"]


def test_a_value_of_a_wrong_type_is_reported_once(load: Load) -> None:
    document = load(HEAD + "paths:\n  /a:\n    get:\n      parameters: [a]\n      responses: " + OK + "\n")
    check_validity(document, document.report)
    assert [d.message for d in document.report] == ["'a' is not of type 'object'"]


def test_what_follows_a_number_sign_in_a_path_is_told_to_be_never_sent(load: Load) -> None:
    document = load(HEAD + "paths:\n  /a#b: {get: {responses: " + OK + "}}\n")
    check_validity(document, document.report)
    assert [(d.message, d.remedy) for d in document.report] == [
        (
            "what follows the # of /a#b is never sent",
            "Requests go to the path before it: describe what tells them apart under parameters.",
        )
    ]


def test_siblings_of_a_reference_that_say_what_it_leads_to_are_not_reported(load: Load) -> None:
    text = """\
openapi: 3.0.3
info: {title: T, version: '1'}
paths: {}
components:
  schemas:
    Word: {type: string}
    Same: {type: object, properties: {word: {type: string, $ref: '#/components/schemas/Word'}}}
    Other: {type: object, properties: {word: {type: integer, $ref: '#/components/schemas/Word'}}}
"""
    told = [said.source.pointer for said in load(text).report if said.source]
    assert told == ["/components/schemas/Other/properties/word/type"]
