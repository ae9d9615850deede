"""How often does a network learn to carry a message past noise? The table of lessons 05, 10, 13.

    python -m experiments.carry        # ten minutes of one core; writes lstm_lab/data/carry.json

It measures the rows that the table lacks: delete the table to measure all of them again.

It stands outside the package, because nobody who takes the course runs it, and because it writes
the RNN and the LSTM a second time: all starts of a row side by side, which is many times faster.
Its arrays have an axis S for the starts; tests/test_experiment_carry.py holds it to
`lstm_lab.sequence` and `lstm_lab.training`. float32, loss at the last step only, clipping at 1.
"""

from __future__ import annotations

import json
import platform
import sys
import time
from functools import partial
from typing import NamedTuple

import numpy as np

from lstm_lab.cells import Cell, lstm, rnn
from lstm_lab.data.carry import LSTM, RELU, RNN, SOLVED, TABLE, Outcome, batches, outcomes
from lstm_lab.training import adam, create

COMMAND = "python -m experiments.carry"
DATA_SEED, TEST_SEED, WINDOW, BATCH, NEW = 1, 999, 50, 32, 500


class Setting(NamedTuple):
    """One row to measure: as the first fields of `Outcome`, and how many starts."""

    network: str
    units: int
    bias: float | None
    lag: int
    wait: int
    rate: float
    updates: int
    starts: int
    held: str = ""


class Weights(NamedTuple):
    """All learned arrays of S starts; an LSTM's four gates stand side by side, as i g f o.

    W (S, H, GH), U (S, D, GH), b (S, 1, GH), V (S, H, 1), b_y (S, 1, 1); G is 4, or 1 without
    gates.
    """

    W: np.ndarray
    U: np.ndarray
    b: np.ndarray
    V: np.ndarray
    b_y: np.ndarray


def settings():
    """Return every Setting of the table."""
    lags = (10, 20, 30, 50, 100)
    known = [Setting(RNN, 16, None, lag, 0, 5e-3, 2000, 20) for lag in lags]
    known += [
        Setting(LSTM, 16, bias, lag, 0, 5e-3, 2000, 20) for bias in (1.0, 4.0) for lag in lags
    ]
    known += [Setting(RNN, 33, None, 100, 0, 5e-3, 2000, 20)]
    known += [Setting(RNN, 16, None, 40, 0, 5e-3, 2000, 20)]
    biases = [
        Setting(LSTM, 16, float(bias), lag, 0, 5e-3, 600, 10)
        for lag in (50, 100)
        for bias in range(7)
    ]
    unknown = [
        Setting(RNN, 16, None, 20, 20, 5e-3, 500, 10),
        Setting(LSTM, 16, 1.0, 20, 20, 5e-3, 500, 10),
        Setting(RNN, 16, None, 20, 20, 1e-3, 10_000, 10),
        Setting(RNN, 33, None, 20, 20, 5e-3, 1500, 10),
        Setting(LSTM, 7, 1.0, 20, 20, 5e-3, 1500, 10),
        Setting(RELU, 16, None, 20, 20, 1e-3, 3000, 10),
        Setting(LSTM, 16, 0.0, 20, 20, 5e-3, 500, 10),
        Setting(LSTM, 16, 1.0, 20, 20, 5e-3, 500, 10, "i"),
        Setting(LSTM, 16, 1.0, 20, 20, 5e-3, 500, 10, "io"),
    ]
    return [*known, *biases, *unknown]


def start(setting, seeds, dtype=np.float32):
    """Return the Weights with which the package starts this network, one start a seed."""
    cell = rnn
    if setting.network == LSTM:
        init = partial(lstm.init, forget_bias=setting.bias)
        cell = Cell(init, lstm.initial_state, lstm.step, lstm.step_backward)
    rngs = map(np.random.default_rng, seeds)
    models = [create(cell, 2, setting.units, 1, rng=rng, dtype=dtype) for rng in rngs]
    return _stacked([_one(setting, model) for model in models])


