"""The options that several commands share, and what belongs to them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from . import codes
from .diagnostics import Diagnostic
from .model import Source

if TYPE_CHECKING:
    from .document.remote import RemoteFiles

_Command = TypeVar("_Command", bound=Callable[..., None])


def _shared(*decorators: Callable[[_Command], _Command]) -> Callable[[_Command], _Command]:
    def apply(command: _Command) -> _Command:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return apply


def _keep(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    """Keeps an option in the context, for the one function that asks for it."""
    context.meta[str(parameter.name)] = value


class FolderPath(click.Path):
    """A folder that has a name: the empty text, which a script's unset variable gives, is not the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path. Raises ``click.BadParameter`` for the empty text and what is no folder."""
        if not str(value).strip():
            self.fail('the name of a folder is missing; the current one is "."', param, ctx)
        return super().convert(value, param, ctx)


SPEC = click.argument("spec", type=click.Path(exists=True, dir_okay=False, path_type=Path))
OUT = click.option(
    "--out",
    "-o",
    type=FolderPath(file_okay=False, path_type=Path),
    help="The project folder. Default: generated/<distribution>, below the current folder.",
)
READING = _shared(
    click.option(
        "--config",
        "-c",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="The settings (TOML). Default: <name of SPEC>.sdk.toml beside SPEC, if it is there.",
    ),
    click.option("--strict", is_flag=True, help="Refuse a document with faults that could be survived."),
    click.option(
        "--verbose", "-v", is_flag=True, help="Print every diagnostic whole, not only the first ones of each code."
    ),
    click.option(
        "--allow-remote",
        is_flag=True,
        expose_value=False,
        callback=_keep,
        help="Fetch what SPEC refers to by https. generate keeps it beside SPEC, locked by its digest.",
    ),
    click.option(
        "--update-remote",
        is_flag=True,
        expose_value=False,
        callback=_keep,
        help="As --allow-remote, and take what is there now over what is locked.",
    ),
)


CACHED = click.option(
    "--no-cache",
    is_flag=True,
    expose_value=False,
    callback=_keep,
    help="Take nothing from earlier runs. The files are the same either way.",
)


def remote_files(spec: Path) -> RemoteFiles:
    """What the options of the running command allow to read from the network for a document."""
    from .document.remote import RemoteFiles

    meta = click.get_current_context().meta
    return RemoteFiles(spec, allow=meta["allow_remote"], update=meta["update_remote"])


def keep_remote(remote: RemoteFiles) -> None:
    """Writes the lock and the copies of what was read. Raises ``OutputError`` where the disk refuses."""
    from .output import OutputError

    try:
        remote.save()
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        source = Source(error.filename or str(remote.lock), "")
        raise OutputError([Diagnostic(codes.OUTPUT_UNWRITABLE, message, source)]) from error
