"""Two operation models -> what changes for those who call the SDK."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..model import Api
from ..render import Package
from .changes import ORDER, Change, Severity
from .client import client_changes
from .comparison import Comparison
from .flows import model_flows
from .inbound import webhook_changes
from .models import model_changes
from .operations import operation_changes
from .renames import renamed_models
from .variance import Flow


def compare(
    old: tuple[Api, Package], new: tuple[Api, Package], weights: Mapping[str, Severity] | None = None
) -> tuple[Change, ...]:
    """All changes, the weightiest first, then by group and name.

    Things are known by what users call them, never by their order. ``weights`` are the severities that the
    maintainer gives to kinds, by their names.
    """
    renamed = renamed_models(old[0], new[0])
    compared = Comparison(old[0], new[0], renamed, _flows(old[0], new[0], renamed))
    found = [
        *client_changes(compared, (old[1], new[1])),
        *operation_changes(compared),
        *model_changes(compared),
        *webhook_changes(compared),
    ]
    weighed = (_weighed(change, weights or {}) for change in found)
    return tuple(sorted(dict.fromkeys(weighed), key=_order))


def _weighed(change: Change, weights: Mapping[str, Severity]) -> Change:
    weight = weights.get(change.kind.name)
    return change if weight is None else replace(change, severity=weight)


def _order(change: Change) -> tuple[int, str, str, str, str]:
    return ORDER.index(change.severity), change.group, change.subject, change.member, change.kind.name


def _flows(old: Api, new: Api, renamed: Mapping[str, str]) -> dict[str, Flow]:
    """The ways of models by their new names: those of both sides, since callers have code for either."""
    before, after = model_flows(old), model_flows(new)
    found = dict(after)
    for name, flow in before.items():
        to = renamed.get(name, name)
        found[to] = flow | after[to] if to in after else flow
    return found
