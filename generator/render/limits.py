"""Example values within the limits of their types."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from ..model import Constraints, JsonValue
from .patterns import matches, samples

_LONGEST_MADE = 1000


def keeps_to(constraints: Constraints | None, value: JsonValue) -> bool:
    """Whether a value is within the limits, as far as can be told."""
    if constraints is None:
        return True
    match value:
        case bool() | None:
            return True
        case int() | float():
            return _is_number_within(constraints, value)
        case str():
            fits = _is_between(len(value), constraints.min_length, constraints.max_length)
            return fits and all(matches(pattern, value) is not False for pattern in constraints.patterns)
        case Mapping():
            return _is_between(len(value), constraints.min_properties, constraints.max_properties)
        case _:
            return _is_between(len(value), constraints.min_items, constraints.max_items)


def number_within(constraints: Constraints | None, wanted: float, *, whole: bool) -> float:
    """The wanted number where it is within the limits, else the nearest end of them that is."""
    if constraints is None or keeps_to(constraints, wanted):
        return wanted
    for number in _numbers(constraints, whole=whole):
        value = int(number) if number.denominator == 1 and whole else float(number)
        if keeps_to(constraints, value):
            return value
    return wanted


def text_within(constraints: Constraints | None, wanted: str) -> str:
    """The wanted text where it is within the limits, else one that is near to it, else one made for them."""
    if constraints is None:
        return wanted
    for text in _texts(constraints, wanted):
        if keeps_to(constraints, text):
            return text
    return wanted


def _is_number_within(constraints: Constraints, value: float) -> bool:
    least, most = constraints.minimum, constraints.maximum
    above, below = constraints.exclusive_minimum, constraints.exclusive_maximum
    return (
        (least is None or value >= least)
        and (most is None or value <= most)
        and (above is None or value > above)
        and (below is None or value < below)
        and (constraints.multiple_of is None or _is_multiple(value, constraints.multiple_of))
    )


def _is_multiple(value: float, step: float) -> bool:
    return not math.isfinite(value) or _exact(value) % _exact(step) == 0


def _exact(value: float) -> Fraction:
    """The number as it is written, not as it is held."""
    return Fraction(str(value))


def _is_between(size: int, least: int | None, most: int | None) -> bool:
    return (least is None or size >= least) and (most is None or size <= most)


def _numbers(constraints: Constraints, *, whole: bool) -> Iterator[Fraction]:
    """Numbers near the ends of the limits, the lower end first."""
    step = _exact(constraints.multiple_of) if constraints.multiple_of is not None else Fraction(1)
    if whole and step.denominator != 1:
        step = Fraction(step.numerator)
    lower = [_exact(v) for v in (constraints.minimum, constraints.exclusive_minimum) if v is not None]
    upper = [_exact(v) for v in (constraints.maximum, constraints.exclusive_maximum) if v is not None]
    for end in (max(lower, default=None), min(upper, default=None)):
        if end is not None:
            first = -(-end // step) * step
            yield from (first, first + step, first - step, end)
    if lower and upper:
        yield (max(lower) + min(upper)) / 2
    yield from (step, Fraction(0))


def _texts(constraints: Constraints, wanted: str) -> Iterator[str]:
    words = re.findall(r"[A-Za-z0-9]+", wanted) or ["value"]
    told = any(matches(pattern, wanted) is None for pattern in constraints.patterns)
    if not told:
        yield wanted
        for mark in ("-", "_", ""):
            joined = mark.join(words)
            yield from (joined, joined.upper(), joined.lower())
        yield "".join(word[:1].upper() + word[1:] for word in words)
        yield words[-1]
    if constraints.patterns:
        yield from samples(constraints.patterns[0])
    yield from _resized(wanted, constraints)
    digest = hashlib.sha256(wanted.encode()).hexdigest()
    yield from _resized(digest, constraints)


def _resized(text: str, constraints: Constraints) -> Iterator[str]:
    """The text cut or repeated to a length within the limits."""
    least, most = constraints.min_length or 0, constraints.max_length
    if most is not None and len(text) > most:
        yield text[:most].rstrip()
        yield "".join(text.split())[:most]
        yield text[:most]
    elif len(text) < least <= _LONGEST_MADE:
        times = -(-least // (len(text) + 1))
        if " " not in text:
            yield "-".join([text] * times)[:least]
        elif not (longer := (f"{text} " * times)[:least]).endswith(" "):
            yield longer
        yield (text * least)[:least]


def distinct(value: JsonValue, number: int) -> JsonValue:
    """Another value of the same kind for a list whose items all differ; the first one stays as it is."""
    if not number:
        return value
    match value:
        case bool() | None:
            return value
        case int() | float():
            return value + number
        case str():
            return f"{value} {number + 1}"
        case Mapping():
            key = next((k for k, v in value.items() if isinstance(v, str | int | float) and distinct(v, 1) != v), None)
            return value if key is None else {**value, key: distinct(value[key], number)}
        case _:
            return _distinct_list(value, number)


def _distinct_list(value: Sequence[JsonValue], number: int) -> JsonValue:
    return [distinct(value[0], number), *value[1:]] if value else value
