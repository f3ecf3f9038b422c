"""``sdk.shapes``: Shapes operations."""

from __future__ import annotations

from typing import TYPE_CHECKING, List

from .. import models
from .._runtime.operation import Body, BodyMedia, Operation, ResponseCase
from .._runtime.resource import AsyncResource, Resource

if TYPE_CHECKING:
    from .._runtime.options import RequestOptions

_LIST_SHAPES: Operation[List[models.Shape]] = Operation(
    id="listShapes",
    method="GET",
    path="/shapes",
    responses=(ResponseCase("200", "application/json", lambda: List[models.Shape]),),
)

_ADD_SHAPE: Operation[None] = Operation(
    id="addShape",
    method="POST",
    path="/shapes",
    body=Body(
        argument="body",
        required=True,
        alternatives=(BodyMedia("application/json", lambda: models.Shape),),
    ),
    responses=(ResponseCase("204"),),
)


class Shapes(Resource):
    """Operations of ``shapes``."""

    def list_shapes(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> List[models.Shape]:
        """listShapes

        Args:
            options: Timeout, retries, headers and the like, for this call alone.

        Returns:
            List[models.Shape]: ok

        Raises:
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            res = sdk.shapes.list_shapes()
        """
        return self._call(
            _LIST_SHAPES,
            {},
            options,
        )

    def add_shape(
        self,
        *,
        body: models.ShapeInput,
        options: RequestOptions | None = None,
    ) -> None:
        """addShape

        Args:
            body: The body of the request.
            options: Timeout, retries, headers and the like, for this call alone.

        Raises:
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            sdk.shapes.add_shape(
                body=models.Circle(kind="circle", radius=1.5),
            )
        """
        return self._call(
            _ADD_SHAPE,
            {
                "body": body,
            },
            options,
        )


class AsyncShapes(AsyncResource):
    """Operations of ``shapes``."""

    async def list_shapes(
        self,
        *,
        options: RequestOptions | None = None,
    ) -> List[models.Shape]:
        """listShapes

        Args:
            options: Timeout, retries, headers and the like, for this call alone.

        Returns:
            List[models.Shape]: ok

        Raises:
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            res = await sdk.shapes.list_shapes()
        """
        return await self._call(
            _LIST_SHAPES,
            {},
            options,
        )

    async def add_shape(
        self,
        *,
        body: models.ShapeInput,
        options: RequestOptions | None = None,
    ) -> None:
        """addShape

        Args:
            body: The body of the request.
            options: Timeout, retries, headers and the like, for this call alone.

        Raises:
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            await sdk.shapes.add_shape(
                body=models.Circle(kind="circle", radius=1.5),
            )
        """
        return await self._call(
            _ADD_SHAPE,
            {
                "body": body,
            },
            options,
        )
