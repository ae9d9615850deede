"""What training made of the messenger's gates, over many starts: the table of lesson 19.

`python -m experiments.gates`, in the course's repository, printed it and wrote gates.json.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

TABLE = Path(__file__).with_name("gates.json")
LEARNED = 0.05  # a start has learned when its answers are right to this, root mean square
EVERY = 30  # updates between two of the kept ones


class Row(NamedTuple):
    """How the starts of one setting fared; start k draws weights and letters with seed k.

    Attributes: name; errors, the root mean square error of the answers on new sequences of 30
    steps, one a start; forget_bias, b_f at the end, one a start.
    """

    name: str
    errors: tuple
    forget_bias: tuple

    @property
    def learned(self):
        """How many starts learned."""
        return sum(error < LEARNED for error in self.errors)


def rows():
    """Return every Row by its name."""
    return {row["name"]: Row(row["name"], *map(tuple, (row["errors"], row["forget_bias"])))
            for row in _table()["rows"]}  # fmt: skip


def silence():
    """Return the root mean square error of saying nothing, on the same new sequences."""
    return _table()["silence"]


def mean():
    """Return the mean of the learned numbers over the starts of the first row, and their standard
    deviation, each (4, 5): a row a gate i g f o, its W, its U of v, s and q, and its b.
    """
    return np.array(_table()["mean"]), np.array(_table()["deviation"])


def growth():
    """Return the numbers (4, 5) of start 0 after 0, 30, 60, ... updates."""
    return [np.array(numbers) for numbers in _table()["growth"]]


def numbers_of(params):
    """Return the (4, 5) numbers of one unit's twelve arrays, in the order of lstm.Params."""
    flat = [np.ravel(array) for array in params]
    return np.array([np.concatenate(flat[k : k + 3]) for k in range(0, 12, 3)])


@cache
def _table():
    return json.loads(TABLE.read_text(encoding="utf-8"))
