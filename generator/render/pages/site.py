"""All pages of an SDK."""

from __future__ import annotations

from ...model import Api
from ...settings import DocsSettings
from ..package import Package
from ..snippets import Snippets
from .errors import ErrorPages, public_name, runtime_errors
from .inbound import InboundPages
from .models import ModelPages
from .places import Places, page_paths
from .readme import ReadmePages
from .resources import ResourcePages, anchors
from .users import find_users


def render_pages(api: Api, package: Package, settings: DocsSettings) -> dict[str, str]:
    """The text of every page, by its path below the project folder.

    ``README.md`` is made of regions, which ``readme.merge_regions`` puts into one that is there already.
    """
    padded = settings.tables == "padded"
    snippets = Snippets(api, package)
    shown = {public_name(name, package): name for name in runtime_errors(api)}
    models, errors, groups = page_paths(api, [*shown, *api.error_models])
    errors = {shown.get(name, name): path for name, path in errors.items()}
    resources = ResourcePages(api, snippets, padded)
    places = Places(models, errors, groups, {})
    sections = resources.sections(places)
    found = {
        accessor: f"{groups[group.path]}#{anchor}"
        for group in api.walk_groups()
        for accessor, anchor in anchors(group, sections[group.path]).items()
    }
    places = Places(models, errors, groups, found)
    model_pages = ModelPages(api, package, places, find_users(api), padded)
    error_pages = ErrorPages(api, package, places, snippets, model_pages)
    return {
        **ReadmePages(api, package, places, snippets, error_pages, padded).pages(),
        **{groups[g.path]: resources.page(g, sections[g.path], places) for g in api.walk_groups()},
        **{models[name]: model_pages.page(model) for name, model in api.models.items()},
        **error_pages.pages(),
        **InboundPages(api, package, places, padded).pages(),
    }
