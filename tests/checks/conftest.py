"""Reports without a workspace: what would be recorded is kept in a list."""

import sys
import types

import pytest


@pytest.fixture
def recorded(monkeypatch):
    """Put a record in place of the progress module, and return the list that it fills."""
    calls = []
    module = types.ModuleType("lstm_lab.progress")
    module.record_check = lambda name, status, **rest: calls.append((name, status, rest))
    monkeypatch.setitem(sys.modules, "lstm_lab.progress", module)
    return calls
