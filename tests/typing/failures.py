"""Errors: by status, by payload, and by their one base."""

from typing import assert_type

from pets import PetsClient, errors, models


def caught(sdk: PetsClient) -> None:
    try:
        sdk.pets.create_pet(name="Tom", animal={"kind": "dog"})
    except errors.Problem as error:
        assert_type(error.data, models.Problem)
        error.data.text  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnusedExpression]
    except errors.NotFoundError as error:
        assert_type(error.status_code, int)
        error.data.title  # type: ignore[union-attr, attr-defined, unused-ignore] # pyright: ignore[reportAttributeAccessIssue, reportUnusedExpression]
    except errors.APIError as error:
        assert_type(error.body, bytes)
    except errors.PetsError:
        raise
    except errors.TeapotError:  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]
        pass
