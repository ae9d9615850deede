"""Errors inside button callbacks are only logged by ipywidgets: here they fail the test."""

import pytest


@pytest.fixture(autouse=True)
def watched(no_error_is_swallowed):
    """Let no test of this folder pass over an exception that ended in the log."""
