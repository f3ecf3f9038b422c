"""Complete programs that make one call: imports, a client, the call, and a use of what it returns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ..model import Api, Operation
from ..python.literals import literal
from .calls import Call, Calls
from .formatting import format_python
from .imports import value_imports
from .layout import Atom, Expression, call, import_line, is_settled, lay_out, mapping
from .package import Package
from .results import Pick
from .tables import scheme_arguments
from .uses import choosing, other_pick, use_of

_FOREIGN = "httpx2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around a call, where it is more than the plain one.

    ``client`` and ``options`` are arguments of the client and entries of ``options=``; ``credentials``
    replace the placeholders, as Python text; ``names`` is what is imported from the package, ``modules``
    are whole modules; ``before`` and ``after`` are lines around the client's block; ``handlers`` the
    clauses of a ``try`` around the call; ``wrapper`` is a function that takes the method; ``pick`` are the
    answers that are asked for where that is not what the call asks for by itself; ``use`` are the lines
    after a call that returns something, in place of what is usual for its answer.
    """

    client: tuple[tuple[str, Expression], ...] = ()
    credentials: tuple[tuple[str, str], ...] = ()
    options: tuple[tuple[str, Expression], ...] = ()
    names: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    handlers: tuple[str, ...] = ()
    wrapper: str = ""
    pick: Pick | None = None
    use: tuple[str, ...] | None = None


_USE = ("", "# handle response", "print(res)")
_PAGED = ("", "# all items, page by page", "{loop} item in res:", "    print(item)")


class Snippets:
    """Writes programs for the operations of one API in the surface of its SDK, formatted as black does."""

    def __init__(self, api: Api, package: Package) -> None:
        self._package = package
        self._servers = api.servers
        self._schemes = {scheme.id: scheme_arguments(scheme) for scheme in api.schemes}
        self._calls = Calls(api)

    def sync(self, operation: Operation, name: str = "", frame: Frame | None = None) -> str:
        """A program for the sync client; ``name`` is that of one of the document's examples."""
        return self._program(operation, name, frame or Frame(), is_async=False)

    def asynchronous(self, operation: Operation, name: str = "", frame: Frame | None = None) -> str:
        """The same program for the async client."""
        return self._program(operation, name, frame or Frame(), is_async=True)

    def other_pick(self, operation: Operation, name: str = "") -> Pick | None:
        """The answers that the program does not ask for though callers could; ``None`` where there is no choice."""
        return other_pick(self._calls.call(operation, name)) if operation.switch else None

    def credentials(self, operation: Operation) -> tuple[str, ...]:
        """The arguments of the client that carry what the operation needs."""
        uses = next(iter(operation.security), ())
        return tuple(argument for use in uses for argument in self._schemes.get(use.scheme_id, ()))

    def _program(self, operation: Operation, name: str, frame: Frame, *, is_async: bool) -> str:
        made = self._calls.call(operation, name, frame.pick)
        client = self._package.async_client if is_async else self._package.client
        modules = {*frame.modules, *({"asyncio"} if is_async else ()), *(made.names & {"datetime"})}
        names = {client, *frame.names, *(made.names & {"models"})}
        blocks = [self._imports(modules, names, made.names), "\n".join(frame.before)]
        main = "\n".join(self._client_block(made, frame, client, is_async=is_async))
        if is_async:
            blocks += ["async def main() -> None:\n" + main, "asyncio.run(main())"]
        else:
            blocks += [main, "\n".join(frame.after)]
        text = _stacked([block for block in blocks if block])
        return text if is_settled(text) else format_python(text)

    def _imports(self, modules: set[str], names: set[str], used: Collection[str]) -> str:
        standard = [f"import {name}" for name in sorted(modules - {_FOREIGN})]
        standard += value_imports(used)
        package = import_line(self._package.import_name, sorted(names, key=_import_order))
        groups = ["\n".join(standard), f"import {_FOREIGN}" if _FOREIGN in modules else "", package]
        return "\n\n".join(filter(None, groups))

    def _client_block(self, made: Call, frame: Frame, client: str, *, is_async: bool) -> list[str]:
        """The client as a context, and the call in it."""
        column = 4 * is_async
        start = " " * column + ("async with " if is_async else "with ")
        arguments = dict(self._client_arguments(made.operation, frame))
        text = lay_out(call(client, **arguments), indent=column, used=len(start), after=len(" as sdk:"))
        return [f"{start}{text} as sdk:", *_statements(made, frame, column + 4, is_async=is_async)]

    def _client_arguments(self, operation: Operation, frame: Frame) -> Iterator[tuple[str, Expression]]:
        own = dict(frame.credentials)
        for argument in self.credentials(operation):
            yield argument, Atom(own.get(argument, placeholder(argument)))
        yield from frame.client
        servers = operation.servers or self._servers
        if not {"base_url", "server"} & dict(frame.client).keys() and not (servers and is_url(servers[0].url)):
            yield "base_url", Atom('"https://api.example.com"')


