"""Classes by datamodel-code-generator, through the templates of ``templates/models``.

This is the only module that knows that library. Its parser reads the prepared document, works out the
classes, their bases and the annotations of their fields, and renders each class by our templates, which
get the view of the class as well. Its formatters and its passes over whole modules are not used.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from datamodel_code_generator.model import DataModel
from datamodel_code_generator.parser.jsonschema import JsonSchemaParser
from datamodel_code_generator.types import DataType

from ..python.templates import template_root
from .prepare import DEFINITIONS, LEAF, Schema


def render_classes(document: Schema, views: Mapping[str, object]) -> dict[str, str]:
    """The source of each definition that has a view, by name, in the order of ``views``.

    A template sees the view as ``view`` beside what the library gives it, such as ``fields``.
    """
    parser = _Parser(
        json.dumps(document),
        base_class="Model",
        custom_template_dir=template_root() / "models",
        use_union_operator=True,
    )
    parser.parse_raw()
    found: dict[str, DataModel] = {}
    for result in parser.results:
        name = result.reference.path.removeprefix(DEFINITIONS)
        if name != result.reference.path:
            found[name] = result
            result.reference.name = name
    for name, view in views.items():
        found[name].extra_template_data["view"] = view
    return {name: found[name].render().strip("\n") for name in views}


class _Parser(JsonSchemaParser):
    """Knows leaves."""

    def get_data_type(self, obj: Any) -> DataType:
        """The type of a schema without parts."""
        text = obj.extras.get(LEAF)
        return self.data_type(type=text) if text else super().get_data_type(obj)
