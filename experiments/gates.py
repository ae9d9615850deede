"""Does plain descent find the messenger's gates? The table of lesson 19.

    python -m experiments.gates        # some minutes of one core; writes lstm_lab/data/gates.json

It stands outside the package for the same reasons as `experiments.carry`: one LSTM unit is written
a second time here, with all starts side by side. tests/test_experiment_gates.py holds it to
`lstm_lab.sequence`. float64, no clipping, no optimiser but w - rate dw.
"""

from __future__ import annotations

import json
import platform
import sys
import time
from typing import NamedTuple

import numpy as np

from lstm_lab.cells import lstm, rnn
from lstm_lab.cells.activations import sigmoid
from lstm_lab.data import gates, messenger
from lstm_lab.training import adam, create, train
from lstm_lab.training.losses import squared_distance
from lstm_lab.training.model import predict

COMMAND = "python -m experiments.gates"
NEW, LONG, TEST_SEED = 300, 30, 99


class Setting(NamedTuple):
    """One row to measure.

    scale, of the first weights; bias, added to the first b_f; weight, of an answer against a
    silence; keep, what of (h, c) is handed to the step before; T and store, of the letters.
    """

    name: str
    starts: int = 20
    scale: float = 0.1
    bias: float = 0.0
    weight: float = 10.0
    keep: tuple = (1, 1)
    T: int = 16
    store: float = 0.15
    rate: float = 1.0
    updates: int = 3000


SETTINGS = (
    Setting("whole", starts=50),
    Setting("h cut", keep=(0, 1)),
    Setting("c cut", keep=(1, 0)),
    Setting("both cut", keep=(0, 0)),
    Setting("numbers of size 1", scale=1.0),
    Setting("forget bias 4", bias=4.0),
    Setting("no weight on answers", weight=1.0),
    Setting("rate 5", rate=5.0),
    Setting("32 steps", T=32, store=0.07),
)


def start(setting, rng):
    """Return the first weights (4, 5) of one start, drawn as lesson 19 draws them."""
    arrays = (rng.normal(0, setting.scale, a.shape) for a in lstm.init(3, 1, rng=rng))
    w = gates.numbers_of(lstm.Params(*arrays))
    w[2, 4] += setting.bias
    return w


def forward(w, xs):
    """Run S units with weights w (S, 4, 5) on xs (T, S, N, 3). Returns hs (T, S, N), and a tape."""
    _, S, N, _ = xs.shape
    h, c, tape = np.zeros((S, N)), np.zeros((S, N)), []
    turned = w.transpose(0, 2, 1)
    for x in xs:
        z = np.concatenate([h[..., None], x, np.ones((S, N, 1))], axis=-1)
        a = z @ turned
        i, g, f, o = sigmoid(a[..., 0]), np.tanh(a[..., 1]), sigmoid(a[..., 2]), sigmoid(a[..., 3])
        before, c = c, f * c + i * g
        h = o * np.tanh(c)
        tape.append((z, i, g, f, o, before, c))
    return np.stack([o * np.tanh(c) for *_, o, _, c in tape]), tape


def backward(w, tape, dhs, keep=(1, 1)):
    """Carry dhs (T, S, N) back. Returns the gradient (S, 4, 5)."""
    dh = dc = np.zeros_like(dhs[0])
    total = np.zeros_like(w)
    for (z, i, g, f, o, before, c), above in zip(tape[::-1], dhs[::-1], strict=True):
        dh = dh + above
        dc = dc + dh * o * (1 - np.tanh(c) ** 2)
        da = np.stack([dc * g * i * (1 - i), dc * i * (1 - g**2), dc * before * f * (1 - f),
                       dh * np.tanh(c) * o * (1 - o)], axis=-1)  # fmt: skip
        total += da.transpose(0, 2, 1) @ z
        dh, dc = keep[0] * np.einsum("snk,sk->sn", da, w[:, :, 0]), keep[1] * dc * f
    return total