def placeholder(argument: str) -> str:
    """What stands for a secret in a snippet, as a literal."""
    return literal(f"<YOUR_{argument.upper()}_HERE>")


def is_url(text: str) -> bool:
    """Whether a server's URL says by itself where it is."""
    return re.match("https?://", text, re.IGNORECASE) is not None


def _statements(made: Call, frame: Frame, column: int, *, is_async: bool) -> list[str]:
    """The lines below the client."""
    if not frame.handlers:
        return call_lines(made, frame, column, is_async=is_async)
    tried = call_lines(made, frame, column + 4, is_async=is_async)
    return [*_indented(["try:"], column), *tried, *_indented(frame.handlers, column)]


def call_lines(made: Call, frame: Frame, column: int, *, is_async: bool) -> list[str]:
    """The call, and what is done with what it returns."""
    use = None if frame.wrapper or frame.use is not None else use_of(made, frame.pick, is_async=is_async)
    awaited = "await " if is_async else ""
    if use is None:
        start = " " * column + ("res = " if made.returns else "") + awaited
        lines = _usual(made, frame, is_async=is_async) if made.returns else ()
        return [start + _call_text(made, frame, column, len(start)), *_indented(lines, column)]
    start = " " * column + ("async with " if is_async else "with ") + awaited
    text = _call_text(made, frame, column, len(start), after=len(f" as {use.name}:"))
    return [f"{start}{text} as {use.name}:", *_indented(use.lines, column + 4)]


def _usual(made: Call, frame: Frame, *, is_async: bool) -> Sequence[str]:
    """The lines after a call that returns a value."""
    if frame.use is not None:
        return frame.use
    if made.operation.pagination is None or frame.wrapper:
        return _USE
    return [line.format(loop="async for" if is_async else "for") for line in _PAGED]


def _call_text(made: Call, frame: Frame, column: int, used: int, *, after: int = 0) -> str:
    method = f"sdk.{made.operation.accessor}"
    function = f"{frame.wrapper}({method})" if frame.wrapper else method
    arguments = dict(made.arguments)
    if frame.pick is not None:
        arguments |= [choosing(made.operation, frame.pick)]
    if frame.options:
        arguments["options"] = mapping(frame.options)
    return lay_out(call(function, **arguments), indent=column, used=used, after=after, spread=True)


def _indented(lines: Sequence[str], column: int) -> list[str]:
    return [" " * column + line if line else "" for line in lines]


def _stacked(blocks: Sequence[str]) -> str:
    """Blocks of a module: two blank lines around definitions, one elsewhere."""
    text = blocks[0]
    for before, after in itertools.pairwise(blocks):
        is_wide = any(block.startswith(("def ", "async def ")) for block in (before, after))
        text += ("\n\n\n" if is_wide else "\n\n") + after
    return text + "\n"


def _import_order(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions and modules, as import sorters have them."""
    return (0 if name.isupper() else 1 if name[:1].isupper() else 2), name
