"""Ways back through the LSTM cell that cut one of the two roads to the step before.

Each has the signature of `lstm.step_backward` and makes a cell with `cut`. On the way forward
nothing changes. Cutting is no mistake by itself: Hochreiter and Schmidhuber 1997 did it on purpose.
"""

from __future__ import annotations

import numpy as np

from lstm_lab.cells import lstm
from lstm_lab.cells.cell import Cell


def without_hidden_road(params, trace, dh, dc):
    """Carry back along c alone: what (B6) gives is not fed to step t-1, (V5).

    Arguments and results as `lstm.step_backward`; dh_prev is zero.
    Source: Hochreiter and Schmidhuber 1997, "Long short-term memory", appendix A.1.
    """
    dx, (dh_prev, dc_prev), dparams = lstm.step_backward(params, trace, dh, dc)
    return dx, (np.zeros_like(dh_prev), dc_prev), dparams  # (V5)


def without_cell_road(params, trace, dh, dc):
    """Carry back along h alone: what (B7) gives is not fed to step t-1; dc_prev is zero."""
    dx, (dh_prev, dc_prev), dparams = lstm.step_backward(params, trace, dh, dc)
    return dx, (dh_prev, np.zeros_like(dc_prev)), dparams


def cut(step_backward):
    """Return the LSTM as a Cell with another step back."""
    return Cell(lstm.init, lstm.initial_state, lstm.step, step_backward)
