"""Lesson 00: the one product that everything is made of."""

from __future__ import annotations

from lstm_lab.cells import readout
from lstm_lab.judge.exercise import Exercise, Mistake


def _draw(rng, s):
    return {
        "x": rng.standard_normal((s.N, s.D)),
        "U": rng.standard_normal((s.D, s.H)),
        "b": rng.standard_normal(s.H),
    }


affine = Exercise(
    name="affine",
    model="x @ U + b",
    question="Which two arrays meet in the product, which one is added, and to which rows?",
    reference=readout.logits,
    draw=_draw,
    letters="NDH",
    mistakes=(
        Mistake("bias-missing", lambda x, U, b: x @ U),
        Mistake("transposed", lambda x, U, b: x @ U.T + b),
        Mistake("transposed", lambda x, U, b: x.T @ U + b, "Here it is x that is turned over."),
        Mistake("factors-reversed", lambda x, U, b: U @ x + b),
        Mistake("parentheses", lambda x, U, b: (x @ U).sum() + b, "A sum has eaten an axis."),
        Mistake("parentheses", lambda x, U, b: x @ (U + b)),
    ),
)

EXERCISES = (affine,)
