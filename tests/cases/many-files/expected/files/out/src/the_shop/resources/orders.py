"""``sdk.orders``: Orders operations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import errors, models
from .._runtime.operation import ErrorCase, Operation, Parameter, ResponseCase
from .._runtime.resource import AsyncResource, Resource
from .._runtime.types import JsonValue

if TYPE_CHECKING:
    from .._runtime.options import RequestOptions

_GET_ORDER: Operation[models.Order] = Operation(
    id="getOrder",
    method="GET",
    path="/orders/{id}",
    parameters=(Parameter("id", "id", "path", required=True),),
    responses=(ResponseCase("200", "application/json", lambda: models.Order),),
    errors=(
        ErrorCase(
            ("404",),
            "application/json",
            lambda: models.Fault,
            lambda: errors.Fault,
        ),
        ErrorCase(("410",), "application/json", lambda: JsonValue),
    ),
)


class Orders(Resource):
    """Operations of ``orders``."""

    def get_order(
        self,
        *,
        id: str,
        options: RequestOptions | None = None,
    ) -> models.Order:
        """getOrder

        Args:
            id
            options: Timeout, retries, headers and the like, for this call alone.

        Returns:
            models.Order: The order.

        Raises:
            errors.Fault: The answer has the status 404.
            errors.ClientError: The answer has the status 410.
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            res = sdk.orders.get_order(
                id="a5614527",
            )
        """
        return self._call(
            _GET_ORDER,
            {
                "id": id,
            },
            options,
        )


class AsyncOrders(AsyncResource):
    """Operations of ``orders``."""

    async def get_order(
        self,
        *,
        id: str,
        options: RequestOptions | None = None,
    ) -> models.Order:
        """getOrder

        Args:
            id
            options: Timeout, retries, headers and the like, for this call alone.

        Returns:
            models.Order: The order.

        Raises:
            errors.Fault: The answer has the status 404.
            errors.ClientError: The answer has the status 410.
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            res = await sdk.orders.get_order(
                id="a5614527",
            )
        """
        return await self._call(
            _GET_ORDER,
            {
                "id": id,
            },
            options,
        )
