"""References to the network: fetched when allowed, locked by digest, kept beside the document."""

from .store import RemoteFiles

__all__ = ["RemoteFiles"]
