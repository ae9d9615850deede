"""What tests ask for: a component that may be missing, a seeded generator, a workspace, a log."""

import importlib
import logging
import os
import shutil
import sys

import numpy as np
import pytest

from lstm_lab.course.kernel import ONE_THREAD

os.environ.update(ONE_THREAD)  # for every process and kernel that a test starts


@pytest.fixture
def rng():
    """A generator with a fixed seed."""
    return np.random.default_rng(20240607)


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    """An empty workspace, as the working directory."""
    (tmp_path / ".lstm_lab").mkdir()
    (tmp_path / ".lstm_lab" / "manifest.json").write_text("{}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def no_error_is_swallowed(caplog):
    """Fail the test if a callback's exception ended in the log."""
    yield
    swallowed = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert not swallowed, f"an exception was swallowed: {swallowed}"


@pytest.fixture(scope="session")
def require():
    """Return a module, or a program's path; skip with the reason where it is missing.

    With LSTM_LAB_REQUIRE_ALL=1, as in CI, a missing component is a failure.
    """
    return find_component


def find_component(name):
    """Import the module or find the program called `name`; skip, or fail in CI, without it."""
    program = shutil.which(name)
    if program:
        return program
    try:
        return importlib.import_module(name)
    except ImportError:
        reason = (
            f"{name} is not installed here (Python {sys.version_info[0]}.{sys.version_info[1]})"
        )
    if os.environ.get("LSTM_LAB_REQUIRE_ALL") == "1":
        pytest.fail(f"{reason}, and LSTM_LAB_REQUIRE_ALL=1 makes that a failure")
    pytest.skip(reason)
