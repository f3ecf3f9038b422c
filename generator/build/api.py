"""The whole document as an operation model."""

from __future__ import annotations

from .. import codes
from ..diagnostics import Report
from ..document import Document, Node
from ..model import Api, Tag, Webhook
from ..python import names
from ..settings import Settings
from .bodies import mark_files
from .groups import GroupTree
from .operations import Defaults, OperationReader, find_operations
from .retries import read_retries
from .security import read_schemes, read_security, read_servers
from .types import UNKNOWN, TypeReader


def build_api(document: Document, settings: Settings, report: Report) -> Api:
    """Reads a document into the operation model. What cannot be expressed goes to the report."""
    root = document.root
    types = TypeReader(document, report)
    found = find_operations(root, settings, report)
    for operation in found:
        mark_files(operation.node, types)
    types.read_components(root["components"]["schemas"].items())
    schemes = read_schemes(root, report)
    known = {scheme.id: scheme for scheme in schemes}
    security = read_security(root, known, report) or ()
    tree = GroupTree(operation.titles for operation in found)
    defaults = Defaults(security, known, read_retries(root, report, on_operation=False))
    reader = OperationReader(types, tree, settings, defaults, report)
    for operation in found:
        reader.read(operation)
    webhooks = _webhooks(root, types)
    if webhooks:
        report.add(
            codes.NOT_EXPRESSED, "Webhooks give models for their payloads, and no more yet", root["webhooks"].source
        )
    types.require_tags()
    tags = _tags(root)
    info = root["info"]
    contact, licence = info["contact"], info["license"]
    return Api(
        title=info.text("title"),
        version=info.text("version"),
        source=root.source,
        servers=read_servers(root),
        schemes=schemes,
        security=security,
        groups=tree.groups({tag.name: tag.description for tag in tags}),
        models=types.models,
        error_models=reader.errors.models,
        retries=defaults.retries,
        webhooks=webhooks,
        tags=tags,
        summary=info.text("summary"),
        description=info.text("description"),
        terms_of_service=info.text("termsOfService"),
        contact_name=contact.text("name"),
        contact_email=contact.text("email"),
        licence=licence.text("identifier") or licence.text("name"),
        external_docs=root["externalDocs"].text("url"),
    )


def _tags(root: Node) -> tuple[Tag, ...]:
    return tuple(Tag(tag.text("name"), tag.text("description")) for tag in root["tags"])


def _webhooks(root: Node, types: TypeReader) -> tuple[Webhook, ...]:
    found = []
    for name, reference in root["webhooks"].items():
        item = reference.resolve()
        for method, node in item.items():
            if method not in {"get", "put", "post", "delete", "patch"} or not isinstance(node.value, dict):
                continue
            types.places.name_root(node.pointer, names.class_(f"{name} webhook"))
            payloads = []
            for media_type, media in node["requestBody"].resolve()["content"].items():
                schema = media.get("schema")
                payloads.append((media_type, (types.read(schema) if schema is not None else UNKNOWN).whole))
            types.finish()
            found.append(
                Webhook(
                    name=name,
                    method=method.upper(),
                    source=node.source,
                    payloads=tuple(payloads),
                    summary=node.text("summary"),
                    description=node.text("description"),
                )
            )
    return tuple(found)
