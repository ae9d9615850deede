"""How long a forget gate keeps: its half-life in steps, and the bias that gives a half-life."""

from __future__ import annotations

import numpy as np


def half_life(f):
    """Return after how many steps half is left when a share f is kept at each: log(.5) / log(f).

    Parameters: f, array of any shape, between 0 and 1, both ends excluded. Returns steps, the
    same shape; a fraction of a step where f is below one half.
    """
    return np.log(0.5) / np.log(f)


def forget_bias_for(half_life):
    """Return the bias b with sigma(b)**half_life = 1/2, for a gate that sees nothing else.

    Parameters: half_life, steps, array of any shape, above 0. Returns b of the same shape: 0 for
    one step, -log(2**(1 / half_life) - 1) in general.
    """
    return -np.log(np.expm1(np.log(2) / half_life))
