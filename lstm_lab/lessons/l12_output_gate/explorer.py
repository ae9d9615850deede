"""Lesson 12: the output gate over the tap (L5), and h, all that anyone sees of c (L6)."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from lstm_lab.cells import lstm
from lstm_lab.cells.activations import sigmoid
from lstm_lab.drawing.numbers import factor, fixed, short, telling
from lstm_lab.drawing.plumbing import Wires
from lstm_lab.lessons.l12_output_gate.picture import tap
from lstm_lab.shell import gate_by_gate
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.beside import agreement, apart, beside
from lstm_lab.shell.controls import Choice, Slider, Time
from lstm_lab.shell.guess import Ask, Question

T, JUMP = 32, 26  # steps 0 to 31; something is written at step 26
OFTEN, LATE, SHUT, OPEN = "at 1, 22 and 30", "at 30 only", "o held at 0", "o held at 1"
ASKED = {OFTEN: (1, 22, 30), LATE: (30,), SHUT: (), OPEN: ()}
HELD = {SHUT: {"o": 0.0}, OPEN: {"o": 1.0}}
WIDE, SURE = 6.0, 10.0  # a_o of an open gate; how surely i and f stand where they should
VALUE = 2.0  # what is written at the jump: i = 1, g = tanh(2)
NOTICED = 0.01
NONE, ALL = "none of them", "all four"


class Frame(NamedTuple):
    """One state of the picture.

    heard, right, c, o, h and seen, (T,), right being what an open gate would say and seen being
    h_prev; limit, the size of c that fills the pipe; references, None or a pair of arrays for o and
    h; t, a step; wires, of its tap; marks, a dict of steps to words; title and formula, texts;
    told, lines beside the tap.
    """

    heard: np.ndarray
    right: np.ndarray
    c: np.ndarray
    o: np.ndarray
    h: np.ndarray
    seen: np.ndarray
    limit: float
    references: tuple | None
    t: int
    wires: Wires
    marks: dict
    title: str
    formula: str
    told: tuple


def output_gate(function=None, hidden_state=None, predict=None):
    """Show c behind the gate o, what h shows of it, and what the four gates see next.

    Parameters: function, the learner's output_gate(x, h_prev, W_o, U_o, b_o), called with x (1, 3),
    h_prev and W_o (1, 1), U_o (3, 1), b_o (1,); hidden_state, the learner's hidden_state(o, c), of
    (1, 1); their lane lies below the course's. predict, whether a guess is asked for first: by
    default when there is no function. Returns an Explorer.
    """
    given = {"output_gate": function, "hidden_state": hidden_state}
    own = {name: f for name, f in given.items() if f is not None}
    predict = not own if predict is None else predict
    scenes = (OFTEN, LATE) if function else tuple(ASKED)
    controls = (
        Choice("asked", "asked", OFTEN, scenes),
        Slider("a_o", "a_o when not asked", -6.0, -6.0, 6.0, 0.5, lambda v: v["asked"] not in HELD),
        Slider("c_0", "c at the start", 0.9, -3.0, 3.0, 0.1),
        Time("t", "step t", 22 if own else JUMP, T - 1),
    )
    return Explorer(
        controls,
        partial(frame, own=own or None),
        Drawing(tap),
        say,
        question=_question() if predict else None,
    )


def frame(asked, a_o, c_0, t, own=None):
    """Run 32 steps of a cell that keeps c, and describe step t. Returns a Frame.

    Parameters: asked, a key of ASKED; a_o, the output gate's pre-activation between the questions;
    c_0, c at the start; own, a dict of the learner's functions. Raises LearnerError or
    NotStartedError if one of them cannot be drawn.
    """
    course = run(asked, a_o, c_0)
    ran = run(asked, a_o, c_0, own) if own else course
    c, o, h, seen = (getattr(ran, name)[:, 0] for name in ("c", "o", "h", "h_prev"))
    changes = changes_after_the_jump(ran, run(asked, a_o, c_0, own, jump=False))
    marks = dict.fromkeys(ASKED[asked], "ask") | {JUMP: "jump"}
    references = (course.o[:, 0], course.h[:, 0])
    return Frame(
        heard=np.where(np.arange(T) == JUMP, VALUE, 0.0),
        right=lstm.hidden_state(1.0, course.c[:, 0]),
        c=c, o=o, h=h, seen=seen, limit=max(1, int(np.ceil(np.abs(c).max() - 1e-9))),
        references=references if own else None, t=t, wires=_tap(c, o, h, t), marks=marks,
        title=_compared(own, ran, course) if own else _title(c, o, h, t, changes),
        formula=_formula(ran, t, asked in HELD), told=_told(h, t, changes),
    )  # fmt: skip


def _tap(c, o, h, t):
    """Return the Wires of the tap at step t."""
    c, o, h = (float(values[t]) for values in (c, o, h))
    return Wires(c_prev=c, kept=c, c=c, squashed=float(lstm.hidden_state(1.0, c)), o=o, h=h)


def run(asked, a_o, c_0, own=None, jump=True):
    """Run the cell over 32 steps, with the jump of c at step 26 or without. Returns a Run."""
    return _stepped(asked, a_o, c_0, jump, own) if own else _run(asked, a_o, c_0, jump)


@lru_cache(maxsize=256)
def _run(asked, a_o, c_0, jump):
    return _stepped(asked, a_o, c_0, jump, {})


def _stepped(asked, a_o, c_0, jump, own):
    xs = np.zeros((T, 1, 3))
    xs[list(ASKED[asked]), 0, 2] = 1.0
    if jump:
        xs[JUMP, 0, :2] = VALUE, 1.0
    state = np.zeros((1, 1)), np.full((1, 1), c_0)
    return gate_by_gate.run(weights(a_o), xs, state, HELD.get(asked), own)


def weights(a_o):
    """Return lstm.Params of one unit that keeps c; x is (value, store, ask), and every W_k is 1.

    a_o is the output gate's sum when nothing is asked and h_prev is 0.
    """
    of_inputs = {
        "i": ([0.0, 2 * SURE, 0.0], -SURE),
        "g": ([1.0, 0.0, 0.0], 0.0),
        "f": ([0.0, 0.0, 0.0], SURE),
        "o": ([0.0, 0.0, WIDE - a_o], a_o),
    }
    arrays = {}
    for k, (column, bias) in of_inputs.items():
        arrays[f"W_{k}"] = np.ones((1, 1))
        arrays[f"U_{k}"] = np.array(column)[:, None]
        arrays[f"b_{k}"] = np.array([bias])
    return lstm.Params(**arrays)


def changes_after_the_jump(ran, calm):
    """Return, by gate, by how much its sum a_k differs at step 27 because c has jumped at 26."""
    return {
        k: abs(float(getattr(ran, f"a_{k}")[JUMP + 1, 0] - getattr(calm, f"a_{k}")[JUMP + 1, 0]))
        for k in "ifgo"
    }


def _title(c, o, h, t, changes):
    """Say what is behind the gate and what is seen of it."""
    there, said = fixed(c[t]), telling(h[t])
    if t in (JUMP, JUMP + 1) and o[JUMP] < 0.5:
        seen = "and no gate notices" if max(changes.values()) < NOTICED else "and a little is seen"
        return f"Behind the shut gate c jumps from {fixed(c[JUMP - 1])} to {there}, {seen}"
    if o[t] > 0.5:
        return f"The gate is open: c = {there} is shown as h = {said}"
    return f"The gate is shut: c is {there} all the same, and h = {said}"


def _compared(own, ran, course):
    """Say whether the learner's o and h agree with the course's, and where they part most."""
    pairs = {k: (getattr(ran, k)[:, 0], getattr(course, k)[:, 0]) for k in "ho"}
    if not any(apart(*pair).any() for pair in pairs.values()):
        return agreement(own, f"at all {T} steps")
    k = max(pairs, key=lambda k: np.abs(np.subtract(*pairs[k])).max())
    mine, right = pairs[k]
    t = int(np.abs(mine - right).argmax())
    got, due = fixed(mine[t], 3), fixed(right[t], 3)
    return f"With your {' and '.join(own)}, {k} differs most at step {t}: {got}, not {due}"


def _formula(ran, t, held):
    """Write (L5) and (L6) with the numbers of the step, and the learner's where they differ."""
    a, o, c, h = (float(getattr(ran, k)[t, 0]) for k in ("a_o", "o", "c", "h"))
    gate, squashed = float(sigmoid(np.float64(a))), float(lstm.hidden_state(1.0, c))
    shown = float(lstm.hidden_state(o, c))
    first = "" if held else f"o = sigma({short(a)}) = {beside(gate, o, write)};   "
    return f"{first}h = o*tanh(c) = {write(o)}*{factor(squashed)} = {beside(shown, h, write)}"


