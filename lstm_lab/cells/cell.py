"""What a cell is made of, for cells that are put together from functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Cell(NamedTuple):
    """Four functions that `lstm_lab.sequence` can drive, as the modules rnn and lstm have them.

    Attributes
    ----------
    init : callable
        (D, H, *, rng, dtype) -> params, a NamedTuple of arrays.
    initial_state : callable
        (params, N) -> state, a tuple of zero arrays of shape (N, H); state[0] is h.
    step : callable
        (params, x, *state) -> state, trace, with x of shape (N, D).
    step_backward : callable
        (params, trace, *dstate) -> dx, dstate, dparams, the gradients of step's arguments.
    """

    init: Callable
    initial_state: Callable
    step: Callable
    step_backward: Callable
