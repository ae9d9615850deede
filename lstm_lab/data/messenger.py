"""The messenger: sixteen steps of noise, two messages to carry, two questions to answer.

Each step has three inputs: a value v, a store signal s and an ask signal q. Where s = 1, the value
is the message; where q = 1, the network is to say the last message; all other values are noise.
"""

from __future__ import annotations

import numpy as np

VALUES = (.3, -.5, .9, -1, .6, .8, .2, .5, .1, .9, .6, -.7, .7, -.9, .5, -.6)  # fmt: skip
STORED_AT = (2, 11)
ASKED_AT = (9, 15)
OPEN = 6.0  # a pre-activation of +6 opens a gate to 0.9975, one of -6 leaves it at 0.0025


def inputs(dtype=np.float64):
    """Return xs (16, 1, 3): value, store and ask at each step, for one example."""
    xs = np.zeros((len(VALUES), 1, 3), dtype)
    xs[:, 0, 0] = VALUES
    xs[list(STORED_AT), 0, 1] = 1
    xs[list(ASKED_AT), 0, 2] = 1
    return xs


def messages(dtype=np.float64):
    """Return the message that is right at each step, (16,): the last stored value, 0 before."""
    right, last = np.zeros(len(VALUES), dtype), 0.0
    for t, value in enumerate(VALUES):
        last = value if t in STORED_AT else last
        right[t] = last
    return right


def weights(dtype=np.float64):
    """Return gates set by hand for one unit (D = 3, H = 1), as arrays by the names of the LSTM.

    The pre-activations are a_i = 12 s - 6 and a_f = 6 - 12 s: store opens the input gate and shuts
    the forget gate; a_o = 12 q - 6: ask opens the output gate; and a_g = v.
    """
    of_inputs = {
        "i": ([0, 2 * OPEN, 0], -OPEN),
        "g": ([1, 0, 0], 0),
        "f": ([0, -2 * OPEN, 0], OPEN),
        "o": ([0, 0, 2 * OPEN], -OPEN),
    }
    arrays = {}
    for gate, (column, bias) in of_inputs.items():
        arrays[f"W_{gate}"] = np.zeros((1, 1), dtype)
        arrays[f"U_{gate}"] = np.array(column, dtype)[:, None]
        arrays[f"b_{gate}"] = np.array([bias], dtype)
    return arrays


def letters(rng, T=16, N=32, store=0.15, ask=0.2):
    """Draw N new sequences of the messenger's task, and what should be said at every step.

    Values are uniform in [-1, 1]; each step stores with the probability `store`; one that does not
    store asks with the probability `ask`. Returns xs (T, N, 3), as in `inputs`, and right
    (T, N, 1): tanh(tanh(message)) where asked, which is what the gates set by hand say when they
    are quite open or shut, and 0 elsewhere and before the first message.
    """
    xs = np.zeros((T, N, 3))
    xs[..., 0] = rng.uniform(-1, 1, (T, N))
    xs[..., 1] = rng.random((T, N)) < store
    xs[..., 2] = (rng.random((T, N)) < ask) & (xs[..., 1] == 0)
    return xs, right_answers(xs)


def right_answers(xs):
    """Return what should be said, (T, N, 1), for inputs (T, N, 3) of value, store and ask."""
    value, store, ask = np.moveaxis(xs, -1, 0)
    message, right = np.zeros(xs.shape[1]), np.zeros((*xs.shape[:2], 1))
    for t in range(len(xs)):
        message = np.where(store[t] == 1, value[t], message)
        right[t, :, 0] = np.where(ask[t] == 1, np.tanh(np.tanh(message)), 0.0)
    return right
