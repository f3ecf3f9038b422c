"""What things are called: by what they are, whatever stands beside them and in whatever order."""

import json

import pytest

from generator.model import EnumModel, ObjectModel
from generator.settings import Settings


def _models(build, schemas: str) -> dict[str, str]:
    built = build(f"components: {{schemas: {schemas}}}")
    return {model.source.pointer.removeprefix("/components/schemas/"): name for name, model in built.api.models.items()}


OBJECT = "{type: object, properties: {a: {type: string}}}"


@pytest.mark.parametrize(
    ("keys", "names"),
    [
        (("FooBar", "foo_bar", "fooBar"), ("FooBar", "FooBarSnake", "FooBarCamel")),
        (("foo-bar", "foo.bar"), ("FooBar", "FooBarDot")),
        (("Pet", "PetDict"), ("Pet", "PetDictModel")),
        (("List", "Nul", ""), ("List_", "Nul", "Empty")),
        (("UUIDList", "UuidList"), ("UUIDList", "UuidListModel")),
    ],
)
def test_components_that_clash_are_told_apart_in_any_order(build, keys, names) -> None:
    wanted = dict(zip(keys, names, strict=True))
    for order in (keys, keys[::-1]):
        assert _models(build, "{" + ", ".join(f"'{key}': {OBJECT}" for key in order) + "}") == wanted


def test_a_component_goes_before_what_stands_inline(build) -> None:
    assert _models(build, f"{{Pet: {{type: object, properties: {{tag: {OBJECT}}}}}, PetTag: {OBJECT}}}") == {
        "Pet": "Pet", "PetTag": "PetTag", "Pet/properties/tag": "PetTagField",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("schemas", "name"),
    [
        (f"{{Message: {{properties: {{messageType: {OBJECT}}}}}}}", "MessageType"),
        (f"{{Message: {{properties: {{message: {OBJECT}}}}}}}", "MessageMessage"),
        (f"{{Page: {{properties: {{labels: {{type: array, items: {OBJECT}}}}}}}}}", "PageLabelsItem"),
        (f"{{Pet: {{properties: {{tag: {{anyOf: [{OBJECT}, {{type: 'null'}}]}}}}}}}}", "PetTag"),
        ("{Pet: {properties: {tag: {type: object, x-fern-type-name: Label, properties: {a: {}}}}}}", "Label"),
        (
            f"{{ConfigurationOfEverythingThatIsShared: {{properties: {{isTheModificationOfExpirationsPrevented: {OBJECT}}}}}}}",
            "ConfigurationOfEverythingThatIsSharedIsTheModificationOfExpirationsPrevented",
        ),
        (
            f"{{ConfigurationOfEverythingThatIsShared: {{properties: {{isTheModificationOfExpirationsEverPrevented: {OBJECT}}}}}}}",
            "IsTheModificationOfExpirationsEverPrevented",
        ),
    ],
)
def test_an_inline_schema_is_named_by_its_place(build, schemas: str, name: str) -> None:
    assert name in _models(build, schemas).values()


def test_variants_are_named_by_what_they_say_of_themselves(build) -> None:
    schema = """{Event: {oneOf: [
        {type: object, properties: {kind: {const: created}}},
        {type: object, title: Gone, properties: {at: {}}},
        {type: object, required: [id], properties: {x: {}, id: {}}},
        {type: object, required: [id, code], properties: {id: {}, code: {}}}]}}"""
    names = {place: name for place, name in _models(build, schema).items() if "/" in place}
    assert names == {
        "Event/oneOf/0": "EventCreated",
        "Event/oneOf/1": "EventGone",
        "Event/oneOf/2": "EventWithId",
        "Event/oneOf/3": "EventWithIdWithCode",
    }


@pytest.mark.parametrize(
    "extension", ["x-sdk-name", "x-speakeasy-name-override", "x-fern-type-name", "x-ms-client-name"]
)
def test_an_extension_names_a_component(build, extension: str) -> None:
    assert _models(build, f"{{PetV2: {{type: object, {extension}: Pet, properties: {{a: {{}}}}}}}}") == {"PetV2": "Pet"}


@pytest.mark.parametrize(
    "extension", ["x-sdk-name", "x-speakeasy-name-override", "x-fern-property-name", "x-ms-client-name"]
)
def test_an_extension_names_a_property(build, extension: str) -> None:
    built = build(f"components: {{schemas: {{Pet: {{properties: {{t: {{type: string, {extension}: petTag}}}}}}}}}}")
    model = built.api.models["Pet"]
    assert isinstance(model, ObjectModel)
    assert [(field.wire_name, field.name) for field in model.fields] == [("t", "pet_tag")]


