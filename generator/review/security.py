"""Changes of the credentials that calls need."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import SecurityAlternative, Source
from . import kinds
from .changes import Change, Side
from .comparison import Subject

_Ways = tuple[SecurityAlternative, ...]


def security_changes(subject: Subject, old: _Ways, new: _Ways, sources: tuple[Source, Source]) -> Iterator[Change]:
    """Credentials that are needed now, or no longer: what was enough for a call has to be enough still."""
    before, after = _sets(old), _sets(new)
    if set(before) == set(after):
        return
    still = all(any(way <= given for way in after) for given in before)
    kind = kinds.SECURITY_RELAXED if still else kinds.SECURITY_TIGHTENED
    yield subject.note(kind, Side(_spelled(old), sources[0]), Side(_spelled(new), sources[1]))


def _sets(ways: _Ways) -> list[frozenset[tuple[str, str]]]:
    """The alternatives as sets of schemes and scopes: one empty set where calls need nothing."""
    found = [frozenset((use.scheme_id, scope) for use in way for scope in ("", *use.scopes)) for way in ways]
    return found or [frozenset()]


def _spelled(ways: _Ways) -> str:
    shown = (
        " and ".join(use.scheme_id + (f" ({', '.join(use.scopes)})" if use.scopes else "") for use in way) or "nothing"
        for way in ways
    )
    return ", or ".join(shown) or "nothing"
