"""The simple recurrent network, one step forward (R1), one step back (Q1)-(Q3), many (V1).

Rows are examples. Sizes: N examples, D inputs, H hidden units. `d*` is the gradient of the loss
with respect to `*`; `*_prev` is the value of the step before.
Source: Elman 1990, "Finding structure in time"; Werbos 1990, "Backpropagation through time".
"""

from __future__ import annotations

from functools import reduce
from typing import NamedTuple

import numpy as np

from lstm_lab.cells.activations import tanh
from lstm_lab.cells.initialise import input_weights, recurrent_weights
from lstm_lab.shapes import check_array


class Params(NamedTuple):
    """The learned arrays: W (H, H) recurrent weights, U (D, H) input weights, b (H,) bias."""

    W: np.ndarray
    U: np.ndarray
    b: np.ndarray


class Trace(NamedTuple):
    """What the way back needs of one step: x (N, D), h_prev (N, H), h (N, H)."""

    x: np.ndarray
    h_prev: np.ndarray
    h: np.ndarray


def init(D, H, *, rng, dtype=np.float64):
    """Draw starting parameters: W orthogonal, U uniform, b zero.

    Parameters: D and H, sizes of at least 1; rng, a numpy.random.Generator; dtype, a float type.
    Returns Params. Raises TypeError for another rng, ValueError for another size.
    """
    W = recurrent_weights(H, rng, dtype)
    U = input_weights(D, H, rng, dtype)
    return Params(W, U, np.zeros(H, dtype))


def initial_state(params, N):
    """Return the state before the first step: (h,) with h zero, of shape (N, H)."""
    return (np.zeros((N, len(params.b)), params.b.dtype),)


def step(params, x, h_prev):
    """Advance the cell by one step: (R1).

    Parameters: params, Params; x (N, D); h_prev (N, H). Shapes are not checked here but in
    `lstm_lab.sequence`. Returns the state (h,) with h (N, H), and the Trace.
    """
    h = tanh(h_prev @ params.W + x @ params.U + params.b)  # (R1)
    return (h,), Trace(x, h_prev, h)


def step_backward(params, trace, dh):
    """Carry the error back through one step: (Q1)-(Q3).

    Parameters: params, Params; trace, of `step`; dh (N, H), the whole error at h (Q7).
    Returns dx (N, D); (dh_prev,) with dh_prev (N, H); the gradients, as Params.
    """
    x, h_prev, h = trace
    da = dh * (1 - h**2)  # (Q1)
    dh_prev = da @ params.W.T  # (Q2)
    dx, dparams = da @ params.U.T, Params(h_prev.T @ da, x.T @ da, da.sum(axis=0))  # (Q3)
    return dx, (dh_prev,), dparams


def jacobian_product(hs, W):
    """Multiply the local factors of several steps: how h_s reaches h_t, (V1).

    Parameters
    ----------
    hs : numpy.ndarray (T, H) or (T, N, H)
        The states h_{s+1} to h_t, in the order of time.
    W : numpy.ndarray (H, H)

    Returns
    -------
    numpy.ndarray (H, H), or (N, H, H), one an example
        Row i, column j: by how much unit j of h_t moves when unit i of h_s moves. An error at h_t
        goes back as dh_s = dh_t @ product.T.

    Raises
    ------
    TypeError, ValueError
        If a shape or a dtype does not fit, a number is not finite, or there is no step.
    Source: Pascanu, Mikolov, Bengio 2013, "On the difficulty of training recurrent neural
    networks", equation 5, where a state is taken before tanh: the same product, its slopes one
    place on.
    """
    H = W.shape[-1] if isinstance(W, np.ndarray) and W.ndim == 2 else "H"
    check_array("W", W, (H, H))
    check_array("hs", hs, ("T", "N", H) if np.ndim(hs) == 3 else ("T", H))
    return reduce(np.matmul, W * (1 - hs**2)[..., None, :])  # (V1)
