"""What the SDK has for the tests of its users: the module ``testing`` and the page about it."""

from __future__ import annotations

from ..model import Api, MutualTlsScheme
from .environment import environment
from .formatting import laid_out
from .package import Package
from .tables import scheme_arguments

_PROGRAM = """\
from {name}.testing import FakeTransport


def test_mine() -> None:
    fake = FakeTransport()
    client = fake.client()
    fake.on(client.{accessor}).respond({{}})

    # call what is to be tested with client

    assert [call.arguments for call in fake.calls] == []
"""


def render_testing(api: Api, package: Package) -> str:
    """The module with the transport that stands in for the API."""
    template = environment().get_template("client/testing.py.jinja")
    example = next((operation.accessor for operation in api.operations()), "group.method")
    return laid_out(template.render(package=package, credentials=stand_in_credentials(api), example=example))


def render_testing_page(api: Api, package: Package) -> dict[str, str]:
    """The page on how to test with it, by its path; none where there is nothing to call."""
    accessor = next((operation.accessor for operation in api.operations()), None)
    if accessor is None:
        return {}
    program = laid_out(_PROGRAM.format(name=package.import_name, accessor=accessor))
    template = environment().get_template("docs/TESTING.md.jinja")
    return {"TESTING.md": template.render(package=package, accessor=accessor, program=program)}


def stand_in_credentials(api: Api) -> tuple[str, ...]:
    """The arguments of the client that get a made-up secret: all but certificates, which transports hold."""
    schemes = [scheme for scheme in api.schemes if not isinstance(scheme, MutualTlsScheme)]
    return tuple(name for scheme in schemes for name in scheme_arguments(scheme))
