"""The whole document as an operation model."""

from __future__ import annotations

from ..diagnostics import Report
from ..document import Document, Node
from ..model import Api
from ..settings import Settings
from .bodies import mark_files
from .finding import OperationIds, find_operations
from .formats import Formats
from .groups import GroupTree
from .inbound import InboundReader
from .links import LinkReader
from .namebook import NameBook
from .operations import Defaults, OperationReader, Readers
from .retries import read_retries
from .security import read_schemes, read_security
from .servers import ServerReader
from .tags import TagTree, read_tags
from .types import TypeReader


def read_api(document: Document, settings: Settings, report: Report, book: NameBook) -> Api:
    """Reads a document into the operation model once. What cannot be expressed goes to the report."""
    root = document.root
    types = TypeReader(document, report, book, Formats(settings.formats, settings.enums))
    tags = read_tags(root)
    tag_tree = TagTree(root, tags, report)
    found = find_operations(root, settings, tag_tree, report)
    for operation in found.operations:
        mark_files(operation.node, types)
    types.read_components(root["components"]["schemas"].items())
    schemes = read_schemes(root, report, book)
    known = {scheme.id: scheme for scheme in schemes}
    security = read_security(root, known, report) or ()
    tree = GroupTree((operation.titles for operation in found.operations), root, book)
    defaults = Defaults(security, known, read_retries(root, report, on_operation=False))
    ids = OperationIds(found.operations, report, book)
    servers = ServerReader(document_url(root, settings), report, book)
    inbound = InboundReader(types, report)
    readers = Readers(types, servers, LinkReader(ids, servers, report), inbound)
    reader = OperationReader(ids, readers, tree, settings, defaults, report)
    for operation in found.operations:
        reader.read(operation)
    reader.pagination.finish()
    webhooks = inbound.webhooks(root)
    types.require_tags()
    info = root["info"]
    contact, licence = info["contact"], info["license"]
    return Api(
        title=info.text("title"),
        version=info.text("version"),
        source=root.source,
        servers=servers.of_document(root),
        schemes=schemes,
        security=security,
        groups=tree.groups(tag_tree.descriptions()),
        models=types.models,
        error_models=reader.errors.models,
        retries=defaults.retries,
        webhooks=webhooks,
        tags=tags,
        left_out=found.left_out,
        summary=info.text("summary"),
        description=info.text("description"),
        terms_of_service=info.text("termsOfService"),
        contact_name=contact.text("name"),
        contact_email=contact.text("email"),
        licence=licence.text("identifier") or licence.text("name"),
        external_docs=root["externalDocs"].text("url"),
    )


def document_url(root: Node, settings: Settings) -> str:
    """The URL that relative ones in the document are relative to; empty where it is not known.

    That of the settings, else ``$self`` (OpenAPI 3.2 section 4.1.2.2).
    """
    own = root.text("$self")
    return settings.document.url or (own if own.startswith(("https://", "http://")) else "")