def _one(setting, model):
    """Return the Weights of one model of the package, without the axis S."""
    arrays, (V, b_y) = model.params.cell._asdict(), model.params.readout
    W, U, b = (
        np.concatenate([a for name, a in arrays.items() if name[0] == kind], axis=-1)
        for kind in "WUb"
    )
    if setting.network == RELU:  # Le, Jaitly, Hinton 2015
        W = np.eye(setting.units, dtype=W.dtype)
    return Weights(W, U, b[None], V, b_y[None])


def _stacked(weights):
    return Weights(*map(np.stack, zip(*weights, strict=True)))


def forward(network, w, xs, held=""):
    """Run S networks, xs (T, S, N, D). Returns the answers (S, N, 1) and what the way back needs.

    The gates in `held` are 1, whatever their sums are: no error passes through them.
    """
    T, S, N, _ = xs.shape
    H, a = w.W.shape[1], xs @ w.U + w.b
    hs = np.zeros((T + 1, S, N, H), xs.dtype)
    cs = np.zeros_like(hs) if network == LSTM else None
    for t in range(T):
        a[t] += hs[t] @ w.W
        if network == LSTM:
            i, g, f, o = gates = _gates(a[t], H)
            for name in held:
                gates["igfo".index(name)][...] = 1
            cs[t + 1] = f * cs[t] + i * g
            hs[t + 1] = o * np.tanh(cs[t + 1])
        else:
            hs[t + 1] = np.tanh(a[t]) if network == RNN else np.maximum(a[t], 0)
    return hs[-1] @ w.V + w.b_y, (xs, a, hs, cs)


def _gates(a, H):
    """Squash one step's sums in place, sigma(a) = (tanh(a / 2) + 1) / 2; return i, g, f, o."""
    gates = [a[..., k * H : (k + 1) * H] for k in range(4)]
    for k in (0, 2, 3):
        gates[k] *= 0.5
    np.tanh(a, out=a)
    for k in (0, 2, 3):
        gates[k] += 1
        gates[k] *= 0.5
    return gates


def backward(network, w, tape, dz):
    """Carry dz (S, N, 1), the error of the answers, back. Returns the gradients as Weights."""
    xs, a, hs, cs = tape
    T, H = len(xs), w.W.shape[1]
    da, W_turned = np.empty_like(a), w.W.transpose(0, 2, 1).copy()
    dh, dc = dz @ w.V.transpose(0, 2, 1), 0
    for t in reversed(range(T)):
        if network == LSTM:
            i, g, f, o = (a[t][..., k * H : (k + 1) * H] for k in range(4))
            squashed = np.tanh(cs[t + 1])
            dc = dc + dh * o * (1 - squashed**2)
            terms = dc * g * i * (1 - i), dc * i * (1 - g**2), dc * cs[t] * f * (1 - f)
            np.concatenate([*terms, dh * squashed * o * (1 - o)], axis=-1, out=da[t])
            dc = dc * f
        else:
            da[t] = dh * (1 - hs[t + 1] ** 2 if network == RNN else hs[t + 1] > 0)
        dh = da[t] @ W_turned
    turned, before, inputs = (_by_start(array) for array in (da, hs[:-1], xs))
    return Weights(
        before.transpose(0, 2, 1) @ turned,
        inputs.transpose(0, 2, 1) @ turned,
        turned.sum(axis=1, keepdims=True),
        hs[-1].transpose(0, 2, 1) @ dz,
        dz.sum(axis=1, keepdims=True),
    )


def _by_start(array):
    """Return (T, S, N, ...) as (S, T N, ...)."""
    T, S, N, K = array.shape
    return array.transpose(1, 0, 2, 3).reshape(S, T * N, K)


def clip(gradients, limit=1.0):
    """Shorten the gradients of each start by its own global norm (V3)."""
    squares = sum((d.astype(float) ** 2).sum(axis=(1, 2)) for d in gradients)
    factor = np.minimum(1, limit / np.maximum(np.sqrt(squares), 1e-30))[:, None, None]
    return Weights(*(d * factor.astype(d.dtype) for d in gradients))


