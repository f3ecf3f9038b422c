"""The fake transport that ships in each package, as the tests of its users have it."""

from __future__ import annotations

import asyncio
import importlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest

DOCUMENT = """
    security: [{key: []}]
    components:
      securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
      schemas:
        Pet:
          type: object
          required: [id, petName]
          properties: {id: {type: integer}, petName: {type: string}, bornOn: {type: string, format: date}}
        Fault: {type: object, properties: {code: {type: string}}}
    paths:
      /pets:
        get:
          operationId: listPets
          tags: [pets]
          parameters: [{name: pageToken, in: query, schema: {type: string}}]
          x-speakeasy-pagination:
            type: cursor
            inputs: [{name: pageToken, in: parameters, type: cursor}]
            outputs: {nextCursor: $.next, results: $.items}
          responses:
            '200':
              description: Pets
              content:
                application/json:
                  schema:
                    type: object
                    title: Pets
                    properties:
                      items: {type: array, items: {$ref: '#/components/schemas/Pet'}}
                      next: {type: string}
        post:
          operationId: addPet
          tags: [pets]
          requestBody:
            required: true
            content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
          responses:
            '201': {description: Made, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
            '409': {description: No, content: {application/json: {schema: {$ref: '#/components/schemas/Fault'}}}}
      /pets/{petId}:
        parameters: [{name: petId, in: path, required: true, schema: {type: integer}}]
        get:
          operationId: getPet
          tags: [pets]
          parameters: [{name: verbose, in: query, schema: {type: boolean}}]
          responses:
            '200': {description: A pet, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        delete:
          operationId: dropPet
          tags: [pets]
          deprecated: true
          responses: {'204': {description: Gone}}
      /pets/{petId}/sounds:
        get:
          operationId: hearPet
          tags: [pets]
          parameters: [{name: petId, in: path, required: true, schema: {type: integer}}]
          responses:
            '200':
              description: Sounds
              content: {text/event-stream: {schema: {type: object, properties: {loud: {type: boolean}}}}}
"""


class Pets:
    """The package, and a fake with its two clients."""

    def __init__(self, package: ModuleType) -> None:
        self.package = package
        self.models = package.models
        self.errors = package.errors
        self.testing: Any = importlib.import_module(f"{package.__name__}.testing")
        self.fake = self.testing.FakeTransport()
        self.sync = self.fake.client()
        self.pets = self.sync.pets
        self.awaited = self.fake.async_client()


@pytest.fixture
def pets(make_sdk: Callable[..., Any]) -> Pets:
    return Pets(make_sdk(DOCUMENT).package)


def test_a_model_is_the_answer_of_both_clients(pets: Pets) -> None:
    pet = pets.models.Pet(id=1, pet_name="Rex")
    pets.fake.on(pets.pets.get_pet).respond(pet)

    assert pets.pets.get_pet(pet_id=1) == pet
    assert asyncio.run(pets.awaited.pets.get_pet(pet_id=2)) == pet
    assert [call.arguments for call in pets.fake.calls] == [{"pet_id": 1}, {"pet_id": 2}]


def test_a_dict_has_the_names_of_the_api(pets: Pets) -> None:
    pets.fake.on(pets.awaited.pets.get_pet).respond({"id": 1, "petName": "Rex"}, headers={"X-Kind": "dog"})

    answer = pets.package.with_response(pets.pets.get_pet)(pet_id=1)

    assert answer.data.pet_name == "Rex"
    assert (answer.status, answer.headers["x-kind"], answer.headers["content-type"]) == (200, "dog", "application/json")


def test_what_was_sent_is_recorded(pets: Pets) -> None:
    added = pets.fake.on(pets.pets.add_pet).respond({"id": 1, "petName": "Rex"})

    pets.pets.add_pet(id=1, pet_name="Rex")

    (call,) = added.calls
    assert call.operation == "addPet"
    assert call.arguments == {"id": 1, "pet_name": "Rex"}
    assert call.json() == {"id": 1, "petName": "Rex"}
    assert (call.request.method, call.request.url.path, call.request.headers["x-key"]) == ("POST", "/pets", "test")


