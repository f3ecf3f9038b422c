"""What holds for every test."""

from collections.abc import Iterator

import hypothesis
import pytest

# How long an example takes says something about the machine, and nothing about the program.
hypothesis.settings.register_profile(
    "default", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow], print_blob=True
)
hypothesis.settings.load_profile("default")


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test takes anything from the cache of the user who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SDKWRIGHT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield
