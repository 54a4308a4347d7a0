"""For all tests: how hypothesis runs."""

from hypothesis import settings

# How long one example takes says more of the machine than of the code.
settings.register_profile("tongbao", deadline=None)
settings.load_profile("tongbao")
