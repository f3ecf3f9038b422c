"""Edits by hand that are kept: a patch in the SDK's folder, made again on each run.

``.sdkwright.patch`` is one unified diff (what ``git apply`` takes) from the generated files to those that a
person edited. It is an input like the settings: the tree of an SDK is what the generator makes, with it.
"""

from .applying import applied
from .kept import PATCH_NAME, Kept, load_patches, save_patches
from .unified import Hunk, Patches, difference

__all__ = ["PATCH_NAME", "Hunk", "Kept", "Patches", "applied", "difference", "load_patches", "save_patches"]
