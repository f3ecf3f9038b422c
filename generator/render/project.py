"""What makes the SDK a project that can be published: pyproject.toml, LICENSE, CHANGELOG.md and small files."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parseaddr

from ..tree import OutputFile, Ownership
from .environment import environment
from .package import Package

_OWN_TERMS = {"MIT": "", "Apache-2.0": "project/apache-2.0.txt"}
_OTHER_TERMS = "project/other-licence.txt"
_SUMMARY_LENGTH = 512
"""What package indexes take (core metadata specification, "Summary")."""


@dataclass(frozen=True, slots=True)
class AuthorView:
    """A person as pyproject.toml names one; ``email`` may be empty."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class ProjectView:
    """The facts of the package in the form that ``templates/project`` prints.

    ``own_terms`` is the template with the terms of the SDK's licence, empty for MIT, whose terms are those
    of the runtime that every SDK carries.
    """

    package: Package
    summary: str
    package_folder: str
    version_file: str
    authors: tuple[AuthorView, ...]
    holders: tuple[str, ...]
    urls: tuple[tuple[str, str], ...]
    own_terms: str


def render_project(package: Package) -> dict[str, OutputFile]:
    """The project's files by their path; CHANGELOG.md and .gitignore are the maintainer's once they are there."""
    view = _view(package)
    ours = {
        "pyproject.toml": _render("pyproject.toml.jinja", view),
        "LICENSE": _render("LICENSE.jinja", view),
        ".gitattributes": _render("gitattributes", view),
        view.version_file: _render("_version.py.jinja", view),
        f"{view.package_folder}/py.typed": "",
    }
    theirs = {"CHANGELOG.md": _render("CHANGELOG.md.jinja", view), ".gitignore": _render("gitignore", view)}
    return {
        **{path: OutputFile(text) for path, text in ours.items()},
        **{path: OutputFile(text, Ownership.ONCE) for path, text in theirs.items()},
    }


def _render(template: str, view: ProjectView) -> str:
    return environment().get_template(f"project/{template}").render(view=view)


def _view(package: Package) -> ProjectView:
    folder = f"src/{package.import_name}"
    urls = (("Homepage", package.homepage), ("Repository", package.repository))
    authors = tuple(_author(author) for author in package.authors)
    return ProjectView(
        package=package,
        summary=_one_line(package.description)[:_SUMMARY_LENGTH],
        package_folder=folder,
        version_file=f"{folder}/_version.py",
        authors=authors,
        holders=tuple(author.name for author in authors) or (f"the authors of {package.distribution}",),
        urls=tuple((name, url) for name, url in urls if url),
        own_terms=_OWN_TERMS.get(package.license, _OTHER_TERMS),
    )


def _author(text: str) -> AuthorView:
    name, email = parseaddr(text) if text.endswith(">") else (text, "")
    return AuthorView(_one_line(name or text), email)


def _one_line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
