"""Runs the programs of an SDK's pages against its document; a program of its own, run from an empty folder.

Arguments: the folder to import from, and a JSON file with ``document``, in the shapes of OpenAPI 3.1, and
``fences``. Prints JSON: ``problems`` by the fence's name, how many ran, and what was not judged, by reason.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import sys
import time
import traceback
import warnings
from pathlib import Path

from tests.pages.failures import uncaught
from tests.pages.fences import Fence
from tests.pages.loopback import loopback
from tests.pages.player import Player


def run(fence: Fence, player: Player) -> list[str]:
    """What is wrong with a program, with what it sent, or with the failures that it catches."""
    player.start((fence.method, fence.path))
    try:
        printed = _execute(fence.text, fence.name)
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        said = f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"
        return [*player.problems, said[:1000]]
    problems = [*player.problems, *_missing(fence, player, printed)]
    return problems or list(uncaught(fence, player, _told))


def _execute(text: str, name: str) -> str:
    """Runs a program; what it printed."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        exec(compile(text, name, "exec"), {"__name__": "__main__"})
    return printed.getvalue()


def _told(text: str) -> str:
    try:
        return _execute(text, "failing")
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def _missing(fence: Fence, player: Player, printed: str) -> list[str]:
    problems = []
    if fence.calls and not player.seen:
        problems.append("nothing was asked of the API")
    if fence.method and player.seen and player.seen[0] != (fence.method, fence.path):
        problems.append(f"{player.seen[0]} was called")
    if "print(res)" in fence.text and not printed:
        problems.append("nothing was printed")
    return problems


def _hurry() -> None:
    """Lets pauses pass at once, by the clock of those who wait: retries end by their number or their time."""
    clock, slept = time.perf_counter, [0.0]

    def sleep(seconds: float) -> None:
        slept[0] += seconds

    time.perf_counter = lambda: clock() + slept[0]
    time.sleep = sleep


def main(folder: str, plan: str) -> None:
    sys.path.insert(0, folder)
    given = json.loads(Path(plan).read_text("utf-8"))
    player = Player(given["document"])
    logging.basicConfig(level=logging.CRITICAL)
    _hurry()
    found = {}
    with loopback(player):
        fences = [Fence(**fence) for fence in given["fences"]]
        for fence in fences:
            problems = run(fence, player)
            if problems:
                found[fence.name] = problems
    print(json.dumps({"ran": len(fences), "problems": found, "unjudged": player.unjudged}))


if __name__ == "__main__":
    main(*sys.argv[1:])
