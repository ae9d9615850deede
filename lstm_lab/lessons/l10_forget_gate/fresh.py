"""New networks, many at once, and what is left of an error that goes back through them.

An error of size 1 starts at the last step, at c or at h. Its size after k steps back is that of
(dh, dc) together. A draw is one network with eight sequences of noise; its sizes are geometric
means over the eight.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from lstm_lab.cells import lstm, rnn
from lstm_lab.drawing.numbers import short

H, D, N, DRAWS = 16, 2, 8, 40
STEPS, WARM_UP = 100, 60  # the cells have filled before the first of the steps that are walked back
LSTM, RNN = "LSTM, b_f = ", "RNN, orthogonal W"


class Walk(NamedTuple):
    """Sizes of an error by steps back, each (draws, 101), and what the last step was like.

    from_c and from_h, by all roads; alone, along the cell alone (V2), from c; filled, the mean of
    |c|; slope, the mean of 1 - tanh(c)**2.
    """

    from_c: np.ndarray
    from_h: np.ndarray
    alone: np.ndarray
    filled: float
    slope: float


@lru_cache(maxsize=4)
def _drawn(cell, draws):
    """Return the parameters of many new networks, stacked, their inputs and the errors' directions.

    Parameters (draws, H, H), (draws, D, H), (draws, 1, H); xs (160, draws, N, D); errors (draws, N,
    H), each of size 1.
    """
    rngs = [np.random.default_rng(seed) for seed in range(draws)]
    stacked = [np.stack(a) for a in zip(*(cell.init(D, H, rng=rng) for rng in rngs), strict=True)]
    params = cell.Params(*(a[:, None] if a.ndim == 2 else a for a in stacked))
    xs = np.stack([rng.standard_normal((WARM_UP + STEPS, N, D)) for rng in rngs], axis=1)
    errors = np.stack([rng.standard_normal((N, H)) for rng in rngs])
    return params, xs, errors / np.linalg.norm(errors, axis=-1, keepdims=True)


@lru_cache(maxsize=16)
def new_lstms(b, draws=DRAWS):
    """Carry errors back through new LSTMs whose forget bias is b. Returns a Walk."""
    params, xs, error = _drawn(lstm, draws)
    params = params._replace(b_f=np.full_like(params.b_f, b))
    state, traces = (np.zeros_like(error),) * 2, []
    for x in xs:
        state, trace = lstm.step(params, x, *state)
        traces.append(trace)
    last = np.tanh(traces[-1].c)
    walked = traces[: WARM_UP - 1 : -1]
    return Walk(
        from_c=_back(params, walked, 0 * error, error),
        from_h=_back(params, walked, error, 0 * error),
        alone=_mean([error, *(error * f for f in np.cumprod([t.f for t in walked], axis=0))]),
        filled=float(np.abs(traces[-1].c).mean()),
        slope=float((1 - last**2).mean()),
    )


def _back(params, traces, dh, dc):
    """Carry the error (dh, dc) back through the traces, the last step first: (B1)-(B7)."""
    errors = [(dh, dc)]
    turned = {k: getattr(params, f"W_{k}").swapaxes(-1, -2) for k in lstm.Gates._fields}
    for trace in traces:
        dc = lstm.cell_error(dh, dc, trace.o, trace.c)
        da = lstm.gate_errors(trace, dh, dc)._asdict()
        dh = sum(da[k] @ turned[k] for k in da)  # as in (B6), for stacked networks
        dc = lstm.carry_cell_error(dc, trace.f)
        errors.append((dh, dc))
    return _mean([np.concatenate(pair, axis=-1) for pair in errors])


@lru_cache(maxsize=4)
def new_rnns(draws=DRAWS):
    """Carry an error back through new tanh RNNs whose W is orthogonal. Returns (draws, 101)."""
    params, xs, dh = _drawn(rnn, draws)
    (h,), hs, errors = (np.zeros_like(dh),), [], [dh]
    for x in xs:
        (h,), _ = rnn.step(params, x, h)
        hs.append(h)
    for h in hs[: WARM_UP - 1 : -1]:
        dh = (dh * (1 - h**2)) @ params.W.swapaxes(-1, -2)
        errors.append(dh)
    return _mean(errors)


def _mean(errors):
    """Return the sizes of errors (draws, N, ...), one array a step, as (draws, steps)."""
    sizes = np.linalg.norm(np.stack(errors), axis=-1)
    return np.exp(np.log(np.maximum(sizes, 1e-300)).mean(axis=-1)).T


def typical(sizes):
    """Return the geometric mean over the draws."""
    return np.exp(np.log(sizes).mean(axis=0))


def new_networks(lag, draws):
    """Return the sizes of an error from h after `lag` steps back, (draws,), by network."""
    found = {RNN: new_rnns(draws)[:, lag]}
    for b in (0.0, 1.0, 3.0, 5.0):
        found[f"{LSTM}{short(b)}"] = new_lstms(b, draws).from_h[:, lag]
    return found
