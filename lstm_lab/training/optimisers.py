"""From gradients to new parameters: gradient descent with momentum, and Adam.

Parameters, gradients and states are NamedTuples or nested tuples of arrays of one structure.
Nothing is changed in place: `update` returns new arrays.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from lstm_lab.training.trees import transform


class Optimiser(NamedTuple):
    """Two functions: start(params) -> state; update(params, gradients, state) -> params, state."""

    start: Callable
    update: Callable


class SgdState(NamedTuple):
    """The running sum of the gradients, as params."""

    velocity: tuple


class AdamState(NamedTuple):
    """How many updates were made, and the running means of the gradients and their squares."""

    count: np.ndarray
    mean: tuple
    square: tuple


def sgd(learning_rate, momentum=0.0):
    """Return the Optimiser v <- momentum v + d, p <- p - learning_rate v.

    Raises ValueError for a learning rate that is not positive, or a momentum outside 0..1.
    Source: Polyak 1964, "Some methods of speeding up the convergence of iteration methods".
    """
    _check_rate("learning_rate", learning_rate)
    _check_share("momentum", momentum)

    def start(params):
        return SgdState(transform(np.zeros_like, params))

    def update(params, gradients, state):
        velocity = transform(lambda d, v: momentum * v + d, gradients, state.velocity)
        return transform(lambda p, v: p - learning_rate * v, params, velocity), SgdState(velocity)

    return Optimiser(start, update)


def adam(learning_rate=1e-3, mean_decay=0.9, square_decay=0.999, eps=1e-8):
    """Return the Optimiser whose step follows each gradient's mean over its own recent size.

    Parameters: learning_rate, about the size of a step of every number; the two decays, 0 to 1,
    of the running mean of the gradients and of their squares; eps, against a division by zero.
    Raises ValueError for one that is out of range.
    Source: Kingma and Ba 2015, "Adam: a method for stochastic optimization", algorithm 1.
    """
    _check_rate("learning_rate", learning_rate)
    _check_rate("eps", eps)
    _check_share("mean_decay", mean_decay)
    _check_share("square_decay", square_decay)

    def start(params):
        zeros = transform(np.zeros_like, params)
        return AdamState(np.asarray(0), zeros, zeros)

    def update(params, gradients, state):
        a, b = mean_decay, square_decay
        mean = transform(lambda m, d: a * m + (1 - a) * d, state.mean, gradients)
        square = transform(lambda s, d: b * s + (1 - b) * d * d, state.square, gradients)
        count = int(state.count) + 1
        # Both means start at zero: dividing by these makes up for it.
        a, b = 1 - mean_decay**count, 1 - square_decay**count

        def move(p, m, s):
            return p - learning_rate * (m / a) / (np.sqrt(s / b) + eps)

        return transform(move, params, mean, square), AdamState(np.asarray(count), mean, square)

    return Optimiser(start, update)


def _check_rate(name, value):
    """Raise ValueError unless the value is a positive number."""
    if not (np.isfinite(value) and value > 0):
        raise ValueError(f"{name} must be a positive number, got {value!r}")


def _check_share(name, value):
    """Raise ValueError unless the value lies from 0 to below 1."""
    if not 0 <= value < 1:
        raise ValueError(f"{name} must lie between 0 and 1 (below it), got {value!r}")
