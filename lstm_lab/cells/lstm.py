"""The LSTM cell, one step forward (L1)-(L6) and one step back (B1)-(B8), (G1)-(G3).

Rows are examples. Sizes: N examples, D inputs, H hidden units. i, g, f, o are the input gate, the
candidate, the forget gate and the output gate; `da_k` is the error at gate k's pre-activation.
Every gate has W_k (H, H), U_k (D, H) and b_k (H,).
Source: Hochreiter and Schmidhuber 1997, "Long short-term memory"; Gers, Schmidhuber, Cummins
2000, "Learning to forget", which added f.
"""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

import numpy as np

from lstm_lab.cells.activations import sigmoid, tanh
from lstm_lab.cells.initialise import input_weights, recurrent_weights


class Params(NamedTuple):
    """The learned arrays of the four gates: W_k (H, H), U_k (D, H), b_k (H,)."""

    W_i: np.ndarray
    U_i: np.ndarray
    b_i: np.ndarray
    W_g: np.ndarray
    U_g: np.ndarray
    b_g: np.ndarray
    W_f: np.ndarray
    U_f: np.ndarray
    b_f: np.ndarray
    W_o: np.ndarray
    U_o: np.ndarray
    b_o: np.ndarray


class Gates(NamedTuple):
    """One array of shape (N, H) a gate, in the order i, g, f, o."""

    i: np.ndarray
    g: np.ndarray
    f: np.ndarray
    o: np.ndarray


class Trace(NamedTuple):
    """What the way back needs of one step: x (N, D), and (N, H) each of the others."""

    x: np.ndarray
    h_prev: np.ndarray
    c_prev: np.ndarray
    i: np.ndarray
    g: np.ndarray
    f: np.ndarray
    o: np.ndarray
    c: np.ndarray


def shapes(D, H):
    """Return the shapes of the learned arrays, tuples in a Params."""
    return Params(*((H, H), (D, H), (H,)) * 4)


def init(D, H, *, rng, dtype=np.float64, forget_bias=1.0):
    """Draw starting parameters: W_k orthogonal, U_k uniform, b_k zero but for b_f.

    Parameters: D and H, sizes of at least 1; rng, a numpy.random.Generator; dtype, a float type;
    forget_bias, the number that b_f starts with (Jozefowicz, Zaremba, Sutskever 2015).
    Returns Params. Raises TypeError for another rng, ValueError for another size.
    """
    biases = Gates(i=0.0, g=0.0, f=forget_bias, o=0.0)
    return Params(
        *chain.from_iterable(
            (
                recurrent_weights(H, rng, dtype),
                input_weights(D, H, rng, dtype),
                np.full(H, bias, dtype),
            )
            for bias in biases
        )
    )


def initial_state(params, N):
    """Return the state before the first step: (h, c), both zero and of shape (N, H)."""
    shape = (N, len(params.b_i))
    return np.zeros(shape, params.b_i.dtype), np.zeros(shape, params.b_i.dtype)


def input_gate(x, h_prev, W_i, U_i, b_i):
    """Say how much of the candidate is let in, 0 to 1: (L1).

    Parameters: x (N, D), h_prev (N, H), W_i (H, H), U_i (D, H), b_i (H,). Returns i (N, H).
    """
    return sigmoid(h_prev @ W_i + x @ U_i + b_i)  # (L1)


def candidate(x, h_prev, W_g, U_g, b_g):
    """Propose what to write into the cell, -1 to 1: (L2).

    Parameters: x (N, D), h_prev (N, H), W_g (H, H), U_g (D, H), b_g (H,). Returns g (N, H).
    """
    return tanh(h_prev @ W_g + x @ U_g + b_g)  # (L2)


def forget_gate(x, h_prev, W_f, U_f, b_f):
    """Say how much of the old cell state is kept, 0 to 1 (1 keeps all): (L3).

    Parameters: x (N, D), h_prev (N, H), W_f (H, H), U_f (D, H), b_f (H,). Returns f (N, H).
    """
    return sigmoid(h_prev @ W_f + x @ U_f + b_f)  # (L3)


def cell_state(c_prev, f, i, g):
    """Keep a part of the old, add a part of the new: (L4). All (N, H). Returns c (N, H)."""
    return f * c_prev + i * g  # (L4)


def output_gate(x, h_prev, W_o, U_o, b_o):
    """Say how much of the cell state is shown, 0 to 1: (L5).

    Parameters: x (N, D), h_prev (N, H), W_o (H, H), U_o (D, H), b_o (H,). Returns o (N, H).
    """
    return sigmoid(h_prev @ W_o + x @ U_o + b_o)  # (L5)


def hidden_state(o, c):
    """Show the squashed cell state through the output gate: (L6). Both (N, H), as is h."""
    return o * tanh(c)  # (L6)


def step(params, x, h_prev, c_prev):
    """Advance the cell by one step: (L1)-(L6).

    Parameters: params, Params; x (N, D); h_prev and c_prev (N, H). Shapes are not checked here
    but in `lstm_lab.sequence`. Returns the state (h, c), each (N, H), and the Trace.
    """
    p = params
    i = input_gate(x, h_prev, p.W_i, p.U_i, p.b_i)
    g = candidate(x, h_prev, p.W_g, p.U_g, p.b_g)
    f = forget_gate(x, h_prev, p.W_f, p.U_f, p.b_f)
    c = cell_state(c_prev, f, i, g)
    o = output_gate(x, h_prev, p.W_o, p.U_o, p.b_o)
    h = hidden_state(o, c)
    return (h, c), Trace(x, h_prev, c_prev, i, g, f, o, c)


def cell_jacobian(fs):
    """Multiply forget gates: by how much c_t moves with c_s along the cell alone, (V2).

    Parameters: fs (T, N, H), the gates f_{s+1} to f_t. Returns (N, H): c moves unit by unit, so
    only the diagonal is kept. The roads through h are not in it.
    """
    return fs.prod(axis=0)  # (V2)


def output_gate_error(dh, o, c):
    """Return da_o, the error at the output gate's pre-activation: (B1). All (N, H)."""
    return dh * tanh(c) * o * (1 - o)  # (B1)


def cell_error(dh, dc_in, o, c):
    """Return dc, the whole error at c: what step t+1 hands back and what h passes on: (B2).

    All (N, H); dc_in is dL/dc carried back from step t+1, zero at the last step.
    """
    return dc_in + dh * o * (1 - tanh(c) ** 2)  # (B2)


def candidate_error(dc, i, g):
    """Return da_g, the error at the candidate's pre-activation: (B3). All (N, H)."""
    return dc * i * (1 - g**2)  # (B3)


def input_gate_error(dc, i, g):
    """Return da_i, the error at the input gate's pre-activation: (B4). All (N, H)."""
    return dc * g * i * (1 - i)  # (B4)


def forget_gate_error(dc, c_prev, f):
    """Return da_f, the error at the forget gate's pre-activation: (B5). All (N, H)."""
    return dc * c_prev * f * (1 - f)  # (B5)


def gate_errors(trace, dh, dc):
    """Return the errors at the pre-activations, as Gates: (B1), (B3)-(B5).

    Parameters: trace, of `step`; dh and dc (N, H), the whole errors at h (Q7) and at c (B2).
    """
    return Gates(
        i=input_gate_error(dc, trace.i, trace.g),
        g=candidate_error(dc, trace.i, trace.g),
        f=forget_gate_error(dc, trace.c_prev, trace.f),
        o=output_gate_error(dh, trace.o, trace.c),
    )


def previous_hidden_error(da, params):
    """Return dh_prev (N, H), what the four gates send back to h of step t-1: (B6).

    Parameters: da, Gates of (N, H); params, Params.
    """
    p = params
    return da.f @ p.W_f.T + da.i @ p.W_i.T + da.g @ p.W_g.T + da.o @ p.W_o.T  # (B6)


def carry_cell_error(dc, f):
    """Return dc_prev (N, H), the error handed back to c of step t-1: (B7). Both (N, H)."""
    return dc * f  # (B7)


def input_error(da, params):
    """Return dx (N, D), the error at the input: (B8). da, Gates of (N, H); params, Params."""
    p = params
    return da.f @ p.U_f.T + da.i @ p.U_i.T + da.g @ p.U_g.T + da.o @ p.U_o.T  # (B8)


def gate_gradients(da, x, h_prev):
    """Return one step's gradients of all twelve arrays, as Params: (G1)-(G3).

    Parameters: da, Gates of (N, H); x (N, D); h_prev (N, H). Summed over the N examples.
    """
    dW = [h_prev.T @ da_k for da_k in da]  # (G1)
    dU = [x.T @ da_k for da_k in da]  # (G2)
    db = [da_k.sum(axis=0) for da_k in da]  # (G3)
    return Params(*chain.from_iterable(zip(dW, dU, db, strict=True)))


def step_backward(params, trace, dh, dc):
    """Carry the errors back through one step: (B1)-(B8), (G1)-(G3).

    Parameters: params, Params; trace, of `step`; dh (N, H), the whole error at h (Q7); dc (N, H),
    the error that step t+1 carried back to c, the dc_in of (B2).
    Returns dx (N, D); (dh_prev, dc_prev), each (N, H); the gradients, as Params.
    """
    trace = Trace(*trace)  # of a learner's step it is a plain tuple
    dc = cell_error(dh, dc, trace.o, trace.c)
    da = gate_errors(trace, dh, dc)
    dstate = previous_hidden_error(da, params), carry_cell_error(dc, trace.f)
    return input_error(da, params), dstate, gate_gradients(da, trace.x, trace.h_prev)
