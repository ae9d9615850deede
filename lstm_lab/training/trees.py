"""Nested tuples of arrays, such as a model's parameters, handled as one thing."""

from __future__ import annotations

import numpy as np


def arrays(tree):
    """Return the arrays of a nested tuple by name, in order: {"cell/W": W, "readout/V": V, ...}.

    A NamedTuple's fields give the names, a plain tuple's places do ("0", "1", ...).
    """
    if not isinstance(tree, tuple):
        return {"": tree}
    named = {}
    for name, branch in zip(_names(tree), tree, strict=True):
        for rest, array in arrays(branch).items():
            named[f"{name}/{rest}".rstrip("/")] = array
    return named


def _names(tree):
    """Return the names of a tuple's entries."""
    return getattr(tree, "_fields", None) or [str(k) for k in range(len(tree))]


def rebuild(tree, replacements):
    """Return a tuple of the same types with the arrays of the iterable, in order."""
    replacements = iter(replacements)
    return _rebuild(tree, replacements)


def _rebuild(tree, replacements):
    if not isinstance(tree, tuple):
        return next(replacements)
    branches = [_rebuild(branch, replacements) for branch in tree]
    return type(tree)(*branches) if hasattr(tree, "_fields") else tuple(branches)


def transform(function, tree, *others):
    """Return the tree with function(array, ...) in place of each array, over all trees at once.

    Raises ValueError if the trees differ in their names or an array's shapes differ.
    """
    first, rest = arrays(tree), [arrays(other) for other in others]
    for other in rest:
        if other.keys() != first.keys():
            raise ValueError(f"expected arrays named {list(first)}, got {list(other)}")
        for name, array in other.items():
            if np.shape(array) != np.shape(first[name]):
                raise ValueError(
                    f"{name} must have shape {np.shape(first[name])}, got {np.shape(array)}"
                )
    return rebuild(tree, (function(*(named[k] for named in (first, *rest))) for k in first))
