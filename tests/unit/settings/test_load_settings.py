from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import InputError, render
from generator.settings import load_settings


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def load(text: str | bytes):
        Path("api.sdk.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_settings(Path("api.sdk.toml"))

    return load


@pytest.fixture
def complaint(load):
    def complaint(text: str | bytes) -> str:
        with pytest.raises(InputError) as failed:
            load(text)
        return "\n".join(render(diagnostic, failed.value.locate) for diagnostic in failed.value.diagnostics)

    return complaint


def test_every_key_has_a_default(load):
    settings = load("")
    assert (settings.package.version, settings.package.license, settings.docs.tables) == ("0.1.0", "MIT", "compact")


def test_the_keys_of_the_file_are_taken(load):
    settings = load(
        """
        package.name = "pet_store"
        [docs]
        tables = "padded"
        [groups]
        "get pet" = "Pets"
        """
    )
    assert settings.package.name == "pet_store"
    assert settings.docs.tables == "padded"
    assert settings.groups == {"get pet": "Pets"}


def test_licences_are_spelled_as_spdx_does(load):
    assert load('package.license = "mit or apache-2.0"').package.license == "MIT OR Apache-2.0"


def test_a_key_that_is_nearly_one_is_shown_with_its_line(complaint):
    assert complaint('[docs]\n\n[package]\nname = "pets"\nverison = "1.0"\nlicense = "MIT"\n') == (
        'api.sdk.toml:5:1: error[settings/invalid]: unknown key "verison" in [package]\n'
        "  |\n"
        '4 | name = "pets"\n'
        '5 | verison = "1.0"\n'
        "  | ^\n"
        '6 | license = "MIT"\n'
        "  at: /package/verison\n"
        '  help: Did you mean "version"?'
    )


@pytest.mark.parametrize(
    ("text", "place", "message", "remedy"),
    [
        ('version = "1"', "1:1", 'unknown key "version" at the top of the file', "It belongs in [package]."),
        ("[docs]\nzzz = 1", "2:1", 'unknown key "zzz" in [docs]', "Known here: tables."),
        ("[packages]", "1:2", 'unknown key "packages" at the top of the file', 'Did you mean "package"?'),
    ],
)
def test_other_unknown_keys(complaint, text, place, message, remedy):
    assert complaint(text).startswith(f"api.sdk.toml:{place}: error[settings/invalid]: {message}\n")
    assert complaint(text).endswith(f"help: {remedy}")


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (
            '[package]\nname = "pet-store"',
            "2:1",
            "package.name must be a Python identifier such as pet_store, and no keyword",
        ),
        (
            '[package]\nclient = "class"',
            "2:1",
            "package.client must be a Python identifier such as pet_store, and no keyword",
        ),
        ('[package]\nversion = "one"', "2:1", "package.version must be a version such as 0.1.0 or 2.0rc1"),
        ('[package]\nversion = "1.0\\n"', None, None),
        (
            '[package]\nlicense = "Freeware"',
            "2:1",
            "package.license must be an SPDX expression such as MIT, Apache-2.0 or LicenseRef-Proprietary",
        ),
        ('[package]\ndistribution = "-x"', "2:1", "package.distribution must be a distribution name such as pet-store"),
        ('[package]\nauthors = ["A <b>"]', "2:12", 'package.authors.0 must be "Name" or "Name <address>"'),
        (
            '[package]\nhomepage = "ftp://x"',
            "2:1",
            "package.homepage must be a URL that starts with https:// or http://",
        ),
        ('[package]\ndescription = "a\\nb"', "2:1", "package.description must be one line"),
        (
            '[package]\nenv_prefix = "pets"',
            "2:1",
            "package.env_prefix must be upper-case letters, digits and underscores, such as PET_STORE",
        ),
        ("package = 3", "1:1", "package must be a table"),
        ("groups = 3", "1:1", "groups must be a table"),
        ('docs = {tables = "wide"}', "1:1", "docs.tables must be 'compact' or 'padded'"),
        ("body.spread_limit = 300", "1:1", "body.spread_limit must be less than or equal to 255"),
        (
            '[names]\n"a/b~c" = "not a name"',
            "2:1",
            "names.a/b~c must be a Python identifier such as pet_store, and no keyword",
        ),
        (
            '[package]\nname = """\nversion = 1\n"""',
            "2:1",
            "package.name must be a Python identifier such as pet_store, and no keyword",
        ),
        (
            '[package]\ndescription = """\nversion = 1"""\nversion = "x"',
            "4:1",
            "package.version must be a version such as 0.1.0 or 2.0rc1",
        ),
    ],
)
def test_wrong_values(load, complaint, text, place, message):
    if place is None:
        assert load(text).package.version == "1.0"
    else:
        assert f"api.sdk.toml:{place}: error[settings/invalid]: {message}\n" in complaint(text)


def test_all_faults_are_told_at_once(complaint):
    assert complaint("[package]\na1 = 1\nb2 = 2").count("error[settings/invalid]") == 2


def test_a_fault_of_syntax_is_shown_at_its_column(complaint):
    assert complaint('[package]\nname = \nversion = "1"\n') == (
        "api.sdk.toml:2:8: error[settings/syntax]: invalid value\n"
        "  |\n"
        "1 | [package]\n"
        "2 | name =\n"
        "  |        ^\n"
        '3 | version = "1"\n'
        "  help: Correct the TOML at the place shown."
    )


def test_a_fault_at_the_end_of_the_file_is_shown_there(complaint):
    assert complaint("authors = [1,").startswith("api.sdk.toml:1:14: error[settings/syntax]: ")


def test_what_cannot_be_read_is_named(complaint):
    with pytest.raises(InputError) as failed:
        load_settings(Path("missing.toml"))
    assert render(failed.value.diagnostics[0], failed.value.locate).startswith(
        "missing.toml: error[settings/unreadable]: cannot read the settings: No such file or directory\n"
    )
    assert "it is not UTF-8 text" in complaint(b"\xff")
