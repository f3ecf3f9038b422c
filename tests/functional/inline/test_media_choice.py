"""A choice of media types for a body: typed, JSON where the caller does not choose."""

import subprocess
import sys
import textwrap
import typing
from pathlib import Path

import pytest

DOCUMENT = """\
paths:
  /pets:
    post:
      operationId: addPet
      tags: [pets]
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema: {type: object, required: [photo], properties: {photo: {type: string, format: binary}}}
          application/json: {schema: {$ref: '#/components/schemas/Pet'}}
          application/vnd.pet+json: {schema: {$ref: '#/components/schemas/Pet'}}
          text/plain: {schema: {type: string}}
      responses: {'204': {description: ok}}
  /same:
    put:
      operationId: setPet
      tags: [pets]
      deprecated: true
      parameters: [{name: content_type, in: query, deprecated: true, description: Old., schema: {type: string}}]
      requestBody:
        content:
          application/json: {schema: {$ref: '#/components/schemas/Pet'}}
          application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Pet'}}
      responses: {'204': {description: ok}}
components:
  schemas: {Pet: {type: object, required: [name], properties: {name: {type: string}}}}
"""
PROGRAM = """\
from {package} import InlineClient, models

def calls(sdk: InlineClient) -> None:
    sdk.pets.add_pet(body=models.Pet(name="a"))
    sdk.pets.add_pet(body={{"name": "a"}}, content_type="application/vnd.pet+json")
    sdk.pets.add_pet(body={{"photo": b"1"}}, content_type="multipart/form-data")
    sdk.pets.add_pet(body="text", content_type="text/plain")
    sdk.pets.add_pet(body="text")  # wrong
    sdk.pets.add_pet(body={{"name": "a"}}, content_type="multipart/form-data")  # wrong
"""


def test_json_is_sent_unless_another_type_is_chosen(make_sdk) -> None:
    sdk = make_sdk(DOCUMENT)
    pets = sdk.client.pets
    pets.add_pet(body={"name": "a"})
    assert (sdk.request.headers["content-type"], sdk.request.content) == ("application/json", b'{"name":"a"}')
    pets.add_pet(body=sdk.models.Pet(name="a"), content_type="application/vnd.pet+json")
    assert sdk.request.headers["content-type"] == "application/vnd.pet+json"
    pets.add_pet(body={"photo": b"1"}, content_type="multipart/form-data")
    assert sdk.request.headers["content-type"].startswith("multipart/form-data; boundary=")
    pets.add_pet(body="text", content_type="text/plain")
    assert (sdk.request.headers["content-type"], sdk.request.content) == ("text/plain", b"text")
    with pytest.raises(ValueError, match="content_type must be one of"):
        pets.add_pet(body="text", content_type="text/html")


def test_one_type_for_all_needs_no_overloads_and_no_argument_is_lost(make_sdk) -> None:
    sdk = make_sdk(DOCUMENT)
    with pytest.warns(DeprecationWarning, match="set_pet is deprecated") as caught:
        sdk.client.pets.set_pet(body={"name": "a"}, content_type="application/x-www-form-urlencoded", content_type_="x")
    assert len(caught) == 1
    assert caught[0].filename == __file__
    assert (sdk.target, sdk.request.content) == ("/base/same?content_type=x", b"name=a")
    assert not typing.get_overloads(type(sdk.client.pets).set_pet)
    assert "Deprecated. Old." in type(sdk.client.pets).set_pet.__doc__


def test_each_type_goes_with_its_media_types(make_sdk, tmp_path: Path) -> None:
    sdk = make_sdk(DOCUMENT)
    program = tmp_path / "program.py"
    program.write_text(textwrap.dedent(PROGRAM.format(package=sdk.package.__name__)), "utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), str(program)],
        capture_output=True, text=True, cwd=tmp_path, env={"MYPYPATH": str(tmp_path / "src")}, check=False,
    )  # fmt: skip
    wrong = [at for at, line in enumerate(program.read_text("utf-8").splitlines(), 1) if line.endswith("# wrong")]
    found = {int(line.split(":")[1]) for line in ran.stdout.splitlines() if ": error:" in line}
    assert found == set(wrong), ran.stdout
