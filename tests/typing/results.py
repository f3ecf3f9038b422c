"""Results: typed to the last field; unions are narrowed by class and by tag, enums are their values."""

import datetime
from decimal import Decimal
from typing import assert_type

from pets import AsyncPetsClient, PetsClient, Response, models, with_response


def fields(sdk: PetsClient) -> None:
    pets = assert_type(sdk.pets.list_pets(), list[models.Pet])
    pet = pets[0]
    for pet in pets:
        assert_type(pet.name, str)
        assert_type(pet.born, datetime.date | None)
        assert_type(pet.weight, Decimal | None)
        assert_type(pet.status, models.Status | None)
        if pet.born is not None:
            assert_type(pet.born.year, int)
    pet.born.year  # type: ignore[union-attr] # pyright: ignore[reportOptionalMemberAccess, reportUnusedExpression]
    pet.colour  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnusedExpression]
    number: int = pet.name  # type: ignore[assignment] # pyright: ignore[reportAssignmentType]


def unions(pet: models.Pet) -> int | str | None:
    if isinstance(pet.animal, models.Cat):
        return assert_type(pet.animal.lives, int)
    return assert_type(pet.animal.trick, str | None)


def tags(pet: models.Pet) -> int:
    if pet.animal.kind == "cat":
        return assert_type(pet.animal.lives, int)
    return pet.animal.lives  # type: ignore[attr-defined, no-any-return, unused-ignore] # pyright: ignore[reportAttributeAccessIssue]


def enums(status: models.Status) -> bool:
    text: str = status
    models.Status.GONE  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnusedExpression]
    return status == "free" or status is models.Status.SOLD or text == "sold"


def raw(sdk: PetsClient) -> None:
    answer = with_response(sdk.pets.list_pets)(limit=1)
    assert_type(answer, Response[list[models.Pet]])
    assert_type(answer.status, int)
    with_response(sdk.pets.list_pets)(limit="1")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


async def asynchronous(sdk: AsyncPetsClient) -> None:
    assert_type(await sdk.pets.list_pets(), list[models.Pet])
    made = await sdk.pets.create_pet(name="Tom", animal={"kind": "dog"})
    assert_type(made, models.Pet)
    sdk.pets.list_pets().name  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnusedExpression]
