"""Who gets a name that several would bear, by what each of them is and never by their order.

Names are given in rounds: first each claim's best name, then the second best of those that went without,
and so on. Within a round the better rank wins, and among equals the key, so that the same claims give the
same names however they are listed.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass


def fold(name: str) -> str:
    """What names have in common that look the same as classes and as modules."""
    return name.replace("_", "").casefold()


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that needs a name.

    ``key`` is what it is known by (a pointer), ``candidates`` are its names, the best first. The lowest
    ``rank`` wins; only claims of rank 0 are safe from what is added later. ``twin`` is what is added to
    the name for a second one that goes along. A ``modest`` claim does without its best name where another
    modest one wants it too, as two keys of an API are both told by their own names. A ``fluid`` claim is
    named after what is inside it, so that its candidates change as that does.
    """

    key: str
    candidates: tuple[str, ...]
    rank: int = 0
    twin: str = ""
    modest: bool = False
    fluid: bool = False

    def names(self, name: str) -> tuple[str, ...]:
        """Everything that is taken with ``name``."""
        return (name, name + self.twin) if self.twin else (name,)


class Taken:
    """The names of a scope that are gone.

    Where ``fold`` says so, names are the same that differ only in upper and lower case and in underscores.
    """

    def __init__(self, reserved: Iterable[str] = (), *, fold: bool = False) -> None:
        self._fold = fold
        self._names = set(map(self._key, reserved))

    def frees(self, claim: Claim, name: str) -> bool:
        """Whether the claim can have the name."""
        return not any(self._key(each) in self._names for each in claim.names(name))

    def take(self, claim: Claim, name: str) -> str:
        """Gives the name away."""
        self._names.update(map(self._key, claim.names(name)))
        return name

    def last_resort(self, claim: Claim) -> str:
        """A name with a digest of the claim's key: where nothing that can be said tells it from another."""
        digest = hashlib.sha256(claim.key.encode("utf-8", "surrogatepass")).hexdigest()
        tries = (f"{claim.candidates[-1]}_{digest[:length]}" for length in range(4, len(digest)))
        return next(name for name in tries if self.frees(claim, name))

    def _key(self, name: str) -> str:
        return fold(name) if self._fold else name


def settle(
    claims: Iterable[Claim], fixed: Mapping[str, str], known: Container[str], taken: Callable[[], Taken]
) -> dict[str, str]:
    """A name for each claim, by its key. ``fixed`` names are kept; ``known`` claims choose before the others."""
    gone, found = taken(), dict[str, str]()
    order = sorted(claims, key=lambda c: (c.rank, len(c.candidates[0]), c.key))
    for claim in order:
        if claim.key in fixed:
            found[claim.key] = gone.take(claim, fixed[claim.key])
    old = [claim for claim in order if claim.key in known]
    _rounds(old, _contested(old), gone, found)
    _rounds(order, _contested(order), gone, found)
    return found


def _contested(claims: Iterable[Claim]) -> set[str]:
    """What several modest claims want, those with fixed names too."""
    wanted = Counter(claim.candidates[0] for claim in claims if claim.modest)
    return {name for name, count in wanted.items() if count > 1}


def _rounds(claims: list[Claim], contested: Container[str], gone: Taken, found: dict[str, str]) -> None:
    for level in range(max((len(claim.candidates) for claim in claims), default=0)):
        for claim in claims:
            if claim.key in found or level >= len(claim.candidates):
                continue
            if claim.modest and level == 0 and claim.candidates[0] in contested:
                continue
            if gone.frees(claim, claim.candidates[level]):
                found[claim.key] = gone.take(claim, claim.candidates[level])
    for claim in claims:
        if claim.key not in found:
            found[claim.key] = gone.take(claim, gone.last_resort(claim))
