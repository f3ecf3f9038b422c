"""References into other files: what they bring in, under which names, and what is said where they fail."""

from __future__ import annotations

import json
import os
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.diagnostics import InputError, Report, render
from generator.document import Document, check_validity, load_document

LoadFiles = Callable[..., Document]


@pytest.fixture
def load_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LoadFiles:
    """Writes the files and loads the first one."""
    monkeypatch.chdir(tmp_path)

    def load(files: Mapping[str, str]) -> Document:
        for name, text in files.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(textwrap.dedent(text), "utf-8")
        return load_document(Path(next(iter(files))), Report())

    return load


def said(document: Document) -> str:
    check_validity(document, document.report)
    return "\n".join(render(diagnostic, document.report.locate) for diagnostic in document.report)


def place(document: Document, pointer: str) -> str:
    """File, line and column of a node of the upgraded document."""
    excerpt = document.locate(document.source(pointer))
    assert excerpt is not None
    return f"{excerpt.file}:{excerpt.line}:{excerpt.column}"


HEAD = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n"
ROOT = (
    HEAD
    + """\
paths:
  /pets: {$ref: paths/pets.yaml}
  /pets/{id}: {$ref: 'paths/all.yaml#/~1pets~1{id}'}
components:
  schemas:
    Error: {type: object}
"""
)


def test_everything_that_may_be_elsewhere(load_files: LoadFiles) -> None:
    document = load_files(
        {
            "spec/api.yaml": ROOT,
            "spec/paths/pets.yaml": """\
                get:
                  operationId: list
                  parameters:
                    - $ref: ../common/parameters.yaml#/Limit
                  responses:
                    '200': {$ref: '../common/responses.json#/Pets'}
                    default: {$ref: '../common/responses.json#/Fault'}
                post:
                  requestBody: {$ref: ../common/bodies.yaml#/NewPet}
                  responses: {'204': {description: ok, headers: {X-A: {$ref: '../common/headers.yaml'}}}}
                  callbacks: {done: {$ref: ../common/callbacks.yaml#/done}}
            """,
            "spec/paths/all.yaml": """\
                '/pets/{id}':
                  parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                  get:
                    responses:
                      '200':
                        description: ok
                        links: {next: {$ref: ../common/links.yaml#/next}}
                        content:
                          application/json:
                            schema: {$ref: ../schemas/Pet.yaml}
                            examples: {one: {$ref: ../common/examples.yaml#/one}}
            """,
            "spec/common/parameters.yaml": "Limit: {name: limit, in: query, schema: {$ref: ../schemas/Limit.yaml}}",
            "spec/common/responses.json": json.dumps(
                {
                    "Pets": {
                        "description": "ok",
                        "content": {
                            "application/json": {"schema": {"type": "array", "items": {"$ref": "../schemas/Pet.yaml"}}}
                        },
                    },
                    "Fault": {
                        "description": "no",
                        "content": {"application/json": {"schema": {"$ref": "../api.yaml#/components/schemas/Error"}}},
                    },
                }
            ),
            "spec/common/bodies.yaml": "NewPet: {content: {application/json: {schema: {$ref: ../schemas/Pet.yaml}}}}",
            "spec/common/headers.yaml": "schema: {type: string}",
            "spec/common/callbacks.yaml": "done: {'{$request.body#/url}': {post: {responses: {'200': {description: ok}}}}}",
            "spec/common/links.yaml": "next: {operationId: list}",
            "spec/common/examples.yaml": "one: {value: {$ref: not-a-reference}}",
            "spec/schemas/Limit.yaml": "type: integer",
            "spec/schemas/Pet.yaml": """\
                type: object
                properties:
                  owner: {$ref: 'My%20Owner.yaml'}
                  mother: {$ref: '#'}
                  tag: {$ref: '#/$defs/Tag'}
                $defs:
                  Tag: {type: string}
            """,
            "spec/schemas/My Owner.yaml": "type: object\nproperties: {pets: {type: array, items: {$ref: ./Pet.yaml}}}",
        }
    )
    assert said(document) == ""
    components = document.data["components"]
    assert {key: list(members) for key, members in components.items()} == {
        "schemas": ["Error", "Limit", "My_Owner", "Pet", "Tag"],
        "callbacks": ["done"],
        "examples": ["one"],
        "headers": ["headers"],
        "links": ["next"],
        "parameters": ["Limit"],
        "requestBodies": ["NewPet"],
        "responses": ["Fault", "Pets"],
    }
    assert components["schemas"]["Pet"]["properties"] == {
        "owner": {"$ref": "#/components/schemas/My_Owner"},
        "mother": {"$ref": "#/components/schemas/Pet"},
        "tag": {"$ref": "#/components/schemas/Tag"},
    }
    fault = components["responses"]["Fault"]["content"]["application/json"]["schema"]
    assert fault == {"$ref": "#/components/schemas/Error"}
    get = document.data["paths"]["/pets"]["get"]
    assert get["parameters"] == [{"$ref": "#/components/parameters/Limit"}]
    assert document.data["paths"]["/pets/{id}"]["parameters"][0]["name"] == "id"


