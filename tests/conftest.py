"""What holds for every test."""

import hypothesis

# How long an example takes says something about the machine, and nothing about the program.
hypothesis.settings.register_profile(
    "default", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow], print_blob=True
)
hypothesis.settings.load_profile("default")
