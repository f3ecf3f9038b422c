"""Streams and downloads: typed events, sync and async."""

from typing import assert_type

from pets import AsyncPetsClient, PetsClient


def events(sdk: PetsClient) -> None:
    with sdk.pets.watch() as stream:
        for event in stream:
            assert_type(event, str)
            event.data  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnusedExpression]
    with sdk.pets.get_photo(id="1") as download:
        assert_type(download.read(), bytes)


async def asynchronous(sdk: AsyncPetsClient) -> None:
    async with await sdk.pets.watch() as stream:
        async for event in stream:
            assert_type(event, str)
        for event in stream:  # type: ignore[attr-defined] # pyright: ignore[reportGeneralTypeIssues]
            pass
    async with await sdk.pets.get_photo(id="1") as download:
        assert_type(await download.read(), bytes)
