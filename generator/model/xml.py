"""How a schema is written as XML (OpenAPI 3.1 section 4.8.26, XML Object; ``nodeType`` is from 3.2)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Xml:
    """The XML hints of one schema; what the document leaves out is empty.

    ``name``, ``namespace`` and ``prefix`` are those of the element or attribute. ``attribute`` makes a
    property an attribute of the element around it; ``wrapped`` puts the items of an array into an
    element of their own. ``node_type`` is OpenAPI 3.2's word for the same: ``element``, ``attribute``,
    ``text``, ``cdata`` or ``none``.
    """

    name: str = ""
    namespace: str = ""
    prefix: str = ""
    attribute: bool = False
    wrapped: bool = False
    node_type: str = ""
