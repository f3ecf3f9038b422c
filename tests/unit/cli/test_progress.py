from __future__ import annotations

import time

import pytest

from generator import progress
from generator.progress import Progress


def test_a_line_for_each_stage_where_there_is_no_terminal():
    said: list[str] = []
    with Progress(said.append, animated=False) as tell:
        tell("Reading")
        tell("Writing")
    assert said == ["Reading ...", "Writing ..."]


def test_a_terminal_shows_nothing_for_a_quick_run(capsys):
    with Progress(print, animated=True) as tell:
        tell("Reading")
    assert capsys.readouterr() == ("", "")


def test_a_terminal_shows_the_stage_of_a_long_run(capsys, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(progress, "_QUIET_SECONDS", 0.01)
    monkeypatch.setenv("FORCE_COLOR", "1")
    with Progress(print, animated=True) as tell:
        tell("Reading")
        until = time.monotonic() + 5
        while "Reading" not in (shown := capsys.readouterr().err) and time.monotonic() < until:
            time.sleep(0.01)
        tell("Writing")
    assert "Reading" in shown