def test_places_are_those_of_the_file_that_holds_them(load_files: LoadFiles) -> None:
    document = load_files(
        {
            "spec/api.yaml": ROOT,
            "spec/paths/pets.yaml": "get:\n  responses:\n    '200': {$ref: '../r.json#/a~1b'}\n",
            "spec/paths/all.yaml": "'/pets/{id}':\n  summary: one\n",
            "spec/r.json": '{\n  "a/b": {\n    "description": "ok"\n  }\n}',
        }
    )
    assert place(document, "/paths/~1pets/get/responses") == "spec/paths/pets.yaml:2:3"
    assert place(document, "/paths/~1pets~1{id}/summary") == "spec/paths/all.yaml:2:3"
    assert place(document, "/components/responses/a_b/description") == "spec/r.json:3:5"
    assert place(document, "/components/schemas/Error") == "spec/api.yaml:8:5"
    assert document.source("/components/responses/a_b/description").pointer == "/a~1b/description"


def test_faults_of_the_validator_name_the_file_that_has_them(load_files: LoadFiles) -> None:
    document = load_files(
        {"a.yaml": HEAD + "paths: {/a: {$ref: b.yaml}}\n", "b.yaml": "get:\n  deprecated: 1\n  responses: {}"}
    )
    assert "b.yaml:2:3: warning[document/invalid]" in said(document)


def test_a_component_that_is_only_a_reference_becomes_what_it_refers_to(load_files: LoadFiles) -> None:
    document = load_files(
        {
            "a.yaml": HEAD
            + "paths: {}\ncomponents: {schemas: {Animal: {$ref: s/Pet.yaml}, Alias: {$ref: s/Pet.yaml}, Owner: {$ref: s/Owner.yaml}}}",
            "s/Pet.yaml": "{type: object, properties: {owner: {$ref: Owner.yaml}}}",
            "s/Owner.yaml": "{type: object, properties: {pet: {$ref: Pet.yaml}}}",
        }
    )
    assert document.data["components"]["schemas"] == {
        "Animal": {"type": "object", "properties": {"owner": {"$ref": "#/components/schemas/Owner"}}},
        "Alias": {"$ref": "#/components/schemas/Animal"},
        "Owner": {"type": "object", "properties": {"pet": {"$ref": "#/components/schemas/Animal"}}},
    }
    assert place(document, "/components/schemas/Animal/properties") == "s/Pet.yaml:1:16"


def test_index_files_are_seen_through(load_files: LoadFiles) -> None:
    document = load_files(
        {
            "a.yaml": HEAD + "paths: {$ref: paths/_index.yaml}\ncomponents: {schemas: {$ref: s/_index.yaml}}",
            "paths/_index.yaml": "/a: {$ref: ./a.yaml}\n/b: {get: {responses: {}}}",
            "paths/a.yaml": "get: {responses: {'200': {description: ok, content: {a/b: {schema: {$ref: '../s/_index.yaml#/Pet/properties/id'}}}}}}",
            "s/_index.yaml": "Pet: {$ref: Pet.yaml}\nId: {$ref: ids.yaml#/Id}",
            "s/Pet.yaml": "{type: object, properties: {id: {$ref: ids.yaml#/Id}}}",
            "s/ids.yaml": "Id: {type: string}",
        }
    )
    assert list(document.data["paths"]) == ["/a", "/b"]
    assert place(document, "/paths/~1a/get") == "paths/a.yaml:1:1"
    assert list(document.data["components"]["schemas"]) == ["Pet", "Id"]
    found = document.data["paths"]["/a"]["get"]["responses"]["200"]["content"]["a/b"]["schema"]
    assert document.root["components"]["schemas"]["Pet"]["properties"]["id"].resolve().value == {"type": "string"}
    assert document.lookup(found["$ref"]).resolve().value == {"type": "string"}


