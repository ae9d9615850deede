"""One layer that reads a sequence in both directions, each with weights of its own: (R4).

Sizes: T steps, N examples, D inputs, H hidden units a direction. It needs the whole sequence before
it can say anything: it does not work on live input, and it is one layer, not two.
Source: Schuster and Paliwal 1997, "Bidirectional recurrent neural networks".
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lstm_lab import sequence
from lstm_lab.shapes import check_float_array, check_shape


class Params(NamedTuple):
    """The parameters of one cell for each direction."""

    forward: tuple
    backward: tuple


class Tape(NamedTuple):
    """What `backward` needs of `forward`: a tape a direction, and the order that turns time."""

    forward: sequence.Tape
    backward: sequence.Tape
    order: np.ndarray


def init(cell, D, H, *, rng, dtype=np.float64):
    """Draw starting parameters for both directions. Raises as the cell's `init` does."""
    return Params(cell.init(D, H, rng=rng, dtype=dtype), cell.init(D, H, rng=rng, dtype=dtype))


def forward(cell, params, xs, state=None, lengths=None):
    """Run a cell forwards and another one backwards over a sequence, and join them: (R4).

    Parameters
    ----------
    cell : as in `sequence.forward`
    params : Params
    xs : numpy.ndarray (T, N, D)
    state : (state forwards, state backwards), or None for zeros
        Each is a tuple of arrays (N, H); the second stands behind each example's last step.
    lengths : whole numbers (N,), or None
        The backward stream starts at each example's own end.

    Returns
    -------
    hs : numpy.ndarray (T, N, 2H), forwards first, zero from an example's length on
    state : (state forwards, state backwards), where each stream stopped
    tape : Tape

    Raises
    ------
    TypeError, ValueError
        As `sequence.forward`.
    """
    _check_params(params)
    state = _pair("state", state)
    hs_forward, end, tape_forward = sequence.forward(cell, params.forward, xs, state[0], lengths)
    order = _turned(*xs.shape[:2], lengths)
    hs_backward, start, tape_backward = sequence.forward(
        cell, params.backward, _reorder(xs, order), state[1], lengths
    )
    hs = np.concatenate([hs_forward, _reorder(hs_backward, order)], axis=-1)  # (R4)
    return hs, (end, start), Tape(tape_forward, tape_backward, order)


def backward(cell, params, tape, dhs, dstate=None, per_step=False):
    """Carry the errors back through both directions; dx_t is the sum of what both send.

    Parameters: cell, params and tape as of `forward`; dhs (T, N, 2H); dstate, the gradients at the
    last states as `forward` returns them, or None for zeros; per_step as in `sequence.backward`
    (the backward stream's terms stand in its own order, from each example's end on).
    Returns dxs (T, N, D), dstate, and the gradients as Params. Raises as `sequence.backward`.
    """
    _check_params(params)
    if not isinstance(tape, Tape):
        raise TypeError(f"tape must be the Tape that forward returned, got {type(tape).__name__}")
    dstate = _pair("dstate", dstate)
    H, H_backward = (one.state[0].shape[-1] for one in tape[:2])
    check_float_array("dhs", dhs)
    check_shape("dhs", dhs, (*tape.forward.shape[:2], H + H_backward))
    dxs_forward, dstart, dparams_forward = sequence.backward(
        cell, params.forward, tape.forward, dhs[..., :H], dstate[0], per_step
    )
    dxs_backward, dend, dparams_backward = sequence.backward(
        cell,
        params.backward,
        tape.backward,
        _reorder(dhs[..., H:], tape.order),
        dstate[1],
        per_step,
    )
    dxs = dxs_forward + _reorder(dxs_backward, tape.order)
    return dxs, (dstart, dend), Params(dparams_forward, dparams_backward)


def _check_params(params):
    """Raise TypeError unless params holds one cell's parameters for each direction."""
    if not isinstance(params, Params):
        name = f"{type(params).__module__.removeprefix('lstm_lab.')}.{type(params).__name__}"
        raise TypeError(f"params must be bidirectional.Params(forward, backward), got {name}")


def _pair(name, state):
    """Return the two directions' states, None each if none was given."""
    if state is None:
        return None, None
    if not isinstance(state, tuple | list) or len(state) != 2:
        several = isinstance(state, tuple | list)
        came = f"{len(state)} entries" if several else type(state).__name__
        raise ValueError(f"{name} must be a pair, one state a direction, got {came}")
    return state


def _turned(T, N, lengths):
    """Return, for each step and example, the step it changes places with: (T, N)."""
    t = np.arange(T)[:, None]
    ends = np.full(N, T) if lengths is None else np.asarray(lengths)
    return np.where(t < ends, ends - 1 - t, t)


def _reorder(array, order):
    """Put each example's steps into the order given; doing it twice changes nothing."""
    return np.take_along_axis(array, order[..., None], axis=0)
