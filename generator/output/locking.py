"""One run at a time for each folder, and no interrupt inside the step that must not be torn."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .. import codes
from .errors import OutputError, fault

if sys.platform == "win32":
    import msvcrt
    import tempfile

    from .lockfile import digest

    def _open_lock(folder: Path) -> int:
        name = f"sdkwright-{digest(str(folder.resolve()).casefold().encode())[:16]}.lock"
        return os.open(Path(tempfile.gettempdir()) / name, os.O_CREAT | os.O_RDWR)

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _open_lock(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Holds the folder for this process; the system lets go of it however the process ends.

    Raises ``OutputError`` at once where another process holds it.
    """
    handle = _open_lock(folder)
    try:
        try:
            _lock(handle)
        except (BlockingIOError, PermissionError) as error:
            raise OutputError([fault(codes.OUTPUT_BUSY, str(folder), "another run is writing here")]) from error
        yield
    finally:
        os.close(handle)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Holds back the signals that ask the process to end, where the system can; they arrive afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
