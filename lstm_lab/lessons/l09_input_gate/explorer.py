"""Lesson 09: a message, thirty distractors, and the gate between them and the cell."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from lstm_lab.cells import lstm
from lstm_lab.cells.activations import sigmoid, tanh
from lstm_lab.drawing.numbers import factor, fixed, short
from lstm_lab.drawing.plumbing import Wires
from lstm_lab.lessons.l09_input_gate.picture import funnel
from lstm_lab.shell import gate_by_gate
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.beside import compared
from lstm_lab.shell.controls import Choice, Slider, Time
from lstm_lab.shell.guess import Ask, Question

T, MESSAGE, OPEN = 31, 0.9, 6.0  # step 0 stores, steps 1 to 30 distract
RANDOM, ONE_SIDED = "random", "all above 0"
NOTHING, NO_GATE, SHUT = "nothing", "i = 1: no gate", "i = 0: always shut"
HELD = {NOTHING: {}, NO_GATE: {"i": 1.0}, SHUT: {"i": 0.0}}
SEED = 27  # its leaks are near the root mean square of many draws: 0.41, 0.06, 0.009
ENOUGH = 0.01
SUMS = np.linspace(-8.0, 8.0, 81)  # of the gate, as far as they are drawn


class Frame(NamedTuple):
    """One state of the picture.

    heard, i, g, c and a_i, (T,), a_i NaN where i is held; t, the step shown; wires, of the inlet at
    that step; curve, sums (G,) and the gates that they give; target, a number; reference, (T,) or
    None; title, left and formula, texts; label, the setting in a word, which names the frame when
    it is the ghost.
    """

    heard: np.ndarray
    i: np.ndarray
    g: np.ndarray
    c: np.ndarray
    a_i: np.ndarray
    t: int
    wires: Wires
    curve: tuple
    target: float
    reference: np.ndarray | None
    title: str
    left: str
    formula: str
    label: str


def input_gate(function=None, candidate=None, predict=None):
    """Show a message behind the input gate (L1), and thirty distractors in front of it.

    One unit without forgetting: f = 1 and o = 1, two inputs (value, store). Parameters: function
    and candidate, the learner's input_gate and candidate, called with x of shape (1, 2), h_prev
    and W (1, 1), U (2, 1) and b (1,); their result is drawn over the course's. predict, whether a
    guess is asked for first: by default when there is no function. Returns an Explorer.
    """
    own = {"input_gate": function, "candidate": candidate}
    own = {name: f for name, f in own.items() if f is not None}
    predict = not own if predict is None else predict
    controls = (
        Slider("a", "a_i when closed", -2.0, -8.0, 2.0, 0.5, lambda v: v["held"] == NOTHING),
        Choice("noise", "distractors", RANDOM, (RANDOM, ONE_SIDED)),
        Choice("held", "hold", NOTHING, tuple(HELD)),
        Time("t", "step t", T - 1, T - 1),
    )
    return Explorer(
        controls,
        partial(frame, functions=own),
        Drawing(funnel),
        say,
        question=_question() if predict else None,
        ghost=None if own else {"a": -6.0},
    )


def frame(a, noise, held, t, functions=None):
    """Run the unit past the distractors and describe step t. Returns a Frame.

    Raises LearnerError or NotStartedError if a learner's function cannot be drawn.
    """
    params, xs = parameters(a), inputs(noise)
    course = walk(params, xs, held)
    run = walk(params, xs, held, functions) if functions else course
    c, i, g = (array[:, 0] for array in (run.c, run.i, run.g))
    return Frame(
        heard=xs[:, 0, 0], i=i, g=g, c=c, a_i=run.a_i[:, 0] * (np.nan if HELD[held] else 1), t=t,
        wires=_inlet(float(i[t]), float(g[t])), curve=(SUMS, sigmoid(SUMS)),
        target=float(tanh(MESSAGE)),
        reference=course.c[:, 0] if functions else None,
        title=compared(functions, run, course, "ig") if functions else _title(c, i, t, held),
        left=_left(run, t, held),
        formula=_formula(i, g, c, t),
        label=held if HELD[held] else f"a_i = {short(a)}",
    )  # fmt: skip


def _inlet(i, g):
    """Return the Wires of the funnel alone: what the gate lets into an empty cell."""
    written = float(lstm.cell_state(0.0, 0.0, i, g))
    return Wires(i=i, g=g, written=written, c=written)


def parameters(a):
    """Return the params of one unit: a_i is a, and 6 where store = 1; a_g is the value."""
    zero, none = np.zeros((1, 1)), np.zeros((2, 1))
    return lstm.Params(
        W_i=zero, U_i=np.array([[0.0], [OPEN - a]]), b_i=np.array([a]),
        W_g=zero, U_g=np.array([[1.0], [0.0]]), b_g=np.zeros(1),
        W_f=zero, U_f=none, b_f=np.zeros(1), W_o=zero, U_o=none, b_o=np.zeros(1),
    )  # fmt: skip


def inputs(noise):
    """Return xs (31, 1, 2): value and store; the message first, then thirty distractors."""
    xs = np.zeros((T, 1, 2))
    values = np.random.default_rng(SEED).normal(size=T - 1).round(1)
    xs[0, 0] = MESSAGE, 1.0
    xs[1:, 0, 0] = values if noise == RANDOM else np.abs(values)
    return xs


def walk(params, xs, held, functions=None):
    """Run the unit without forgetting and without an output gate. Returns a Run."""
    return gate_by_gate.run(
        params, xs, frozen={"f": 1.0, "o": 1.0} | HELD[held], functions=functions
    )


@lru_cache(maxsize=64)
def leak(a, noise=RANDOM):
    """Return how far c is off the stored value after the thirty distractors."""
    c = walk(parameters(a), inputs(noise), NOTHING).c[:, 0]
    return float(abs(c[-1] - c[0]))


def _title(c, i, t, held):
    """Say what the picture shows, in one sentence."""
    if held == SHUT:
        return f"The gate is always shut: the message never came in, c is {fixed(c[t])}"
    if t == 0:
        return f"The gate is open for the message: c is {fixed(c[0])}"
    off = abs(c[t] - c[0])
    if held == NO_GATE:
        return f"Without a gate the noise is added whole: c is off by {fixed(off)} after {t} steps"
    lost = f"after {t} distractors c is off by {fixed(off, 3 if off < 0.1 else 2)}"
    return f"The gate is {100 * (1 - i[t]):.1f} % shut, and {lost}"


def _left(run, t, held):
    """Write gate and candidate of the step with their numbers."""
    i, g, a_i, a_g = (float(getattr(run, name)[t, 0]) for name in ("i", "g", "a_i", "a_g"))
    # A wrong gate or candidate is not what its sum gives.
    gate = f" = sigma({short(a_i)})" if held == NOTHING and np.isclose(i, sigmoid(a_i)) else ""
    candidate = f" = tanh({short(a_g)})" if np.isclose(g, tanh(a_g)) else ""
    return f"i{gate} = {fixed(i, 4 if i < 0.1 else 2)}\ng{candidate} = {fixed(g)}"


def _formula(i, g, c, t):
    product = f"{fixed(i[t], 4 if i[t] < 0.1 else 2)}*{factor(g[t])}"
    if t == 0:
        return f"c_0 = i*g = {product} = {fixed(c[0], 3)}"
    return f"c_{t} = c_{t - 1} + i*g = {fixed(c[t - 1], 3)} + {product} = {fixed(c[t], 3)}"


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    left = frame.left.replace("\n", ", ")
    return (
        f"{frame.title}. Step {frame.t}: {left}. The message is {fixed(frame.target)}, the level "
        f"began at {fixed(frame.c[0])} and is {fixed(frame.c[frame.t])} now. {frame.formula}"
    )


def _question():
    """Ask how much leaks at a_i = -2, and which is the loosest gate that keeps the message."""
    tried = (-2.0, -4.0, -6.0, -8.0)

    def loosest():
        return f"a_i = {short(next(a for a in tried if leak(a) < ENOUGH))}"

    return Question(
        text="A message of 0.72 is in the cell. Thirty distractors come. At a_i = -2 the gate is "
        "88 % shut. How far is c off after them, in this one draw? And which is the loosest gate "
        f"of the four that keeps c within {ENOUGH}?",
        asks=(
            Ask("09_off_at_-2_in_this_draw", "off by", lambda: round(leak(-2.0), 2), 0.0, 1.0),
            Ask("09_loosest_of_four", "loosest", loosest,
                options=tuple(f"a_i = {short(a)}" for a in tried)),
        ),
        until={"t": 0},
    )  # fmt: skip


EXPLORERS = (input_gate,)
