from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest

from generator.render import Package
from generator.render.project import render_project
from generator.tree import Ownership

PACKAGE = Package(
    import_name="pet_store",
    distribution="pet-store",
    version="1.2.0",
    client="PetStoreClient",
    async_client="AsyncPetStoreClient",
    error="PetStoreError",
    env_prefix="PET_STORE",
    description="Pets.",
    license="MIT",
)


def project(**changes: object) -> dict[str, str]:
    return {path: file.content for path, file in render_project(replace(PACKAGE, **changes)).items()}


def test_the_project_has_what_publishing_needs():
    files = render_project(PACKAGE)
    assert files.keys() == {
        ".gitattributes",
        ".gitignore",
        "CHANGELOG.md",
        "LICENSE",
        "pyproject.toml",
        "src/pet_store/_version.py",
        "src/pet_store/py.typed",
    }
    assert {path for path, file in files.items() if file.ownership is Ownership.ONCE} == {".gitignore", "CHANGELOG.md"}


def test_pyproject_holds_the_facts():
    facts = tomllib.loads(
        project(authors=("Ann <ann@example.org>", "Bo"), homepage="https://pets.example", repository="")[
            "pyproject.toml"
        ]
    )
    assert facts["project"]["name"] == "pet-store"
    assert facts["project"]["license"] == "MIT"
    assert facts["project"]["authors"] == [{"name": "Ann", "email": "ann@example.org"}, {"name": "Bo"}]
    assert facts["project"]["urls"] == {"Homepage": "https://pets.example"}
    assert facts["tool"]["hatch"]["version"]["path"] == "src/pet_store/_version.py"


def test_a_project_without_authors_and_urls_is_valid():
    facts = tomllib.loads(project()["pyproject.toml"])["project"]
    assert "authors" not in facts
    assert "urls" not in facts


@pytest.mark.parametrize(
    "text", ['"""\n[tool.evil]\nx = 1', "a\\u0022b", "\u202e", "\x00\x7f", "\ud800", "Ünïcode 😀", "' \" \\"]
)
def test_no_text_leaves_its_string(text):
    facts = tomllib.loads(project(description=text, authors=(text,))["pyproject.toml"])
    assert facts["tool"].keys() == {"hatch"}
    assert "\n" not in facts["project"]["description"]
    project(description=text, authors=(text,))["LICENSE"].encode()


def test_the_version_stands_in_one_place():
    namespace: dict[str, object] = {}
    exec(project(version="2.0rc1")["src/pet_store/_version.py"], namespace)
    assert namespace["__version__"] == "2.0rc1"


def test_an_mit_licence_names_the_holders_once_with_its_terms():
    text = project(authors=("Ann <ann@example.org>", "Bo"))["LICENSE"]
    assert text.startswith("MIT License\n\nCopyright (c) Ann\nCopyright (c) Bo\nCopyright (c) the authors of sdkwright")
    assert text.count("Permission is hereby granted") == 1
    assert project()["LICENSE"].splitlines()[2] == "Copyright (c) the authors of pet-store"


@pytest.mark.parametrize(
    ("licence", "words"), [("Apache-2.0", "Apache License, Version 2.0"), ("LicenseRef-Own", "the expression above")]
)
def test_other_licences_keep_the_terms_of_the_runtime(licence, words):
    text = project(license=licence)["LICENSE"]
    assert f"SPDX-License-Identifier: {licence}\n" in text
    assert words in text
    assert text.count("Permission is hereby granted") == 1


def test_the_changelog_starts_with_the_version():
    assert "\n## 1.2.0\n" in project()["CHANGELOG.md"]
