"""The settings of formats and enums: what programs hold changes, what travels does not."""

import datetime
import json
import re
import uuid
from decimal import Decimal

import pytest

ID = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"
WIRE = {
    "id": ID,
    "at": "2020-01-02T03:04:05Z",
    "day": "2020-01-02",
    "clock": "03:04:05",
    "span": "P1Y2M",
    "blob": "aGk=",
    "big": "9007199254740993",
    "price": "1.50",
    "weight": 0.1,
    "state": "on",
}
DOCUMENT = """\
paths:
  /things/{id}:
    post:
      operationId: send
      tags: [things]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string, format: uuid}}
        - {name: after, in: query, schema: {type: string, format: int64}}
        - {name: since, in: query, schema: {type: string, format: date-time}}
        - {name: keys, in: query, schema: {type: array, items: {type: string, format: uuid}}}
        - {name: state, in: query, schema: {$ref: '#/components/schemas/State'}}
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses:
        '200':
          description: ok
          headers: {X-Left: {schema: {type: string, format: int64}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
components:
  schemas:
    State: {type: string, enum: ['on', 'off']}
    Thing:
      type: object
      properties:
        id: {type: string, format: uuid}
        at: {type: string, format: date-time}
        day: {type: string, format: date}
        clock: {type: string, format: time}
        span: {type: string, format: duration}
        blob: {type: string, format: byte}
        big: {type: string, format: int64}
        price: {type: string, format: decimal}
        weight: {type: number}
        state: {$ref: '#/components/schemas/State'}
"""
OTHER = """
[formats]
date_time = "str"
date = "str"
time = "str"
duration = "str"
byte = "str"
uuid = "UUID"
int64 = "int"
decimal = "float"
number = "Decimal"
"""
USUAL = """
[formats]
decimal = "Decimal"
"""


def _exchange(sdk, data):
    sdk.returns(200, data)
    got = sdk.client.things.send(id=uuid.UUID(ID), body={"state": "on"})
    sdk.client.things.send(id=uuid.UUID(ID), body=got)
    return got, json.loads(sdk.request.content)


def test_other_types_hold_the_same_data(make_sdk) -> None:
    sdk = make_sdk(DOCUMENT, OTHER)
    got, sent = _exchange(sdk, WIRE)
    assert {name: getattr(got, name) for name in WIRE if name != "state"} == {
        **{name: WIRE[name] for name in ("at", "day", "clock", "span", "blob")},
        "id": uuid.UUID(ID),
        "big": 9007199254740993,
        "price": 1.5,
        "weight": Decimal("0.1"),
    }
    assert sent == {**WIRE, "price": "1.5"}


def test_the_usual_types_stay_where_a_setting_says_them(make_sdk) -> None:
    sdk = make_sdk(DOCUMENT, USUAL)
    got, sent = _exchange(sdk, {name: value for name, value in WIRE.items() if name != "span"})
    assert (got.id, got.big, got.weight) == (ID, "9007199254740993", 0.1)
    assert (got.price, got.blob) == (Decimal("1.50"), b"hi")
    assert got.at == datetime.datetime(2020, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
    assert sent["price"] == "1.50"


def test_parameters_and_headers_go_along(make_sdk) -> None:
    sdk = make_sdk(DOCUMENT, OTHER)
    sdk.returns(200, {}, headers={"X-Left": "9007199254740993"})
    raw = sdk.package.with_response(sdk.client.things.send)(
        id=uuid.UUID(ID), after=9007199254740993, since="2020-01-02", keys=[uuid.UUID(ID)], body={}
    )
    assert sdk.target == f"/base/things/{ID}?after=9007199254740993&since=2020-01-02&keys={ID}"
    assert raw.header("X-Left") == 9007199254740993


def test_data_that_does_not_fit_is_kept_and_named(make_sdk) -> None:
    sdk = make_sdk(DOCUMENT, OTHER)
    sdk.returns(200, {"big": "12 or so", "id": "none"})
    raw = sdk.package.with_response(sdk.client.things.send)(id=uuid.UUID(ID), body={})
    assert raw.data.big == "12 or so"
    assert len(raw.drift) == 2


def test_pages_and_programs_say_the_type(make_sdk, tmp_path) -> None:
    make_sdk(DOCUMENT, OTHER)
    rows = dict(re.findall(r"\| `(\w+)` *\| ([^|]*?) *\|", (tmp_path / "docs/models/thing.md").read_text("utf-8")))
    types = {name: re.sub(r"\[(\w+)\]\([^)]*\)", r"\1", row).strip("*") for name, row in rows.items()}
    assert types["id"] == "Optional[UUID]"
    assert types["big"] == "Optional[int]"
    assert types["at"] == "Optional[str]"
    assert types["weight"] == "Optional[Decimal]"
    page = (tmp_path / "docs/sdks/things/README.md").read_text("utf-8")
    assert "from uuid import UUID" in page
    assert re.search(r"id=UUID\(\s*\"[0-9a-f-]{36}\"", page)


def test_closed_enums_refuse_other_values(make_sdk) -> None:
    sdk = make_sdk(DOCUMENT, '[enums]\nclosed = ["St*"]')
    sdk.returns(200, {"state": "broken"})
    raw = sdk.package.with_response(sdk.client.things.send)(id=ID, body={"state": "off"})
    assert raw.data.state == "broken"
    assert len(raw.drift) == 1
    with pytest.raises(ValueError, match="on"):
        sdk.client.things.send(id=ID, body={"state": "broken"})
    with pytest.raises(ValueError, match="broken"):
        sdk.models.State("broken")


def test_enums_are_open_without_the_setting(make_sdk) -> None:
    sdk = make_sdk(DOCUMENT, '[enums]\nclosed = ["Other"]')
    sdk.returns(200, {"state": "broken"})
    raw = sdk.package.with_response(sdk.client.things.send)(id=ID, body={"state": "broken"})
    assert raw.data.state == "broken"
    assert isinstance(raw.data.state, sdk.models.State)
    assert raw.drift == ()
