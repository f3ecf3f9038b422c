"""Edits that are kept: what is written, and where they are made again."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest

from generator.diagnostics import InputError, Report, render
from generator.patches import Kept, applied, difference, load_patches, save_patches
from generator.tree import OutputFile

PATH = "src/pets/x.py"
TWINS = """\
class Pets:
    def get(self):
        call(1)
        return 2

    def put(self):
        call(1)
        return 2


class AsyncPets:
    def get(self):
        call(1)
        return 2

    def put(self):
        call(1)
        return 2
"""


def again(old: str, edited: str, new: str, folder: Path) -> str:
    """What becomes of the edit old -> edited in a new text, by way of the file."""
    save_patches(folder / ".sdkwright.patch", {PATH: difference(old, edited)})
    kept = load_patches(folder, Report())
    return applied({PATH: OutputFile(new)}, kept)[PATH].content


def test_an_edit_is_made_again_as_it_was(tmp_path: Path) -> None:
    edited = TWINS.replace("class AsyncPets:", "class AsyncPets:  # mine\n    more = 1")
    assert again(TWINS, edited, TWINS, tmp_path) == edited


def test_an_edit_stays_in_its_class_and_method(tmp_path: Path) -> None:
    """Sync and async methods look the same, and what is put before them moves all lines."""
    head, tail = TWINS.rsplit("call(1)", 1)
    more = "class More:\n    def put(self):\n        call(1)\n        return 2\n\n\n" * 3
    assert again(TWINS, f"{head}call(9){tail}", more + TWINS, tmp_path) == f"{more}{head}call(9){tail}"


def test_an_edit_bears_changes_around_it(tmp_path: Path) -> None:
    lines = [f"line {n}\n" for n in range(20)]
    edited = "".join(lines).replace("line 10\n", "line ten\nand more\n")
    new = ["new\n", *lines]
    new[8] = "other\n"
    assert again("".join(lines), edited, "".join(new), tmp_path) == "".join(new).replace(
        "line 10\n", "line ten\nand more\n"
    )


def test_what_fits_no_more_is_told_with_its_line(tmp_path: Path) -> None:
    edited = TWINS.replace("class Pets:\n", "class Pets:\n    mine = 1\n").replace("return 2", "return 3")
    with pytest.raises(InputError) as failed:
        again(TWINS, edited, TWINS.replace("return 2", "return 4"), tmp_path)
    told = render(failed.value.diagnostics[0], failed.value.locate)
    assert f".sdkwright.patch:3:1: error[patch/unfit]: {PATH}: the generated lines are others now" in told
    assert f"sdkwright patch SPEC --drop {PATH}" in told


def test_an_edit_that_the_generator_makes_itself_is_told(tmp_path: Path) -> None:
    edited = TWINS.replace("class AsyncPets:", "class AsyncPetStore:")
    with pytest.raises(InputError, match="the generated file says so by itself now"):
        again(TWINS, edited, edited, tmp_path)


def test_a_file_that_is_made_no_more_is_told(tmp_path: Path) -> None:
    kept = Kept(tmp_path, "", {PATH: difference("a\n", "b\n")})
    with pytest.raises(InputError, match="there is no such generated file any more"):
        applied({}, kept)


@pytest.mark.parametrize(
    ("old", "edited"),
    [
        ("", "a\n"),
        ("a\n", ""),
        ("a", "b"),
        ("a\n", "a"),
        ("a", "a\n"),
        ("--- a/x\n", "+++ b/x\n"),
        ("a\fb\n", "\u2028\n"),
    ],
)
def test_texts_of_all_kinds_come_back(old: str, edited: str, tmp_path: Path) -> None:
    assert again(old, edited, old, tmp_path) == edited


@pytest.mark.parametrize("seed", range(40))
def test_random_edits_come_back_and_are_what_git_applies(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    lines = [f"{chance.choice('abcdef')}\n" for _ in range(60)]
    edited = list(lines)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(edited))
        edited[at : at + chance.randint(0, 3)] = [f"{chance.choice('xyzab')}\n" for _ in range(chance.randint(0, 3))]
    edited.append("end\n")
    assert again("".join(lines), "".join(edited), "".join(lines), tmp_path) == "".join(edited)
    place = tmp_path / PATH
    place.parent.mkdir(parents=True)
    place.write_text("".join(lines))
    subprocess.run(["git", "apply", ".sdkwright.patch"], cwd=tmp_path, check=True)
    assert place.read_text() == "".join(edited)


@pytest.mark.parametrize(
    "text", ["x\n", "--- a/x\n+++ b/y\n", "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n", "@@ -1 +1 @@\n-a\n+b\n"]
)
def test_what_is_no_patch_is_told(text: str, tmp_path: Path) -> None:
    (tmp_path / ".sdkwright.patch").write_text(text)
    with pytest.raises(InputError, match="is no part of a unified diff"):
        load_patches(tmp_path, Report())
