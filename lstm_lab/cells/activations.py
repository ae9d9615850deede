"""The two squashing functions of the cells."""

from __future__ import annotations

import numpy as np


def sigmoid(a):
    """Squash any number into (0, 1): sigma(a) = 1 / (1 + exp(-a)).

    Parameters
    ----------
    a : numpy.ndarray, any shape, floating dtype

    Returns
    -------
    numpy.ndarray of a's shape and dtype. Written as exp(-log(1 + exp(-a))), which neither
    overflows at a = -1000 nor loses the small values to rounding.
    """
    return np.exp(-np.logaddexp(0, -a))


def tanh(a):
    """Squash any number into (-1, 1), keeping its sign: tanh(a) = 2 sigma(2a) - 1.

    Parameters
    ----------
    a : numpy.ndarray, any shape, floating dtype

    Returns
    -------
    numpy.ndarray of a's shape and dtype
    """
    return np.tanh(a)
