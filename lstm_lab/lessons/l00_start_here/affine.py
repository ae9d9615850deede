"""Lesson 00: one weighted sum. Which input makes it 0?"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np

from lstm_lab.cells import readout
from lstm_lab.drawing.numbers import factor, short
from lstm_lab.lessons.l00_start_here.picture import weighted_sum
from lstm_lab.shell import learner
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.beside import told
from lstm_lab.shell.controls import Slider
from lstm_lab.shell.guess import Ask, Question

WEIGHT, BIAS, LIMIT = 2.0, -1.0, 2.0  # the first u and b, and the largest input
GRID = np.linspace(-LIMIT, LIMIT, 41)


class Frame(NamedTuple):
    """One state of the picture.

    x, product, b and a, numbers; grid, line and reference, (G,), the last one or None; zero, the
    input that gives 0, or None; title and formula, texts.
    """

    x: float
    product: float
    b: float
    a: float
    grid: np.ndarray
    line: np.ndarray
    reference: np.ndarray | None
    zero: float | None
    title: str
    formula: str


def affine(function=None, predict=None):
    """Show a = x u + b for one input and one unit, and a for every input.

    Parameters: function, the learner's affine(x, U, b), called with x (41, 1) or (1, 1), U (1, 1)
    and b (1,). predict, whether a guess is asked for first: by default when there is no function.
    Returns an Explorer.
    """
    predict = function is None if predict is None else predict
    controls = (
        Slider("x", "input x", 0.5, -LIMIT, LIMIT, 0.1),
        Slider("u", "weight u", WEIGHT, -3.0, 3.0, 0.1),
        Slider("b", "bias b", BIAS, -3.0, 3.0, 0.1),
    )
    return Explorer(controls, partial(frame, function=function), Drawing(weighted_sum), say,
                    question=QUESTION if predict else None)  # fmt: skip


def frame(x, u, b, function=None):
    """Add up one weighted sum, and those of all inputs. Returns a Frame.

    Raises LearnerError or NotStartedError if `function` cannot be drawn.
    """
    course = _sums(GRID, u, b)
    line = course if function is None else _sums(GRID, u, b, function)
    a = float(_sums(np.array([x]), u, b, function)[0])
    return Frame(
        x=x, product=x * u, b=b, a=a, grid=GRID, line=line,
        reference=None if function is None else course,
        zero=zero_at(u, b) if function is None else None,
        title=_title(x, u, a) if function is None else _compared(line, course),
        formula=f"a = x*u + b = {short(x)}*{factor(u)} + {factor(b)} = {short(a)}",
    )  # fmt: skip


def _sums(x, u, b, function=None):
    """Return a for each x, (G,): the course's, or the learner's."""
    arrays = x[:, None], np.array([[u]]), np.array([b])
    if function is None:
        return readout.logits(*arrays)[:, 0]
    return learner.call(function, "affine", np.zeros((len(x), 1)), *arrays)[:, 0]


def zero_at(u, b):
    """Return the input that gives a = 0, or None if none from -2 to 2 does, or all do."""
    if u == 0 or abs(b / u) > LIMIT:
        return None
    return -b / u + 0.0


def _title(x, u, a):
    """Say what this input gives."""
    given = f"x = {short(x)} gives a = {short(a)}"
    if u == 0:
        return f"With u = 0 the input does not count: {given}, and so does every x"
    if abs(a) < 1e-9:
        return f"{given}: here the sum changes its sign"
    return f"{given}, {'above' if a > 0 else 'below'} 0"


def _compared(line, course):
    """Say whether the learner's sums agree with the course's."""
    every = f"for all {len(GRID)} inputs"
    return told("affine", line, course, every, lambda k: f"at x = {short(GRID[k])}", short)


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    return (
        f"{frame.title}. {frame.formula}. On the number line an arrow goes from 0 to "
        f"{short(frame.product)}, and the bias moves on by {short(frame.b)} to {short(frame.a)}. "
        f"For x from -2 to 2, a goes from {short(frame.line[0])} to {short(frame.line[-1])}"
    )


QUESTION = Question(
    text="The weight is u = 2, the bias is b = -1. Which input x gives a = 0?",
    asks=(
        Ask("00_x_where_a_is_0", "x", lambda: zero_at(WEIGHT, BIAS), low=-2.0, high=2.0, step=0.1),
    ),
    until={"x": 1.0, "u": WEIGHT, "b": BIAS},
)
