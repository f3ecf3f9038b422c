"""What a long run tells on stderr while it works."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.status import Status

_QUIET_SECONDS = 1.0
"""A terminal shows nothing for runs that take less."""


class Progress:
    """Names the stage at work: a spinner where ``animated`` and the run takes long, else a line for each stage.

    It is called with the name of each stage, and leaves nothing on a terminal when its block ends.
    """

    def __init__(self, say: Callable[[str], None], *, animated: bool | None = None) -> None:
        self._say = say
        self._animated = sys.stderr.isatty() if animated is None else animated
        self._stage = ""
        self._lock = threading.Lock()
        self._status: Status | None = None
        self._timer = threading.Timer(_QUIET_SECONDS, self._show)
        self._timer.daemon = True

    def __call__(self, stage: str) -> None:
        with self._lock:
            self._stage = stage
            if self._status:
                self._status.update(stage)
        if not self._animated:
            self._say(f"{stage} ...")

    def __enter__(self) -> Self:
        if self._animated:
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            if self._status:
                self._status.stop()
                self._status = None
            self._animated = False

    def _show(self) -> None:
        from rich.console import Console  # noqa: PLC0415  its import takes longer than a run without changes

        with self._lock:
            if self._animated:
                self._status = Console(stderr=True).status(self._stage)
                self._status.start()
