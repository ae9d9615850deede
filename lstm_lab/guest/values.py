"""Arguments and results as trees of arrays: take apart, copy, compare."""

from __future__ import annotations

import numpy as np

LARGEST = 1_000_000  # more numbers than any exercise returns: looked at by shape only


def leaves(value, depth=4):
    """Return copies of the arrays and numbers inside a value, or None if something else is there.

    Tuples and lists are opened, text becomes its characters' numbers. Only the type decides:
    nothing of the learner's own classes is called.
    """
    kind = type(value)
    if kind in (str, np.str_):
        return (np.array([ord(character) for character in value[:1000]], float),)
    if kind in (bool, int, float) or issubclass(kind, np.generic):
        value = np.asarray(float(value) if kind is int and abs(value) < 2**1000 else value)
    if type(value) is np.ndarray:
        fits = value.dtype.kind in "fiub" and value.size <= LARGEST
        return (value.copy(),) if fits else None
    if not issubclass(kind, tuple | list) or depth == 0 or len(value) > 100:
        return None
    parts = [leaves(part, depth - 1) for part in value]
    return None if any(part is None for part in parts) else sum(parts, ())


def named_arrays(arguments):
    """Return the float arrays among arguments by name; inside tuples: "params.W", "state[0]"."""
    found = {}
    for name, value in arguments.items():
        if isinstance(value, np.ndarray) and value.dtype.kind == "f":
            found[name] = value
        elif isinstance(value, tuple) and all(isinstance(part, np.ndarray) for part in value):
            keys = [f".{field}" for field in getattr(value, "_fields", ())]
            keys = keys or [f"[{k}]" for k in range(len(value))]
            inside = {f"{name}{key}": part for key, part in zip(keys, value, strict=True)}
            found.update(named_arrays(inside))
    return found


def close(got, want, tolerance):
    """Say for each entry whether two arrays of one shape agree.

    Parameters: got, want; tolerance, relative to the largest finite entry of want. A float32
    result is compared as finely as sums in float32 allow, 2e-5. NaN agrees with NaN.
    """
    if got.dtype.kind == "f" and got.dtype.itemsize < 8:
        tolerance = max(tolerance, 2e-5)
    finite = np.abs(want[np.isfinite(want)])
    margin = tolerance * max(1e-2, finite.max(initial=0.0))
    with np.errstate(all="ignore"):
        return np.isclose(got.astype(float), want.astype(float), 0, margin, equal_nan=True)


def agree(got, want, tolerance):
    """True if two tuples of leaves have the same shapes and numbers."""
    return (
        got is not None
        and want is not None
        and [a.shape for a in got] == [a.shape for a in want]
        and all(close(a, b, tolerance).all() for a, b in zip(got, want, strict=True))
    )


def differences(before, after):
    """Return the names of arguments that a call changed: arrays, also inside tuples and lists."""
    return tuple(name for name in before if not _unchanged(before[name], after[name]))


def _unchanged(a, b):
    if isinstance(a, np.ndarray):
        same_form = isinstance(b, np.ndarray) and a.shape == b.shape and a.dtype == b.dtype
        return same_form and np.array_equal(a, b, equal_nan=a.dtype.kind == "f")
    if isinstance(a, tuple | list):
        return len(a) == len(b) and all(map(_unchanged, a, b))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(_unchanged(a[key], b[key]) for key in a)
    return True
