"""Analytic and measured gradients side by side, before the sum over t: arithmetic only."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from lstm_lab import gradcheck, sequence
from lstm_lab.cells import rnn

T, N, D, H = 5, 3, 2, 4
RANDOM, ONE_STEP, NO_STATE = "everything random, T = 5", "one step, T = 1", "h_0 = 0"
ONES, SINGLE = "dh all ones", "float32"
TESTS = (RANDOM, ONE_STEP, NO_STATE, ONES, SINGLE)


class Problem(NamedTuple):
    """One test: a cell with arrays to try it on. `dtype` is that of the loss, not of the arrays."""

    cell: Any
    params: Any
    xs: np.ndarray
    state: tuple
    dhs: np.ndarray
    dtype: type = np.float64


def problem(cell, test):
    """Draw the arrays of one of TESTS for a cell, always with the same seed."""
    rng = np.random.default_rng(4)
    params = cell.init(D, H, rng=rng)
    params = type(params)(*(array + 0.3 * rng.standard_normal(array.shape) for array in params))
    xs, dhs = rng.standard_normal((T, N, D)), rng.standard_normal((T, N, H))
    state = tuple(rng.uniform(-1, 1, (N, H)) for _ in cell.initial_state(params, N))
    if test == ONE_STEP:
        xs, dhs = xs[:1], dhs[:1]
    if test == NO_STATE:
        state = tuple(0 * part for part in state)
    if test == ONES:
        dhs = np.ones_like(dhs)
    return Problem(cell, params, xs, state, dhs, np.float32 if test == SINGLE else np.float64)


def outputs(cell, copies, xs, state):
    """Run a cell with its own copy of the parameters at every step; arrays (T, ...). Returns hs."""
    hs = []
    for t, x in enumerate(xs):
        params = type(copies)(*(array[t] for array in copies))
        state, _ = cell.step(params, x, *state)
        hs.append(state[0])
    return np.stack(hs)


def measured(problem):
    """Measure every gradient by central differences, with one copy of the parameters per step.

    Returns a dict: a parameter's name or "x" -> (T, ...), "h_0" (and "c_0") -> (1, N, H).
    """
    cell, params, xs, state, dhs, dtype = problem
    T = len(xs)
    copies = type(params)(*(np.stack([array] * T) for array in params))
    xs, state = xs.copy(), tuple(part.copy() for part in state)

    def loss():
        run = type(copies)(*(array.astype(dtype) for array in copies))
        hs = outputs(cell, run, xs.astype(dtype), tuple(part.astype(dtype) for part in state))
        return float((hs * dhs.astype(dtype)).sum())

    arrays = {**copies._asdict(), "x": xs, **_named(state)}
    found = {name: gradcheck.numeric_gradient(loss, array) for name, array in arrays.items()}
    return found | {name: found[name][None] for name in _named(state)}


def by_cell(problem):
    """Return the gradients of the cell's own backward pass, in the form of `measured`."""
    cell, params, xs, state, dhs, _ = problem
    _, _, tape = sequence.forward(cell, params, xs, state)
    dxs, dstate, shares = sequence.backward(cell, params, tape, dhs, per_step=True)
    return {**shares._asdict(), "x": dxs, **{k: v[None] for k, v in _named(dstate).items()}}


def by_function(problem, backward):
    """Return the gradients of a function such as rnn_backward, in the form of `measured`.

    It gives sums over t only. So it is called on the last step, the last two, and so on: what a sum
    gains from one call to the next is the share of one step. A shorter call begins at a zero state,
    which takes the first of its terms out of dW; the last call, on all steps, begins at h_0.
    """
    _, params, xs, (h0,), dhs, _ = problem
    hs, _, _ = sequence.forward(rnn, params, xs, (h0,))
    weights = params.W, params.U
    sums = [backward(dhs[k:], xs[k:], 0 * h0, hs[k:], *weights)[2:] for k in range(len(xs))]
    dxs, dh0, *total = backward(dhs, xs, h0, hs, *weights)
    ends = (
        [total[0], *(dW for dW, _, _ in sums)],  # the zero state has shifted dW by one step
        [total[1], *(dU for _, dU, _ in sums[1:]), 0 * params.U],
        [total[2], *(db for _, _, db in sums[1:]), 0 * params.b],
    )
    shares = (-np.diff(np.stack(one), axis=0) for one in ends)
    return {**dict(zip("WUb", shares, strict=True)), "x": dxs, "h_0": dh0[None]}


def errors(analytic, numeric, by_gate=False):
    """Compare step by step, then the sums over t of the parameters.

    Returns the rows' names and relative errors (R, T + 1), NaN where there is nothing to compare.
    by_gate puts the arrays whose names end alike, as W_f, U_f and b_f, into one row.
    """
    compare = gradcheck.by_block if by_gate else gradcheck.compare
    T, table = len(numeric["x"]), {}
    for t in range(T + 1):
        pairs = [_unsplit(_at(gradients, t, T)) for gradients in (analytic, numeric)]
        for name, error in compare(*pairs).errors.items():
            table.setdefault(name.replace("~", "_"), np.full(T + 1, np.nan))[t] = error
    return tuple(table), np.array(list(table.values()))


def _at(gradients, t, T):
    """Return the gradients of step t, or at t = T the parameters' sums."""
    if t < T:
        return {name: rows[t] for name, rows in gradients.items() if t < len(rows)}
    return {
        name: rows.sum(axis=0)
        for name, rows in gradients.items()
        if name not in ("x", "h_0", "c_0")
    }


def _unsplit(gradients):
    """Hide the "_" of h_0 and c_0 from `by_block`: they are no gates."""
    return {name.replace("_0", "~0"): array for name, array in gradients.items()}


def _named(state):
    return dict(zip(("h_0", "c_0"), state, strict=False))
