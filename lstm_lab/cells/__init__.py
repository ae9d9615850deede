"""The equations, one labelled line each: activations, rnn, lstm and readout.

Beside them: half_life, how long a forget gate keeps; convert, weights to PyTorch and Keras.

A cell is anything with `init`, `initial_state(params, N)`, `step(params, x, *state)` and
`step_backward(params, trace, *dstate)`: one of the modules here, or a `Cell`. `state[0]` is the
output h.
"""

from lstm_lab.cells.cell import Cell

__all__ = ["Cell"]
