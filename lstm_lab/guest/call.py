"""Call somebody else's function without being changed by it, and keep what happened."""

from __future__ import annotations

import contextlib
import io
import random
import sys
import types
import warnings
from typing import NamedTuple

import numpy as np

from lstm_lab.guest.finding import Finding
from lstm_lab.guest.values import differences, leaves

# As NumPy starts: a result that is too small to hold is a good zero.
_WARN = {"over": "warn", "divide": "warn", "invalid": "warn", "under": "ignore"}


class Outcome(NamedTuple):
    """What one call did.

    Attributes: value, what came back, or None; leaves, copies of the arrays in it, or None;
    error, the exception, or None; changed, the names of arguments that were changed; warned, the
    texts of NumPy's warnings.
    """

    value: object = None
    leaves: tuple | None = None
    error: BaseException | None = None
    changed: tuple = ()
    warned: tuple = ()


class RejectedError(Exception):
    """Raised by an exercise's own judge; `finding` says what is wrong."""

    def __init__(self, finding: Finding):
        super().__init__(finding.message)
        self.finding = finding


@contextlib.contextmanager
def isolation():
    """Keep the random states, the floating-point settings and the print options as they are."""
    numpy_state, python_state = np.random.get_state(), random.getstate()  # noqa: NPY002
    options = np.get_printoptions()
    np.random.seed(0)  # noqa: NPY002 - a learner's global draw is then the same at every check
    random.seed(0)
    try:
        with np.errstate(**_WARN):
            yield
    finally:
        np.random.set_state(numpy_state)  # noqa: NPY002
        random.setstate(python_state)
        np.set_printoptions(**options)


def call(function, case, *, show=False):
    """Call the function on a case's arguments, fresh ones, and return the Outcome.

    Prints are shown only if `show` is true: a check calls often. KeyboardInterrupt passes through.
    """
    arguments, before = case.draw(), case.draw()
    value = error = None
    with warnings.catch_warnings(record=True) as caught, _prints(show), np.errstate(**_WARN):
        warnings.simplefilter("always")
        try:
            value = function(*arguments.values())
        except KeyboardInterrupt:
            raise
        except BaseException as raised:  # SystemExit, and what a learner may have made
            error = raised
    if type(value) is types.CoroutineType:
        value.close()  # nobody awaits it, and Python would complain later
    changed = differences(before, arguments)
    return Outcome(value, leaves(value), error, changed, _numeric(caught))


@contextlib.contextmanager
def _prints(show):
    """Show what is printed, or swallow it; on stdout, as nbgrader takes stderr for a failure."""
    stream = sys.stdout if show else io.StringIO()
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        yield


def _numeric(caught):
    """Return the texts of the RuntimeWarnings, each once, in order."""
    texts = [str(w.message) for w in caught if issubclass(w.category, RuntimeWarning)]
    return tuple(dict.fromkeys(texts))
