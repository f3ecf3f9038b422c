"""``sdkwright init``: the first files of a repository that holds an OpenAPI document and its SDK."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from . import codes
from .beside import remote_copies_beside, remote_lock_beside
from .diagnostics import Diagnostic
from .model import Source
from .names_file import names_path
from .output import OutputError
from .python.toml import toml_string
from .render import Package
from .render.environment import environment
from .settings_reference import SettingsTable, settings_reference

_RENDERED = (".github/workflows/sdk.yml", ".gitlab-ci.yml", "Makefile", "README.md")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
"""What a file name in a Makefile cannot hold without quoting."""


@dataclass(frozen=True, slots=True)
class Started:
    """The files written and those that stood there already, and what to do next.

    ``outside`` are files that the document refers to by a path that leads out of its folder: they are not copied.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]
    outside: tuple[str, ...]
    next_steps: tuple[str, ...]


def start_project(spec: Path, config: Path | None, folder: Path, package: Package, used: Iterable[str] = ()) -> Started:
    """Copies the document, its settings and its names file if it has them, and writes what is needed around them.

    ``used`` are the paths of the files that were read with the document: those in its folder are copied with it,
    as are the copies of what it refers to on the network. A file that exists is kept as it is. Raises
    ``OutputError`` where the folder cannot be written.
    """
    document = PurePosixPath("spec", _UNSAFE.sub("-", spec.name))
    settings = document.with_suffix(".sdk.toml")
    words = {"spec": document, "settings": settings, "package": package}
    templates = environment()
    files = {
        str(document): spec.read_bytes(),
        str(settings): config.read_bytes() if config else _settings(document.name, package).encode(),
        **{path: templates.get_template(f"starter/{path}.jinja").render(words).encode() for path in _RENDERED},
    }
    beside, outside = _beside(spec, used)
    taken = {spec.absolute(), *([config.absolute()] if config else [])}
    files.update((str(document.parent / to), path.read_bytes()) for path, to in beside.items() if path not in taken)
    for path, to in _own(spec, Path(document)):
        files[str(to)] = path.read_bytes()
    written = tuple(path for path, content in sorted(files.items()) if _write(folder / path, content))
    steps = (f"cd {folder}", f"edit {settings}   # the names that users of the SDK will see", "make generate")
    return Started(written, tuple(sorted(files.keys() - set(written))), outside, steps)


def _beside(spec: Path, used: Iterable[str]) -> tuple[dict[Path, PurePosixPath], tuple[str, ...]]:
    """The files that are used of the document's folder, with their places in it, and the paths of the others."""
    folder, inside, outside = spec.absolute().parent, dict[Path, PurePosixPath](), list[str]()
    for path in sorted(Path(name) for name in used if Path(name).is_file()):
        if path.is_relative_to(folder):
            inside[path] = PurePosixPath(path.relative_to(folder).as_posix())
        else:
            outside.append(str(path))
    return inside, tuple(outside)


def _own(spec: Path, document: Path) -> Iterator[tuple[Path, Path]]:
    """The files that bear the document's name, and their names beside the copied ``document``."""
    single = [(names_path(spec), names_path(document)), (remote_lock_beside(spec), remote_lock_beside(document))]
    yield from ((path, to) for path, to in single if path.is_file())
    copies = remote_copies_beside(spec)
    for path in sorted(copies.rglob("*")) if copies.is_dir() else ():
        if path.is_file():
            yield path, remote_copies_beside(document) / path.relative_to(copies)


def _write(place: Path, content: bytes) -> bool:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as stream:
            stream.write(content)
    except FileExistsError:
        return False
    except OSError as error:
        message = error.strerror or str(error)
        raise OutputError([Diagnostic(codes.OUTPUT_UNWRITABLE, message, Source(str(place), ""))]) from error
    return True


def _settings(document: str, package: Package) -> str:
    """A settings file in which the names that were worked out are set, and every other key is shown."""
    known = {
        "name": package.import_name,
        "distribution": package.distribution,
        "client": package.client,
        "error": package.error,
        "env_prefix": package.env_prefix,
    }
    lines = [f"# The settings of the SDK for {document}. A key that is commented out shows its default."]
    for table in settings_reference():
        lines.extend(["", *_table(table, known if table.name == "package" else {})])
    return "\n".join(lines) + "\n"


def _table(table: SettingsTable, known: Mapping[str, str]) -> Iterator[str]:
    yield f"# {table.description}"
    yield f"[{table.name}]"
    for key in table.keys:
        yield f"# {key.description}"
        value = toml_string(known[key.name]) if key.name in known else key.default
        yield f"{'' if key.name in known else '# '}{key.name} = {value}"
