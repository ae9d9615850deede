"""Lesson 06: which inputs does an output see, and how much of them is left (R4), (R5)?"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np

from lstm_lab.drawing.numbers import power
from lstm_lab.lessons.l06_two_directions_and_depth.picture import LightConePicture
from lstm_lab.lessons.l06_two_directions_and_depth.reach import (
    DEEP,
    NETWORKS,
    ONE,
    TWO,
    H,
    T,
    gradients,
    lit,
    seen_by,
)
from lstm_lab.shell.base import Explorer
from lstm_lab.shell.controls import Choice, Slider
from lstm_lab.shell.guess import Ask, Question

LINES = "solid", "dashed", "dash-dot"


class Frame(NamedTuple):
    """One state of the picture.

    sizes, (3, T), the gradient's size at each input for the three networks, NaN where nothing
    arrives; chosen, 0 to 2; t, the output's step; s, the input's; seen, (T,) bools; lower and
    upper, (T,) bools, the lit states, upper None if there is one row; title, reading, carried,
    names and rows, texts.
    """

    sizes: np.ndarray
    chosen: int
    t: int
    s: int
    seen: np.ndarray
    lower: np.ndarray
    upper: np.ndarray | None
    title: str
    reading: str
    carried: str
    names: tuple
    rows: tuple


def two_directions(function=None, predict=None):
    """Show which inputs an output sees, in one direction, two, or two layers (R4), (R5).

    Parameters: function, the learner's bidirectional_forward(step, params_forward,
    params_backward, xs), called once with 42 examples; what its outputs see is drawn. predict,
    whether a guess is asked for first: by default when there is no function. Returns an Explorer.
    """
    predict = function is None if predict is None else predict
    controls = (
        Choice("network", "network", TWO, NETWORKS, lambda v: function is None),
        Slider("t", "output step", 30, 0, T - 1, 1),
        Slider("s", "input step", 0, 0, T - 1, 1),
    )
    return Explorer(
        controls,
        partial(frame, function=function),
        LightConePicture(T),
        say,
        question=_question() if predict else None,
    )


def frame(network, t, s, function=None):
    """Send an error of size 1 back from the output at t, and describe the input at s.

    Returns a Frame. Raises LearnerError or NotStartedError if `function` cannot be drawn.
    """
    sizes = np.stack([gradients(name, t) for name in NETWORKS])
    chosen = NETWORKS.index(network)
    lower, upper = lit(network, t)
    if function is not None:
        lower, upper = seen_by(function, t)
    seen = lower if upper is None or network == DEEP else lower | upper
    title = _title(network, t, seen)
    if function is not None:
        title = _compared(t, (lower, upper), lit(TWO, t))
    return Frame(
        np.where(sizes > 0, sizes, np.nan), chosen, t, s, seen, lower, upper,
        title=title,
        reading=_reading(network, t, s, sizes[chosen, s]),
        carried=f"An error of size 1 at output {t}, carried back to every input; "
                f"{H} units, radius 1, random inputs",
        names=tuple(f"{name}\n({line}): {power(size[s])}"
                    for name, line, size in zip(NETWORKS, LINES, sizes, strict=True)),
        rows=_rows(network),
    )  # fmt: skip


def _title(network, t, seen):
    """Say what the output sees, in one sentence."""
    count = f"{seen.sum()} of {T} inputs"
    if network == TWO:
        return f"Two directions: output {t} sees {count}, past and future"
    kind = "Two layers see no further" if network == DEEP else "One direction"
    return f"{kind}: output {t} sees {count}, none after step {t}"


def _compared(t, got, want):
    """Say whether the learner's output depends on the inputs that it should."""
    names = ("first half", "second half")
    for name, mine, course in zip(names, got, want, strict=True):
        if (mine != course).any():
            return (
                f"The {name} of your output {t} sees {_span(mine)}; it should see {_span(course)}"
            )
    return f"Your output {t} sees what it should: {_span(want[0])}, and {_span(want[1])}"


def _span(seen):
    """Write which inputs are seen: "inputs 0 to 30", "inputs 0 and 40", "no input"."""
    steps = np.flatnonzero(seen)
    if not len(steps):
        return "no input"
    if len(steps) == 1:
        return f"input {steps[0]}"
    whole = steps[-1] - steps[0] + 1 == len(steps)
    return f"inputs {steps[0]} to {steps[-1]}" + ("" if whole else f", {len(steps)} of them")


def _reading(network, t, s, size):
    """Say what arrives at the input shown."""
    away = f"input {s}, {abs(t - s)} steps {'before' if s < t else 'after'} the output"
    if s == t:
        away = f"input {s}, the output's own step"
    return f"{away}: {'not seen, the gradient is 0' if size == 0 else power(size)} ({network})"


def _rows(network):
    """Name the rows of states from below."""
    return {
        ONE: ("states",),
        TWO: ("forwards", "backwards"),
        DEEP: ("layer 1", "layer 2"),
    }[network]


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    three = "; ".join(name.replace("\n", " ") for name in frame.names)
    seen = _span(frame.seen)
    words = f"{frame.title}. {frame.carried}. {frame.reading}. At input {frame.s}: {three}."
    return f"{words} Lit: {seen}."


def _question():
    """Ask whether two layers see the future, and how far depth lengthens the memory."""

    def sees():
        return "yes" if gradients(DEEP, 10)[15] > 0 else "no"

    def gain():
        ratio = gradients(DEEP, 30)[0] / gradients(ONE, 30)[0]
        return min(GAINS, key=lambda g: abs(np.log(GAINS[g] / ratio)))

    return Question(
        text="Two cures: read in both directions, or put a second layer on top. (1) With two "
        "layers, does the output at step 10 see the input at step 15? (2) One layer leaves about "
        "1e-8 of a gradient 30 steps back. How much do two layers leave?",
        asks=(
            Ask("06_two_layers_see_the_future", "(1) sees it", sees, options=("yes", "no")),
            Ask("06_gain_of_depth", "(2) two layers", gain, options=tuple(GAINS)),
        ),
        until={"network": ONE, "t": 30, "s": 30},
    )  # fmt: skip


GAINS = {
    "about as small": 1.0,
    "about 10 times larger": 10.0,
    "about 10 million times larger": 1e7,
}


EXPLORERS = (two_directions,)
