"""Edits by hand on the command line: found, kept, made again, given up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli import main

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets:
    get: {operationId: getPets, tags: [Pets], responses: {'204': {description: Done.}}}
"""
MORE = SPEC + "    post: {operationId: addPet, tags: [Pets], responses: {'204': {description: Done.}}}\n"
RESOURCE, ERRORS = Path("sdk/src/pets/resources/pets.py"), Path("sdk/src/pets/errors.py")


class Run:
    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
        with pytest.raises(SystemExit) as ended:
            main([arguments[0], "api.yaml", "--out", "sdk", *arguments[1:]])
        self.code = ended.value.code
        self.out, self.err = capsys.readouterr()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    monkeypatch.chdir(tmp_path)
    Path("api.yaml").write_text(SPEC)
    assert Run(capsys, "generate").code == 0
    return lambda *arguments: Run(capsys, *arguments)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_an_edit_is_found_with_the_ways_out(run: Callable[..., Run]) -> None:
    edit(ERRORS, "__all__", "# mine\n__all__")
    done = run("generate")
    assert done.code == 4
    assert "sdk/src/pets/errors.py: error[output/edited]" in done.err
    assert "custom/" in done.err
    assert "sdkwright patch SPEC" in done.err
    assert "--force" in done.err


def test_a_kept_edit_outlives_changes_of_the_document(run: Callable[..., Run]) -> None:
    edit(ERRORS, "__all__", "# mine\n__all__")
    edit(RESOURCE, 'id="getPets"', 'id="get-pets"')
    assert "src/pets/errors.py: 1 edit kept" in run("patch").out
    assert run("check").code == 0
    Path("api.yaml").write_text(MORE)
    assert run("generate").code == 0
    assert "# mine\n__all__" in ERRORS.read_text()
    assert 'id="get-pets"' in RESOURCE.read_text()
    assert "def add_pet" in RESOURCE.read_text()
    assert run("check").code == 0


def test_a_file_may_be_edited_again(run: Callable[..., Run]) -> None:
    edit(ERRORS, "__all__", "# mine\n__all__")
    run("patch")
    edit(ERRORS, "# mine\n", "# ours\n")
    assert run("generate").code == 4
    assert run("patch").code == 0
    assert "# ours" in Path("sdk/.sdkwright.patch").read_text()
    assert "# mine" not in Path("sdk/.sdkwright.patch").read_text()
    edit(ERRORS, "# ours\n", "")
    assert "src/pets/errors.py: none" in run("patch").out
    assert not Path("sdk/.sdkwright.patch").exists()


def test_an_edit_that_fits_no_more_stops_the_run_until_it_is_dropped(run: Callable[..., Run]) -> None:
    edit(RESOURCE, 'id="getPets"', 'id="get-pets"')
    run("patch")
    before = RESOURCE.read_text()
    Path("api.yaml").write_text(SPEC.replace("getPets", "findPets"))
    done = run("generate")
    assert done.code == 3
    assert "sdk/.sdkwright.patch:3:1: error[patch/unfit]: src/pets/resources/pets.py" in done.err
    assert RESOURCE.read_text() == before
    assert run("patch").code == 3
    assert "given up" in run("patch", "--drop", "src/pets/resources/pets.py").out
    assert "find_pets" in RESOURCE.read_text()
    assert run("generate").code == 0


def test_a_patch_by_another_hand_counts_at_once(run: Callable[..., Run]) -> None:
    """What an earlier run proved holds no more when a patch comes, though no file of the SDK changed."""
    edit(ERRORS, "__all__", "# mine\n__all__")
    run("patch")
    patch = Path("sdk/.sdkwright.patch").read_text()
    edit(ERRORS, "# mine\n__all__", "__all__")
    run("patch")
    run("generate")
    Path("sdk/.sdkwright.patch").write_text(patch)
    assert run("check").code == 1


def test_only_what_is_kept_can_be_dropped(run: Callable[..., Run]) -> None:
    done = run("patch", "--drop", "src/pets/none.py")
    assert done.code == 2
    assert "nothing is kept of src/pets/none.py" in done.err
