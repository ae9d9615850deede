"""How wrong a sequence of outputs is, and the error it sends back.

Sizes: T steps, N examples, K outputs. `mask` is 1 where a step counts and 0 elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lstm_lab.cells import readout


class Loss(NamedTuple):
    """Two functions of (z, targets, mask): value, the mean loss; error, its gradient dz."""

    value: Callable
    error: Callable


def _squared_value(z, targets, mask):
    """Return the mean over the counted steps of the squared distance. z, targets (T, N, K)."""
    return (mask[..., None] * (z - targets) ** 2).sum() / _counted(mask)


def _squared_error(z, targets, mask):
    """Return dz (T, N, K), the gradient of the mean squared distance."""
    return 2 * mask[..., None] * (z - targets) / _counted(mask)


def _counted(mask):
    """Return how many steps count; ValueError if none does."""
    if not mask.any():
        raise ValueError("mask must have at least one step that counts, got zeros only")
    return mask.sum()


cross_entropy = Loss(readout.cross_entropy, readout.logits_error)
squared_distance = Loss(_squared_value, _squared_error)
