"""Lesson 01: one unit with one weight. What is left of a pulse?"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from lstm_lab.cells import rnn
from lstm_lab.drawing.numbers import factor, fixed, short
from lstm_lab.lessons.l01_one_step_of_memory.picture import MemoryPicture
from lstm_lab.lessons.l01_one_step_of_memory.unrolled import unrolled_network
from lstm_lab.shell import learner
from lstm_lab.shell.base import Explorer
from lstm_lab.shell.beside import beside, told
from lstm_lab.shell.controls import Choice, Slider, Time
from lstm_lab.shell.diagram import Diagram
from lstm_lab.shell.guess import Ask, Question

T, SECOND_AT = 31, 10  # steps 0 to 30; the second pulse comes at step 10
ONE, TWO, CONSTANT, NOISE = "one pulse", "two pulses", "constant 0.3", "pulse, then noise"
U, B = 1.0, 0.0
DOTTED = "; dotted: the course's result"
GRID = np.linspace(-1.1, 1.1, 111)


class Frame(NamedTuple):
    """One state of the picture.

    x and h, (T,); t, the step shown; grid, rest and now, (G,): h_{t-1} and the h_t that follows
    without an input and with the input of step t; settles, the values at which the step comes to
    rest; reference, (T,) or None; title, left, right and formula, texts; label, the setting in a
    word, which names the frame when it is the ghost.
    """

    x: np.ndarray
    h: np.ndarray
    t: int
    grid: np.ndarray
    rest: np.ndarray
    now: np.ndarray
    settles: tuple
    reference: np.ndarray | None
    title: str
    left: str
    right: str
    formula: str
    label: str


def rnn_step(function=None, predict=None):
    """Show one step of memory (R1): the cobweb, and 31 steps of one unit; u = 1 and b = 0.

    Parameters: function, the learner's rnn_step(x, h_prev, W, U, b), called with x, h_prev, W and
    U of shape (1, 1) and b of shape (1,); its result is drawn over the course's. predict, whether a
    guess is asked for first: by default when there is no function. Returns an Explorer.
    """
    predict = function is None if predict is None else predict
    controls = (
        Slider("w", "weight w", 1.5, -2.0, 2.0, 0.05),
        Choice("inputs", "input x", ONE, (ONE, TWO, CONSTANT, NOISE)),
        Slider("second", "second pulse", -1.0, -1.5, 1.5, 0.05, lambda v: v["inputs"] == TWO),
        Time("t", "step t", T - 1, T - 1),
    )
    return Explorer(
        controls,
        partial(frame, function=function),
        MemoryPicture(T),
        say,
        question=_question() if predict else None,
        ghost={"w": 0.9} if function is None else None,
    )


def frame(w, inputs, second, t, function=None):
    """Run one unit over 31 steps with weight w and describe step t. Returns a Frame.

    Raises LearnerError or NotStartedError if `function` cannot be drawn.
    """
    x = inputs_of(inputs, second)
    course = run(w, x)
    h = course if function is None else run(w, x, function)
    settles = resting_values(w)
    return Frame(
        x=x, h=h, t=t, grid=GRID, rest=curve(w, 0.0), now=curve(w, x[t]), settles=settles,
        reference=None if function is None else course,
        title=_title(w, inputs, second, h, t) if function is None else _compared(h, course),
        left=_left(w, settles, t),
        right=f"w = {short(w)}, u = 1, b = 0" + (DOTTED if function else ""),
        formula=formula(w, x, h, t),
        label=f"w = {short(w)}" + (f"\nsecond {short(second)}" if inputs == TWO else ""),
    )  # fmt: skip


def inputs_of(name, second):
    """Return x_t, (31,), of an input preset; `second` is the size of the pulse at step 10."""
    if name == CONSTANT:
        return np.full(T, 0.3)
    x = np.zeros(T)
    if name == NOISE:
        x = np.random.default_rng(7).normal(0.0, 0.3, T).round(2)
    if name == TWO:
        x[SECOND_AT] = second
    x[0] = 1.0
    return x


def run(w, x, function=None):
    """Return h_t, (T,), of one unit that begins at 0: (R1), or the learner's function."""
    W, U_, b, h, hs = np.array([[w]]), np.array([[U]]), np.array([B]), np.zeros((1, 1)), []
    for x_t in x:
        arrays = np.array([[x_t]]), h, W, U_, b
        h = _step(*arrays) if function is None else learner.call(
            function, "rnn_step", np.zeros((1, 1)), *arrays
        )  # fmt: skip
        hs.append(h[0, 0])
    return np.array(hs)


def curve(w, x_t):
    """Return the h_t that follows each h_{t-1} of GRID under one input."""
    x = np.full((len(GRID), 1), x_t)
    return _step(x, GRID[:, None], np.array([[w]]), np.array([[U]]), np.array([B]))[:, 0]


