"""Error pages, and that they say what the runtime does."""

from __future__ import annotations

import inspect

import pytest

from generator.python import reserved
from generator.render.pages.errors import ROOT, RUNTIME_ERRORS, lineage
from generator.runtime import errors as runtime

from .checker import Page
from .conftest import Render

CLASSES = {
    name: cls
    for name, cls in vars(runtime).items()
    if inspect.isclass(cls) and issubclass(cls, runtime.SDKError) and not name.startswith("_")
}


def test_every_class_of_the_runtime_has_a_page() -> None:
    assert RUNTIME_ERRORS.keys() == CLASSES.keys()
    assert CLASSES.keys() >= {ROOT, "APIError"}
    assert RUNTIME_ERRORS.keys() <= reserved.ERROR_CLASSES


@pytest.mark.parametrize("name", CLASSES)
def test_the_pages_know_the_tree_of_the_runtime(name: str) -> None:
    bases = [c.__name__ for c in CLASSES[name].__mro__ if issubclass(c, runtime.SDKError)]
    assert list(lineage(name)) == [base for base in bases if not base.startswith("_")]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 418, 422, 429, 500, 503])
def test_statuses_are_raised_as_the_runtime_raises_them(render: Render, status: int) -> None:
    text = (
        "paths: {/a: {get: {operationId: call, tags: [pets], "
        f"responses: {{'200': {{description: ok}}, '{status}': {{description: no}}}}}}}}}}"
    )
    pages = render(text)
    name = runtime.status_class(status).__name__
    assert Page(pages["docs/sdks/pets/README.md"]).tables()[0][1] == [f"errors.{name}", str(status), r"\*/\*"]
    assert "* [pets.call](../sdks/pets/README.md#call)\n" in pages[f"docs/errors/{name.lower()}.md"]


@pytest.mark.parametrize("name", sorted(CLASSES.keys() - {"PaginationError"}))  # no call of this API has pages
def test_documented_attributes_are_there(maestro: dict[str, str], name: str) -> None:
    path = "iamerror" if name == ROOT else name.lower()
    page = Page(maestro[f"docs/errors/{path}.md"])
    attributes = [row[0].strip("`") for rows in page.tables() if rows[0][0] == "Attribute" for row in rows[1:]]
    source = inspect.getsource(runtime)
    for attribute in attributes:
        assert hasattr(CLASSES[name], attribute) or f"self.{attribute} = {attribute}" in source
    assert bool(attributes) == (name not in {ROOT, "ConfigurationError", "ClosedClientError"})


def test_a_payload_class(maestro: dict[str, str]) -> None:
    page = Page(maestro["docs/errors/error.md"])
    assert page.outline() == [(1, "Error"), (2, "Example Usage"), (2, "Attributes"), (2, "Fields"), (2, "Raised By")]
    assert page.text.startswith("# Error\n(*errors.Error*)\n\nWhy a call failed.\n")
    assert [row[0] for row in page.tables()[1]] == ["Field", "`error`", "`code`", "`timestamp`"]
    assert "except errors.Error as error:\n        print(error.status_code, error.data)" in page.programs()[0]
    assert len([link for link in page.links if link.startswith("../sdks/")]) == 7


def test_the_base_has_the_name_of_the_package(maestro: dict[str, str]) -> None:
    page = Page(maestro["docs/errors/iamerror.md"])
    assert page.text.startswith("# IamError\n(*errors.IamError*)\n")
    assert "except errors.IamError as error:" in page.programs()[0]
    assert not any("SDKError" in text for text in maestro.values())


def test_an_api_without_operations_has_pages_without_programs(render: Render) -> None:
    pages = render("paths: {}")
    assert Page(pages["docs/errors/apierror.md"]).programs() == []


def test_programs_call_what_can_fail_so(render: Render) -> None:
    pages = render("""
        paths:
          /a: {get: {operationId: safe, tags: [pets], responses: {'200': {description: ok}}}}
          /a/b: {get: {operationId: other, tags: [pets], responses: {'502': {description: no}}}}
          /a/b/c:
            get:
              operationId: told
              tags: [pets]
              responses:
                '404':
                  description: no
                  content: {application/json: {schema: {$ref: '#/components/schemas/Fault'}}}
        components: {schemas: {Fault: {type: object, properties: {code: {type: string}}}}}
    """)
    assert "sdk.pets.other()" in pages["docs/errors/servererror.md"]
    assert "sdk.pets.told()" in pages["docs/errors/payloaderror.md"]
    assert "sdk.pets.told()" in pages["docs/errors/clienterror.md"]
    assert "strict_responses=True" in pages["docs/errors/responsevalidationerror.md"]
    assert "strict_responses" not in pages["docs/errors/apierror.md"]