def test_equal_names_are_told_apart_by_their_places(load_files: LoadFiles) -> None:
    def names(*references: str) -> list[str]:
        schemas = "".join(f"    S{index}: {{items: {{$ref: '{text}'}}}}\n" for index, text in enumerate(references))
        files = {
            "spec/a.yaml": HEAD + "paths: {}\ncomponents:\n  schemas:\n" + schemas + "    Owner: {}\n",
            "spec/Pet.yaml": "{}",
            "spec/v1/Pet.yaml": "{}",
            "spec/v2/Pet.yaml": "{}",
            "spec/v2/all.yaml": "{Pet: {}, Owner: {}}",
        }
        document = load_files(files)
        return [document.data["components"]["schemas"][f"S{i}"]["items"]["$ref"][21:] for i in range(len(references))]

    assert names("v2/Pet.yaml", "v2/all.yaml#/Pet") == ["Pet", "all_Pet"]
    assert names("v2/all.yaml#/Owner", "v2/Pet.yaml", "v2/all.yaml#/Pet") == ["all_Owner", "Pet", "all_Pet"]
    assert names("v1/Pet.yaml", "Pet.yaml", "v2/Pet.yaml") == ["v1_Pet", "Pet", "v2_Pet"]


def test_circles_of_files(load_files: LoadFiles) -> None:
    document = load_files(
        {
            "a.yaml": HEAD + "paths: {/a: {$ref: p.yaml}}\ncomponents: {schemas: {A: {$ref: b.yaml}}}",
            "b.yaml": "{allOf: [{$ref: c.yaml}]}",
            "c.yaml": "{properties: {a: {$ref: 'a.yaml#/components/schemas/A'}, b: {$ref: b.yaml}}}",
            "p.yaml": "post: {responses: {}, callbacks: {c: {'{$url}': {$ref: p.yaml}}}}",
        }
    )
    schemas = document.data["components"]["schemas"]
    assert schemas["c"]["properties"] == {key: {"$ref": "#/components/schemas/A"} for key in "ab"}
    callback = document.data["paths"]["/a"]["post"]["callbacks"]["c"]["{$url}"]
    assert callback == {"$ref": "#/components/pathItems/p"}
    assert document.root["paths"]["/a"]["post"]["callbacks"]["c"]["{$url}"].resolve()["post"].exists


def test_a_circle_of_mappings_is_a_fault(load_files: LoadFiles) -> None:
    document = load_files(
        {
            "a.yaml": HEAD + "paths: {}\ncomponents: {schemas: {A: {$ref: b.yaml}}}",
            "b.yaml": "type: object\nproperties: {$ref: c.yaml}",
            "c.yaml": "x:\n  type: object\n  properties: {$ref: c.yaml}",
        }
    )
    assert "c.yaml:3:16: warning[document/reference-cycle]: c.yaml leads back to itself" in said(document)


def test_swagger_2_files(load_files: LoadFiles) -> None:
    document = load_files(
        {
            "a.yaml": """\
                swagger: '2.0'
                info: {title: T, version: '1'}
                paths:
                  /a: {$ref: p.yaml}
            """,
            "p.yaml": """\
                post:
                  parameters: [{$ref: 'c.yaml#/parameters/Body'}, {$ref: 'c.yaml#/parameters/Q'}]
                  responses: {'200': {$ref: c.yaml#/responses/Ok}}
            """,
            "c.yaml": """\
                parameters:
                  Body: {name: body, in: body, schema: {$ref: '#/definitions/Pet'}}
                  Q: {name: q, in: query, type: string}
                responses: {Ok: {description: ok, schema: {$ref: '#/definitions/Pet'}}}
                definitions:
                  Pet: {type: object}
            """,
        }
    )
    assert said(document) == ""
    operation = document.root["paths"]["/a"]["post"]
    assert operation["requestBody"]["content"]["application/json"]["schema"].ref == "#/components/schemas/Pet"
    assert [node.resolve().text("name") for node in operation["parameters"]] == ["q"]
    assert place(document, "/components/schemas/Pet") == "c.yaml:6:3"
    assert place(document, "/paths/~1a/post/requestBody/content/application~1json/schema") == "c.yaml:2:32"


