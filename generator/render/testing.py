"""What the SDK has for the tests of its users: the module ``testing``."""

from __future__ import annotations

from ..model import Api, MutualTlsScheme
from .environment import environment
from .formatting import laid_out
from .package import Package
from .tables import scheme_arguments


def render_testing(api: Api, package: Package) -> str:
    """The module with the transport that stands in for the API."""
    template = environment().get_template("client/testing.py.jinja")
    example = next((f"{operation.accessor}" for operation in api.operations()), "group.method")
    return laid_out(template.render(package=package, credentials=stand_in_credentials(api), example=example))


def stand_in_credentials(api: Api) -> tuple[str, ...]:
    """The arguments of the client that get a made-up secret: all but certificates, which transports hold."""
    schemes = [scheme for scheme in api.schemes if not isinstance(scheme, MutualTlsScheme)]
    return tuple(name for scheme in schemes for name in scheme_arguments(scheme))
