"""An LSTM stepped gate by gate: gates held at a value, functions replaced by the learner's."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lstm_lab.cells import lstm, readout
from lstm_lab.shell import learner


class Run(NamedTuple):
    """What one example went through, all (T, H): gates, states, pre-activations a_k.

    i, g, f and o are the values that were used, also where they were held. a_k is the course's
    weighted sum of x_t and of this run's h_{t-1}. c_prev and h_prev are the states before the step.
    """

    i: np.ndarray
    g: np.ndarray
    f: np.ndarray
    o: np.ndarray
    c: np.ndarray
    h: np.ndarray
    a_i: np.ndarray
    a_g: np.ndarray
    a_f: np.ndarray
    a_o: np.ndarray
    c_prev: np.ndarray
    h_prev: np.ndarray


LARGEST = 1e100  # a wrong gate makes c grow at every step
GATES = {"i": "input_gate", "g": "candidate", "f": "forget_gate", "o": "output_gate"}


def run(params, xs, state=None, frozen=None, functions=None):
    """Step an LSTM over one example by its own functions (L1)-(L6). Returns a Run.

    Parameters: params, lstm.Params; xs (T, 1, D); state, (h, c) of shape (1, H) before the first
    step, by default zero; frozen, a dict of "i", "g", "f" or "o" to the number it is held at;
    functions, a dict of a name of `lstm` to the learner's function, which takes that one's place.
    A held gate's function is not called. Raises LearnerError or NotStartedError.
    """
    h, c = lstm.initial_state(params, 1) if state is None else state
    rows = []
    for x in xs:
        rows.append(_step(params, x, h, c, frozen or {}, functions or {}))
        h, c = rows[-1].h, rows[-1].c
    return Run(*(np.concatenate(rows_of) for rows_of in zip(*rows, strict=True)))


def _step(params, x, h_prev, c_prev, frozen, functions):
    """Advance by one step and keep everything, each (1, H)."""
    shape = h_prev.shape

    def call(name, *arrays):
        if name in functions:
            return learner.call(functions[name], name, np.empty(shape), *arrays)
        return getattr(lstm, name)(*arrays)

    weights = {k: [getattr(params, f"{part}_{k}") for part in "WUb"] for k in GATES}
    values = {
        k: np.full(shape, float(frozen[k])) if k in frozen else call(name, x, h_prev, *weights[k])
        for k, name in GATES.items()
    }
    with np.errstate(over="ignore", invalid="ignore"):
        c = call("cell_state", c_prev, values["f"], values["i"], values["g"])
    if functions:
        learner.not_above(LARGEST, c, f"With your {' and '.join(functions)}, c grows")
    h = call("hidden_state", values["o"], c)
    sums = {f"a_{k}": _sum(x, h_prev, *weights[k]) for k in GATES}
    return Run(**values, c=c, h=h, **sums, c_prev=c_prev, h_prev=h_prev)


def _sum(x, h_prev, W, U, b):
    """Return the weighted sum of one gate before its sigmoid or tanh."""
    return readout.logits(np.hstack([h_prev, x]), np.vstack([W, U]), b)