def test_discriminators_that_map_to_files(load_files: LoadFiles) -> None:
    document = load_files(
        {
            "a.yaml": HEAD + "paths: {}\ncomponents: {schemas: {Pet: {$ref: s/Pet.yaml}, Cat: {$ref: s/Cat.yaml}}}",
            "s/Pet.yaml": "{oneOf: [{$ref: Cat.yaml}, {$ref: Dog.yaml}], discriminator: {propertyName: k, mapping: {c: Cat, d: Dog.yaml}}}",
            "s/Cat.yaml": "{type: object}",
            "s/Dog.yaml": "{type: object}",
        }
    )
    assert document.data["components"]["schemas"]["Pet"]["discriminator"]["mapping"] == {
        "c": "Cat",
        "d": "#/components/schemas/Dog",
    }


def test_an_example_may_be_a_file_and_other_data_is_left_alone(load_files: LoadFiles) -> None:
    document = load_files(
        {
            "a.yaml": HEAD
            + "paths: {}\ncomponents: {schemas: {A: {example: {$ref: e.json}}, B: {example: {$ref: none.json}}, C: {default: {$ref: e.json}}}}",
            "e.json": '{"x": 1}',
        }
    )
    schemas = document.data["components"]["schemas"]
    assert [schemas["A"]["example"], schemas["B"]["example"]] == [{"x": 1}, {"$ref": "none.json"}]
    assert schemas["C"]["default"] == {"$ref": "e.json"}
    assert not len(document.report)


@pytest.mark.parametrize(
    ("reference", "files", "wanted"),
    [
        (
            "none.yaml",
            {},
            "a.yaml:6:9: warning[document/reference-file]: cannot read none.yaml: No such file or directory",
        ),
        (
            "s",
            {"s/b.yaml": "{}"},
            "a.yaml:6:9: warning[document/reference-file]: cannot read s: it is not a regular file",
        ),
        ("b.yaml#/X", {"b.yaml": "{Y: {}}"}, "a.yaml:6:9: warning[document/reference]: there is no #/X in b.yaml"),
        ("b.yaml#x", {"b.yaml": "{Y: {}}"}, "a.yaml:6:9: warning[document/reference]: there is no #x in b.yaml"),
        ("b.yaml", {"b.yaml": "[1]"}, "a.yaml:6:9: warning[document/reference-kind]: b.yaml is a list, and no schema"),
        (
            "http://x.example/b",
            {},
            "a.yaml:6:9: warning[document/reference-remote]: http://x.example/b is on the network",
        ),
        (
            "//host/b",
            {},
            "a.yaml:6:9: warning[document/reference-file]: cannot read file://host/b: it is on another host",
        ),
        ("urn:x", {}, "a.yaml:6:9: warning[document/reference-file]: urn:x is no file that can be read"),
        ("http://[", {}, "a.yaml:6:9: warning[document/reference-remote]"),
        ("a%00b", {}, "a.yaml:6:9: warning[document/reference-file]: cannot read a\x00b: embedded null byte"),
    ],
)
def test_what_cannot_be_had(load_files: LoadFiles, reference: str, files: dict[str, str], wanted: str) -> None:
    root = HEAD + f"paths: {{}}\ncomponents:\n  schemas:\n    A: {{$ref: '{reference}'}}"
    document = load_files({"a.yaml": root, **files})
    document.root["components"]["schemas"]["A"].resolve()
    text = said(document)
    assert text.startswith(wanted)
    assert len(document.report) == 1, text


def test_a_device_and_a_pipe_are_not_read(load_files: LoadFiles, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    document = load_files(
        {"a.yaml": HEAD + "paths: {/a: {$ref: /dev/zero}, /b: {$ref: pipe}}\n"},
    )
    assert [d.message for d in document.report] == [
        f"cannot read {os.path.relpath('/dev/zero', tmp_path)}: it is not a regular file",
        "cannot read pipe: it is not a regular file",
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "a: [",
            "b.yaml:1:5: error[document/syntax]: not YAML: did not find expected node content (while parsing a flow node); a.yaml:3:14 refers to this file",
        ),
        ("", "b.yaml: error[document/empty]: the file is empty; a.yaml:3:14 refers to this file"),
    ],
)
def test_a_file_that_is_broken_ends_the_run(load_files: LoadFiles, text: str, wanted: str) -> None:
    with pytest.raises(InputError) as caught:
        load_files({"a.yaml": HEAD + "paths: {/a: {$ref: b.yaml}}", "b.yaml": text})
    assert render(caught.value.diagnostics[0], caught.value.locate).startswith(wanted)


