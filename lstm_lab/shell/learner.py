"""The learner's own function inside an explorer: called with care, its errors made sentences."""

from __future__ import annotations

import linecache
import traceback

import numpy as np

from lstm_lab.shapes import spell

LARGEST = 1e9  # what is larger has no place in most pictures


class NotStartedError(Exception):
    """The function still raises NotImplementedError."""


class LearnerError(Exception):
    """The function stopped, or returned what cannot be drawn; the message is a sentence."""


class TypedError(LearnerError):
    """The reader typed what cannot be shown; the message is a sentence."""


def call(function, name, shape, *arrays, largest=LARGEST):
    """Call the learner's function on copies of the arrays and return its array of that shape.

    Raises NotStartedError or LearnerError, and nothing else.
    """
    found = _looked_at(_result(function, name, arrays), name, shape, arrays[0])
    return not_above(largest, found, f"{name} returned a number")


def call_several(function, name, shapes, *arrays):
    """Call the learner's function and return its arrays, as many as there are shapes.

    Parameters: as `call`, but shapes is a dict of a result's name to its shape. Returns a tuple.
    Raises NotStartedError or LearnerError, and nothing else.
    """
    results = _result(function, name, arrays)
    listed = ", ".join(shapes)
    if not isinstance(results, tuple):
        came = "None" if results is None else _a(results)
        came = "one array" if isinstance(results, np.ndarray) else came
        raise LearnerError(f"{name} returned {came}; {len(shapes)} arrays are due: {listed}.")
    if len(results) != len(shapes):
        raise LearnerError(
            f"{name} returned {len(results)} results; {len(shapes)} are due: {listed}."
        )
    looked = (
        _looked_at(result, f"{name}: {part}", shape, arrays[0], verb="is")
        for result, (part, shape) in zip(results, shapes.items(), strict=True)
    )
    return tuple(not_above(LARGEST, result, f"{name} returned a number") for result in looked)


def not_above(largest, array, what):
    """Return the array, or raise LearnerError if an entry is too large to be drawn."""
    size = np.abs(array).max(initial=0)
    if not size <= largest:
        raise LearnerError(f"{what} as large as {size:.0e}: that cannot be drawn.")
    return array


def _result(function, name, arrays):
    """Call the function on copies of the arrays; turn what goes wrong into a sentence."""
    try:
        with np.errstate(all="ignore"):
            return function(*(array.copy() for array in arrays))
    except LearnerError:
        raise
    except NotImplementedError:
        raise NotStartedError(
            f"{name} is not written yet: it raises NotImplementedError. "
            "Write it, run its cell, then run this cell again."
        ) from None
    except Exception as error:
        raise LearnerError(_stopped(function, name, error)) from error


def _stopped(function, name, error):
    """Say which error stopped the function, and at which of its own lines."""
    sentence = f"{name} stopped with {type(error).__name__}: {error}."
    code = getattr(function, "__code__", None)
    own = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if code is not None and frame.filename == code.co_filename
    ]
    line = linecache.getline(own[-1].filename, own[-1].lineno).strip() if own else ""
    return f"{sentence} It happened in this line: {line}" if line else sentence


def _looked_at(result, name, shape, first, verb="returned"):
    """Return the result if it is a finite array of the shape that the exercise promises."""
    if result is None:
        raise LearnerError(f"{name} {verb} None. Does its last line begin with return?")
    if not isinstance(result, np.ndarray | np.generic):
        raise LearnerError(f"{name} {verb} {_a(result)}, an array of shape {spell(shape)} is due.")
    if result.shape != shape:
        raise LearnerError(
            f"{name} {verb} an array of shape {spell(result.shape)}, {spell(shape)} is due."
        )
    if result.dtype.kind not in "fiu":
        raise LearnerError(f"{name} {verb} an array of {result.dtype}, real numbers are due.")
    if not np.isfinite(result).all():
        bad = result[~np.isfinite(result)][0]
        given = np.array2string(first, precision=4).replace("\n", "")
        raise LearnerError(f"{name} {verb} {bad}, not a number. Its first argument was {given}.")
    return result.astype(float)


def _a(value):
    kind = type(value).__name__
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
