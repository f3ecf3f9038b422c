"""What is read is written back to the digit, as far as the types can hold it; and where they cannot."""

import copy
import datetime
import json
import pickle
from decimal import Decimal

import pytest

DOCUMENT = """\
paths:
  /things:
    post:
      operationId: send
      tags: [things]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
  /amounts:
    get:
      operationId: list
      tags: [things]
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {type: array, items: {type: number, format: decimal}}}}
components:
  schemas:
    Thing:
      type: object
      properties:
        price: {type: number, format: decimal}
        unitPrice: {type: [number, 'null'], format: decimal}
        prices: {type: array, items: {type: number, format: decimal}}
        byName: {type: object, additionalProperties: {type: number, format: decimal}}
        either: {oneOf: [{type: number, format: decimal}, {type: boolean}]}
        text: {type: string, format: decimal}
        things: {type: array, items: {$ref: '#/components/schemas/Thing'}}
        count: {type: integer}
        weight: {type: number}
        at: {type: string, format: date-time}
        clock: {type: string, format: time}
        span: {type: string, format: duration}
        spans: {type: array, items: {type: string, format: duration}}
        blob: {type: string, format: byte}
      additionalProperties: {type: number, format: decimal}
"""


@pytest.fixture
def sdk(make_sdk):
    return make_sdk(DOCUMENT)


def _back(sdk, text: str) -> str:
    """A body as it is sent after it came as an answer."""
    sdk.answer = type(sdk.answer)(200, text=text, headers={"content-type": "application/json"})
    got = sdk.client.things.send(body={})
    sdk.client.things.send(body=got)
    return sdk.request.content.decode()


@pytest.mark.parametrize(
    "text",
    [
        '{"price":1.10}',
        '{"price":0.1234567890123456789012345}',
        '{"price":-12345678901234567890.12}',
        '{"price":123456789012345678901234567890}',
        '{"price":0}',
        '{"price":1.5E-9}',
        '{"unitPrice":2.00,"prices":[1.10,2.25,3.000]}',
        '{"unitPrice":null}',
        '{"byName":{"a":1.10,"price":2.20}}',
        '{"either":1.10}',
        '{"things":[{"price":1.10},{"things":[{"unitPrice":0.10}]}]}',
        '{"price":2.5,"more":1.10}',
        '{"text":"1.10"}',
        '{"count":123456789012345678901234567890}',
        '{"weight":0.1}',
        '{"at":"2020-01-02T03:04:05.123456+05:30"}',
        '{"at":"2020-01-02T03:04:05"}',
        '{"at":"2020-01-02T03:04:05-11:45"}',
        '{"clock":"03:04:05.500000"}',
        '{"clock":"03:04:05Z"}',
        '{"span":"P1M"}',
        '{"span":"P1Y2M3DT4H5M6.7S"}',
        '{"span":"P2W"}',
        '{"span":"PT90M"}',
        '{"span":"PT0.123456789S"}',
        '{"span":"-P1D"}',
        '{"spans":["P1M","P1D"]}',
    ],
)
def test_all_digits_come_back(sdk, text: str) -> None:
    assert _back(sdk, text) == text


def test_the_values_are_exact(sdk) -> None:
    sdk.answer = type(sdk.answer)(200, text="[1.10, 0.12345678901234567890, 3]")
    assert [str(value) for value in sdk.client.things.list()] == ["1.10", "0.12345678901234567890", "3"]


def test_digits_survive_an_answer_that_does_not_fit(sdk) -> None:
    sdk.answer = type(sdk.answer)(200, text='{"price":1.10,"at":"soon"}')
    answer = sdk.package.with_response(sdk.client.things.send)(body={})
    assert str(answer.data.price) == "1.10"
    assert len(answer.drift) == 1


def test_json_that_users_read_themselves_keeps_its_digits(sdk) -> None:
    thing = sdk.models.Thing.model_validate_json('{"price": 1.10, "unitPrice": 0.30}')
    assert (str(thing.price), str(thing.unit_price)) == ("1.10", "0.30")


