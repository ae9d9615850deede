"""Lesson 02: from scores to probabilities (R2)."""

from __future__ import annotations

import numpy as np

from lstm_lab.cells import readout
from lstm_lab.cells.activations import sigmoid
from lstm_lab.judge.exercise import Exercise, Mistake


def draw_scores(rng, *shape):
    """Draw scores of a shape, some of them far apart."""
    return 2 * rng.standard_normal(shape) + 0.5


def set_array(name, change):
    """Return a change of a dict of arguments: the array `name` becomes change(array), in place."""

    def alter(arguments):
        arguments[name][...] = change(arguments[name])

    return alter


def _far_apart(z):
    """Move the rows to different heights, up to +-1000."""
    rows = np.arange(z[..., 0].size).reshape(z.shape[:-1])
    return z + np.where(rows % 2, 1000.0, -1000.0)[..., None]


def _unlikely(z):
    """Make one class so likely that the others' probabilities are zero in floating point."""
    z = z.copy()
    z[..., 0] += 2000
    return z


def whole(name):
    """Return a further case's draw: the array `name` holds whole numbers, as an int array."""

    def change(arguments):
        return arguments | {name: np.rint(arguments[name]).astype(int)}

    return f"{name} holds whole numbers", change


LARGE = (
    ("a score is near 1000", set_array("z", lambda z: z + 1000)),
    ("some rows are near 1000 and others near -1000", set_array("z", _far_apart)),
    ("one score is 2000 above the others", set_array("z", _unlikely)),
    whole("z"),
)


def plain_softmax(z, axis=-1):
    """The definition, which overflows."""
    exp_z = np.exp(z)
    return exp_z / exp_z.sum(axis=axis, keepdims=True)


def shifted_softmax(z, axis=-1, top=-1):
    """Subtract the largest score along `top`, divide by the sum along `axis`."""
    exp_z = np.exp(z - z.max(axis=top, keepdims=True))
    return exp_z / exp_z.sum(axis=axis, keepdims=True)


def exp_shifted(z):
    """The exponentials, the largest of each row being 1."""
    return np.exp(z - z.max(axis=-1, keepdims=True))


softmax = Exercise(
    name="softmax",
    question="Take the row [0, 0]: which two numbers are due? And for [1000, 1000]?",
    reference=readout.softmax,
    draw=lambda rng, s: {"z": draw_scores(rng, s.N, s.K)},
    letters="NK",
    more=(
        ("z is one row of shape (K,)", lambda rng, s: {"z": draw_scores(rng, s.K)}),
        ("z has shape (T, N, K)", lambda rng, s: {"z": draw_scores(rng, s.T, s.N, s.K)}),
    ),
    mistakes=(
        Mistake("softmax-axis", lambda z: shifted_softmax(z, axis=0)),
        Mistake("softmax-axis", lambda z: shifted_softmax(z, axis=0, top=0)),
        Mistake("softmax-axis", lambda z: plain_softmax(z, axis=0)),
        Mistake("softmax-axis", lambda z: plain_softmax(z, axis=None), "It runs over the array."),
        Mistake("softmax-axis", lambda z: shifted_softmax(z, axis=1), "Count it from the end."),
        Mistake("not-normalised", exp_shifted),
        Mistake("not-normalised", np.exp),
        Mistake("not-normalised", lambda z: exp_shifted(z) / z.shape[-1]),
        Mistake("exp-missing", lambda z: z / z.sum(axis=-1, keepdims=True)),
        Mistake("exp-missing", lambda z: _without_exp(z - z.max(axis=-1, keepdims=True))),
        Mistake("softmax-sigmoid", sigmoid),
        Mistake("log-returned", readout.log_softmax),
        Mistake("sign-lost", lambda z: readout.softmax(-z), "It is the sign of z."),
        Mistake("overflow", plain_softmax),
        Mistake("overflow", lambda z: shifted_softmax(z, top=None), "One maximum is not enough."),
    ),
    extremes=LARGE,
)


def _without_exp(z):
    return z / z.sum(axis=-1, keepdims=True)