def test_the_status_is_the_first_that_is_declared(pets: Pets) -> None:
    pets.fake.on(pets.pets.add_pet).respond({"id": 1, "petName": "Rex"})
    pets.fake.on(pets.pets.drop_pet).respond()

    assert pets.package.with_response(pets.pets.add_pet)(id=1, pet_name="Rex").status == 201
    with pytest.warns(DeprecationWarning, match="drop_pet"):
        assert pets.pets.drop_pet(pet_id=1) is None


def test_a_declared_error_is_raised_with_its_payload(pets: Pets) -> None:
    pets.fake.on(pets.pets.add_pet).respond_error(409, pets.models.Fault(code="taken"))

    with pytest.raises(pets.errors.Fault) as caught:
        pets.pets.add_pet(id=1, pet_name="Rex")

    assert isinstance(caught.value, pets.errors.ConflictError)
    assert caught.value.data.code == "taken"


def test_answers_come_one_after_the_other_and_the_last_stays(pets: Pets) -> None:
    first, second = ({"id": number, "petName": "Rex"} for number in (1, 2))
    pets.fake.on(pets.pets.get_pet).respond(first).respond(second)

    assert [pets.pets.get_pet(pet_id=9).id for _ in range(3)] == [1, 2, 2]


def test_a_call_is_tried_again_without_waiting(pets: Pets) -> None:
    sdk = pets.fake.client(retries=2)
    got = pets.fake.on(sdk.pets.get_pet).respond_error(503, headers={"Retry-After": "50"})
    got.raises(httpx2.ConnectError("no route")).respond({"id": 1, "petName": "Rex"})

    assert sdk.pets.get_pet(pet_id=1).id == 1
    assert len(got.calls) == 3


def test_a_failed_connection_is_raised(pets: Pets) -> None:
    pets.fake.on(pets.pets.get_pet).raises(httpx2.ConnectError("no route"))

    with pytest.raises(pets.errors.APIConnectionError, match="no route"):
        pets.pets.get_pet(pet_id=1)


def test_answers_depend_on_arguments(pets: Pets) -> None:
    pets.fake.on(pets.pets.get_pet).respond({"id": 0, "petName": "any"})
    pets.fake.on(pets.pets.get_pet).when(pet_id=7).respond({"id": 7, "petName": "seven"})
    pets.fake.on(pets.pets.get_pet).when(pet_id=7, verbose=True).respond({"id": 7, "petName": "loud"})

    given: list[dict[str, Any]] = [{"pet_id": 1}, {"pet_id": 7}, {"pet_id": 7, "verbose": True}]

    assert [pets.pets.get_pet(**arguments).pet_name for arguments in given] == ["any", "seven", "loud"]


def test_an_argument_that_is_not_there_is_told(pets: Pets) -> None:
    with pytest.raises(TypeError, match=r"getPet has no argument 'petId'; it has pet_id, verbose"):
        pets.fake.on(pets.pets.get_pet).when(petId=1)


def test_a_function_makes_the_answer(pets: Pets) -> None:
    pets.fake.on(pets.pets.get_pet).respond_with(
        lambda call: httpx2.Response(200, json={"id": call.arguments["pet_id"], "petName": "Rex"})
    )

    assert pets.pets.get_pet(pet_id=5).id == 5


def test_pages_follow_each_other(pets: Pets) -> None:
    listed = pets.fake.on(pets.pets.list_pets).respond({"items": [{"id": 1, "petName": "a"}], "next": "two"})
    listed.respond({"items": [{"id": 2, "petName": "b"}]})

    assert [pet.id for pet in pets.pets.list_pets()] == [1, 2]
    assert [call.arguments for call in listed.calls] == [{}, {"page_token": "two"}]


def test_pages_follow_each_other_where_they_are_awaited(pets: Pets) -> None:
    listed = pets.fake.on(pets.awaited.pets.list_pets).respond({"items": [{"id": 1, "petName": "a"}], "next": "two"})
    listed.respond({"items": [{"id": 2, "petName": "b"}]})

    async def ids() -> list[int]:
        return [pet.id async for pet in pets.awaited.pets.list_pets()]

    assert asyncio.run(ids()) == [1, 2]


