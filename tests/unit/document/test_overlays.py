"""Overlays: what they change, whose lines are shown, and what is said about bad ones."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.diagnostics import InputError, Report, render
from generator.document import Document, check_validity, load_document

Overlaid = Callable[..., Document]

API = """\
openapi: 3.1.0
info: {title: T, version: '1'}
tags: [{name: a}, {name: b}, {name: c}]
paths:
  /a:
    get:
      operationId: getA
      parameters:
        - {name: x, in: query, schema: {type: string}}
        - {name: y, in: query, schema: {type: string}}
        - {name: z, in: query, schema: {type: string}}
      responses: {'200': {description: ok}}
  /b: {get: {responses: {'200': {description: ok}}}}
components:
  schemas: {Pet: {type: object, required: [id], properties: {id: {type: integer}}}}
"""
HEAD = "overlay: 1.1.0\ninfo: {title: O, version: '1'}\n"


@pytest.fixture
def overlaid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Overlaid:
    """Loads the document above, or another one, with overlays that are given by their actions."""
    monkeypatch.chdir(tmp_path)

    def load(*actions: str, api: str = API, head: str = HEAD) -> Document:
        Path("api.yaml").write_text(api, "utf-8")
        paths = [Path(f"o{number}.yaml") for number in range(1, len(actions) + 1)]
        for path, text in zip(paths, actions, strict=True):
            path.write_text(f"{head}actions:\n{textwrap.dedent(text)}", "utf-8")
        return load_document(Path("api.yaml"), Report(), overlays=paths)

    return load


def said(document: Document) -> str:
    check_validity(document, document.report)
    return "\n".join(render(diagnostic, document.report.locate) for diagnostic in document.report)


def place(document: Document, pointer: str) -> str:
    excerpt = document.locate(document.source(pointer))
    assert excerpt is not None
    return f"{excerpt.file}:{excerpt.line}:{excerpt.column}"


def refusal(load: Callable[[], Document]) -> str:
    with pytest.raises(InputError) as caught:
        load()
    return render(caught.value.diagnostics[0], caught.value.locate)


def test_updates_merge(overlaid: Overlaid) -> None:
    document = overlaid(
        """\
        - target: $
          update:
            info: {title: New, x-more: {a: 1}}
            tags: [{name: d}]
            components:
        - target: $.paths['/a'].get.parameters
          update: {name: w, in: query, schema: {type: string}}
        - target: $.paths.*.get
          update: {x-safe: true}
        - target: $.components.schemas.Pet.properties.id.type
          update: string
        """
    )
    assert said(document) == ""
    assert document.data["info"] == {"title": "New", "version": "1", "x-more": {"a": 1}}
    assert [tag["name"] for tag in document.data["tags"]] == ["a", "b", "c", "d"]
    get = document.data["paths"]["/a"]["get"]
    assert [parameter["name"] for parameter in get["parameters"]] == ["x", "y", "z", "w"]
    assert get["x-safe"] is document.data["paths"]["/b"]["get"]["x-safe"] is True
    assert document.data["components"]["schemas"]["Pet"]["properties"]["id"] == {"type": "string"}


def test_places_of_what_an_overlay_brought(overlaid: Overlaid) -> None:
    document = overlaid(
        """\
        - target: $
          update:
            info:
              title: New
            tags:
              - name: d
        - target: $.components.schemas.Pet.properties.id.type
          update: string
        """
    )
    assert place(document, "/info/title") == "o1.yaml:7:7"
    assert place(document, "/info/version") == "api.yaml:2:18"
    assert place(document, "/tags/3/name") == "o1.yaml:9:9"
    assert place(document, "/tags/2") == "api.yaml:3:30"
    assert place(document, "/components/schemas/Pet/properties/id/type") == "o1.yaml:11:3"


def test_removal_keeps_the_places_of_the_rest(overlaid: Overlaid) -> None:
    document = overlaid(
        """\
        - target: $.paths['/a'].get.parameters[?@.name != 'z']
          remove: true
        - target: $.paths['/b']
          remove: true
        - target: $.tags[0,1].name
          remove: true
        - target: $.components.schemas.Pet.required[?@ == 'id']
          remove: true
        """
    )
    assert list(document.data["paths"]) == ["/a"]
    assert document.data["paths"]["/a"]["get"]["parameters"] == [
        {"name": "z", "in": "query", "schema": {"type": "string"}}
    ]
    assert place(document, "/paths/~1a/get/parameters/0/name") == "api.yaml:11:12"
    assert document.data["tags"] == [{}, {}, {"name": "c"}]
    assert document.data["components"]["schemas"]["Pet"]["required"] == []


def test_texts_that_move_up_in_a_list(overlaid: Overlaid) -> None:
    api = API.replace("required: [id]", "required: [id, name]\n    ")
    document = overlaid("- {target: '$..required[0]', remove: true}\n- {target: '$..required', update: [a]}", api=api)
    assert document.data["components"]["schemas"]["Pet"]["required"] == ["name", "a"]
    assert document.source("/components/schemas/Pet/required/0").pointer == "/components/schemas/Pet/required/1"
    assert document.source("/components/schemas/Pet/required/1").file == "o1.yaml"


def test_copies(overlaid: Overlaid) -> None:
    document = overlaid(
        """\
        - {target: "$.paths", update: {/c: {}}}
        - {target: "$.paths['/c']", copy: "$.paths['/a']"}
        - {target: "$.paths['/c'].get", update: {operationId: getC}}
        - {target: "$.tags", copy: "$.tags[0]"}
        """
    )
    assert document.data["paths"]["/c"]["get"]["operationId"] == "getC"
    assert document.data["paths"]["/a"]["get"]["operationId"] == "getA"
    assert document.data["tags"][3] == {"name": "a"}
    assert place(document, "/paths/~1c/get/parameters/1") == "api.yaml:10:11"


def test_overlays_are_applied_in_their_order(overlaid: Overlaid) -> None:
    document = overlaid("- {target: $.info, update: {title: One}}", "- {target: $.info, update: {title: Two}}")
    assert document.data["info"]["title"] == "Two"
    assert place(document, "/info/title").startswith("o2.yaml")


def test_an_overlay_may_bring_references_into_other_files(overlaid: Overlaid) -> None:
    Path("x.yaml").write_text("{type: string}", "utf-8")
    document = overlaid("- {target: $.components.schemas, update: {X: {$ref: x.yaml}, Y: {$ref: none.yaml}}}")
    assert document.data["components"]["schemas"]["X"] == {"type": "string"}
    assert "o1.yaml:4:66: warning[document/reference-file]: cannot read none.yaml" in said(document)


def test_what_aliases_share_is_changed_in_one_place_alone(overlaid: Overlaid) -> None:
    api = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {/a: &a {get: {}}, /b: *a}\n"
    document = overlaid("- {target: \"$.paths['/a'].get\", update: {summary: one}}", api=api)
    assert document.data["paths"] == {"/a": {"get": {"summary": "one"}}, "/b": {"get": {}}}


def test_a_version_that_an_overlay_sets(overlaid: Overlaid) -> None:
    text = refusal(lambda: overlaid("- {target: $, update: {openapi: 9.9.9}}"))
    assert text.startswith('o1.yaml:4:24: error[document/version]: openapi is "9.9.9"')


def test_a_target_that_matches_nothing(overlaid: Overlaid) -> None:
    document = overlaid("- target: $.paths['/none']\n  remove: true\n")
    assert said(document).startswith("o1.yaml:4:3: warning[overlay/idle]: $.paths['/none'] selects nothing\n")


@pytest.mark.parametrize(
    ("extends", "wanted"),
    [("api.yaml", ""), ("https://e.example/api.yaml", ""), ("other.yaml", "o1.yaml:3:1: warning[overlay/extends]: the overlay is made for other.yaml, and is applied to api.yaml\n")],
)  # fmt: skip
def test_the_document_that_an_overlay_is_made_for(overlaid: Overlaid, extends: str, wanted: str) -> None:
    document = overlaid("- {target: $.info, update: {title: A}}", head=HEAD + f"extends: {extends}\n")
    assert said(document)[: len(wanted) or None] == wanted


@pytest.mark.parametrize(
    ("action", "wanted"),
    [
        ("- {}", "o1.yaml:4:3: error[overlay/invalid]: the action has no target"),
        ("- 1", "o1.yaml:4:3: error[overlay/invalid]: an action is a mapping, not a number"),
        ("- {target: 1}", "o1.yaml:4:4: error[overlay/invalid]: target is a number, not a JSONPath"),
        ("- {target: $}", "o1.yaml:4:3: error[overlay/invalid]: the action has no update, copy or remove"),
        ("- {target: $, updates: {}}", "o1.yaml:4:15: error[overlay/invalid]: updates is no field of an action"),
        ("- {target: $, remove: 1}", "o1.yaml:4:15: error[overlay/invalid]: remove is a number, not true or false"),
        ("- {target: $, update: 1, copy: $}", "o1.yaml:4:26: error[overlay/invalid]: update and copy exclude each other"),
        ("- {target: '$.a[', remove: true}", "o1.yaml:4:4: error[overlay/invalid]: target is no JSONPath: unexpected end of query"),
        ("- {target: paths, remove: true}", "o1.yaml:4:4: error[overlay/invalid]: target is no JSONPath: expected $, found"),
        ("- {target: '$.paths./a', remove: true}", "o1.yaml:4:4: error[overlay/invalid]: target is no JSONPath: unexpected token '/', at character 9"),
        ("- {target: $, remove: true}", "o1.yaml:4:4: error[overlay/mismatch]: the document itself cannot be removed"),
        ("- {target: $, update: 1}", "o1.yaml:4:15: error[overlay/mismatch]: a number cannot be merged with a mapping at $"),
        ("- {target: $, update: {info: [1]}}", "o1.yaml:4:24: error[overlay/mismatch]: a list cannot be merged with a mapping at $"),
        ("- {target: $.info.title, update: {a: 1}}", "o1.yaml:4:26: error[overlay/mismatch]: a mapping cannot be merged with text"),
        ("- {target: '$.*', update: {a: 1}}", "o1.yaml:4:4: error[overlay/mismatch]: $.* selects lists and mappings and other values at once"),
        ("- {target: $.info, copy: $.none}", "o1.yaml:4:20: error[overlay/mismatch]: $.none selects no nodes, not one"),
        ("- {target: $.info, copy: '$.*'}", "o1.yaml:4:20: error[overlay/mismatch]: $.* selects 5 nodes, not one"),
    ],
)  # fmt: skip
def test_bad_actions(overlaid: Overlaid, action: str, wanted: str) -> None:
    assert refusal(lambda: overlaid(action)).startswith(wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[]", "o.yaml:1:1: error[overlay/invalid]: an overlay is a mapping, not a list"),
        ("a: 1", 'o.yaml:1:1: error[overlay/invalid]: there is no "overlay" field'),
        ("overlay: 2.0.0", "o.yaml:1:1: error[overlay/invalid]: the version 2.0.0 is not supported"),
        ("overlay: 1.0.0", 'o.yaml:1:1: error[overlay/invalid]: "actions" must be a list'),
        ("overlay: 1.0.0\nactions: {}", 'o.yaml:2:1: error[overlay/invalid]: "actions" must be a list'),
        ("overlay: 1.0.0\nextends: 1", "o.yaml:2:1: error[overlay/invalid]: extends is a number, not a URI"),
        ("overlay: [", "o.yaml:1:11: error[document/syntax]: not YAML"),
    ],
)
def test_bad_overlays(overlaid: Overlaid, text: str, wanted: str) -> None:
    overlaid()
    Path("o.yaml").write_text(text, "utf-8")
    assert refusal(lambda: load_document(Path("api.yaml"), Report(), overlays=[Path("o.yaml")])).startswith(wanted)


def test_a_missing_overlay(overlaid: Overlaid) -> None:
    overlaid()
    text = refusal(lambda: load_document(Path("api.yaml"), Report(), overlays=[Path("none.yaml")]))
    assert text.startswith("none.yaml: error[document/unreadable]: cannot read the document: No such file")


def test_what_grows_without_end_is_stopped(overlaid: Overlaid, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.document.overlays.apply.MAX_NODES", 5_000)
    actions = "- {target: $, update: {x: {}}}\n" + "- {target: $.x, copy: $}\n" * 40
    assert "the overlay makes the document larger than 5,000 values" in refusal(lambda: overlaid(actions))
