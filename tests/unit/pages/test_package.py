"""What a package is called where the settings do not say it."""

from __future__ import annotations

import keyword
import sys

import pytest

from generator.model import Api, Source
from generator.render.package import package_facts
from generator.settings import Settings


def api(title: str, **facts: object) -> Api:
    given = {"servers": (), "schemes": (), "security": (), "groups": (), "models": {}, "error_models": {}, **facts}
    return Api(title=title, version="1", source=Source("api.yaml", ""), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "import_name", "client", "error", "prefix"),
    [
        ("Pet Store", "pet_store", "PetStoreClient", "PetStoreError", "PET_STORE"),
        ("Docusign Maestro API", "docusign_maestro_api", "DocusignMaestroClient", "DocusignMaestroError", None),
        ("GitHub v3 REST API", "git_hub_v3_rest_api", "GitHubV3RESTClient", "GitHubV3RESTError", None),
        ("Überweisung's Café", "uberweisungs_cafe", "UberweisungsCafeClient", "UberweisungsCafeError", None),
        ("3scale", "api_3scale", "Api3scaleClient", "Api3scaleError", "API_3SCALE"),
        ("API", "api", "SdkClient", "SdkError", "API"),
        ("天気", "sdk", "SdkClient", "SdkError", "SDK"),
        ("", "sdk", "SdkClient", "SdkError", "SDK"),
        ("Calendar", "calendar_sdk", "CalendarClient", "CalendarError", "CALENDAR_SDK"),
        ("Imp", "imp_sdk", "ImpClient", "ImpError", "IMP_SDK"),
        ("Import", "import_sdk", "ImportClient", "ImportSDKError", "IMPORT_SDK"),
        ("Conflict", "conflict", "ConflictClient", "ConflictSDKError", "CONFLICT"),
        ("Async", "async_sdk", "AsyncApiClient", "AsyncApiError", "ASYNC_SDK"),
        ("Sync", "sync", "SyncApiClient", "SyncApiError", "SYNC"),
    ],
)
def test_names_from_the_title(title: str, import_name: str, client: str, error: str, prefix: str | None) -> None:
    package = package_facts(api(title), Settings())
    assert (package.import_name, package.client, package.error) == (import_name, client, error)
    assert package.async_client == f"Async{client}"
    assert package.env_prefix == (prefix or import_name.upper())
    assert package.distribution == import_name.replace("_", "-")


@pytest.mark.parametrize("name", ["json", "httpx2", "asyncore", "annotationlib", "pydantic"])
def test_no_import_name_hides_another_module(name: str) -> None:
    assert package_facts(api(name), Settings()).import_name not in sys.stdlib_module_names | {name}


def test_an_error_class_of_the_document_keeps_its_name() -> None:
    package = package_facts(api("Pets", error_models={"PetsError": "PetsError"}), Settings())
    assert package.error == "PetsSDKError"


def test_what_the_settings_say_holds() -> None:
    given = {
        "name": "pets", "distribution": "pets-for-all", "version": "2.1.0", "client": "Pets", "error": "PetsFault",
        "env_prefix": "PETS", "description": "All pets.", "license": "Apache-2.0", "authors": ["Ada <ada@pets.test>"],
        "homepage": "https://pets.test", "repository": "https://git.test/pets",
    }  # fmt: skip
    package = package_facts(api("Something else"), Settings.model_validate({"package": given}))
    assert {**given, "name": package.import_name, "authors": list(package.authors)} == {
        **{key: getattr(package, key) for key in given if key not in ("name", "authors")},
        "name": "pets",
        "authors": ["Ada <ada@pets.test>"],
    }
    assert package.async_client == "AsyncPets"


def test_the_description_is_one_line() -> None:
    assert package_facts(api("Pets", summary="All\n  pets. "), Settings()).description == "All pets."
    assert package_facts(api("Pets  API"), Settings()).description == "Pets API"


def test_names_are_identifiers_whatever_the_title() -> None:
    for title in ('"; import os', "class", "__init__", "a-b.c/d", "9", "_", "\ud800"):
        package = package_facts(api(title), Settings())
        for name in (package.import_name, package.client, package.async_client, package.error, package.env_prefix):
            assert name.isidentifier()
            assert not keyword.iskeyword(name)
