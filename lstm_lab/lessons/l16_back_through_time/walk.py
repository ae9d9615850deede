"""An error on its way back through an LSTM and through an RNN: how large it is at every state."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from lstm_lab import sequence
from lstm_lab.cells import lstm, rnn

D, H, LONGEST, SEED = 8, 16, 30, 4
LENGTHS = (1, 2, 3, 5, 10, 30)
AT_H, AT_C = "h", "c"  # where the error of size 1 enters, at the last step


class Walk(NamedTuple):
    """An error on its way back over T steps.

    h and c, (T + 1,), the norms of the whole error at the states 0 to T; left_h and left_c,
    (T + 1,), what was handed back to that state by the step after it; gradients, Params.
    """

    h: np.ndarray
    c: np.ndarray
    left_h: np.ndarray
    left_c: np.ndarray
    gradients: lstm.Params


@cache
def scene(T, bias):
    """Draw an LSTM, run it over T steps; return its params, the tape, and an error (1, H)."""
    rng = np.random.default_rng(SEED)
    params = lstm.init(D, H, rng=rng, forget_bias=bias)
    xs, state = rng.standard_normal((LONGEST, 1, D)), tuple(rng.uniform(-1, 1, (2, 1, H)))
    error = rng.standard_normal((1, H))
    _, _, tape = sequence.forward(lstm, params, xs[:T], state)
    return params, tape, error / np.linalg.norm(error)


def walk(T, bias, step_backward, keep=None, enters=AT_H):
    """Carry an error of size 1 back from the last of T steps.

    Parameters: bias, of the forget gates; step_backward(params, trace, dh, dc), which returns
    dh_prev, dc_prev and Params; keep, (T, 2) of 0 and 1, what of h and of c step t hands on, by
    default all; enters, AT_H or AT_C. Returns a Walk.
    """
    params, tape, error = scene(T, bias)
    keep = np.ones((T, 2)) if keep is None else keep
    dh, dc = (error, 0 * error) if enters == AT_H else (0 * error, error)
    total = lstm.Params(*(np.zeros_like(array) for array in params))
    h, c, left_h, left_c = np.zeros((4, T + 1))
    for t in reversed(range(T)):
        trace = tape.traces[t]
        left_h[t + 1], left_c[t + 1] = np.linalg.norm(dh), np.linalg.norm(dc)
        h[t + 1] = left_h[t + 1]
        c[t + 1] = np.linalg.norm(lstm.cell_error(dh, dc, trace.o, trace.c))
        dh, dc, terms = step_backward(params, trace, dh, dc)
        dh, dc = dh * keep[t, 0], dc * keep[t, 1]
        total = lstm.Params(*(a + b for a, b in zip(total, terms, strict=True)))
    h[0] = left_h[0] = np.linalg.norm(dh)
    c[0] = left_c[0] = np.linalg.norm(dc)
    return Walk(h, c, left_h, left_c, total)


def course_step(params, trace, dh, dc):
    """Go one step back by the course's function: dh_prev, dc_prev, and Params."""
    _, state, terms = lstm.step_backward(params, trace, dh, dc)
    return *state, terms


@cache
def truth(T, bias, enters=AT_H):
    """Return the Walk of the course's step, nothing cut."""
    return walk(T, bias, course_step, enters=enters)


@cache
def rnn_sizes(T):
    """Return the size (T + 1,) of the same error on its way back through a tanh RNN."""
    rng = np.random.default_rng(SEED)
    params = rnn.init(D, H, rng=rng)
    xs, error = rng.standard_normal((LONGEST, 1, D)), rng.standard_normal((1, H))
    _, _, tape = sequence.forward(rnn, params, xs[:T])
    dh, sizes = error / np.linalg.norm(error), [1.0]
    for trace in reversed(tape.traces):
        _, (dh,), _ = rnn.step_backward(params, trace, dh)
        sizes.append(np.linalg.norm(dh))
    return np.array(sizes[::-1])