def write(value):
    """Write a gate or what it shows: three digits behind the point, or two that matter."""
    return fixed(value, 3) if abs(value) >= 0.01 else telling(value)


def _told(h, t, changes):
    """Say what the gates get at the next step, and how much they notice of the jump."""
    lines = (f"at step {t + 1} the gates", f"i, f, g, o get h_prev = {telling(h[t])}")
    if t < JUMP:
        return lines
    return (*lines, "the jump of c moves", f"their sums by {telling(max(changes.values()))}")


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    t = frame.t
    told = "; ".join(" ".join(frame.told[k : k + 2]) for k in range(0, len(frame.told), 2))
    asked = ", ".join(str(k) for k, word in frame.marks.items() if word == "ask" and k <= t)
    return (
        f"{frame.title}. At step {t}: c = {fixed(frame.c[t])}, o = {telling(frame.o[t])}, "
        f"h = {telling(frame.h[t])}; {told}. {frame.formula}. "
        f"Asked so far: {asked or 'never'}"
    )


def _question():
    """Ask what 20 shut steps do to c, and which gate notices a jump of c behind the gate."""

    def left():
        c = run(OFTEN, -WIDE, 0.9).c[:, 0]
        return round(float(c[21] / c[1]), 2)

    def noticing():
        changes = changes_after_the_jump(run(OFTEN, -WIDE, 0.9), run(OFTEN, -WIDE, 0.9, jump=False))
        found = [k for k, change in changes.items() if change > NOTICED]
        return {0: NONE, 4: ALL}.get(len(found), ", ".join(found))

    return Question(
        text="The cell holds c = 0.9. After step 1 the output gate is shut for 20 steps. "
        "Later, behind the shut gate, c jumps by about 1. Which share of c is left after the "
        "20 steps, and which gates notice the jump at the next step?",
        asks=(
            Ask("12_share_left_behind_the_gate", "share left", left, low=0.0, high=1.0, step=0.05),
            Ask("12_gates_that_notice_a_jump", "notice the jump", noticing,
                options=(ALL, "the forget gate", "the output gate", NONE)),
        ),
        until={"asked": OFTEN, "a_o": -WIDE, "t": 1},
    )  # fmt: skip


EXPLORERS = (output_gate,)
