"""Models as pydantic users have them: as fields of their own models, copied, dumped and validated."""

from typing import assert_type

from pets import models
from pets.models import Cat, NewPetDict
from pydantic import BaseModel, TypeAdapter


class Shelter(BaseModel):
    pets: list[models.Pet]
    favourite: models.Animal | None = None


def used(shelter: Shelter, given: NewPetDict) -> None:
    assert_type(shelter.pets[0].name, str)
    assert_type(models.Pet.model_validate_json(b"{}"), models.Pet)
    assert_type(TypeAdapter(list[models.Pet]).validate_python([]), list[models.Pet])
    assert_type(shelter.pets[0].model_copy(update={"name": "x"}), models.Pet)
    models.NewPet(**given)
    models.NewPet(name="Tom", animal=Cat(kind="cat", lives=9))
    models.NewPet(name="Tom", animal={"kind": "cat", "lives": "nine"})  # type: ignore[typeddict-item, arg-type, unused-ignore] # pyright: ignore[reportArgumentType]
    models.NewPet(nam="Tom", animal={"kind": "dog"})  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    models.Per  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnusedExpression]
