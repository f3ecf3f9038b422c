"""Runs that an earlier one makes needless: ``generate`` leaves a receipt, and the next command looks for it.

Nothing of what makes an SDK is loaded for that.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .beside import remote_lock_beside
from .cache import (
    Memo,
    Receipt,
    Said,
    Store,
    default_store,
    digest_of_file,
    find_receipt,
    leave_receipt,
    memo_for,
    receipt_key,
)
from .diagnostics import Report, render
from .names_file import names_path

if TYPE_CHECKING:
    from .document.remote import RemoteFiles
    from .output import Changes


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the command line asks for, to be found among the receipts of earlier runs.

    ``store`` is ``None`` where nothing is to be taken from them. ``seen`` are the digests that the files
    had before this run which it reads without telling ``Report.read``.
    """

    store: Store | None
    key: str = ""
    seen: dict[str, str] = field(default_factory=dict)

    def find(self) -> Receipt | None:
        """The receipt that proves that there is nothing to do, if there is one."""
        return find_receipt(self.store, self.key) if self.store else None

    def leave(self, changes: Changes, report: Report, remote: RemoteFiles, head: Iterable[str]) -> None:
        """Leaves a receipt of this run. ``head`` are the lines of its summary that tell of the document."""
        if self.store is None:
            return
        folder = os.path.abspath(changes.folder)
        made = [*(change.path for change in changes.written), *changes.unchanged]
        copies = {os.path.abspath(path): digest_of_file(path) for path in remote.copies()}
        receipt = Receipt(
            folder=folder,
            shown=str(changes.folder),
            inputs={**copies, **self.seen, **report.inputs},
            outputs={path: digest_of_file(os.path.join(folder, path), plain=True) for path in made},
            head=tuple(head),
            said=tuple(Said(each.code, str(each.severity), render(each, report.locate)) for each in report),
        )
        leave_receipt(self.store, self.key, receipt)


def earlier(spec: Path, out: Path | None, config: Path | None, *, strict: bool) -> Earlier:
    """The receipts for the running command. ``config`` is the settings file, if there is one."""
    meta = click.get_current_context().meta
    if meta["no_cache"] or meta["update_remote"]:
        return Earlier(None)
    flags = [name for name, is_set in (("strict", strict), ("remote", meta["allow_remote"])) if is_set]
    read = [names_path(spec), remote_lock_beside(spec), *([config] if config else [])]
    seen = {os.path.abspath(path): digest_of_file(path) for path in read}
    return Earlier(default_store(), receipt_key(spec, out, config, flags), seen)


def earlier_work(spec: Path, config: Path | None) -> Memo:
    """What earlier runs over a document made, unless the running command is to take nothing from them."""
    meta = click.get_current_context().meta
    return memo_for(None if meta.get("no_cache") else default_store(), spec, config)
