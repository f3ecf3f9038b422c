"""Runs all scenarios, prints the figures, and fails where they are not what expected.json says.

python -m tests.conformance.run [--update] [scenario, or the start of one ...]
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import server
from .corrections import ROWS, Row
from .driver import Driver, Verdict
from .packages import Packages
from .scenarios import Scenario, load

EXPECTED = Path(__file__).with_name("expected.json")


@dataclass(frozen=True, slots=True)
class Manner:
    """What came of all scenarios in one manner, sync or async."""

    name: str
    accepted: set[str]
    verdicts: Mapping[str, list[Verdict]]

    def reason(self, scenario: str) -> str:
        """Why a scenario failed, or ""."""
        said = "; ".join(dict.fromkeys(verdict.reason for verdict in self.verdicts[scenario] if verdict.reason))
        return said or ("" if scenario in self.accepted else "the server did not see all that it insists on")

    @property
    def answers(self) -> list[bool]:
        """Of each answer with a body, whether it was read as what it says."""
        found = [verdict.decoded for verdicts in self.verdicts.values() for verdict in verdicts]
        return [decoded for decoded in found if decoded is not None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs what is asked for; 1 where the outcome is not the expected one."""
    parser = argparse.ArgumentParser(prog="conformance", description="Runs the conformance scenarios.")
    parser.add_argument("--update", action="store_true", help="write the failures to expected.json")
    parser.add_argument("scenario", nargs="*", help="the start of the names of those to run; default: all")
    options = parser.parse_args(arguments)
    if options.update and options.scenario:
        parser.error("--update takes all scenarios")
    if why := server.obstacle():
        print(f"conformance: skipped: {why}")
        return 0
    logging.disable(logging.WARNING)  # SDKs log what does not fit; here it is in the verdicts
    port = server.free_port()
    scenarios = load(f"http://localhost:{port}")
    if options.scenario:
        scenarios = [one for one in scenarios if one.name.startswith(tuple(options.scenario))]
    with tempfile.TemporaryDirectory() as folder:
        emitted = Packages(Path(folder))
        corrected = Packages(Path(folder), is_corrected=True, others=emitted)
        failures = {row.name: _row(corrected if row.is_corrected else emitted, row, scenarios, port) for row in ROWS}
    if options.update:
        EXPECTED.write_text(json.dumps(_updated(failures), indent=2) + "\n", "utf-8")
        return 0
    return _compared(failures, {scenario.name for scenario in scenarios})


def _row(packages: Packages, row: Row, scenarios: list[Scenario], port: int) -> dict[str, str]:
    """The scenarios that fail with the documents of a row, and why. Prints the figures."""
    manners = [_manner(packages, row, scenarios, port, is_async=is_async) for is_async in (False, True)]
    failures = {scenario.name: why for scenario in scenarios if (why := _why(manners, scenario.name))}
    accepted = set.intersection(*(manner.accepted for manner in manners))
    parts = ", ".join(f"{m.name} {len(m.accepted)} and {sum(m.answers)}/{len(m.answers)}" for m in manners)
    print(f"OpenAPI {row.name}: {len(accepted)} of {len(scenarios)} requests passed; of sync and async: {parts}")
    print(f"  (the second figure: answers with a body that were decoded to what they say); {len(failures)} failures:")
    known = json.loads(EXPECTED.read_text("utf-8"))[row.name]
    for name, why in failures.items():
        print(f"  {name}: {why}" + (f" [{known[name]}]" if known.get(name, why) != why else ""))
    return failures


def _manner(packages: Packages, row: Row, scenarios: list[Scenario], port: int, *, is_async: bool) -> Manner:
    origin = f"http://localhost:{port}"
    driver = Driver(packages, row, origin, is_async)
    with server.running(port):
        verdicts = {scenario.name: driver.run(scenario) for scenario in scenarios}
        accepted = server.passed(port) & verdicts.keys()
    return Manner("async" if is_async else "sync", accepted, verdicts)


def _why(manners: list[Manner], scenario: str) -> str:
    reasons = {manner.name: manner.reason(scenario) for manner in manners}
    if len(set(reasons.values())) == 1:
        return reasons["sync"]
    return "; ".join(f"{name}: {why}" for name, why in reasons.items() if why)


def _updated(failures: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """The failures under the reasons that were written for them by hand, where there are any."""
    known = json.loads(EXPECTED.read_text("utf-8"))
    return {
        row: {name: known.get(row, {}).get(name, why) for name, why in found.items()} for row, found in failures.items()
    }


def _compared(failures: Mapping[str, Mapping[str, str]], ran: set[str]) -> int:
    """Tells what differs from expected.json, which lists why scenarios fail, not that they must."""
    expected = json.loads(EXPECTED.read_text("utf-8"))
    status = 0
    for row in ROWS:
        known = expected[row.name].keys() & ran
        for name in sorted(failures[row.name].keys() - known):
            print(f"{row.name}: {name} fails: that is not in {EXPECTED.name}")
            status = 1
        for name in sorted(known - failures[row.name].keys()):
            print(f"{row.name}: {name} passes: take it out of {EXPECTED.name}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
