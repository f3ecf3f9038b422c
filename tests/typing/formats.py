"""Formats are the types of Python's own library; what is absent, null or left out has its type too."""

import datetime
import io
from decimal import Decimal
from pathlib import Path
from typing import assert_type

from pets import UNSET, PetsClient, models


def read(visit: models.Visit) -> None:
    assert_type(visit.at, datetime.datetime)
    assert_type(visit.lasted, datetime.timedelta | None)
    assert_type(visit.opens, datetime.time | None)
    assert_type(visit.price, Decimal | None)
    assert_type(visit.stamp, bytes | None)
    assert_type(visit.note, str | None)
    assert_type(visit.made_at, datetime.datetime)
    assert_type(visit.pin, str | None)
    visit.at.hours  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnusedExpression]
    visit.price + 1.5  # type: ignore[operator] # pyright: ignore[reportOperatorIssue, reportUnusedExpression]


def given(sdk: PetsClient, now: datetime.datetime) -> None:
    sdk.pets.add_visit(at=now, lasted=datetime.timedelta(hours=1), price=Decimal("1.50"), stamp=b"x", pin="1")
    sdk.pets.add_visit(at=now, note=None)
    sdk.pets.add_visit(at=now, note=UNSET)
    models.Visit(at=now, note=None)
    for file in (b"png", Path("a.png"), io.BytesIO(b"png")):
        sdk.pets.put_photo(id="1", body=file)


def wrong(sdk: PetsClient, now: datetime.datetime) -> None:
    sdk.pets.add_visit(at="2020-01-01")  # type: ignore[call-overload] # pyright: ignore[reportArgumentType]
    sdk.pets.add_visit(at=now, stamp="x")  # type: ignore[call-overload] # pyright: ignore[reportArgumentType]
    sdk.pets.add_visit(at=now, made_at=now)  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
    models.Visit(at=now, made_at=now)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    models.Visit(lasted=datetime.timedelta(1))  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    models.Visit(at=now, opens=None)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
