"""Arguments: keywords, models or dicts, checked to the last key."""

import datetime

from pets import PetsClient, models


def right(sdk: PetsClient) -> None:
    sdk.pets.create_pet(name="Tom", animal={"kind": "cat", "lives": 9})
    sdk.pets.create_pet(name="Tom", animal=models.Cat(kind="cat", lives=9), status="free")
    sdk.pets.create_pet(name="Tom", animal={"kind": "dog"}, born=datetime.date(2020, 1, 2), note=None)
    sdk.pets.create_pet(body={"name": "Tom", "animal": {"kind": "dog", "trick": "roll"}})
    sdk.pets.create_pet(body=models.NewPet(name="Tom", animal={"kind": "dog"}))
    sdk.pets.list_pets(status=models.Status.FREE, limit=3, options={"timeout": 2.5, "retries": 0})
    sdk.pets.put_photo(id="1b4e28ba-2fa1-41d2-883f-0016d3cca427", body=b"png")


def wrong(sdk: PetsClient) -> None:
    sdk.pets.create_pet(name="Tom")  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
    sdk.pets.create_pet(name=1, animal={"kind": "dog"})  # type: ignore[call-overload] # pyright: ignore[reportArgumentType]
    sdk.pets.create_pet(name="Tom", animal={"kind": "cat"})  # type: ignore[call-overload] # pyright: ignore[reportArgumentType]
    sdk.pets.create_pet(body={"name": "Tom"})  # type: ignore[call-overload] # pyright: ignore[reportArgumentType]
    sdk.pets.list_pets("free")  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    sdk.pets.list_pets(limit="3")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    sdk.pets.list_pets(state="free")  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    sdk.pets.list_pets(options={"timeouts": 2.5})  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    sdk.pets.put_photo(id="1", body="png")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    sdk.cats  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnusedExpression]