def test_a_stream_gets_its_items(pets: Pets) -> None:
    pets.fake.on(pets.pets.hear_pet).respond([{"loud": True}, {"loud": False}])

    with pets.pets.hear_pet(pet_id=1) as sounds:
        assert [event.loud for event in sounds] == [True, False]


@pytest.mark.parametrize("is_async", [False, True])
def test_a_call_without_an_answer_says_what_was_called(pets: Pets, is_async: bool) -> None:
    pets.fake.on(pets.pets.list_pets).respond({})
    words = r"getPet\(pet_id=3\) was called \(GET /pets/\{petId\}\), and there is none for it; .* for: listPets"

    with pytest.raises(pets.testing.UnexpectedCallError, match=words):
        asyncio.run(pets.awaited.pets.get_pet(pet_id=3)) if is_async else pets.pets.get_pet(pet_id=3)

    assert [call.operation for call in pets.fake.calls] == ["getPet"]


def test_a_call_with_other_arguments_says_so(pets: Pets) -> None:
    pets.fake.on(pets.pets.get_pet).when(pet_id=1).respond({"id": 1, "petName": "Rex"})

    with pytest.raises(AssertionError, match="none for these arguments"):
        pets.pets.get_pet(pet_id=2)


def test_only_methods_of_the_sdk_have_answers(pets: Pets) -> None:
    with pytest.raises(TypeError, match="takes a method of the SDK"):
        pets.fake.on(print)


def test_a_client_of_the_users_own_ends_there_too(pets: Pets) -> None:
    client = pets.package.InlineClient(api_key="own", http_client=httpx2.Client(transport=pets.fake))
    pets.fake.on(client.pets.get_pet).respond({"id": 1, "petName": "Rex"})

    client.pets.get_pet(pet_id=1)

    assert str(pets.fake.calls[0].request.url) == "https://api.example/base/pets/1"


def test_programs_that_do_not_test_do_not_load_it(pets: Pets, tmp_path: Path) -> None:
    name = pets.package.__name__
    program = (
        f"import sys, {name}; {name}.InlineClient(api_key='k').pets; print([m for m in sys.modules if 'testing' in m])"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path / "src", capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"


def test_a_page_tells_how_and_its_program_runs(pets: Pets, tmp_path: Path) -> None:
    text = (tmp_path / "TESTING.md").read_text("utf-8")
    program = text.partition("```python\n")[2].partition("```")[0]
    space: dict[str, Any] = {}

    exec(program, space)
    space["test_mine"]()

    assert "fake.on(client.pets.list_pets).respond({})" in program


USES = """
from __future__ import annotations

import httpx2
from typing_extensions import assert_type
from {name} import models
from {name}.testing import FakeCall, FakeOperation, FakeTransport

fake = FakeTransport()
sdk, awaited = fake.client(), fake.async_client()
assert_type(fake.on(sdk.pets.get_pet), FakeOperation[models.Pet])
assert_type(fake.on(awaited.pets.get_pet), FakeOperation[models.Pet])
assert_type(fake.on(sdk.pets.add_pet), FakeOperation[models.Pet])
assert_type(fake.on(sdk.pets.list_pets), FakeOperation[models.ListPetsResponse])
assert_type(fake.on(awaited.pets.list_pets), FakeOperation[models.ListPetsResponse])
fake.on(sdk.pets.get_pet).when(pet_id=1).respond(models.Pet(id=1, pet_name="Rex"))
fake.on(sdk.pets.get_pet).respond({{"id": 1}}).respond_error(404).raises(httpx2.ConnectError("no"))
fake.on(sdk.pets.hear_pet).respond([{{"loud": True}}])
arguments = [call.arguments for call in fake.calls]
"""


def test_types_are_those_of_the_methods(pets: Pets, tmp_path: Path) -> None:
    name = pets.package.__name__
    model = next(model for model in dir(pets.models) if model.startswith("ListPets") and not model.endswith("Dict"))
    (tmp_path / "src" / "uses.py").write_text(USES.format(name=name).replace("ListPetsResponse", model), "utf-8")

    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--cache-dir",
            str(tmp_path / "mypy"),
            "uses.py",
            f"{name}/testing.py",
        ],
        cwd=tmp_path / "src",
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