def drawn(rngs, setting):
    """Draw new letters for every start: xs (T, S, N, 3), right (T, S, N), weight (T, S, N)."""
    pairs = [messenger.letters(rng, T=setting.T, store=setting.store) for rng in rngs]
    xs, right = (np.stack(arrays, axis=1) for arrays in zip(*pairs, strict=True))
    return xs, right[..., 0], 1 + (setting.weight - 1) * xs[..., 2]


def update(w, rngs, setting):
    """Make one update of every start; return the new weights."""
    xs, right, weight = drawn(rngs, setting)
    hs, tape = forward(w, xs)
    dhs = 2 * weight * (hs - right) / right[:, 0].size
    return w - setting.rate * backward(w, tape, dhs, setting.keep)


def measure(setting):
    """Train all starts of a setting. Returns the weights (S, 4, 5), and start 0's on the way."""
    rngs = [np.random.default_rng(seed) for seed in range(setting.starts)]
    w = np.stack([start(setting, rng) for rng in rngs])
    growth = [w[0]]
    for step in range(1, setting.updates + 1):
        w = update(w, rngs, setting)
        if step % gates.EVERY == 0:
            growth.append(w[0])
    return w, growth


def asked_errors(w):
    """Return the root mean square error of the answers to new, longer sequences, one a start."""
    xs, right = messenger.letters(np.random.default_rng(TEST_SEED), LONG, NEW)
    hs, _ = forward(w, np.repeat(xs[:, None], len(w), axis=1))
    off = (hs - right[:, None, :, 0]).transpose(1, 0, 2)[:, xs[..., 2] == 1]
    return np.sqrt((off**2).mean(axis=1)), float(np.sqrt((right[xs[..., 2] == 1] ** 2).mean()))


def plain_network(seed, updates=3000):
    """Train a plain network of 16 units with a read-out, 337 numbers; return its error."""
    model = create(rnn, 3, 16, 1, rng=np.random.default_rng(seed), loss=squared_distance)

    def batch(rng):
        xs, right = messenger.letters(rng)
        return xs, right, 1 + 9 * xs[..., 2]

    run = train(model, batch, updates, optimiser=adam(5e-3), carry_state=False,
                rng=np.random.default_rng(seed), progress=False)  # fmt: skip
    xs, right = messenger.letters(np.random.default_rng(TEST_SEED), LONG, NEW)
    asked = xs[..., 2] == 1
    return float(np.sqrt(((predict(run.model, xs)[0] - right)[asked] ** 2).mean()))


def main():
    """Measure every row, print it, and write the table."""
    found = {"command": COMMAND, "seeds": "start k: weights and letters from default_rng(k)",
             "python": platform.python_version(), "numpy": np.__version__, "rows": []}  # fmt: skip
    for setting in SETTINGS:
        begun = time.process_time()
        with np.errstate(over="ignore"):
            w, growth = measure(setting)
            errors, found["silence"] = asked_errors(w)
        row = gates.Row(setting.name, tuple(errors.round(4)), tuple(w[:, 2, 4].round(3)))
        print(f"{row.name}: {row.learned} of {len(row.errors)} learned, error "
              f"{np.median(row.errors):.3f} in the middle, b_f {np.mean(row.forget_bias):.2f}, "
              f"{time.process_time() - begun:.0f} s", flush=True)  # fmt: skip
        found["rows"].append(row._asdict())
        if setting.name == "whole":
            found |= {"mean": w.mean(axis=0).round(3).tolist(),
                      "deviation": w.std(axis=0).round(3).tolist(),
                      "growth": [one.round(3).tolist() for one in growth]}  # fmt: skip
    errors = tuple(round(plain_network(seed), 4) for seed in range(5))
    print(f"a plain network of 337 numbers: errors {errors}", flush=True)
    found["rows"].append(gates.Row("a plain network", errors, ())._asdict())
    found["silence"] = round(found["silence"], 4)
    gates.TABLE.write_text(json.dumps(found) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
