"""Fields that the document does not name, but types: read with their type, given by ``model_validate``."""

from typing import assert_type

from pets import PetsClient, models


def read(scores: models.Scores) -> int:
    extra = scores.__pydantic_extra__
    assert_type(scores.best, str)
    return assert_type(extra["tom"], int)


def written(sdk: PetsClient) -> None:
    scores = models.Scores.model_validate({"best": "tom", "tom": 9})
    scores.__pydantic_extra__["ann"] = 5
    scores.__pydantic_extra__["ann"] = "5"  # type: ignore[assignment] # pyright: ignore[reportArgumentType]
    sdk.pets.put_scores(body=scores)
    sdk.pets.put_scores(body={"best": "tom"})
    sdk.pets.put_scores(body={"best": 1})  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    # No type checker of today but pyright knows PEP 728: typed dicts take the names of the document alone.
    sdk.pets.put_scores(body={"best": "tom", "tom": 9})  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    models.Scores(best="tom", tom=9)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
