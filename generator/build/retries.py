"""Retry policies as documents declare them, in the form that the field uses (``x-speakeasy-retries``)."""

from __future__ import annotations

from .. import codes
from ..diagnostics import Report
from ..document import Node
from ..model import RetryPolicy

_KEYS = ("x-sdk-retries", "x-speakeasy-retries")


def read_retries(holder: Node, report: Report, *, on_operation: bool) -> RetryPolicy | None:
    """The policy that a node declares; ``None`` where it is silent.

    A policy with the strategy ``none`` comes back with no statuses: never repeat.
    """
    node = next((found for key in _KEYS if (found := holder.get(key)) is not None), None)
    if node is None:
        return None
    strategy = node.text("strategy", "backoff")
    if strategy not in {"backoff", "none"}:
        report.add(codes.RETRIES_UNKNOWN, f"Unknown retry strategy {strategy!r}; nothing is retried", node.source)
    times = node["backoff"]
    statuses = node["statusCodes"].value
    retries = strategy == "backoff"
    return RetryPolicy(
        statuses=tuple(str(s).upper() for s in statuses) if isinstance(statuses, list) and retries else (),
        connection_errors=retries and node.flag("retryConnectionErrors"),
        initial_interval=int(_number(times["initialInterval"].value, 500)),
        max_interval=int(_number(times["maxInterval"].value, 60_000)),
        max_elapsed=int(_number(times["maxElapsedTime"].value, 3_600_000)),
        exponent=_number(times["exponent"].value, 1.5),
        declared_on_operation=on_operation,
    )


def _number(value: object, default: float) -> float:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else default
