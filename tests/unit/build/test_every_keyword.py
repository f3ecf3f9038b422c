"""Every fixed field of OpenAPI 3.2, 3.0 and Swagger 2.0 is read, or noted, or means nothing for a client of the API.

``keywords/document.yaml`` has each field of OpenAPI 3.2 once; beside it are the fields that its forerunners alone
have, or mean otherwise. A field that is **read** is one without which the operation
model differs; one that is **noted** changes what is reported; a reason stands beside every other one. What
a document says is thus never dropped in silence (OpenAPI 3.2 section 4, JSON Schema 2020-12).
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.build import build_api
from generator.diagnostics import Report
from generator.document import load_document
from generator.settings import Settings

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Object:
    """One object of the document, by its pointer, and what its fields are good for."""

    read: str = ""
    noted: str = ""
    silent: dict[str, str] = field(default_factory=dict)


_ADD = "paths /pets post"
_ANSWER = f"{_ADD} responses 200"
_MIXED = f"{_ADD} requestBody content multipart/mixed"
_SCHEMAS = "components schemas"
_HINT = "a validator's hint: no type and no request depends on it"
TABLE: dict[str, Object] = {
    "": Object(
        "$self info servers paths webhooks components security tags externalDocs",
        silent={"jsonSchemaDialect": "schemas are read by one dialect"},
    ),
    "info": Object("title summary description termsOfService contact license version"),
    "info contact": Object(
        "name email", silent={"url": "the address of a person's page; the pages name mail and name"}
    ),
    "info license": Object("identifier", silent={"name": "the identifier says the same, exactly"}),
    "servers 0": Object("url name description variables"),
    "servers 0 variables region": Object("enum default description"),
    "tags 0": Object("name summary description parent kind externalDocs"),
    "externalDocs": Object("url", silent={"description": "words for a link: pages have their own"}),
    "paths /pets/{id}": Object(
        "summary description servers parameters get put post delete options head patch trace query additionalOperations"
    ),
    _ADD: Object(
        "tags summary description externalDocs operationId parameters requestBody responses callbacks deprecated "
        "security servers"
    ),
    f"{_ADD} parameters 0": Object(
        "name in description required deprecated style explode allowReserved schema example"
    ),
    f"{_ADD} parameters 1": Object("content examples"),
    f"{_ADD} parameters 2": Object("allowEmptyValue"),
    f"{_ADD} requestBody": Object("description required content"),
    f"{_ADD} requestBody content multipart/form-data": Object("schema example encoding"),
    f"{_ADD} requestBody content multipart/form-data encoding photo": Object(
        "contentType style explode allowReserved headers"
    ),
    _MIXED: Object("schema prefixEncoding itemEncoding"),
    f"{_MIXED} prefixEncoding 1": Object("contentType prefixEncoding itemEncoding"),
    _ANSWER: Object("summary description headers content links"),
    f"{_ANSWER} headers X-Total": Object("description required deprecated explode schema example"),
    f"{_ANSWER} headers X-More": Object("content"),
    f"{_ANSWER} content application/json": Object("schema examples"),
    f"{_ANSWER} content application/json examples one": Object("summary description value"),
    f"{_ANSWER} content application/json examples two": Object("dataValue"),
    f"{_ANSWER} content application/json examples three": Object("serializedValue"),
    f"{_ANSWER} content application/json examples four": Object(
        silent={"externalValue": "a value elsewhere: nothing is fetched for an example"}
    ),
    f"{_ANSWER} content application/jsonl": Object("itemSchema"),
    f"{_ANSWER} links pet": Object("operationId parameters requestBody description server"),
    f"{_ANSWER} links other": Object("operationRef"),
    "components securitySchemes key": Object("type name in description deprecated"),
    "components securitySchemes http": Object("scheme bearerFormat"),
    "components securitySchemes openid": Object("openIdConnectUrl"),
    "components securitySchemes oauth": Object("oauth2MetadataUrl flows"),
    "components securitySchemes oauth flows authorizationCode": Object("authorizationUrl tokenUrl refreshUrl scopes"),
    "components securitySchemes oauth flows deviceAuthorization": Object("deviceAuthorizationUrl"),
    f"{_SCHEMAS} Pet": Object(
        "title description required deprecated example examples externalDocs xml properties additionalProperties",
        silent={"type": "properties say it as well"},
    ),
    f"{_SCHEMAS} Pet xml": Object("name namespace prefix"),
    f"{_SCHEMAS} Pet properties name": Object("minLength maxLength pattern default readOnly xml"),
    f"{_SCHEMAS} Pet properties name xml": Object("attribute"),
    f"{_SCHEMAS} Pet properties token": Object("format writeOnly"),
    f"{_SCHEMAS} Pet properties age": Object("type minimum maximum multipleOf"),
    f"{_SCHEMAS} Pet properties size": Object("exclusiveMinimum exclusiveMaximum"),
    f"{_SCHEMAS} Pet properties nick": Object("minItems maxItems uniqueItems items xml"),
    f"{_SCHEMAS} Pet properties nick xml": Object("wrapped nodeType"),
    f"{_SCHEMAS} Pet properties pair": Object("prefixItems items"),
    f"{_SCHEMAS} Pet properties kind": Object("enum"),
    f"{_SCHEMAS} Pet properties fixed": Object("const"),
    f"{_SCHEMAS} Pet properties data": Object("contentEncoding"),
    f"{_SCHEMAS} Extra": Object("patternProperties minProperties maxProperties"),
    f"{_SCHEMAS} Left": Object("unevaluatedProperties"),
    f"{_SCHEMAS} Any": Object("oneOf discriminator"),
    f"{_SCHEMAS} Any discriminator": Object("propertyName mapping defaultMapping"),
    f"{_SCHEMAS} Some": Object("anyOf"),
    f"{_SCHEMAS} Dog": Object("allOf", silent={"$comment": "for readers of the schema alone"}),
    f"{_SCHEMAS} Ruled": Object(
        "then else dependentSchemas",
        noted="not if propertyNames dependentRequired",
    ),
    f"{_SCHEMAS} Listed": Object(
        noted="contains unevaluatedItems", silent={"minContains": _HINT, "maxContains": _HINT}
    ),
}
_GET = "paths /pets/{id} get"
_FORM = "paths /pets/{id} post parameters"
SWAGGER: dict[str, Object] = {
    "": Object(
        "info host basePath schemes consumes produces security tags externalDocs paths parameters responses "
        "securityDefinitions definitions"
    ),
    "tags 0": Object("name description externalDocs"),
    "paths /pets/{id}": Object("parameters get put post delete options head patch"),
    _GET: Object(
        "tags summary description externalDocs operationId produces schemes deprecated security parameters responses"
    ),
    "paths /pets/{id} parameters 0": Object("type"),
    "paths /pets/{id} patch": Object("consumes"),
    f"{_GET} parameters 0": Object(
        "name in description required format default maximum exclusiveMaximum minimum exclusiveMinimum multipleOf "
        "allowEmptyValue"
    ),
    f"{_GET} parameters 1": Object("maxLength minLength pattern"),
    f"{_GET} parameters 2": Object("enum"),
    f"{_GET} parameters 3": Object("items collectionFormat maxItems minItems uniqueItems"),
    f"{_GET} parameters 3 items": Object("format maxLength"),
    f"{_GET} responses 200": Object("description schema headers examples"),
    f"{_GET} responses 200 headers X-Total": Object("description format"),
    f"{_GET} responses 200 headers X-List": Object("items", noted="collectionFormat"),
    f"{_GET} responses 200 headers X-List items": Object("type"),
    f"{_FORM} 0": Object("description", silent={"type": "a part of no type is a file as well"}),
    f"{_FORM} 1": Object("collectionFormat"),
    "parameters Body": Object(
        "description required schema", silent={"name": "OpenAPI says that it is for documentation alone"}
    ),
    "securityDefinitions key": Object("type name in description"),
    "securityDefinitions oauth": Object("flow authorizationUrl tokenUrl scopes"),
    "definitions Pet": Object("required discriminator description externalDocs example xml properties"),
}
_PET = "components schemas Pet properties"
OLDER: dict[str, Object] = {
    f"{_PET} size": Object("minimum exclusiveMinimum maximum exclusiveMaximum"),
    f"{_PET} nick": Object("nullable"),
    f"{_PET} data": Object("format"),
    f"{_PET} kind": Object("nullable enum"),
    f"{_PET} tag": Object("nullable allOf"),
    "paths /pets post requestBody content multipart/form-data schema properties photo": Object("format"),
}
TABLES = {"document": TABLE, "v2_0": SWAGGER, "v3_0": OLDER}
FIELDS = [
    (document, path, name, kind)
    for document, table in TABLES.items()
    for path, each in table.items()
    for kind, names in (("read", each.read.split()), ("noted", each.noted.split()), ("silent", [*each.silent]))
    for name in names
]


@cache
def _document(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load((HERE / f"keywords/{name}.yaml").read_text("utf-8"), yaml.CSafeLoader)
    return found


def _at(document: Any, path: str) -> Any:
    for token in path.split():
        document = document[int(token) if isinstance(document, list) else token]
    return document


def _read(document: dict[str, Any], folder: Path) -> tuple[str, set[str]]:
    """The model of a document, and the kinds of what was reported, with their words."""
    path = folder / "api.json"
    path.write_text(json.dumps(document), "utf-8")
    report = Report()
    api = build_api(load_document(path, report), Settings(), report)
    return repr(api), {f"{said.code} {said.message}" for said in report}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("whole")


@cache
def _whole(name: str, folder: Path) -> tuple[str, set[str]]:
    return _read(_document(name), folder)


@pytest.mark.parametrize(
    ("document", "path", "name", "kind"), FIELDS, ids=lambda text: text.replace(" ", ".") or "openapi"
)
def test_a_field_is_read_or_noted_or_means_nothing(folder, document, path, name, kind):
    whole = _whole(document, folder)
    changed = copy.deepcopy(_document(document))
    del _at(changed, path)[name]
    model, said = _read(changed, folder)
    assert (model != whole[0], said != whole[1]) in {
        "read": {(True, False), (True, True)},
        "noted": {(False, True), (True, True)},
        "silent": {(False, False)},
    }[kind]


def _untold(value: Any, path: str) -> Iterator[str]:
    yield from (f"{path}: {name}" for name in value if path in TABLE and name not in _named(TABLE[path]))


def _named(each: Object) -> set[str]:
    return {*each.read.split(), *each.noted.split(), *each.silent}


def test_no_field_of_an_object_is_left_out_of_the_table():
    document = _document("document")
    told = {"openapi", "type", "tokenUrl", "scopes", "schema", "name", "in", "items"}
    untold = [line for path in TABLE for line in _untold(_at(document, path), path)]
    assert [line for line in untold if line.rpartition(" ")[2] not in told] == []
