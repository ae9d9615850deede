"""Keep a single huge gradient from throwing the parameters away: (V3)."""

from __future__ import annotations

import numpy as np

from lstm_lab.training.trees import arrays, transform


def global_norm(gradients):
    """Return the root of the sum over all arrays of their squares, as a float."""
    return float(
        np.sqrt(sum(np.sum(np.square(d, dtype=np.float64)) for d in arrays(gradients).values()))
    )


def clip_by_global_norm(gradients, limit):
    """Shorten gradients whose global norm is above the limit, all by one factor: (V3).

    The direction stays; that is why the arrays are not clipped one by one. A norm that is NaN or
    infinite is returned as it is, with gradients that nobody should use.

    Parameters: gradients, a NamedTuple or nested tuples of arrays; limit, a positive number.
    Returns the new gradients and the norm before clipping. The arguments are not changed.
    Raises ValueError if the limit is not positive.
    Source: Pascanu, Mikolov, Bengio 2013, "On the difficulty of training recurrent neural
    networks", algorithm 1.
    """
    if not limit > 0:
        raise ValueError(f"limit must be a positive number, got {limit!r}")
    norm = global_norm(gradients)
    if norm == 0:
        return gradients, norm
    return transform(lambda d: d * min(1.0, limit / norm), gradients), norm  # (V3)