@pytest.mark.parametrize(
    "extension", ["x-sdk-name", "x-speakeasy-name-override", "x-fern-parameter-name", "x-ms-client-name"]
)
def test_an_extension_names_a_parameter(build, extension: str) -> None:
    text = f"paths: {{/a: {{get: {{operationId: a, parameters: [{{name: q, in: query, {extension}: search text}}]}}}}}}"
    (operation,) = build(text).api.operations()
    assert [(parameter.wire_name, parameter.name) for parameter in operation.parameters] == [("q", "search_text")]


@pytest.mark.parametrize("extension", ["x-sdk-name", "x-speakeasy-name-override", "x-fern-sdk-method-name"])
def test_an_extension_names_a_method(build, extension: str) -> None:
    (operation,) = build(f"paths: {{/a: {{get: {{operationId: a, {extension}: readAll}}}}}}").api.operations()
    assert operation.name == "read_all"


@pytest.mark.parametrize(
    "extension",
    [
        "x-enum-varnames: [one, two]",
        "x-speakeasy-enums: [one, two]",
        "x-speakeasy-enums: {'1': one, '2': two}",
        "x-fern-enum: {'1': {name: one}, '2': {name: two, description: The second.}}",
    ],
)
def test_an_extension_names_the_members_of_an_enum(build, extension: str) -> None:
    enum = build(f"components: {{schemas: {{E: {{type: string, enum: ['1', '2'], {extension}}}}}}}").api.models["E"]
    assert isinstance(enum, EnumModel)
    assert [(member.name, member.value) for member in enum.members] == [("ONE", "1"), ("TWO", "2")]


def _accessors(build, paths: str, settings: Settings | None = None) -> dict[str, str]:
    built = build(f"paths: {paths}", settings)
    return {f"{operation.method} {operation.path.raw}": operation.accessor for operation in built.api.operations()}


ANSWER = "responses: {'204': {description: ok}}"


def test_paths_that_differ_in_case_or_a_slash_give_names_without_numbers(build) -> None:
    paths = [f"/{path}: {{get: {{tags: [t], {ANSWER}}}}}" for path in ("pets", "pets/", "PETS")]
    wanted = {"GET /pets": "t.get_pets", "GET /pets/": "t.get_pets_slash", "GET /PETS": "t.get_pets_upper"}
    for order in (paths, paths[::-1]):
        assert _accessors(build, "{" + ", ".join(order) + "}") == wanted


def test_a_method_gives_way_to_a_group_of_its_name(build) -> None:
    paths = f"""{{/a: {{get: {{operationId: users, x-sdk-group: team, {ANSWER}}}}},
                 /b: {{get: {{operationId: list, x-sdk-group: team.users, {ANSWER}}}}}}}"""
    assert _accessors(build, paths) == {"GET /a": "team.get_a", "GET /b": "team.users.list"}


def test_the_path_behind_the_ids_of_fastapi_is_left_out(build) -> None:
    paths = f"{{'/items/{{id}}': {{get: {{operationId: read_item_items__id__get, tags: [items], {ANSWER}}}}}}}"
    assert list(_accessors(build, paths).values()) == ["items.read_item"]


def test_parameters_of_one_name_are_told_apart_by_their_place(build) -> None:
    (operation,) = build(
        """\
        paths:
          /a/{id}:
            post:
              operationId: a
              parameters:
                - {name: id, in: header, schema: {type: string}}
                - {name: id, in: query, schema: {type: string}}
                - {name: id, in: path, required: true, schema: {type: string}}
                - {name: '', in: query, schema: {type: string}}
                - {name: body, in: query, schema: {type: string}}
                - {name: options, in: query, schema: {type: string}}
              requestBody: {required: true, content: {application/json: {schema: {properties: {id: {}, self: {}}}}}}
        """
    ).api.operations()
    assert [parameter.name for parameter in operation.parameters] == [
        "header_id", "query_id", "id", "empty", "body", "options_",
    ]  # fmt: skip
    assert operation.body is not None
    assert operation.body.name == "request_body"
    assert [f.argument for f in operation.body.alternatives[0].spread or ()] == ["id_body", "self_"]


HARD = [
    "",
    "class",
    "match",
    "None",
    "copy",
    "model_config",
    "__init__",
    "1st",
    "🎉",
    "名前",
    "...",
    "a" * 900,
    "\u202eevil",
]


def test_no_property_is_lost_whatever_it_is_called(build) -> None:
    properties = ", ".join(f"{json.dumps(name)}: {{type: string}}" for name in HARD)
    model = build(f"components: {{schemas: {{A: {{type: object, properties: {{{properties}}}}}}}}}").api.models["A"]
    assert isinstance(model, ObjectModel)
    assert [field.wire_name for field in model.fields] == HARD
    assert [field.name for field in model.fields][:11] == [
        "empty", "class_", "match", "none", "copy_", "model_config_", "init", "field_1st", "party_popper", "名前",
        "dot_dot_dot",
    ]  # fmt: skip
