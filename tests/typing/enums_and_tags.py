"""Open and closed enums, tags that nobody knows, and what is deprecated."""

from typing import assert_never, assert_type

from pets import PetsClient, models


def open_enums(status: models.Status) -> str:
    assert_type(status.is_known, bool)
    assert_type(models.Status("new"), models.Status)
    if status is models.Status.FREE:
        return status.upper()
    return status + "!"


def numbers(level: models.Level) -> int:
    return assert_type(level + 1, int) if level == 1 or level is models.Level.HIGH else 0


def tags(animal: models.Animal) -> str:
    match animal:
        case models.Cat(lives=lives):
            return str(assert_type(lives, int))
        case models.Dog():
            return animal.kind
        case _:
            return assert_never(animal)


def heirs(shape: models.Shape) -> None:
    assert_type(shape.kind, str)
    if isinstance(shape, models.Circle):
        assert_type(shape.radius, float)
    shape.radius  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnusedExpression]


def given(sdk: PetsClient) -> None:
    sdk.pets.draw(body={"kind": "circle", "radius": 2})
    sdk.pets.draw(body=models.Circle(radius=2))
    sdk.pets.draw(body={"kind": "circle", "radius": "wide"})  # type: ignore[call-overload] # pyright: ignore[reportArgumentType]
    models.Circle(radius="wide")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    models.Status.LOST  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnusedExpression]
