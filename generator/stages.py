"""Where the time of a run goes, stage by stage."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Stages:
    """Is told of each stage as it starts, passes that on to ``tell``, and measures.

    ``clock`` gives seconds of the wall, and of the processors of this and all ended processes it started.
    """

    tell: Callable[[str], None]
    clock: Callable[[], tuple[float, float]] = lambda: (time.perf_counter(), sum(os.times()[:4]))
    _marks: list[tuple[str, float, float]] = field(default_factory=list)

    def __call__(self, stage: str) -> None:
        self._marks.append((stage, *self.clock()))
        self.tell(stage)

    def lines(self) -> Iterator[str]:
        """A table of the stages up to now: seconds of the wall, and of the processors."""
        marks = [*self._marks, ("", *self.clock())]
        yield f"{'stage':44} {'seconds':>8} {'CPU':>8}"
        for (stage, wall, used), (_, later, more) in itertools.pairwise(marks):
            yield f"{stage:44} {later - wall:8.2f} {more - used:8.2f}"
        yield f"{'all stages':44} {marks[-1][1] - marks[0][1]:8.2f} {marks[-1][2] - marks[0][2]:8.2f}"
