"""Names of hosts in time: the system's resolver cannot be interrupted, so a thread asks it.

Only sync calls with a deadline of their own need that. A thread that the caller no longer waits for lives on
until the resolver answers, which others who ask for the same name then share: there is one for each name.
"""

from __future__ import annotations

import os
import socket
import threading

import httpcore2


def resolve(host: str, port: int, timeout: float | None) -> list[str]:
    """The addresses of a host, in the order in which to try them, within ``timeout`` seconds.

    Raises ``httpcore2.ConnectError`` where it has none, and ``httpcore2.ConnectTimeout``.
    """
    try:
        return _ask(host, port, socket.AI_NUMERICHOST)
    except OSError:
        pass  # it is a name
    lookup = _lookup(host, port)
    if not lookup.is_done.wait(timeout):
        raise httpcore2.ConnectTimeout(f"the name {host} was not resolved in time")
    if lookup.error is not None:
        raise httpcore2.ConnectError(str(lookup.error)) from lookup.error
    return lookup.addresses


class _Lookup:
    """One question to the resolver."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self.is_done = threading.Event()
        self.addresses: list[str] = []
        self.error: OSError | None = None

    def run(self) -> None:
        """Ask, and tell all who wait."""
        try:
            self.addresses = _ask(*self._target)
        except OSError as error:
            self.error = error
        except UnicodeError as error:  # a label is too long
            self.error = OSError(str(error))
        finally:
            with _LOCK:
                _running.pop(self._target, None)
            self.is_done.set()


def _ask(host: str, port: int, flags: int = 0) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=flags)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _lookup(host: str, port: int) -> _Lookup:
    """The question for that host which is under way, or a new one."""
    with _LOCK:
        lookup = _running.get((host, port))
        if lookup is None:
            lookup = _running[host, port] = _Lookup(host, port)
            name = f"resolving {host}"
            threading.Thread(target=lookup.run, name=name, daemon=True).start()
        return lookup


_LOCK = threading.Lock()
_running: dict[tuple[str, int], _Lookup] = {}


def _after_fork() -> None:
    """Forget the threads of the parent."""
    global _LOCK  # noqa: PLW0603 - a thread of the parent may hold it
    _LOCK = threading.Lock()
    _running.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
