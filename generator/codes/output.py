"""From the operation model to files on disk."""

from __future__ import annotations

from ..diagnostics import Kind, Severity

_ERROR = Severity.ERROR

OUTPUT_EDITED = Kind(
    "output/edited",
    _ERROR,
    "A generated file was edited by hand",
    "Move the edit into the document, the settings or custom/ in the package; keep it as a patch, which each run makes "
    'again: "sdkwright patch SPEC"; or discard it: "sdkwright generate SPEC --force".',
)
OUTPUT_MARKER = Kind(
    "output/marker",
    _ERROR,
    "A marker of a generated region stands alone",
    "Put the other marker back (the start above the region, the end below it), or take this one out with what it "
    "marked; --force leaves it, and puts the region in anew.",
)
OUTPUT_FOREIGN = Kind(
    "output/foreign",
    _ERROR,
    "A file that this generator did not write stands where one belongs",
    "Move it away, choose another --out, or replace it with --force.",
)
OUTPUT_NOT_OURS = Kind(
    "output/not-ours",
    _ERROR,
    "The folder is somebody else's",
    "Choose an empty folder, or one that does not exist; or put the SDK among what is there with --force.",
)
OUTPUT_BLOCKED = Kind(
    "output/blocked",
    _ERROR,
    "A link or a directory stands where a file belongs",
    "Move it away; --force does not replace it.",
)
OUTPUT_BUSY = Kind(
    "output/busy", _ERROR, "Another run is writing to the folder", "Wait until it has ended, then run again."
)
OUTPUT_UNWRITABLE = Kind(
    "output/unwritable",
    _ERROR,
    "The folder cannot be written",
    "Check its permissions and the free space, or choose another --out.",
)
PATCH_INVALID = Kind(
    "patch/invalid",
    _ERROR,
    "The file with the kept edits is no unified diff",
    "Correct it, or take it out of the way and keep the edits anew by sdkwright patch.",
)
PATCH_UNFIT = Kind(
    "patch/unfit",
    _ERROR,
    "A kept edit fits no more",
    "Drop it by sdkwright patch --drop, and make the edit again in the new file.",
)
