"""What earlier runs found out, kept for later ones. Nothing depends on it: without it a run makes the same bytes.

``Store`` keeps texts in the user's cache directory, ``Receipt`` is what a run leaves there so that the next
one can prove that there is nothing to do, and ``Memo`` lets a run do the work of what changed alone. This
room needs the standard library only, because it decides whether the rest of the program has to be loaded
at all.
"""

from .digests import digest, digest_of_file, program_digest
from .memo import Memo, absorb, key_of, memo_for, recorded, shelf
from .receipt import Receipt, Said, find_receipt, leave_receipt, receipt_key
from .store import Store, default_store

__all__ = [
    "Memo",
    "Receipt",
    "Said",
    "Store",
    "absorb",
    "default_store",
    "digest",
    "digest_of_file",
    "find_receipt",
    "key_of",
    "leave_receipt",
    "memo_for",
    "program_digest",
    "receipt_key",
    "recorded",
    "shelf",
]
