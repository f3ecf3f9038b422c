"""The table of stages adds up."""

from __future__ import annotations

from generator.stages import Stages


def test_each_stage_lasts_until_the_next() -> None:
    told: list[str] = []
    ticks = iter([(1.0, 0.5), (3.0, 1.0), (10.0, 5.0)])
    stages = Stages(told.append, clock=lambda: next(ticks))
    stages("Reading")
    stages("Writing")
    assert [line.split() for line in stages.lines()] == [
        ["stage", "seconds", "CPU"],
        ["Reading", "2.00", "0.50"],
        ["Writing", "7.00", "4.00"],
        ["all", "stages", "9.00", "4.50"],
    ]
    assert told == ["Reading", "Writing"]
