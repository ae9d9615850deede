"""Lesson 11: the cell state (L4)."""

from __future__ import annotations

from lstm_lab.cells import lstm
from lstm_lab.cells.activations import tanh
from lstm_lab.guest.finding import add
from lstm_lab.judge.exercise import Exercise, Mistake
from lstm_lab.lessons.l11_cell_state.mistakes import MISTAKES

add(MISTAKES)


def _draw_cell(rng, s):
    shape = (s.N, s.H)
    return {
        "c_prev": 2 * rng.standard_normal(shape),
        "f": rng.uniform(0.05, 0.95, shape),
        "i": rng.uniform(0.05, 0.95, shape),
        "g": rng.uniform(-1, 1, shape),
    }


def _very_full(arguments):
    arguments["c_prev"] *= 1000


cell_state = Exercise(
    name="cell_state",
    model="f * c_prev + i * g",
    question="Set f = 1, i = 0, and then f = 0, i = 1: what should be in the cell?",
    reference=lstm.cell_state,
    draw=_draw_cell,
    letters="NH",
    outputs=("The cell state c",),
    extremes=(("the old cell state is very large", _very_full),),
    mistakes=(
        Mistake("gates-swapped", lambda c, f, i, g: i * c + f * g),
        Mistake("forget-inverted", lambda c, f, i, g: (1 - f) * c + i * g),
        Mistake("no-input-gate", lambda c, f, i, g: f * c + g),
        Mistake("no-forget-gate", lambda c, f, i, g: c + i * g),
        Mistake("poured-before-drained", lambda c, f, i, g: f * (c + i * g)),
        Mistake("poured-before-drained", lambda c, f, i, g: f * (c + g)),
        Mistake("c-squashed", lambda c, f, i, g: tanh(f * c + i * g)),
        Mistake("c-squashed", lambda c, f, i, g: f * tanh(c) + i * g),
        Mistake("squashed-twice", lambda c, f, i, g: f * c + i * tanh(g)),
        Mistake("coupled-gates", lambda c, f, i, g: f * c + (1 - f) * g),
        Mistake("coupled-gates", lambda c, f, i, g: (1 - i) * c + i * g),
        Mistake("recurrence-missing", lambda c, f, i, g: i * g),
        Mistake("input-missing", lambda c, f, i, g: f * c, "The term with i and g is not there."),
        Mistake("added-not-multiplied", lambda c, f, i, g: f + c + i + g),
        Mistake("matrix-product", lambda c, f, i, g: f @ c + i @ g),
        Mistake("matrix-product", lambda c, f, i, g: f @ c + i * g),
        Mistake("matrix-product", lambda c, f, i, g: f * c + i @ g),
    ),
)

EXERCISES = (cell_state,)
