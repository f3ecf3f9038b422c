"""An example that an enum does not know is passed over, though answers may hold what the enum does not know."""

from __future__ import annotations

from .checker import Page
from .conftest import Render

DOCUMENT = """
paths:
  /tasks:
    get:
      operationId: listTasks
      tags: [tasks]
      parameters:
      - name: states
        in: query
        required: true
        schema: {type: array, items: {type: string, enum: [queued, done]}}
        example: EXAMPLE
      responses: {'204': {description: ok}}
"""


def program(render: Render, example: str) -> str:
    pages = render(DOCUMENT.replace("EXAMPLE", example))
    return Page(pages["docs/sdks/tasks/README.md"]).programs()[0]


def test_a_value_that_is_none_of_the_enum_is_passed_over(render: Render) -> None:
    assert "DONE" in program(render, "[done]")
    passed_over = program(render, "['*']")
    assert "*" not in passed_over
    assert "QUEUED" in passed_over
