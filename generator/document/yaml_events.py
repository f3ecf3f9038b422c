"""YAML as a stream of parse events: PyYAML's, by libyaml where PyYAML was built with it."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml: the same events, more slowly
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


def events(text: str) -> Iterator[yaml.Event]:
    """The events of a YAML stream. Raises ``yaml.YAMLError`` where it is no YAML."""
    loader = _Loader(text)
    try:
        while (event := loader.get_event()) is not None:
            yield event
    finally:
        loader.dispose()


def offset_of(event: yaml.Event) -> int:
    """Where an event starts in the text, in characters."""
    return event.start_mark.index if event.start_mark else 0
