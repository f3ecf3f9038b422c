"""Text that is laid out but for some statements comes out as black would leave the whole."""

from __future__ import annotations

import pytest

from generator.render.formatting import format_python, laid_out

LONG = "models.SomethingWithAVeryLongNameThatGoesOnAndOn"
SOURCES = {
    "header": f"class A:\n    def f(\n        self,\n        *,\n        body: {LONG} | {LONG}Dict,\n    ) -> None:\n        return self\n",
    "optional argument": f"class A:\n    def f(\n        self,\n        *,\n        body: {LONG} | {LONG}Dict | None = None,\n    ) -> None: ...\n",
    "result": f"class A:\n    async def f(self, first: int, second: int) -> {LONG} | {LONG}Dict:\n        await self\n",
    "assignment": f"class A:\n    first: {LONG} | {LONG}Dict | None = Field(default=None, alias='first')\n    second: int\n",
    "decorator": f"class A:\n    @deprecated('{LONG} {LONG}', category=None)\n    def f(self) -> None:\n        pass\n",
    "condition": f"if TYPE_CHECKING:\n\n    class A:\n\n        def __init__(self, /, more: {LONG} | {LONG}Dict, **values: Unpack[{LONG}Dict]) -> None: ...\n",
    "handler": f"try:\n    call()\nexcept ({LONG}, {LONG}Other) as error:\n    print(error)\n",
    "elif": f"if a:\n    pass\nelif {LONG} == {LONG} and {LONG}:\n    pass\n",
    "two": f"x = call({LONG}, {LONG}, 1)\n\n\nclass A:\n    y = call({LONG}, {LONG}, 2)\n\n    z = 1\n",
    "wide": f'x = call("{"語" * 40}", "b", 1, 2, 3, 4, 5)\n',
    "wide docstring": f'class A:\n    """{"語" * 30}"""\n\n    x = 1\n',
    "foreign space": 'class A:\n    """A word.\u3000\n\n    More.\n    """\n\n    x = 1\n',
    "with": f"with {LONG}(first) as first, {LONG}(second) as second:\n    pass\n",
}


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_what_is_mended_is_what_black_leaves(source: str) -> None:
    assert laid_out(source) == format_python(source)
