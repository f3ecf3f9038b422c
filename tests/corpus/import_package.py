"""Imports every module of a package and builds every model; run as a program of its own.

Arguments: the folder to import from, and the package. Prints JSON: how many modules there are.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path


def main(folder: str, package: str) -> None:
    sys.path.insert(0, folder)
    modules = 0
    for path in sorted((Path(folder) / package).rglob("*.py")):
        importlib.import_module(".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__"))
        modules += 1
    importlib.import_module(package).models.preload()
    print(json.dumps({"modules": modules}))


if __name__ == "__main__":
    main(*sys.argv[1:])
