"""Uses models by several entries at once, in many threads; run as a program of its own.

Arguments: the folder to import from, the package, a JSON file with an answer of the one operation, and the
names of models to begin with. All threads start at one moment, when no model was loaded: the even ones call
the operation, each of the others makes one of the models. Prints JSON: how many ended well.
"""

from __future__ import annotations

import importlib
import json
import sys
import threading
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError
from use_package import dumped, read

THREADS = 16


def main(folder: str, package: str, instance: str, *entries: str) -> None:
    sys.path.insert(0, folder)
    module = importlib.import_module(package)
    answer = json.loads(Path(instance).read_text("utf-8"))
    start = threading.Barrier(THREADS)
    ended: list[int] = []

    def use(at: int) -> None:
        start.wait()
        if at % 2 == 0:
            assert dumped(read(module, answer).data) == answer
        else:
            model = getattr(module.models, entries[at // 2 % len(entries)])
            with suppress(ValidationError):  # some want a tag
                assert not hasattr(model, "model_validate") or model.model_validate({}) is not None
        ended.append(at)

    threads = [threading.Thread(target=use, args=(at,)) for at in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps({"ended": len(ended)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
