"""Points in time and spans that travel as numbers: ``unixtime``, ``seconds`` and ``milliseconds``."""

import datetime as dt
import json

import pytest

AT = dt.datetime(2023, 6, 12, 10, 47, 44, tzinfo=dt.UTC)
DOCUMENT = """\
paths:
  /things/{at}:
    post:
      operationId: send
      tags: [things]
      parameters:
        - {name: at, in: path, required: true, schema: {type: integer, format: unixtime}}
        - {name: since, in: query, schema: {type: number, format: unixtime}}
        - {name: days, in: query, explode: false, schema: {type: array, items: {type: integer, format: unixtime}}}
        - {name: pause, in: query, schema: {type: integer, format: milliseconds}}
        - {name: page, in: query, schema: {anyOf: [{type: integer, format: seconds}, {type: string}]}}
        - {name: filter, in: query, style: deepObject, schema: {$ref: '#/components/schemas/Thing'}}
        - {name: X-Until, in: header, schema: {type: integer, format: unixtime}}
        - {name: seen, in: cookie, schema: {type: integer, format: unixtime}}
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses:
        '200':
          description: ok
          headers: {X-Reset: {schema: {type: integer, format: unixtime}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
  /forms:
    post:
      operationId: fill
      tags: [things]
      requestBody:
        required: true
        content: {application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Thing'}}}
      responses: {'204': {description: ok}}
components:
  schemas:
    Thing:
      type: object
      properties:
        at: {type: integer, format: unixtime}
        exact: {type: number, format: unixtime}
        either: {anyOf: [{type: string}, {type: integer, format: unixtime}]}
        all: {type: array, items: {type: integer, format: unixtime}}
        none: {type: [integer, 'null'], format: unixtime}
        span: {type: integer, format: seconds}
        long: {type: number, format: seconds}
        short: {type: integer, format: milliseconds}
        brief: {type: number, format: milliseconds}
"""
SPANS = '[formats]\nnumeric_duration = "timedelta"\n'
WIRE = {
    "at": 1686566864,
    "exact": 1686566864.5,
    "either": 1686566864,
    "all": [1686566864, 0],
    "none": None,
    "span": 36,
    "long": 35.625,
    "short": 36000,
    "brief": 0.5,
}
HELD = {
    "at": AT,
    "exact": AT + dt.timedelta(seconds=0.5),
    "either": AT,
    "all": [AT, dt.datetime(1970, 1, 1, tzinfo=dt.UTC)],
    "none": None,
    "span": dt.timedelta(seconds=36),
    "long": dt.timedelta(seconds=35.625),
    "short": dt.timedelta(seconds=36),
    "brief": dt.timedelta(microseconds=500),
}


def test_what_is_read_goes_back_as_it_came(make_sdk) -> None:
    sdk = make_sdk(DOCUMENT, SPANS)
    sdk.returns(200, WIRE, headers={"X-Reset": "1686566864"})
    raw = sdk.package.with_response(sdk.client.things.send)(at=AT, body={})
    assert {name: getattr(raw.data, name) for name in HELD} == HELD
    assert raw.header("X-Reset") == AT
    assert raw.drift == ()
    assert raw.data.model_dump(mode="json") == WIRE
    sdk.client.things.send(at=AT, body=raw.data)
    assert json.loads(sdk.request.content) == WIRE


def test_callers_pass_times_and_spans(make_sdk) -> None:
    sdk = make_sdk(DOCUMENT, SPANS)
    sdk.returns(200, {})
    sdk.client.things.send(at=AT, body=HELD)
    assert json.loads(sdk.request.content) == WIRE
    sdk.client.things.fill(body={"at": AT, "long": dt.timedelta(seconds=35.625), "all": [AT, AT]})
    assert sdk.request.content == b"at=1686566864&all=1686566864&all=1686566864&long=35.625"


def test_parameters_are_numbers_in_every_place(make_sdk) -> None:
    sdk = make_sdk(DOCUMENT, SPANS)
    sdk.returns(200, {})
    sdk.client.things.send(
        at=AT + dt.timedelta(seconds=0.9),
        since=AT + dt.timedelta(seconds=0.5),
        days=[AT, AT],
        pause=dt.timedelta(minutes=1),
        page=dt.timedelta(minutes=1),
        filter={"at": AT, "brief": dt.timedelta(microseconds=500)},
        x_until=AT.astimezone(dt.timezone(dt.timedelta(hours=2))),
        seen=AT,
        body={},
    )
    query = "since=1686566864.5&days=1686566864,1686566864&pause=60000&page=60"
    deep = "filter%5Bat%5D=1686566864&filter%5Bbrief%5D=0.5"
    assert sdk.target == f"/base/things/1686566864?{query}&{deep}"
    assert sdk.request.headers["X-Until"] == "1686566864"
    assert sdk.request.headers["Cookie"] == "seen=1686566864"


def test_a_time_of_no_zone_is_refused(make_sdk) -> None:
    sdk = make_sdk(DOCUMENT, SPANS)
    with pytest.raises(ValueError, match=r"'at'.*time zone"):
        sdk.client.things.send(at=AT.replace(tzinfo=None), body={})


def test_what_is_no_time_is_kept_and_named(make_sdk) -> None:
    sdk = make_sdk(DOCUMENT, SPANS)
    sdk.returns(200, {"at": 10**18, "either": "5"})
    raw = sdk.package.with_response(sdk.client.things.send)(at=AT, body={})
    assert (raw.data.at, raw.data.either) == (10**18, "5")
    assert [drift.path for drift in raw.drift] == ["/at"]


def test_settings_leave_numbers_numbers(make_sdk) -> None:
    sdk = make_sdk(DOCUMENT, '[formats]\nunixtime = "number"\n')
    sdk.returns(200, WIRE)
    got = sdk.client.things.send(at=5, since=5.5, pause=6, body={})
    assert {name: getattr(got, name) for name in WIRE} == WIRE
    assert sdk.target == "/base/things/5?since=5.5&pause=6"
