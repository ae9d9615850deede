"""The learner's own function inside an explorer: called with care, its errors made sentences.

The sentences are those of the checks (`lstm_lab.guest`): one fault is told in one way.
"""

from __future__ import annotations

from copy import deepcopy
from types import SimpleNamespace

import numpy as np

from lstm_lab.guest.call import RejectedError
from lstm_lab.guest.call import call as guest_call
from lstm_lab.guest.errors import explain
from lstm_lab.guest.form import Context, result_problem
from lstm_lab.guest.values import leaves

LARGEST = 1e9  # what is larger has no place in most pictures


class NotStartedError(Exception):
    """The function still raises NotImplementedError."""


class LearnerError(Exception):
    """The function stopped, or returned what cannot be drawn; the message is a sentence."""


class TypedError(LearnerError):
    """The reader typed what cannot be shown; the message is a sentence."""


def call(function, name, want, *arguments, outputs=None, largest=LARGEST, own=None):
    """Call the learner's function on copies of the arguments and return its numbers, as floats.

    Parameters: name, of the function; want, an array, or a tuple of arrays, of the form that is
    due; outputs, the names of the results in a tuple; largest, what can still be drawn; own, as in
    `result`. Returns an array, or if want is a tuple, a tuple of all arrays inside the result.
    Raises NotStartedError or LearnerError, and nothing else.
    """
    value = result(function, name, *arguments, own=own)
    what = outputs or f"The result of {name}"
    problem = result_problem(value, want, what, Context(who=name))
    if problem:
        given = _first(arguments) if problem.mistake == "not-finite" else ""
        raise LearnerError(f"{problem.message}{given}")
    found = tuple(array.astype(float) for array in leaves(value))
    for array in found:
        not_above(largest, array, f"{name} returned a number")
    return found if isinstance(want, tuple) else found[0]


def answer(function, exercise, *arguments):
    """Call the learner's answer to an exercise of several results, as its check does.

    Parameters: exercise, an `Exercise`. Returns a tuple of all arrays inside the result, as floats.
    Raises NotStartedError or LearnerError, and nothing else.
    """
    judged = exercise.judge(function) if exercise.judge else function
    want = exercise.reference(*arguments)
    return call(judged, exercise.name, want, *arguments, outputs=exercise.outputs, own=function)


def result(function, name, *arguments, own=None):
    """Call a function of the learner's on copies of the arguments and return what it returns.

    It is called often: what it prints is swallowed, as its warnings are. Parameters: own, the
    function whose lines are quoted, if `function` is ours and calls the learner's. Raises
    NotStartedError or LearnerError, and nothing else.
    """
    case = SimpleNamespace(draw=lambda: dict(enumerate(map(deepcopy, arguments))))
    outcome = guest_call(function, case)
    error = outcome.error
    if error is None:
        return outcome.value
    if isinstance(error, NotImplementedError):
        raise NotStartedError(
            f"{name} is not written yet: it raises NotImplementedError. "
            "Write it, run its cell, then run this cell again."
        )
    if isinstance(error, RejectedError):
        raise LearnerError(error.finding.message) from error
    raise LearnerError(explain(error, own or function, Context(who=name)).message) from error


def not_above(largest, array, what):
    """Return the array, or raise LearnerError if an entry is too large to be drawn."""
    size = np.abs(array).max(initial=0)
    if not size <= largest:
        raise LearnerError(f"{what} as large as {size:.0e}: that cannot be drawn.")
    return array


def _first(arguments):
    """Say what the first argument was, if it is an array."""
    if not isinstance(arguments[0], np.ndarray):
        return ""
    given = np.array2string(arguments[0], precision=4).replace("\n", "")
    return f" Its first argument was {given}."
