"""Two SDKs in one process, with the same names of classes in both."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import pytest

from tests.functional.inline.test_fake_transport import DOCUMENT, Pets


@pytest.fixture
def both(make_sdk: Callable[..., Any]) -> tuple[Pets, Pets]:
    first, second = Pets(make_sdk(DOCUMENT).package), Pets(make_sdk(DOCUMENT).package)
    for number, pets in enumerate((first, second)):
        pets.fake.on(pets.pets.get_pet).respond({"id": number, "petName": "Rex"})
        pets.fake.on(pets.pets.add_pet).respond_error(409, {"code": str(number)})
    return first, second


def test_each_has_models_of_its_own(both: tuple[Pets, Pets]) -> None:
    found = [pets.pets.get_pet(pet_id=1) for pets in both]

    assert [pet.id for pet in found] == [0, 1]
    assert [type(pet) for pet in found] == [pets.models.Pet for pets in both]
    assert both[0].models.Pet is not both[1].models.Pet


def test_pickles_come_back_in_the_package_that_made_them(both: tuple[Pets, Pets]) -> None:
    for pets in both:
        pet = pets.pets.get_pet(pet_id=1)

        again = pickle.loads(pickle.dumps(pet))

        assert again == pet
        assert type(again) is pets.models.Pet


def test_errors_of_one_are_not_those_of_the_other(both: tuple[Pets, Pets]) -> None:
    for pets, other in (both, both[::-1]):
        with pytest.raises(pets.errors.Fault) as caught:
            pets.pets.add_pet(id=1, pet_name="Rex")

        again = pickle.loads(pickle.dumps(caught.value))

        assert isinstance(again, pets.errors.ConflictError)
        assert not isinstance(again, other.errors.APIError)
        assert type(again.data) is pets.models.Fault


def test_a_client_takes_no_model_of_the_other(both: tuple[Pets, Pets]) -> None:
    one, other = both

    with pytest.raises((TypeError, ValueError)):
        one.pets.add_pet(body=other.models.Pet(id=1, pet_name="Rex"))


def test_a_fake_knows_the_methods_of_its_own_package_alone(both: tuple[Pets, Pets]) -> None:
    with pytest.raises(TypeError, match="takes a method of the SDK"):
        both[0].fake.on(both[1].pets.get_pet)
