"""Names of the arguments of the client's constructor: of credentials, and of the variables of servers."""

from __future__ import annotations

from ..document import Node
from ..document import pointer as pointers
from ..python import names, reserved
from ..python.pins import Named
from .namebook import NameBook

_CREDENTIAL, _PART, _VARIABLE = 1, 2, 3
"""Whose arguments go first."""


class ClientNames:
    """Names that differ from one another, and from what every client's constructor takes."""

    def __init__(self, book: NameBook) -> None:
        self._scope = book.scope(Named.CLIENT, "", reserved=reserved.CLIENT_ARGUMENTS)

    def credential(self, node: Node, key: str, usual: str, *, is_alone: bool) -> str:
        """The argument for the credentials of a scheme: the ``usual`` one of its kind, if it alone is of that kind."""
        own = (names.argument(key), names.argument(f"{key} credential"))
        wanted = (usual, *own) if usual else own
        likely = wanted[0] if is_alone else own[0]
        return self._scope.claim(node, node.pointer, *wanted, rank=_CREDENTIAL, modest=bool(usual), likely=likely)

    def part(self, node: Node, scheme: str, usual: str, word: str) -> str:
        """The argument for a part of a scheme's credentials, with the scheme's own in it unless that is ``usual``."""
        fuller = f"{scheme}_{word}"
        wanted = (word, fuller) if scheme == usual else (fuller,)
        return self._scope.claim(node, pointers.join(node.pointer, word), *wanted, rank=_PART)

    def variable(self, node: Node, wire_name: str) -> str:
        """The argument for a variable of servers, the same for all variables of that name."""
        key = pointers.join("/servers/variables", wire_name)
        more = (f"server {wire_name}", f"server {wire_name} {names.style(wire_name)}")
        return self._scope.claim(node, key, *map(names.argument, (wire_name, *more)), rank=_VARIABLE)
