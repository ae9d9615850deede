"""The shared errors about shapes and dtypes: each says what was expected and what came."""

from __future__ import annotations

import numpy as np


def check_array(name, value, shape):
    """Return `value` if it is a finite float array of the expected shape.

    Parameters
    ----------
    name : str
        What the caller calls the array; the error begins with it.
    value : numpy.ndarray
        The array to look at. It is returned unchanged, never copied.
    shape : tuple
        One entry an axis: an int that must match, or a letter ("T") for a size of at least 1 that
        is free.

    Raises
    ------
    TypeError
        If `value` is not a NumPy array, or not of a floating dtype.
    ValueError
        If the shape differs, an axis is empty, or a number is NaN or infinite.
    """
    check_float_array(name, value)
    check_shape(name, value, shape)
    check_finite(name, value)
    return value


def check_float_array(name, value):
    """Raise TypeError unless `value` is a NumPy array of a floating dtype."""
    if not isinstance(value, np.ndarray):
        raise TypeError(f"{name} must be a NumPy array of floats, got {type(value).__name__}")
    if not np.issubdtype(value.dtype, np.floating):
        raise TypeError(
            f"{name} must have a floating dtype (float64 or float32), got {value.dtype}; "
            f"{name}.astype(float) converts it"
        )


def check_shape(name, value, shape):
    """Raise ValueError unless `value` has the expected shape; a letter stands for any size >= 1."""
    fits = len(value.shape) == len(shape) and all(
        size == want if isinstance(want, int) else size > 0
        for size, want in zip(value.shape, shape, strict=True)
    )
    if not fits:
        least = " with no size 0" if 0 in value.shape else ""
        raise ValueError(f"{name} must have shape {spell(shape)}{least}, got {spell(value.shape)}")


def check_finite(name, value):
    """Raise ValueError at the first number that is NaN or infinite, saying where it stands."""
    if not np.isfinite(value).all():
        where = tuple(int(k) for k in np.argwhere(~np.isfinite(value))[0])
        raise ValueError(
            f"{name} must hold finite numbers, got {value[where]} at index {spell(where)}"
        )


def check_generator(rng):
    """Raise TypeError unless `rng` is a numpy.random.Generator."""
    if not isinstance(rng, np.random.Generator):
        raise TypeError(
            "rng must be a numpy.random.Generator, such as numpy.random.default_rng(0), "
            f"got {type(rng).__name__}"
        )


def check_float_dtype(dtype):
    """Raise TypeError unless `dtype` names a floating dtype."""
    if not np.issubdtype(np.dtype(dtype), np.floating):
        raise TypeError(f"dtype must be a floating dtype, such as float64, got {np.dtype(dtype)}")


def check_sizes(**sizes):
    """Raise unless every size is a whole number of at least 1."""
    for name, size in sizes.items():
        if not isinstance(size, int | np.integer) or isinstance(size, bool) or size < 1:
            raise ValueError(f"{name} must be a whole number of at least 1, got {size!r}")


def spell(shape):
    """Write a shape the way NumPy prints one: (3,) or (T, N, 4)."""
    inside = ", ".join(str(size) for size in shape)
    return f"({inside},)" if len(shape) == 1 else f"({inside})"
