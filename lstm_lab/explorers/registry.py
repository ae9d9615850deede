"""The list of all explorers: the benchmark and the tests find them here."""

from __future__ import annotations

EXPLORERS = {}


def register(factory):
    """Add a function that returns an Explorer under its own name; use as a decorator."""
    EXPLORERS[factory.__name__] = factory
    return factory
