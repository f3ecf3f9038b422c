"""Makes the calls of a scenario, and judges what they return."""

from __future__ import annotations

import asyncio
import json
import operator
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from .arguments import Giver, Style
from .compare import difference, xml_difference
from .corrections import Row, corrected, own_place
from .hints import Unfit
from .packages import Packages, Sdk
from .pages import Pages, read_pages, read_pages_async
from .requests import Prepared, prepare
from .scenarios import Call, Place, Scenario
from .streams import Bytes, Events, events_difference, read, read_async
from .validity import fits

_TIMEOUT = 10.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one call: why it failed, or "", and whether its body was read rightly where it has one."""

    reason: str
    decoded: bool | None


@dataclass(frozen=True, slots=True)
class Driver:
    """Drives the SDKs of one row of the figures, in one manner, against the server at ``origin``."""

    packages: Packages
    row: Row
    origin: str
    is_async: bool

    def run(self, scenario: Scenario) -> list[Verdict]:
        """One verdict for each call, or for each page where the scenario walks through them."""
        first = scenario.calls[0]
        if len(scenario.calls) > 1 and scenario.is_about_pages and self._is_paged(first):
            verdict = self._judged(first, scenario.calls)
            return [verdict] * len(scenario.calls)
        return [self._judged(call) for call in scenario.calls]

    def _is_paged(self, call: Call) -> bool:
        try:
            return self._prepared(call)[1].operation["pagination"] is not None
        except Unfit:
            return False

    def _judged(self, call: Call, pages: Sequence[Call] = ()) -> Verdict:
        wanted = None if call.answer is None else False
        if not self._places(call):
            return Verdict("the document cannot say this path", wanted)
        try:
            reason = self._called(call, pages)
        except Unfit as error:
            return Verdict(f"not callable: {error}", wanted)
        except Exception as error:  # any fault of the SDK is this scenario's alone
            return Verdict(f"{type(error).__name__}: {error}"[:300], wanted)
        return Verdict(reason, None if call.answer is None else not reason)

    def _called(self, call: Call, pages: Sequence[Call]) -> str:
        sdk, prepared = self._prepared(call)
        errors = sdk.package.errors
        try:
            response = self._send(sdk, prepared, reconnects=call.reconnects, pages=bool(pages))
        except errors.APIError as error:
            if error.status_code == call.status:
                return self._error_difference(sdk, prepared, call, error)
            raise
        if response.status != call.status:
            return f"the status is {response.status}, not {call.status}"
        for name, value in call.answer_headers.items():
            if response.headers.get(name) != value:
                return f"the header {name} is {response.headers.get(name)!r}, not {value!r}"
        if isinstance(response.data, Pages):
            return self._page_difference(sdk, prepared, pages, response.data)
        return self._difference(sdk, prepared, call, response.data) or self._false_alarm(sdk, prepared, call, response)

    def _prepared(self, call: Call) -> tuple[Sdk, Prepared]:
        """By the newest version of the API whose SDK can express the call."""
        faults = []
        for place in reversed(self._places(call)):
            sdk = self.packages.of(place.document)
            giver = Giver(sdk.hints, Style.DICTS if self.is_async else Style.MODELS)
            try:
                return sdk, prepare(sdk, call, place, giver, self.origin)
            except Unfit as error:
                faults.append(error)
        raise faults[0]

    def _places(self, call: Call) -> list[Place]:
        """Where the documents have the operation of a call; a corrected one says so itself."""
        listed = call.places.get(self.row.version, [])
        if not self.row.is_corrected:
            return listed
        own = [
            own_place(document, self.packages.of(document).document["paths"], call)
            for document in corrected(self.row.version)
        ]
        return [found for found in own if found is not None] or listed

    def _page_difference(self, sdk: Sdk, prepared: Prepared, calls: Sequence[Call], pages: Pages) -> str:
        if len(pages.found) != len(calls):
            return f"{len(pages.found)} pages came, not {len(calls)}"
        said = (self._difference(sdk, prepared, c, data) for c, data in zip(calls, pages.found, strict=True))
        return next(filter(None, said), "")

    def _send(self, sdk: Sdk, prepared: Prepared, *, reconnects: bool, pages: bool) -> Any:
        """The response, its pages, streams and downloads read."""
        if self.is_async:
            return asyncio.run(self._send_async(sdk, prepared, reconnects=reconnects, pages=pages))
        with getattr(sdk.package, sdk.facts["client"])(timeout=_TIMEOUT, **prepared.client) as client:
            method = operator.attrgetter(prepared.operation["accessor"])(client)
            options = {"extra_headers": prepared.headers}
            response = sdk.package.with_response(method)(**prepared.arguments, options=options)
            if prepared.operation["pagination"]:
                return read_pages(response, all_of_them=pages)
            return replace(response, data=read(response.data, reconnects))

    async def _send_async(self, sdk: Sdk, prepared: Prepared, *, reconnects: bool, pages: bool) -> Any:
        async with getattr(sdk.package, sdk.facts["async_client"])(timeout=_TIMEOUT, **prepared.client) as client:
            method = operator.attrgetter(prepared.operation["accessor"])(client)
            options = {"extra_headers": prepared.headers}
            response = await sdk.package.with_response(method)(**prepared.arguments, options=options)
            if prepared.operation["pagination"]:
                return await read_pages_async(response, all_of_them=pages)
            return replace(response, data=await read_async(response.data, reconnects))

    def _difference(self, sdk: Sdk, prepared: Prepared, call: Call, data: Any) -> str:
        if call.answer is None:
            return "" if data is None else f"the result is {data!r}, not None"
        kind = call.answer.content_type
        if isinstance(data, Events):
            return events_difference(sdk.hints, prepared.operation, data, call.answer.data)
        if isinstance(data, Bytes):
            same = data.content == call.answer.data
            return "" if same else f"the bytes are {data.content[:60]!r}, not {call.answer.data[:60]!r}"
        if kind.endswith("xml"):
            said = xml_difference(data, call.answer.raw)
            return f"not built: XML: {said}" if said else ""
        returns = prepared.operation["returns"]
        if prepared.operation["pagination"]:
            returns = next(case["type"] for case in prepared.operation["responses"] if case["type"])
        return difference(sdk.hints, sdk.hints.evaluate(returns), data, call.answer.data)

    def _false_alarm(self, sdk: Sdk, prepared: Prepared, call: Call, response: Any) -> str:
        """What the SDK says does not fit the document though it does."""
        if response.drift and fits(sdk.document, call, prepared.operation["path"]):
            return f"reported, but valid: {'; '.join(map(str, response.drift))}"
        return ""

    def _error_difference(self, sdk: Sdk, prepared: Prepared, call: Call, error: Any) -> str:
        """Only a payload that the document declares is in ``data``; another is left as it came."""
        wire = None if call.answer is None else call.answer.data
        for case in prepared.operation["errors"]:
            if case["type"] is not None and case["status"] in (str(call.status), "default"):
                return difference(sdk.hints, sdk.hints.evaluate(case["type"]), error.data, wire)
        return "" if wire is None or json.loads(error.body) == wire else f"the body is {error.text}"
