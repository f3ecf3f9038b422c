"""The whole document as an operation model."""

from __future__ import annotations

from ..diagnostics import Report
from ..document import Document, Node
from ..model import Api, Tag, Webhook
from ..settings import Settings
from .groups import GroupTree
from .operations import Defaults, OperationReader, find_operations
from .retries import read_retries
from .security import read_schemes, read_security, read_servers
from .types import UNKNOWN, TypeReader


def build_api(document: Document, settings: Settings, report: Report) -> Api:
    """Reads a document into the operation model. What cannot be expressed goes to the report."""
    root = document.root
    types = TypeReader(document, report)
    components = root.get("components")
    schemas = components.get("schemas") if components is not None else None
    types.read_components(schemas.items() if schemas is not None else ())
    schemes = read_schemes(root, report)
    known = {scheme.id: scheme for scheme in schemes}
    security = read_security(root, known, report) or ()
    found = find_operations(root, settings, report)
    tree = GroupTree(operation.titles for operation in found)
    defaults = Defaults(security, known, read_retries(root, report, on_operation=False))
    reader = OperationReader(types, tree, settings, defaults, report)
    for operation in found:
        reader.read(operation)
    webhooks = _webhooks(root, types)
    tags = _tags(root)
    info = root.get("info") or Node.empty(document)
    contact, licence = info.get("contact"), info.get("license")
    docs = root.get("externalDocs")
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
        webhooks=webhooks,
        tags=tags,
        summary=info.text("summary"),
        description=info.text("description"),
        terms_of_service=info.text("termsOfService"),
        contact_name=contact.text("name") if contact else "",
        contact_email=contact.text("email") if contact else "",
        licence=licence.text("identifier") or licence.text("name") if licence else "",
        external_docs=docs.text("url") if docs else "",
    )


def _tags(root: Node) -> tuple[Tag, ...]:
    listed = root.get("tags")
    return tuple(Tag(tag.text("name"), tag.text("description")) for tag in listed) if listed is not None else ()


def _webhooks(root: Node, types: TypeReader) -> tuple[Webhook, ...]:
    declared = root.get("webhooks")
    found = []
    for name, reference in declared.items() if declared is not None else ():
        item = reference.resolve()
        for method, node in item.items():
            if method not in {"get", "put", "post", "delete", "patch"} or not isinstance(node.value, dict):
                continue
            types.places.name_root(node.pointer, f"{name} webhook")
            body = node.get("requestBody")
            content = body.resolve().get("content") if body is not None else None
            payloads = []
            for media_type, media in content.items() if content is not None else ():
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
