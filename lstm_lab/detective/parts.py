"""The LSTM's way back over T steps, in parts that can be exchanged one by one.

Sizes: T steps, N examples, D inputs, H hidden units.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from lstm_lab.cells import lstm


def add(total, term):
    """Add one step's gradients to the sum over the later steps; both Params."""
    return lstm.Params(*(later + here for later, here in zip(total, term, strict=True)))


class Parts(NamedTuple):
    """The parts of a pass: the step forward, one function a link of the way back, and the sum.

    Each has the name and the signature of the function in `cells.lstm`; add(total, term) puts
    one step's gradients to the sum.
    """

    step: Callable = lstm.step
    output_gate_error: Callable = lstm.output_gate_error
    cell_error: Callable = lstm.cell_error
    candidate_error: Callable = lstm.candidate_error
    input_gate_error: Callable = lstm.input_gate_error
    forget_gate_error: Callable = lstm.forget_gate_error
    previous_hidden_error: Callable = lstm.previous_hidden_error
    carry_cell_error: Callable = lstm.carry_cell_error
    input_error: Callable = lstm.input_error
    gate_gradients: Callable = lstm.gate_gradients
    add: Callable = add


class Gradients(NamedTuple):
    """What a pass gives: dxs (T, N, D); dstate, two arrays (N, H); total, Params; and shares,
    Params with a leading axis T, the terms before the sum.
    """

    dxs: np.ndarray
    dstate: tuple
    total: lstm.Params
    shares: lstm.Params


def step_backward(parts, params, trace, dh, dc):
    """Carry the errors back through one step by these parts; as `lstm.step_backward`."""
    x, h_prev, c_prev, i, g, f, o, c = trace
    dc = parts.cell_error(dh, dc, o, c)
    da = lstm.Gates(
        i=parts.input_gate_error(dc, i, g),
        g=parts.candidate_error(dc, i, g),
        f=parts.forget_gate_error(dc, c_prev, f),
        o=parts.output_gate_error(dh, o, c),
    )
    dstate = parts.previous_hidden_error(da, params), parts.carry_cell_error(dc, f)
    return parts.input_error(da, params), dstate, parts.gate_gradients(da, x, h_prev)


def forward(parts, params, xs, state):
    """Run the parts' step over xs (T, N, D) from state (h, c); return hs and the list of traces.

    The arguments are copied first: a part may write into what it is given.
    """
    state, hs, traces = tuple(part.copy() for part in state), [], []
    for x in xs.copy():
        state, trace = parts.step(params, x, *state)
        hs.append(state[0].copy())
        traces.append(trace)
    return np.stack(hs), traces


def gradients(parts, params, xs, state, dhs):
    """Run forward and back by these parts; dhs (T, N, H), the errors from above. Gradients."""
    _, traces = forward(parts, params, xs, state)
    dstate, total, dxs, shares = (np.zeros_like(state[0]), np.zeros_like(state[1])), None, [], []
    for trace, from_above in zip(reversed(traces), dhs[::-1], strict=True):
        dh, dc = dstate
        dx, dstate, term = step_backward(parts, params, trace, dh + from_above, dc)
        total = term if total is None else parts.add(total, term)
        dxs.append(dx)
        shares.append(term)
    stacked = (np.stack(terms) for terms in zip(*shares[::-1], strict=True))
    return Gradients(np.stack(dxs[::-1]), dstate, total, lstm.Params(*stacked))
