"""Models behave as users of pydantic expect of theirs."""

import copy
import json
import pickle

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

DOCUMENT = """\
paths: {}
components:
  schemas:
    Status: {type: string, enum: [free, sold]}
    Owner: {type: object, required: [fullName], properties: {fullName: {type: string}}}
    Pet:
      type: object
      required: [petName]
      properties:
        petName: {type: string}
        status: {$ref: '#/components/schemas/Status'}
        owner: {$ref: '#/components/schemas/Owner'}
        friends: {type: array, items: {$ref: '#/components/schemas/Pet'}}
"""


@pytest.fixture
def models(make_sdk):
    return make_sdk(DOCUMENT).models


@pytest.fixture
def pet(models):
    return models.Pet(pet_name="Tom", status="free", owner={"full_name": "Ann"}, friends=[{"pet_name": "Kit"}])


@pytest.mark.parametrize("twin_of", [copy.copy, copy.deepcopy, lambda pet: pickle.loads(pickle.dumps(pet))])
def test_twins_are_equal_and_apart(pet, twin_of) -> None:
    twin = twin_of(pet)
    assert twin == pet
    assert twin is not pet
    assert twin.model_fields_set == pet.model_fields_set
    twin.pet_name = "Jim"
    assert pet.pet_name == "Tom"


def test_values_make_models_equal_and_none_is_hashed(models, pet) -> None:
    assert models.Owner(full_name="Ann") == pet.owner != models.Owner(full_name="Bob")
    with pytest.raises(TypeError, match="unhashable"):
        hash(pet)


def test_repr_names_the_class_and_what_it_holds(models) -> None:
    assert repr(models.Owner(full_name="Ann")) == "Owner(full_name='Ann')"


def test_dumps_by_python_names_and_by_those_of_the_api(pet) -> None:
    assert pet.model_dump(exclude_unset=True)["owner"] == {"full_name": "Ann"}
    text = pet.model_dump_json(by_alias=True, exclude_unset=True)
    assert json.loads(text) == {
        "petName": "Tom",
        "status": "free",
        "owner": {"fullName": "Ann"},
        "friends": [{"petName": "Kit"}],
    }


def test_validates_python_and_json(models, pet) -> None:
    assert models.Pet.model_validate(pet.model_dump(exclude_unset=True)) == pet
    text = pet.model_dump_json(by_alias=True, exclude_unset=True)
    assert models.Pet.model_validate_json(text, by_alias=True, by_name=False) == pet
    with pytest.raises(ValidationError, match="petName"):
        models.Pet.model_validate({})


def test_takes_the_names_of_the_api_as_well(models, pet) -> None:
    data = {"petName": "Tom", "status": "free", "owner": {"fullName": "Ann"}, "friends": [{"petName": "Kit"}]}
    assert models.Pet.model_validate(data) == pet
    assert models.Pet.model_validate_json(json.dumps(data)) == pet
    assert TypeAdapter(models.Pet).validate_json(json.dumps(data)) == pet
    for text in (pet.model_dump_json(exclude_unset=True), pet.model_dump_json(exclude_unset=True, by_alias=True)):
        assert models.Pet.model_validate_json(text) == pet


def test_constructors_take_python_names_alone(models) -> None:
    with pytest.raises(ValidationError, match="pet_name"):
        models.Pet(petName="Tom")
    with pytest.raises(ValidationError, match="full_name"):
        models.Pet(pet_name="Tom", owner={"fullName": "Ann"})


def test_copies_with_changes(pet) -> None:
    other = pet.model_copy(update={"pet_name": "Jim"})
    assert (other.pet_name, pet.pet_name, other.owner) == ("Jim", "Tom", pet.owner)


def test_has_a_schema(models) -> None:
    given, sent = (json.dumps(models.Pet.model_json_schema(mode=mode)) for mode in ("validation", "serialization"))
    for text in (given, sent):
        assert '"petName"' in text
        assert '"fullName"' in text


def test_stands_in_lists_and_in_other_models(models, pet) -> None:
    listed = TypeAdapter(list[models.Pet]).validate_python([{"pet_name": "Tom"}, pet])
    assert [type(item) for item in listed] == [models.Pet, models.Pet]
    shelter = type("Shelter", (BaseModel,), {"__annotations__": {"pets": list[models.Pet]}})
    made = shelter(pets=[pet, {"pet_name": "Kit"}])
    assert made.pets[0] == pet
    assert shelter.model_validate_json(made.model_dump_json(exclude_unset=True)) == made
    assert "Pet" in json.dumps(shelter.model_json_schema())
