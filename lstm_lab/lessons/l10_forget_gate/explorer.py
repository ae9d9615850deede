"""Lesson 10: how long a forget gate keeps."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np

from lstm_lab.cells import half_life as spans
from lstm_lab.cells import lstm
from lstm_lab.cells.activations import sigmoid
from lstm_lab.drawing.numbers import factor, fixed, power, short
from lstm_lab.drawing.plumbing import Wires
from lstm_lab.lessons.l10_forget_gate.forget_bias import forget_bias
from lstm_lab.lessons.l10_forget_gate.picture import keeping, steps
from lstm_lab.shell import gate_by_gate
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.beside import compared
from lstm_lab.shell.controls import Choice, Slider
from lstm_lab.shell.guess import Ask, Question

ASKED = (0.0, 1.0, 3.0, 5.0)
LOWEST, HIGHEST = -2.0, 7.0
STEPS = 100
GRID = np.geomspace(0.2, 1000.0, 120)  # steps, as far as they are drawn
NOTHING, KEEP, FORGET = "nothing", "f = 1: keep all", "f = 0: forget all"
HELD = {NOTHING: {}, KEEP: {"f": 1.0}, FORGET: {"f": 0.0}}


class Frame(NamedTuple):
    """One state of the picture.

    wires, of the plate f; grid, steps (G,), and shares, what the course's gate leaves after each,
    or None for the learner's; marks, triples of a bias that is asked for, its shares and its
    half-life; c, (101,); reference, (101,) of c, or None; step, the one looked at; title, left,
    right and formula, texts.
    """

    wires: Wires
    grid: np.ndarray
    shares: np.ndarray | None
    marks: tuple
    c: np.ndarray
    reference: np.ndarray | None
    step: int
    title: str
    left: str
    right: str
    formula: str

    def guessed(self, guesses):
        """Return pairs of a bias and the half-life that was guessed for it, if any."""
        pairs = ((b, guesses.get(_key(b))) for b, _, _ in self.marks)
        return [(b, guess) for b, guess in pairs if guess is not None]


def forget_gate(function=None, predict=None):
    """Show how long the forget gate (L3) of one unit keeps that sees nothing but its bias.

    Parameters: function, the learner's forget_gate, called with x, h_prev and W_f of shape (1, 1),
    U_f (1, 1) and b_f (1,); its c is drawn over the course's. predict, whether a guess is asked for
    first: by default when there is no function. Returns an Explorer.
    """
    predict = function is None if predict is None else predict
    own = {} if function is None else {"forget_gate": function}
    moves = {"when": lambda v: v["held"] == NOTHING}
    controls = (
        Slider("b", "bias b_f", 2.0 if own else 1.0, LOWEST, HIGHEST, 0.5, **moves),
        Slider("step", "steps", 50, 1, STEPS, 1),
        Choice("held", "hold", NOTHING, tuple(HELD)),
    )
    return Explorer(
        controls,
        partial(frame, functions=own),
        Drawing(keeping),
        say,
        question=_question() if predict else None,
    )


def frame(b, step, held, functions=None):
    """Keep a 1 for 100 steps, and describe one. Returns a Frame.

    Raises LearnerError or NotStartedError if a learner's function cannot be drawn.
    """
    course = keeper(b, held)
    run = keeper(b, held, functions) if functions else course
    c = np.r_[1.0, run.c[:, 0]]
    f = float(run.f[0, 0])
    span = float(spans.half_life(f)) if 0 < f < 1 else None
    return Frame(
        wires=Wires(c_prev=1.0, f=f, kept=float(c[1]), c=float(c[1])), grid=GRID,
        shares=None if functions else f**GRID, marks=marks(), c=c, step=step,
        reference=np.r_[1.0, course.c[:, 0]] if functions else None,
        title=compared(functions, run, course, "fc") if functions else _title(f, span),
        left=_left(b, f, span, held), right=f"after {step} steps {_share(c[step])} of c is left",
        formula=f"c_{step} = f^{step} = {factor(f, 4)}^{step} = {_share(c[step])}",
    )  # fmt: skip


def marks():
    """Return the biases that are asked for, each with what is left over GRID and its half-life."""
    fs = sigmoid(np.array(ASKED))
    return tuple(zip(ASKED, fs[:, None] ** GRID, spans.half_life(fs), strict=True))


def keeper(b, held, functions=None):
    """Run one unit for 100 steps from c = 1: it sees its bias alone, and nothing is let in."""
    zero = np.zeros((1, 1))
    params = lstm.Params(*(zero, zero, np.zeros(1)) * 4)._replace(b_f=np.array([b]))
    xs, state = np.zeros((STEPS, 1, 1)), (zero, np.ones((1, 1)))
    frozen = {"i": 0.0, "o": 1.0} | HELD[held]
    return gate_by_gate.run(params, xs, state, frozen, functions)


def _title(f, span):
    """Say what the picture shows, in one sentence."""
    if span is None:
        return "f = 1 keeps all, for ever" if f == 1 else "f = 0 forgets all in one step"
    return f"A gate of {short(f, 4)} forgets half in {steps(span)} step{'s' * (span != 1)}"


def _share(value):
    """Write a share: 0.50, or 8.9e-16 when it is small."""
    return fixed(value) if value >= 0.01 or value == 0 else power(value)


def _left(b, f, span, held):
    if held != NOTHING:
        return f"f = {short(f)} at every step\n1 means keep, 0 means forget"
    half = "" if span is None else f"\nhalf is left after {steps(span)} step{'s' * (span != 1)}"
    squashed = f" = sigma({short(b)})" if np.isclose(f, sigmoid(b)) else ""  # not if it is wrong
    return f"f{squashed} = {short(f, 4)}{half}"


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    left = frame.left.replace("\n", ", ")
    return f"{frame.title}. {left}; {frame.right}. {frame.formula}"


def _question():
    """Ask for the half-lives of four biases."""
    return Question(
        text="A unit's forget gate sees its bias alone, and nothing new comes in. After how many "
        "steps is half of c left?",
        asks=tuple(
            Ask(_key(b), f"with b = {short(b)}", partial(_truth, b),
                0.5, 500.0, log=True)
            for b in ASKED
        ),
        until={"b": LOWEST},
    )  # fmt: skip


def _key(b):
    return f"10_steps_to_half_at_b_{short(b)}"


def _truth(b):
    return round(float(spans.half_life(sigmoid(np.array(b)))), 1)


EXPLORERS = (forget_gate, forget_bias)