def test_a_fragment_that_means_the_main_document(load_files: LoadFiles) -> None:
    document = load_files(
        {
            "a.yaml": HEAD + "paths: {/a: {$ref: p.yaml}}\ncomponents: {schemas: {Pet: {type: object}}}",
            "p.yaml": "get: {responses: {'200': {description: ok, content: {a/b: {schema: {$ref: '#/components/schemas/Pet'}}}}}}",
        }
    )
    assert (
        "p.yaml:1:69: warning[document/reference-elsewhere]: #/components/schemas/Pet is not in p.yaml; that of a.yaml is taken"
        in said(document)
    )
    assert document.lookup("#/paths/~1a/get/responses/200/content/a~1b/schema").resolve().value == {"type": "object"}


def test_interiors_stay_inside_of_their_schema(load_files: LoadFiles) -> None:
    document = load_files(
        {
            "a.yaml": HEAD
            + "paths: {}\ncomponents: {schemas: {A: {properties: {x: {$ref: 'Pet.yaml#/properties/tag'}, y: {$ref: 'all.yaml#/defs/Cat/items'}}}}}",
            "Pet.yaml": "{type: object, properties: {tag: {enum: [a]}}}",
            "all.yaml": "{defs: {Cat: {type: array, items: {type: string}}}}",
        }
    )
    properties = document.data["components"]["schemas"]["A"]["properties"]
    assert properties["x"] == {"$ref": "#/components/schemas/Pet/properties/tag"}
    assert properties["y"] == {"$ref": "#/components/schemas/Cat/items"}


def test_a_chain_of_three_hundred_files(load_files: LoadFiles) -> None:
    files = {"a.yaml": HEAD + "paths: {}\ncomponents: {schemas: {A: {$ref: f0.yaml}}}"}
    files |= {f"f{i}.yaml": f"{{properties: {{next: {{$ref: f{i + 1}.yaml}}}}}}" for i in range(300)}
    files["f300.yaml"] = "{type: object}"
    document = load_files(files)
    assert len(document.data["components"]["schemas"]) == 301
    aliases = {f"g{i}.yaml": f"{{$ref: g{i + 1}.yaml}}" for i in range(99)} | {"g99.yaml": "{type: string}"}
    document = load_files({"a.yaml": HEAD + "paths: {}\ncomponents: {schemas: {A: {$ref: g0.yaml}}}", **aliases})
    assert document.data["components"]["schemas"] == {"A": {"type": "string"}}


def test_parts_that_multiply_are_stopped(load_files: LoadFiles) -> None:
    files = {"a.yaml": HEAD + "paths: {}\ncomponents: {schemas: {A: {properties: {$ref: f0.yaml}}}}"}
    both = "{{x: {{properties: {{$ref: f{n}.yaml}}}}, y: {{properties: {{$ref: f{n}.yaml}}}}}}"
    files |= {f"f{i}.yaml": both.format(n=i + 1) for i in range(40)}
    files["f40.yaml"] = "{x: {}}"
    with pytest.raises(InputError) as caught:
        load_files(files)
    assert caught.value.diagnostics[0].message == "with what it refers to, the document has more than 5,000,000 values"


def test_too_many_files(load_files: LoadFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.document.library.MAX_FILES", 2)
    with pytest.raises(InputError) as caught:
        load_files({"a.yaml": HEAD + "paths: {/a: {$ref: b.yaml}, /b: {$ref: c.yaml}}", "b.yaml": "{}", "c.yaml": "{}"})
    assert caught.value.diagnostics[0].message == "more than 2 files"


def test_keys_twice_in_another_file(load_files: LoadFiles) -> None:
    document = load_files({"a.yaml": HEAD + "paths: {/a: {$ref: b.yaml}}", "b.yaml": "get: {}\nget: {}"})
    assert 'b.yaml:2:1: warning[document/duplicate-key]: the key "get"' in said(document)


def test_siblings_of_a_reference_to_a_path_item(load_files: LoadFiles) -> None:
    document = load_files(
        {"a.yaml": HEAD + "paths:\n  /a:\n    $ref: b.yaml\n    summary: mine\n", "b.yaml": "summary: theirs\nget: {}"}
    )
    assert document.data["paths"]["/a"] == {"summary": "mine", "get": {}}
    assert place(document, "/paths/~1a/summary") == "a.yaml:6:5"
    assert place(document, "/paths/~1a/get") == "b.yaml:2:1"
