"""Lesson 11: the cell state, kept in part and then filled, for forty steps (L4)."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from lstm_lab.cells import lstm
from lstm_lab.drawing.numbers import factor, fixed, short
from lstm_lab.drawing.plumbing import Wires
from lstm_lab.lessons.l11_cell_state.picture import pipe
from lstm_lab.shell import gate_by_gate
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.beside import beside, told
from lstm_lab.shell.controls import Slider, Time
from lstm_lab.shell.guess import Ask, Question

T = 40


class Frame(NamedTuple):
    """One state of the picture.

    c and squashed, (T + 1,), the first entry before step 1; half, the half-steps done, two a step;
    wires, of the half-step; waits, whether nothing is poured in yet; before and now, levels;
    ceiling, a number or None; reference, (T + 1,) or None; title, told, formula and label, texts.
    """

    c: np.ndarray
    squashed: np.ndarray
    half: int
    wires: Wires
    waits: bool
    before: float
    now: float
    ceiling: float | None
    reference: np.ndarray | None
    title: str
    told: str
    formula: str
    label: str


def cell_state(function=None, predict=None):
    """Show the cell state (L4) in its pipe: f keeps a share of it, i * g is poured in, forty times.

    Parameters: function, the learner's cell_state(c_prev, f, i, g), called with arrays (1, 1); the
    course's levels are dotted. predict, whether a guess is asked for first: by default when there
    is no function. Returns an Explorer.
    """
    predict = function is None if predict is None else predict
    controls = (
        Slider("f", "forget gate f", 0.9, 0.0, 1.0, 0.05),
        Slider("i", "input gate i", 1.0, 0.0, 1.0, 0.05),
        Slider("g", "candidate g", 1.0, -1.0, 1.0, 0.1),
        Time("half", "half-step", 2 * T, 2 * T),
    )
    return Explorer(
        controls,
        partial(frame, function=function),
        Drawing(pipe),
        say,
        question=_question() if predict else None,
        ghost={"f": 1.0} if function is None else None,
    )


def frame(f, i, g, half, function=None):
    """Run forty steps from an empty cell; describe half-step `half`: odd keeps, even pours.

    Returns a Frame. Raises LearnerError or NotStartedError if `function` cannot be drawn.
    """
    course = levels(f, i, g)
    c = course if function is None else levels(f, i, g, function)
    before, now, told, formula = _half_step(c, f, i, g, half)
    ceiling = None if half == 0 else ceiling_of(f, i, g)
    ending = _ending(ceiling, f, i, g) if half else ""
    return Frame(
        c=c, squashed=_squashed(c), half=half, wires=_wires(c, f, i, g, half, before, now),
        waits=_waits(half), before=before, now=now, ceiling=ceiling,
        reference=None if function is None else course,
        title=_title(c, half, ending) if function is None else _compared(c, course),
        told=told, formula=formula, label=f"f = {short(f)}",
    )  # fmt: skip


def levels(f, i, g, function=None):
    """Return c before step 1 and after each of forty steps, (41,), by (L4) or the learner's."""
    if function is None:
        return _levels(f, i, g)
    return _run(f, i, g, {"cell_state": function})


@lru_cache(maxsize=256)
def _levels(f, i, g):
    return _run(f, i, g, {})


def _run(f, i, g, functions):
    empty = lstm.Params(*(np.zeros((1, 1)), np.zeros((1, 1)), np.zeros(1)) * 4)
    held = {"f": f, "i": i, "g": g, "o": 1.0}
    ran = gate_by_gate.run(empty, np.zeros((T, 1, 1)), frozen=held, functions=functions)
    return np.concatenate([ran.c_prev[:1, 0], ran.c[:, 0]])


def ceiling_of(f, i, g):
    """Return where c would come to rest: the level that one step leaves alone, or None."""
    return None if f == 1 else i * g / (1 - f) + 0.0


def _squashed(c):
    return lstm.hidden_state(np.ones_like(c), c)


def _half_step(c, f, i, g, half):
    """Return the levels before and after a half-step, its name, and its line with numbers."""
    if half == 0:
        return 0.0, 0.0, "Before step 1: the pipe is empty", "c = 0"
    t = (half + 1) // 2
    c_prev = float(c[t - 1])
    kept = float(lstm.cell_state(c_prev, f, 0.0, 0.0))
    if half % 2:
        line = f"f*c_prev = {short(f)}*{factor(c_prev)} = {fixed(kept)}"
        return c_prev, kept, f"Step {t}, first half: keep f*c_prev", line
    due = float(lstm.cell_state(c_prev, f, i, g))
    line = (
        f"c = f*c_prev + i*g = {short(f)}*{factor(c_prev)} + {short(i)}*{factor(g)}"
        f" = {beside(due, c[t])}"
    )
    return kept, float(c[t]), f"Step {t}, second half: pour in i*g", line


def _waits(half):
    """Say whether nothing is poured in yet: before step 1, and in the first half of a step."""
    return half == 0 or half % 2 == 1


def _wires(c, f, i, g, half, before, now):
    """Return the Wires of a half-step: in the first one f lets pass, and nothing is poured in."""
    if _waits(half):
        return Wires(c_prev=before, f=f, kept=now, g=g, c=now)
    c_prev = float(c[half // 2 - 1])
    return Wires(c_prev=c_prev, f=f, kept=before, i=i, g=g, written=now - before, c=now)


def _ending(ceiling, f, i, g):
    """Say what the cell is with these gates."""
    if i * g == 0:
        return "for nothing is poured in"
    if ceiling is None:
        return "a counter, without a ceiling"
    if f == 0:
        return "the last input alone"
    if abs(f + i - 1) < 1e-9:
        return f"a running average of g, which comes to {fixed(ceiling)}"
    edge = "above a floor" if ceiling < 0 else "under a ceiling"
    return f"{edge} of i*g/(1 - f) = {fixed(ceiling)}"


def _title(c, half, ending):
    """Say how high the level is."""
    if half == 0:
        return "An empty pipe: what will 40 steps of pouring leave in it?"
    t = half // 2
    steps = f"{t} step{'s' * (t != 1)}"
    return f"After {steps} c is {fixed(c[t])}, {ending}"


def _compared(c, course):
    """Say whether the learner's levels agree with the course's, and where they part."""
    return told("cell_state", c, course, f"at all {T} steps", "first at step {}".format, fixed)


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    done = frame.half // 2
    ceiling = "" if frame.ceiling is None else f" It would rest at {fixed(frame.ceiling)}."
    seen = ", ".join(f"{fixed(frame.c[t])} at step {t}" for t in (1, 5, 10, 20, 40) if t <= done)
    return (
        f"{frame.title}. {frame.told}: the level goes from {fixed(frame.before)} to "
        f"{fixed(frame.now)}. {frame.formula}. {frame.label}. c: {seen or 'empty'}.{ceiling} "
        f"tanh(c) is {fixed(frame.squashed[done])}"
    )


def _question():
    """Ask for c after 40 steps with nothing forgotten, and with a tenth forgotten each time."""

    def after(f):
        return lambda: round(float(levels(f, 1.0, 1.0)[T]), 2)

    return Question(
        text="The cell begins empty. At every step i = g = 1 pours in 1. What is c after 40 steps?",
        asks=(
            Ask("11_counter", "with f = 1", after(1.0), low=0.0, high=60.0, step=1.0),
            Ask("11_leaking", "with f = 0.9", after(0.9), low=0.0, high=60.0, step=0.05),
        ),
        until={"half": 0},
    )


EXPLORERS = (cell_state,)
