"""What an output depends on, and how strongly: three networks, an error sent back through each."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from lstm_lab import bidirectional, sequence, stacked
from lstm_lab.cells import rnn
from lstm_lab.shell import learner

T, D, H, SEED = 41, 12, 16, 113
ROUNDING = 1e-13  # the smallest true effect of a moved input is 6e-10
ONE, TWO, DEEP = "one direction", "two directions", "two layers"
NETWORKS = (ONE, TWO, DEEP)


class Nets(NamedTuple):
    """The parameters: two for one layer each over the inputs, one for a layer above; xs (T, 1, D);
    and an error (1, 1, H) of size 1.
    """

    first: rnn.Params
    back: rnn.Params
    above: rnn.Params
    xs: np.ndarray
    error: np.ndarray


@lru_cache(maxsize=8)
def networks(seed=SEED):
    """Draw the weights of spectral radius 1, the inputs and the error."""
    rng = np.random.default_rng(seed)

    def layer(width):
        W = rng.standard_normal((H, H))
        limit = np.sqrt(6 / (width + H))
        W /= np.abs(np.linalg.eigvals(W)).max()
        return rnn.Params(W, rng.uniform(-limit, limit, (width, H)), np.zeros(H))

    first, above, back = layer(D), layer(H), layer(D)
    error = rng.standard_normal((1, 1, H))
    return Nets(first, back, above, rng.standard_normal((T, 1, D)), error / np.linalg.norm(error))


@lru_cache(maxsize=256)
def gradients(network, t, seed=SEED):
    """Return the size of the gradient at every input, (T,), for an error at output t."""
    dxs = errors(network, t, seed)[0]
    return np.linalg.norm(dxs[:, 0], axis=-1)


def errors(network, t, seed=SEED):
    """Return the errors that reach the inputs, and those that reach the states of each row."""
    net = networks(seed)
    dhs = np.zeros((T, 1, H))
    dhs[t] = net.error
    if network == TWO:
        both = bidirectional.Params(net.first, net.back)
        tape = bidirectional.forward(rnn, both, net.xs)[2]
        halves = [
            bidirectional.backward(rnn, both, tape, np.concatenate(pair, axis=-1))[0]
            for pair in ((dhs, 0 * dhs), (0 * dhs, dhs))
        ]
        return (halves[0] + halves[1]) / np.sqrt(2), halves
    layers = [net.first, net.above] if network == DEEP else [net.first]
    tapes = stacked.forward(rnn, layers, net.xs)[2]
    dxs = stacked.backward(rnn, layers, tapes, dhs)[0]
    if network == ONE:
        return dxs, [dxs]
    return dxs, [dxs, sequence.backward(rnn, net.above, tapes[1], dhs)[0]]


@lru_cache(maxsize=256)
def lit(network, t):
    """Return which states of the lower and of the upper row the output depends on."""
    rows = [np.abs(row).max(axis=(1, 2)) > 0 for row in errors(network, t)[1]]
    return (rows[0], None) if len(rows) == 1 else tuple(rows)


def seen_by(function, t):
    """Move one input in each of T examples, and see which halves of the learner's output move.

    Each example is compared with itself, unmoved: a product of arrays may round the same numbers
    otherwise in another row.
    """
    still = np.repeat(networks().xs, T, axis=1)
    steps = np.arange(T)
    moved = still.copy()
    moved[steps, steps] += 1.0
    want, both = np.zeros((T, T, 2 * H)), networks()[:2]
    before, after = (
        learner.call(function, "bidirectional_forward", want, _step, *both, xs)[t]
        for xs in (still, moved)
    )
    moved = np.abs(after - before) > ROUNDING
    return moved[:, :H].any(axis=1), moved[:, H:].any(axis=1)


def _step(x, h_prev, W, U, b):
    (h,), _ = rnn.step(rnn.Params(W, U, b), x, h_prev)
    return h
