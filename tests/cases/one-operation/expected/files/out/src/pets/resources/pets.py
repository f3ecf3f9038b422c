"""``sdk.pets``: Everything that is done to pets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import errors, models
from .._runtime.operation import ErrorCase, Operation, Parameter, ResponseCase
from .._runtime.resource import AsyncResource, Resource

if TYPE_CHECKING:
    from .._runtime.options import RequestOptions

_GET_PET: Operation[models.Pet] = Operation(
    id="getPet",
    method="GET",
    path="/pets/{petId}",
    parameters=(Parameter("petId", "pet_id", "path", required=True),),
    responses=(ResponseCase("200", "application/json", lambda: models.Pet),),
    errors=(
        ErrorCase(
            ("404",),
            "application/json",
            lambda: models.Problem,
            lambda: errors.Problem,
        ),
    ),
)


class Pets(Resource):
    """Everything that is done to pets."""

    def get_pet(
        self,
        *,
        pet_id: int,
        options: RequestOptions | None = None,
    ) -> models.Pet:
        """Read a Pet

        Reads one pet by its id.

        Args:
            pet_id: Which pet.
            options: Timeout, retries, headers and the like, for this call alone.

        Returns:
            models.Pet: The pet.

        Raises:
            errors.Problem: The answer has the status 404.
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            res = sdk.pets.get_pet(
                pet_id=7,
            )
        """
        return self._call(
            _GET_PET,
            {
                "pet_id": pet_id,
            },
            options,
        )


class AsyncPets(AsyncResource):
    """Everything that is done to pets."""

    async def get_pet(
        self,
        *,
        pet_id: int,
        options: RequestOptions | None = None,
    ) -> models.Pet:
        """Read a Pet

        Reads one pet by its id.

        Args:
            pet_id: Which pet.
            options: Timeout, retries, headers and the like, for this call alone.

        Returns:
            models.Pet: The pet.

        Raises:
            errors.Problem: The answer has the status 404.
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            res = await sdk.pets.get_pet(
                pet_id=7,
            )
        """
        return await self._call(
            _GET_PET,
            {
                "pet_id": pet_id,
            },
            options,
        )
