"""Code of the maintainer in ``custom/``: imported where it is, and left alone by the generator."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx2

from generator.diagnostics import Report
from generator.output import write_tree
from generator.pipeline import generate
from generator.render.readme import merge_regions

SPEC = """\
paths:
  /pets:
    get: {operationId: listPets, tags: [Pets], responses: {'204': {description: Done.}}}
"""
HOOKS = """\
from .. import Hooks
from .names import HEADER

def mark(attempt):
    attempt.request.headers[HEADER] = "maintainer"

hooks = Hooks(request=mark)
"""


def custom(folder: Path, **texts: str) -> None:
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text)


def test_the_maintainers_hooks_come_before_the_callers(make_sdk, tmp_path):
    sdk = make_sdk(SPEC)
    custom(Path(sdk.package.__file__).parent / "custom", hooks=HOOKS, names='HEADER = "X-Mark"\n')
    seen = []
    theirs = sdk.package.Hooks(request=lambda attempt: seen.append(attempt.request.headers["X-Mark"]))
    fresh = _anew(sdk)
    with fresh.open(hooks=theirs) as client:
        client.pets.list_pets()
    assert sdk.sent[-1].headers["X-Mark"] == "maintainer"
    assert seen == ["maintainer"]


def test_the_async_client_has_them_too(make_sdk):
    sdk = make_sdk(SPEC)
    text = HOOKS + "\nasync def later(attempt):\n    attempt.request.headers[HEADER] = 'later'\n"
    more = text + "\nfrom .. import AsyncHooks\nasync_hooks = AsyncHooks(request=later)\n"
    custom(Path(sdk.package.__file__).parent / "custom", hooks=more, names='HEADER = "X-Mark"\n')

    async def call() -> httpx2.Request:
        http = httpx2.AsyncClient(transport=httpx2.MockTransport(sdk._handle))
        async with sdk.package.AsyncInlineClient(http_client=http) as client:
            await client.pets.list_pets()
        return sdk.request

    _anew(sdk)
    assert asyncio.run(call()).headers["X-Mark"] == "later"


def test_a_package_with_other_custom_code_has_no_hooks(make_sdk):
    sdk = make_sdk(SPEC)
    custom(Path(sdk.package.__file__).parent / "custom", helpers="X = 1\n")
    with _anew(sdk).open() as client:
        client.pets.list_pets()
    assert len(sdk.sent) == 1


def _anew(sdk):
    """The SDK as a program has it that starts when the code is there: the clients so far looked for it in vain."""
    import importlib

    importlib.invalidate_caches()
    importlib.import_module(f"{sdk.package.__name__}._runtime.custom").module.cache_clear()
    return sdk


def test_generate_leaves_custom_code_alone(tmp_path):
    spec = tmp_path / "pets.yaml"
    head = "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\n"
    spec.write_text(head + SPEC)
    write_tree(generate(spec, None, report=Report()).files, tmp_path / "sdk", merge=merge_regions)
    custom(tmp_path / "sdk/src/pets/custom", hooks=HOOKS, names="")
    spec.write_text(head + SPEC.replace("Pets", "Dogs"))
    changes = write_tree(generate(spec, None, report=Report()).files, tmp_path / "sdk", merge=merge_regions)
    assert changes.removed
    assert (tmp_path / "sdk/src/pets/custom/hooks.py").read_text() == HOOKS
