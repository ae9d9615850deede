"""A message to carry past noise: the task, and how often networks learned it.

Each step has two inputs, a value and a flag. Where the flag is 1 the value is the message, -1 or
+1; all other values are noise from N(0, 1). At the last step the network is to say the message.
The outcomes in carry.json were printed by `python -m experiments.carry` in the course's
repository.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

RNN, RELU, LSTM = "rnn", "relu", "lstm"
SOLVED = 0.05  # a start has learned when its last 50 losses are below this on average
TABLE = Path(__file__).with_name("carry.json")


def batches(lag, wait=0, N=32):
    """Return a function of rng that draws a batch of N sequences, for `training.train`.

    Parameters: lag, the steps of noise after the message at the least; wait, the last step at which
    the message may come: its step is drawn from 0 to wait, and 0 makes it always the first.
    The function returns inputs (T, N, 2) in float32, targets (T, N, 1) and the mask (T, N), which
    is 1 at the last step only; T = wait + lag + 1.
    """

    def batch(rng):
        T, each = wait + lag + 1, np.arange(N)
        xs = np.zeros((T, N, 2), np.float32)
        xs[..., 0] = rng.standard_normal((T, N), np.float32)
        moment, message = rng.integers(0, wait + 1, N), rng.choice([-1.0, 1.0], N)
        xs[moment, each] = np.stack([message, np.ones(N)], axis=-1)
        right, mask = np.zeros((T, N, 1), np.float32), np.zeros((T, N), np.float32)
        right[-1, :, 0], mask[-1] = message, 1
        return xs, right, mask

    return batch


class Outcome(NamedTuple):
    """How the starts of one network fared on one task; start k draws its weights with seed k.

    Attributes: network, RNN (tanh), RELU (the same with ReLU, started at W = identity) or LSTM;
    units; bias, the forget bias at the start, or None; lag and wait, as in `batches`; rate, of
    Adam; updates, the most that were made; solved_at, the update at which each start had learned,
    or None; right, the share of 500 new messages whose sign each start got right at its end; held,
    the gates that were held open, at 1, such as "i", or "".
    """

    network: str
    units: int
    bias: float | None
    lag: int
    wait: int
    rate: float
    updates: int
    solved_at: tuple
    right: tuple
    held: str = ""

    @property
    def starts(self):
        """How many starts there were."""
        return len(self.solved_at)

    @property
    def solved(self):
        """How many of them learned."""
        return sum(at is not None for at in self.solved_at)

    @property
    def median(self):
        """The update at which the middle one of those that learned had learned, or None."""
        at = [at for at in self.solved_at if at is not None]
        return float(np.median(at)) if at else None

    @property
    def interval(self):
        """The 95 % interval of the share that learns: (low, high)."""
        return wilson(self.solved, self.starts)

    @property
    def numbers(self):
        """How many numbers the cell learns: 2 inputs, without the read-out."""
        return self.units * (self.units + 3) * (4 if self.network == LSTM else 1)


@cache
def outcomes():
    """Return every Outcome of the stored table, a tuple."""
    rows = json.loads(TABLE.read_text("utf-8"))["outcomes"]
    return tuple(
        Outcome(**row | {name: tuple(row[name]) for name in ("solved_at", "right")}) for row in rows
    )


def find(network, lag, *, wait=0, units=16, bias=None, rate=5e-3, updates=None, held=""):
    """Return the one Outcome of the table with these settings.

    updates None takes the longest training. Raises KeyError if there is none.
    """
    wanted = network, units, bias, lag, wait, rate
    found = [
        row
        for row in outcomes()
        if row[:6] == wanted and row.held == held and updates in (None, row.updates)
    ]
    if not found:
        raise KeyError(f"no outcome has the settings {wanted}, updates={updates}, held={held!r}")
    return max(found, key=lambda row: row.updates)


def wilson(successes, trials, z=1.96):
    """Return the interval (low, high) of a share, 95 % with z = 1.96.

    Source: Wilson 1927, "Probable inference, the law of succession, and statistical inference".
    """
    share, extra = successes / trials, z * z / trials
    middle = (share + extra / 2) / (1 + extra)
    half = z * np.sqrt(share * (1 - share) / trials + extra / (4 * trials)) / (1 + extra)
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))
