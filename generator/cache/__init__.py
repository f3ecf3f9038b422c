"""What earlier runs found out, kept for later ones. Nothing depends on it: without it a run makes the same bytes.

``Store`` keeps texts in the user's cache directory, and ``Receipt`` is what a run leaves there so that the
next one can prove that there is nothing to do. This room needs the standard library only, because it
decides whether the rest of the program has to be loaded at all.
"""

from .digests import digest, digest_of_file, program_digest
from .receipt import Receipt, Said, find_receipt, leave_receipt, receipt_key
from .store import Store, default_store

__all__ = [
    "Receipt",
    "Said",
    "Store",
    "default_store",
    "digest",
    "digest_of_file",
    "find_receipt",
    "leave_receipt",
    "program_digest",
    "receipt_key",
]
