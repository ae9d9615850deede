"""Lesson 02: from scores to probabilities."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np

from lstm_lab.cells import readout
from lstm_lab.drawing.numbers import factor, fixed, short
from lstm_lab.lessons.l02_reading_out.softmax_picture import probabilities
from lstm_lab.shell import learner
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.beside import told
from lstm_lab.shell.controls import Choice, Slider
from lstm_lab.shell.guess import Ask, Question

CLASSES = ("e", "a", "t", "q")
SCORES = (2.0, 1.0, 0.0, -2.0)  # of the four classes; the first one can be moved
OFFSETS = (-100, 0, 1, 100, 1000)


class Frame(NamedTuple):
    """One state of the picture.

    classes and steps, K texts each; less, power and y, (K,): the distance to the largest score, exp
    of it, and the probability; reference, (K,) or None; title and under, texts.
    """

    classes: tuple
    steps: tuple
    less: np.ndarray
    power: np.ndarray
    y: np.ndarray
    reference: np.ndarray | None
    title: str
    under: str


def softmax(function=None, predict=None):
    """Show softmax (R2) as bars.

    Parameters: function, the learner's softmax(z), called with z of shape (1, 4); the course's
    probabilities are marked on its bars. predict, whether a guess is asked for first: by default
    when there is no function. Returns an Explorer.
    """
    predict = function is None if predict is None else predict
    controls = (
        Slider("score", "score z of e", SCORES[0], -5.0, 5.0, 0.1),
        Choice("offset", "added to all scores", 100, OFFSETS),
        Slider("temperature", "temperature", 1.0, 0.1, 5.0, 0.1),
    )
    drawn = partial(frame, function=function)
    return Explorer(controls, drawn, Drawing(probabilities), say,
                    question=QUESTION if predict else None)  # fmt: skip


def frame(score, offset, temperature, function=None):
    """Turn four scores into probabilities. Returns a Frame.

    Raises LearnerError or NotStartedError if `function` cannot be drawn.
    """
    z = np.array([score, *SCORES[1:]])
    before = (z + offset) / temperature
    course = readout.softmax(before)
    y = course
    if function is not None:
        y = learner.call(function, "softmax", course[None], before[None])[0]
    less = before - before.max()
    return Frame(
        classes=CLASSES, steps=_steps(z, offset, temperature, before),
        less=less, power=np.exp(less), y=y,
        reference=None if function is None else course,
        title=_title(z, offset, temperature, y) if function is None else _compared(y, course),
        under=f"y_e = {fixed(np.exp(less[0]), 3)} / {fixed(np.exp(less).sum(), 3)}"
              f" = {fixed(course[0], 3)}",
    )  # fmt: skip


def _steps(z, offset, temperature, before):
    """Write how each score becomes what softmax is given: (2 + 100) / 1 = 102."""
    return tuple(
        f"({short(score)} + {factor(offset)}) / {short(temperature)} = {short(given)}"
        for score, given in zip(z, before, strict=True)
    )


def _title(z, offset, temperature, y):
    """Say what the picture shows, in one sentence."""
    if offset:
        verb = "Adding" if offset > 0 else "Taking"
        where = "to" if offset > 0 else "from"
        return f"{verb} {abs(offset)} {where} every score changes no probability"
    if temperature > 1:
        return f"Temperature {short(temperature)} flattens: the largest share is {fixed(y.max())}"
    if temperature < 1:
        return f"Temperature {short(temperature)} sharpens: the largest share is {fixed(y.max())}"
    gap = z[0] - z[1]
    times = short(np.exp(gap), 1 if gap > 0 else 3)
    return f"A lead of {short(gap)} makes e exp({short(gap)}) = {times} times as likely as a"


def _compared(y, course):
    """Say whether the learner's probabilities agree with the course's."""
    every, number = "for all four classes", partial(fixed, digits=3)
    return told("softmax", y, course, every, lambda k: f"at {CLASSES[k]}", number)


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    rows = "; ".join(
        f"{name}: {steps}, probability {fixed(y, 3)}"
        for name, steps, y in zip(frame.classes, frame.steps, frame.y, strict=True)
    )
    return f"{frame.title}. {rows}. {frame.under}"


QUESTION = Question(
    text="Now nothing is added. If 100 is added to every score, what happens?",
    asks=(
        Ask(
            "02_add_100",
            "the probability of e",
            lambda: "stays as it is",
            options=("goes to almost 1", "stays as it is", "gets smaller"),
        ),
    ),
    until={"offset": 0},
    finding=r"Adding 100 to all changes nothing: above and below the fraction stands the same "
    r"factor $e^{100}$, and it cancels.",
)