def draw(task, rng, S, N):
    """Draw N sequences for each of S starts: xs (T, S, N, 2) and the messages (S, N, 1)."""
    xs, right, _ = batches(**task, N=S * N)(rng)
    return xs.reshape(len(xs), S, N, 2), right[-1].reshape(S, N, 1)


def update(network, w, optimiser, state, xs, right, held=""):
    """Make one update of every start. Returns the losses (S,), the Weights and Adam's state."""
    answers, tape = forward(network, w, xs, held)
    dz = answers - right
    losses = (dz**2).mean(axis=(1, 2))
    gradients = clip(backward(network, w, tape, 2 * dz / dz.shape[1]))
    return losses, *optimiser.update(w, gradients, state)


def measure(setting):
    """Train every start until it has learned, or to the last update. Returns an Outcome."""
    task, rng = {"lag": setting.lag, "wait": setting.wait}, np.random.default_rng(DATA_SEED)
    w, optimiser = start(setting, range(setting.starts)), adam(setting.rate)
    state, live = optimiser.start(w), np.arange(setting.starts)
    solved_at, last, recent = [None] * setting.starts, list(zip(*w, strict=True)), []
    for step in range(1, setting.updates + 1):
        drawn = draw(task, rng, len(live), BATCH)
        losses, w, state = update(setting.network, w, optimiser, state, *drawn, setting.held)
        recent = [*recent, losses][-WINDOW:]
        done = (
            np.mean(recent, axis=0) < SOLVED if len(recent) == WINDOW else np.zeros(len(live), bool)
        )
        if done.any() or step == setting.updates:
            for k, seed in enumerate(live):
                last[seed] = [array[k] for array in w]
                solved_at[seed] = step if done[k] else None
            stay = np.flatnonzero(~done)
            live, w, recent = live[stay], _kept(w, stay), [row[stay] for row in recent]
            state = state._replace(mean=_kept(state.mean, stay), square=_kept(state.square, stay))
        if not len(live):
            break
    right = sign_right(setting.network, _stacked(last), task, setting.held)
    return Outcome(*setting[:7], tuple(solved_at), tuple(right), setting.held)


def _kept(weights, stay):
    return Weights(*(array[stay] for array in weights))


def sign_right(network, w, task, held=""):
    """Return for each start the share of new messages whose sign it gets right, three digits."""
    xs, right = draw(task, np.random.default_rng(TEST_SEED), len(w.W), NEW)
    answers, _ = forward(network, w, xs, held)
    return [round(float(share), 3) for share in (np.sign(answers) == right).mean(axis=(1, 2))]


def told(row, seconds):
    """Write an Outcome on one line, with its interval."""
    bias = "" if row.bias is None else f" b_f = {row.bias:g}"
    bias += f" {row.held} held open" if row.held else ""
    low, high = row.interval
    return (
        f"{row.network}{bias} H = {row.units}, lag {row.lag}, message at 0..{row.wait}, "
        f"Adam {row.rate:g}, {row.updates} updates: {row.solved} of {row.starts} "
        f"[{low:.2f}, {high:.2f}], median {row.median}, "
        f"sign right {min(row.right)} to {max(row.right)}, {seconds:.0f} s"
    )


def main():
    """Measure every row that the table lacks, print all, and write the table."""
    found, stored = [], {}
    if TABLE.exists():
        stored = {(*row[:7], row.starts, row.held): row for row in outcomes()}
    for setting in settings():
        begun = time.process_time()
        found.append(stored.get(tuple(setting)) or measure(setting))
        print(told(found[-1], time.process_time() - begun), flush=True)
    about = {
        "command": COMMAND,
        "seeds": f"start k: default_rng(k); data: default_rng({DATA_SEED})",
        "python": platform.python_version(),
        "numpy": np.__version__,
    }
    rows = ",\n".join(json.dumps(row._asdict()) for row in found)
    head = json.dumps(about)[:-1]
    TABLE.write_text(f'{head}, "outcomes": [\n{rows}\n]}}\n', "utf-8")


if __name__ == "__main__":
    sys.exit(main())
