"""What the API sends: webhooks and callbacks, as types and functions of the package."""

import pytest

DOCUMENT = """\
webhooks:
  newPet:
    post:
      summary: A pet was born.
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'204': {description: Taken.}}
  table:
    post: {requestBody: {content: {text/csv: {}}}, responses: {}}
  bare: {post: {responses: {}}}
paths:
  /subscribe:
    post:
      operationId: subscribe
      callbacks:
        onEvent:
          '{$request.query.url}':
            post:
              deprecated: true
              requestBody:
                content:
                  application/json:
                    schema: {type: array, items: {type: object, properties: {at: {type: string, format: date-time}}}}
              responses: {'200': {description: Thanks.}}
      responses: {'204': {description: ok}}
components:
  schemas: {Pet: {type: object, required: [name], properties: {name: {type: string}, bornAt: {type: string, format: date}}}}
"""


def test_bodies_of_webhooks_are_read(make_sdk, caplog) -> None:
    sdk = make_sdk(DOCUMENT)
    webhooks = sdk.package.webhooks
    pet = webhooks.parse_new_pet(b'{"name": "Rex", "bornAt": "2026-01-02", "more": 1}')
    assert isinstance(pet, sdk.models.Pet)
    assert (pet.name, pet.born_at.isoformat()) == ("Rex", "2026-01-02")
    assert webhooks.NewPetPayload is sdk.models.Pet
    assert webhooks.TablePayload is str
    assert not hasattr(webhooks, "parse_table")
    assert not hasattr(webhooks, "BarePayload")
    assert webhooks.parse_new_pet('{"name": 1}').name == 1
    assert "newPet: what was sent does not fit" in caplog.text
    with pytest.raises(ValueError, match="Input should be a valid string"):
        webhooks.parse_new_pet('{"name": 1}', strict=True)
    with pytest.raises(ValueError, match="Invalid JSON"):
        webhooks.parse_new_pet("nothing")


def test_bodies_of_callbacks_are_read(make_sdk) -> None:
    callbacks = make_sdk(DOCUMENT).package.callbacks
    (event,) = callbacks.parse_subscribe_on_event('[{"at": "2026-01-02T03:04:05Z"}]')
    assert event.at.isoformat() == "2026-01-02T03:04:05+00:00"
    assert "Deprecated" in callbacks.parse_subscribe_on_event.__doc__


def test_a_document_without_them_has_no_such_modules(make_sdk) -> None:
    package = make_sdk("paths: {/a: {get: {operationId: get, responses: {'200': {description: ok}}}}}").package
    assert not hasattr(package, "webhooks")
    assert not hasattr(package, "callbacks")
