"""The operation model -> an OpenAPI Overlay that gives each operation of the document its programs.

They are those of the pages, under ``x-codeSamples``, which renderers of OpenAPI documents show.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from . import codes
from .diagnostics import Report
from .document import Json, pointer
from .document.values import ABSENT, descend
from .model import Api, Operation, Source
from .render import Package
from .render.markdown import line
from .render.snippets import Snippets
from .render.usages import usages

EXTENSION = "x-codeSamples"
_LANGUAGE = "python"
_LABEL = "Python"
_OURS = f"[?@.lang == '{_LANGUAGE}' && match(@.label, '{_LABEL}.*')]"


def samples_overlay(
    api: Api, package: Package, document: tuple[Path, Json], extends: str, report: Report
) -> dict[str, Json]:
    """The overlay (Overlay 1.0.0 section 4.1), as data.

    ``document`` is the file that it is for, with its content where that may have samples already: those of
    an earlier overlay of this kind give way, others stay. ``extends`` is how the overlay refers to it.
    Operations that are written in other files are reported. Raises ``InputError`` where no operation is left.
    """
    file, content = document
    snippets = Snippets(api, package)
    actions: list[Json] = []
    for place, operations in _by_place(api, str(file), report).items():
        target = normalized_path(place)
        actions += _removals(target, descend(content, pointer.join(place, EXTENSION)))
        samples = [sample for each in operations for sample in _samples(each, snippets, named=len(operations) > 1)]
        actions.append({"target": target, "update": {EXTENSION: samples}})
    if not actions:
        report.fail(codes.SAMPLES_NONE, "no operation of the document gets samples", Source(str(file), ""))
    info: Json = {"title": f"Python samples of {line(api.title)}", "version": package.version}
    return {"overlay": "1.0.0", "info": info, "extends": extends, "actions": actions}


def normalized_path(place: str) -> str:
    """The JSONPath of a member of mappings, from its JSON Pointer (RFC 9535 section 2.7)."""
    return "$" + "".join(f"[{_quoted(token)}]" for token in pointer.split(place))


def _quoted(token: str) -> str:
    # JSON escapes what RFC 9535 does, but for the quotation mark
    return "'" + json.dumps(token, ensure_ascii=False)[1:-1].replace('\\"', '"').replace("'", "\\'") + "'"


def _by_place(api: Api, file: str, report: Report) -> dict[str, list[Operation]]:
    """The operations by their pointers in the file; several paths may share a path item."""
    found: dict[str, list[Operation]] = {}
    for operation in api.operations():
        if operation.source.file == file:
            found.setdefault(operation.source.pointer, []).append(operation)
        else:
            message = f"{operation.accessor} is written in {operation.source.file}, and gets no samples"
            report.add(codes.SAMPLES_ELSEWHERE, message, operation.source)
    return found


def _removals(target: str, present: object) -> Iterator[Json]:
    """What makes room: other samples stay, and what is no list of them could not be added to."""
    inner = f"{target}['{EXTENSION}']"
    if isinstance(present, list):
        if any(_is_ours(each) for each in present):
            yield {"target": inner + _OURS, "remove": True}
    elif present is not ABSENT:
        yield {"target": inner, "remove": True}


def _is_ours(sample: Json) -> bool:
    if not isinstance(sample, Mapping) or sample.get("lang") != _LANGUAGE:
        return False
    label = sample.get("label")
    return isinstance(label, str) and re.fullmatch(f"{_LABEL}[^\\r\\n]*", label) is not None


def _samples(operation: Operation, snippets: Snippets, *, named: bool) -> Iterator[Json]:
    for usage in usages(snippets, operation):
        title = line(" ".join(filter(None, (operation.accessor if named else "", usage.title))))
        label = f"{_LABEL}: {title}" if title else _LABEL
        yield {"lang": _LANGUAGE, "label": label, "source": usage.sync}
        yield {"lang": _LANGUAGE, "label": f"{label} (async)", "source": usage.asynchronous}


def as_json(overlay: dict[str, Json]) -> str:
    """The overlay as JSON."""
    return json.dumps(overlay, indent=2, ensure_ascii=False).encode("utf-8", "backslashreplace").decode() + "\n"


def as_yaml(overlay: dict[str, Json]) -> str:
    """The overlay as YAML: programs as blocks, other texts in quotation marks, so that none is taken for a number."""
    import yaml  # noqa: PLC0415 - only for overlays as YAML

    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as it is called
            return True

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        is_block = value.endswith("\n") and value.replace("\n", "").isprintable()
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if is_block else '"')

    def mapping(dumper: yaml.SafeDumper, value: dict[str, Json]) -> yaml.MappingNode:
        node = dumper.represent_mapping("tag:yaml.org,2002:map", value.items())
        for key, _ in node.value:
            key.style = None
        return node

    Dumper.add_representer(str, text)
    Dumper.add_representer(dict, mapping)
    made: str = yaml.dump(overlay, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=10**9)
    return made