@lru_cache(maxsize=256)
def resting_values(w):
    """Return where a unit without input comes to rest: at 0, or at two values."""
    if abs(w) <= 1:
        return (0.0,)
    end = float(abs(run(w, np.r_[1.0, np.zeros(300)])[-1]))
    return -end, end


def _step(x, h_prev, W, U_, b):
    (h,), _ = rnn.step(rnn.Params(W, U_, b), x, h_prev)
    return h


def formula(w, x, h, t):
    """Write step t with its numbers: h_30 = tanh(1.5*0.86 + 1*0 + 0) = 0.86, and another h[t]."""
    h_prev = h[t - 1] if t else 0.0
    due = float(np.tanh(w * h_prev + U * x[t] + B))
    inside = f"{short(w)}*{factor(h_prev)} + {short(U)}*{factor(x[t])} + {short(B)}"
    return f"h_{t} = tanh(w*h_{t - 1} + u*x_{t} + b) = tanh({inside}) = {beside(due, h[t])}"


def _title(w, inputs, second, h, t):
    """Say what the picture shows, in one sentence."""
    now = fixed(h[t])
    if inputs == CONSTANT:
        return f"Under a constant input of 0.3 h is {now} at step {t}"
    if inputs == NOISE:
        return f"After the pulse and {t} steps of noise, h is {now}"
    if inputs == TWO and t >= SECOND_AT:
        return _second_title(w, second, h, t)
    if t == 0:
        return f"A pulse of 1 at step 0 puts {now} into the memory"
    if t < 6:
        return f"A pulse of 1 at step 0: at step {t} the memory holds {now}"
    if abs(h[t]) < 0.1:
        return f"The pulse fades: {t} steps later {now} is left"
    if w < 0:
        return f"The sign turns at every step: h is {now} at step {t}"
    return f"The pulse is {'kept' if w > 1 else 'fading'}: {t} steps later h is {now}"


def _second_title(w, second, h, t):
    """Say what a second pulse did to a kept memory."""
    size, now = short(second), fixed(h[t])
    if w <= 1 or t == SECOND_AT:
        return f"After the second pulse of {size}, h is {now} at step {t}"
    if second >= 0:
        return f"A second pulse of {size} changes little: h is {now} at step {t}"
    if h[t] < 0:
        return f"An opposite pulse of {size} turns the memory over: h is {now} at step {t}"
    return f"An opposite pulse of {size} cannot erase the memory: h is {now} at step {t}"


def _compared(h, course):
    """Say whether the learner's steps agree with the course's, and where they part."""
    every, number = f"at all {T} steps", partial(fixed, digits=3)
    return told("rnn_step", h, course, every, "first at step {}".format, number)


def _left(w, settles, t):
    """Say where the staircase ends; at step 0 only where it begins."""
    if t == 0:
        return "The first step begins at h = 0"
    if len(settles) == 1:
        return "Without input it rests at 0"
    end = fixed(settles[1])
    if w > 0:
        return f"Without input it rests at -{end} or {end}"
    return f"Without input it jumps between -{end} and {end}"


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    pulses = [f"{short(x)} at step {k}" for k, x in enumerate(frame.x) if x][:3]
    more = ", and more" if np.count_nonzero(frame.x) > 3 else ""
    return (
        f"{frame.title}. {frame.right}. Inputs: {', '.join(pulses)}{more}. {frame.left}. "
        f"h at steps 0, 1, 2: {', '.join(fixed(h) for h in frame.h[: min(frame.t, 2) + 1])}; "
        f"at step {frame.t}: {fixed(frame.h[frame.t])}. {frame.formula}"
    )


def _question():
    """Ask what is left of one pulse after 30 steps, at w = 0.9 and at 1.5."""

    def left_at(w):
        return lambda: round(float(run(w, inputs_of(ONE, 0.0))[-1]), 3)

    return Question(
        text="One pulse of 1 comes at step 0, then nothing. What is left in h at step 30?",
        asks=(
            Ask("01_left_at_w_0.9", "with w = 0.9", left_at(0.9)),
            Ask("01_left_at_w_1.5", "with w = 1.5", left_at(1.5)),
        ),
        until={"t": 0},
    )


def unrolled(T=4):
    """Show the unrolled network: T copies of one cell, the same W, U and b in each."""
    return Diagram(
        unrolled_network(T),
        f"An unrolled recurrent network with {T} copies of one cell side by side. An arrow W leads "
        "from each h to the next copy, an arrow U from each input x up into its copy. W, U and b "
        "are the same numbers in every copy.",
    )


EXPLORERS = (rnn_step,)
OTHERS = (unrolled,)  # it stands still
