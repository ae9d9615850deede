"""Is a gradient right? Compare it with central differences. Knows no network.

Source: the central difference and its error of order eps^2 are in any text on numerical analysis,
such as Press et al. 2007, "Numerical Recipes", section 5.7. Near 1 in float64 the truncation
(eps^2) and the rounding (1e-16 / eps) balance about eps = 1e-5.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lstm_lab.shapes import check_array, check_shape


class Comparison(NamedTuple):
    """How far two gradients are apart: `errors`, a relative error by array name."""

    errors: dict

    @property
    def worst(self):
        """The name of the array with the largest error."""
        return max(self.errors, key=self.errors.get)

    @property
    def largest(self):
        """The largest error."""
        return self.errors[self.worst]

    def __str__(self):
        return "\n".join(f"{name:<6} {error:8.1e}" for name, error in self.errors.items())


def numeric_gradient(f, array, eps=1e-5):
    """Estimate df/d(array) by central differences: (f(a + eps) - f(a - eps)) / (2 eps).

    Parameters
    ----------
    f : callable
        Takes no argument, reads `array` and returns one number.
    array : numpy.ndarray, float64, any shape
        Moved entry by entry while f is called, and put back bit for bit, also when f raises.
    eps : float
        The step, in units of the array.

    Returns
    -------
    numpy.ndarray of array's shape

    Raises
    ------
    TypeError
        If array is not float64: in float32 a step of 1e-5 drowns in rounding.
    ValueError
        If eps is not a positive number, or array is not finite or cannot be written to.
    """
    check_array("array", array, array.shape if isinstance(array, np.ndarray) else ())
    if array.dtype != np.float64:
        raise TypeError(f"array must be float64 for a gradient check, got {array.dtype}")
    if not array.flags.writeable:
        raise ValueError("array must be writeable: it is moved and put back, got a read-only one")
    if not isinstance(eps, int | float) or not 0 < eps < float("inf"):
        raise ValueError(f"eps must be a positive number, such as 1e-5, got {eps!r}")
    gradient = np.empty_like(array)
    for where in np.ndindex(array.shape):
        gradient[where] = (_moved(f, array, where, eps) - _moved(f, array, where, -eps)) / (2 * eps)
    return gradient


def _moved(f, array, where, distance):
    """Call f with one entry moved, and put the entry back."""
    kept = array[where]
    array[where] = kept + distance
    try:
        return f()
    finally:
        array[where] = kept


def relative_error(a, b):
    """Compare two arrays by norm: |a - b| / (|a| + |b|); 0 if both are zero, inf if not finite.

    Parameters: a and b, arrays of one shape. Returns a float from 0 (equal) to 1 (opposite, or
    one of them zero), about 0.7 if they are unrelated, and infinity. Raises ValueError if
    the shapes differ.
    """
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError(f"the arrays must have one shape, got {a.shape} and {b.shape}")
    if not (np.isfinite(a).all() and np.isfinite(b).all()):
        return float("inf")
    largest = max(np.abs(a).max(initial=0), np.abs(b).max(initial=0))
    if largest == 0:
        return 0.0
    a, b = a / largest, b / largest  # the squares of 1e200 overflow, those of 1e-200 vanish
    return float(np.linalg.norm(a - b) / (np.linalg.norm(a) + np.linalg.norm(b)))


def compare(analytic, numeric):
    """Compare two sets of gradients array by array. Both NamedTuples (or dicts) of arrays.

    Returns a Comparison. Raises ValueError if the names or the shapes differ.
    """
    analytic, numeric = _as_dict(analytic), _as_dict(numeric)
    if analytic.keys() != numeric.keys():
        raise ValueError(f"expected gradients for {list(numeric)}, got {list(analytic)}")
    for name, array in numeric.items():
        check_shape(f"the gradient of {name}", np.asarray(analytic[name]), np.shape(array))
    return Comparison({k: relative_error(analytic[k], numeric[k]) for k in numeric})


def check(f, arrays, gradients, eps=1e-5):
    """Compare gradients with central differences of f, array by array.

    Parameters
    ----------
    f : callable
        Takes no argument, reads the arrays and returns one number.
    arrays : NamedTuple or dict of float64 arrays
        Each is moved entry by entry and put back.
    gradients : NamedTuple or dict with the same names
    eps : float

    Returns
    -------
    Comparison; errors below 1e-7 or so speak for the gradients. Raises as `numeric_gradient`.
    """
    numeric = {name: numeric_gradient(f, a, eps) for name, a in _as_dict(arrays).items()}
    return compare(gradients, numeric)


def by_block(analytic, numeric):
    """Compare two sets of gradients by block: the arrays whose names end alike, as W_f, U_f, b_f.

    Parameters: two NamedTuples (or dicts) of arrays with one set of names. Returns a Comparison
    with one error a block, named as the ending ("f"); a name without "_" is its own block.
    """
    analytic, numeric = _as_dict(analytic), _as_dict(numeric)
    blocks = {}
    for name in numeric:
        blocks.setdefault(name.split("_")[-1], []).append(name)
    flat = [
        {b: np.concatenate([np.ravel(grads[n]) for n in names]) for b, names in blocks.items()}
        for grads in (analytic, numeric)
    ]
    return compare(*flat)


def _as_dict(arrays):
    """Return a NamedTuple's or a dict's arrays by name."""
    return arrays._asdict() if hasattr(arrays, "_asdict") else dict(arrays)
