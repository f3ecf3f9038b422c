"""Patches made again on files that have changed since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .. import codes
from ..diagnostics import Diagnostic, InputError
from ..tree import OutputFile, Ownership, Tree
from .kept import Kept, source_of
from .unified import Hunk, context, lines_of, scope_at

_MOST_CUT = 2
"""So many lines of context at either end may have changed, as patch(1) has it."""


def applied(tree: Tree, kept: Kept) -> dict[str, OutputFile]:
    """The tree with the patches made in it. Raises ``InputError`` for each hunk that fits no more."""
    made = dict(tree)
    faults: list[Diagnostic] = []
    for path, hunks in kept.patches.items():
        if path not in tree or tree[path].ownership is not Ownership.GENERATED:
            faults.append(
                _fault(kept, path, 1, hunks[0] if hunks else None, "there is no such generated file any more")
            )
            continue
        lines = lines_of(tree[path].content)
        places = _places(lines, hunks)
        for number, (hunk, place) in enumerate(zip(hunks, places, strict=True), start=1):
            if place is None:
                faults.append(_fault(kept, path, number, hunk, _reason(lines, hunk)))
        for place, hunk in reversed([(at, hunk) for at, hunk in zip(places, hunks, strict=True) if at is not None]):
            start, cut, end = place
            lines[start : start + len(hunk.old) - cut - end] = hunk.new[cut : len(hunk.new) - end]
        made[path] = replace(tree[path], content="".join(lines))
    if faults:
        raise InputError(faults, kept.locate)
    return made


def _fault(kept: Kept, path: str, number: int, hunk: Hunk | None, reason: str) -> Diagnostic:
    where = f"{path}, in {hunk.scope.rstrip(':')}" if hunk and hunk.scope else path
    remedy = (
        f'Say "sdkwright patch SPEC --drop {path}", make the edit again in the new file if it is still needed, and '
        'say "sdkwright patch SPEC".'
    )
    return Diagnostic(codes.PATCH_UNFIT, f"{where}: {reason}", source_of(kept.place, path, number), remedy=remedy)


def _reason(lines: Sequence[str], hunk: Hunk) -> str:
    if hunk.new and any(True for _ in _matches(lines, hunk.new)):
        return "the generated file says so by itself now"
    return "the generated lines are others now"


_Place = tuple[int, int, int]
"""Where a hunk goes, and how many lines of context are left out at its start and its end."""


def _places(lines: Sequence[str], hunks: Sequence[Hunk]) -> list[_Place | None]:
    """Where each hunk goes. They keep their order; each is looked for near where the one before it was found."""
    found: list[_Place | None] = []
    free, moved = 0, 0
    for hunk in hunks:
        place = next(filter(None, (_place(lines, hunk, cut, free, moved) for cut in range(_MOST_CUT + 1))), None)
        found.append(place)
        if place:
            free = place[0] + len(hunk.old) - place[1] - place[2]
            moved = place[0] - place[1] - (hunk.line - 1)
    return found


def _place(lines: Sequence[str], hunk: Hunk, cut: int, free: int, moved: int) -> _Place | None:
    """The match that stands in the same class and function and is the nearest; where none does, the only one."""
    before, after = context(hunk)
    start, end = min(cut, before), min(cut, after)
    wanted = hunk.old[start : len(hunk.old) - end]
    if not wanted and (hunk.old or lines):
        return None
    matches = [at for at in _matches(lines, wanted) if at >= free]
    inside = [at for at in matches if scope_at(lines, at - start) == hunk.scope]
    if not inside and len(matches) != 1:
        return None
    expected = hunk.line - 1 + start + moved
    return min(inside or matches, key=lambda at: abs(at - expected)), start, end


def _matches(lines: Sequence[str], wanted: Sequence[str]) -> Iterator[int]:
    length = len(wanted)
    return (at for at in range(len(lines) - length + 1) if tuple(lines[at : at + length]) == tuple(wanted))
