"""Files to disk: what would change, the refusals, the diff, and one atomic step from the old tree to the new.

``plan_changes`` only reads. ``write_tree`` plans and writes under an exclusive lock of the folder.
"""

from .changes import Change, Changes, Merge, State, edited_files, plan_changes
from .diff import unified
from .errors import OutputError, RefusedError
from .lockfile import LOCK_NAME
from .writing import write_tree

__all__ = [
    "LOCK_NAME",
    "Change",
    "Changes",
    "Merge",
    "OutputError",
    "RefusedError",
    "State",
    "edited_files",
    "plan_changes",
    "unified",
    "write_tree",
]