def test_decimals_of_callers_are_sent_as_they_are(sdk) -> None:
    sdk.returns(200, {})
    sdk.client.things.send(body={"price": Decimal("1.50"), "text": Decimal("1.50"), "by_name": {"a": Decimal("1E+2")}})
    assert sdk.request.content == b'{"price":1.50,"byName":{"a":100},"text":"1.50"}'
    with pytest.raises(ValueError, match="price"):
        sdk.client.things.send(body={"price": Decimal("NaN")})


def test_calendar_durations_are_spans_of_time(sdk) -> None:
    sdk.returns(200, {"span": "P1M"})
    span = sdk.client.things.send(body={}).span
    assert isinstance(span, datetime.timedelta)
    assert span == datetime.timedelta(days=30)
    for twin in (copy.copy(span), copy.deepcopy(span), pickle.loads(pickle.dumps(span))):
        assert (twin, twin.text, repr(twin)) == (span, "P1M", "Duration('P1M')")
    sdk.client.things.send(body={"span": span, "spans": [span + span]})
    assert json.loads(sdk.request.content) == {"span": "P1M", "spans": ["P60D"]}


def test_a_span_that_is_no_duration_is_kept_and_named(sdk) -> None:
    sdk.returns(200, {"span": "a while"})
    answer = sdk.package.with_response(sdk.client.things.send)(body={})
    assert (answer.data.span, len(answer.drift)) == ("a while", 1)


def test_dumps_for_json_say_what_the_wire_does(sdk) -> None:
    thing = sdk.models.Thing(blob=b"\xff\xef", span="P1M", spans=[datetime.timedelta(hours=1)], text=Decimal("1.50"))
    text = thing.model_dump_json(exclude_unset=True)
    assert json.loads(text) == {"blob": "/+8=", "span": "P1M", "spans": ["PT1H"], "text": "1.50"}
    assert sdk.models.Thing.model_validate_json(text) == thing
    assert thing.model_dump(exclude_unset=True)["blob"] == b"\xff\xef"


EXCEPTIONS = [
    pytest.param('{"weight":9007199254740993}', '{"weight":9007199254740992.0}', id="numbers of more than 17 digits"),
    pytest.param('{"weight":1.10}', '{"weight":1.1}', id="zeros at the end of numbers"),
    pytest.param(
        '{"at":"2020-01-02T03:04:05.123456789Z"}', '{"at":"2020-01-02T03:04:05.123456Z"}', id="below microseconds"
    ),
    pytest.param('{"at":"2020-01-02T03:04:05+00:00"}', '{"at":"2020-01-02T03:04:05Z"}', id="UTC is Z"),
    pytest.param('{"at":"2020-01-02 03:04:05.120Z"}', '{"at":"2020-01-02T03:04:05.120000Z"}', id="other spellings"),
    pytest.param('{"at":"2016-12-31T23:59:60Z"}', '{"at":"2016-12-31T23:59:60Z"}', id="leap seconds stay text"),
    pytest.param('{"clock":"03:04:05.1234567Z"}', '{"clock":"03:04:05.123456Z"}', id="times of day"),
    pytest.param('{"blob":"_-8"}', '{"blob":"/+8="}', id="alphabets of base64"),
    pytest.param('{"count":1.0}', '{"count":1}', id="whole numbers with a fraction of zero"),
]


@pytest.mark.parametrize(("came", "sent"), EXCEPTIONS)
def test_what_the_types_cannot_hold(sdk, came: str, sent: str) -> None:
    assert _back(sdk, came) == sent


def test_a_number_beyond_doubles_is_named_and_never_sent_as_another(sdk) -> None:
    sdk.answer = type(sdk.answer)(200, text='{"price":1e400}')
    answer = sdk.package.with_response(sdk.client.things.send)(body={})
    assert len(answer.drift) == 1
    with pytest.raises(ValueError, match="body"):
        sdk.client.things.send(body=answer.data)


def test_fields_come_in_the_order_of_the_model_and_the_last_of_equal_ones_counts(sdk) -> None:
    assert _back(sdk, '{"count": 1, "price": 2, "count": 3}') == '{"price":2,"count":3}'
