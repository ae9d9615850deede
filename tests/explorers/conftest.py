"""Errors inside button callbacks are only logged by ipywidgets: here they fail the test."""

import json
import logging

import pytest


@pytest.fixture(autouse=True)
def no_error_is_swallowed(caplog):
    """Fail the test if a callback's exception ended in the log."""
    yield
    swallowed = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert not swallowed, f"an exception was swallowed: {swallowed}"


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    """A workspace, as the working directory."""
    (tmp_path / ".lstm_lab").mkdir()
    (tmp_path / ".lstm_lab" / "manifest.json").write_text(json.dumps({}), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path
