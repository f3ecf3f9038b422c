"""``init`` takes along what a document of many files is made of."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from generator.cli import main
from generator.document.remote import RemoteFiles

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
servers: [{url: https://pets.example}]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses:
        "200": {description: Pets., content: {application/json: {schema: {$ref: "models/pet.yaml"}}}}
        "404": {description: None., content: {application/json: {schema: {$ref: "../shared/fault.yaml"}}}}
        "500": {description: None., content: {application/json: {schema: {$ref: "https://pets.example/bad.yaml"}}}}
"""
PET = "{type: object, properties: {name: {$ref: name.yaml}}}\n"
REMOTE = "type: object\nproperties: {reason: {type: string}}\n"


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    told = capsys.readouterr()
    return int(ended.value.code or 0), told.out + told.err


def test_what_a_document_refers_to_in_its_folder_goes_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {
        "api/pets.yaml": SPEC,
        "api/models/pet.yaml": PET,
        "api/models/name.yaml": "type: string\n",
        "api/models/unused.yaml": "type: string\n",
        "api/words.yaml": "overlay: 1.0.0\ninfo: {title: W, version: '1'}\nactions: [{target: $.info, update: {summary: S}}]\n",
        "api/pets.sdk.toml": "document.overlays = ['words.yaml']\n",
        "api/pets.refs.lock": f"{hashlib.sha256(REMOTE.encode()).hexdigest()}  https://pets.example/bad.yaml\n",
        "shared/fault.yaml": "{type: object, properties: {text: {type: string}}}\n",
    }
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8")
    copy = remote_copy()
    copy.parent.mkdir(parents=True)
    copy.write_text(REMOTE, "utf-8")
    code, told = run(capsys, "init", "api/pets.yaml", "project")
    assert code == 0, told
    assert f"outside the document's folder, not copied: {tmp_path / 'shared/fault.yaml'}\n" in told
    for name in ("pets.yaml", "models/pet.yaml", "models/name.yaml", "words.yaml", "pets.sdk.toml", "pets.refs.lock"):
        assert Path("project/spec", name).read_text("utf-8") == files[f"api/{name}"]
    assert Path("project/spec", copy.relative_to("api")).read_text("utf-8") == REMOTE
    assert not Path("project/spec/models/unused.yaml").exists()
    Path("project/shared").mkdir()
    Path("project/shared/fault.yaml").write_text(files["shared/fault.yaml"], "utf-8")
    code, told = run(capsys, "generate", "project/spec/pets.yaml", "--out", "sdk")
    assert code == 0, told


def remote_copy() -> Path:
    """Where the copy of the remote file is, as the store has it."""
    store = RemoteFiles(Path("api/pets.yaml"), allow=False)
    store.fetch("https://pets.example/bad.yaml")
    (found,) = store.copies()
    return found
