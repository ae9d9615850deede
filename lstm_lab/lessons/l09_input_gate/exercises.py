"""Lesson 09: how much is let in (L1), and what (L2)."""

from __future__ import annotations

from lstm_lab.cells.activations import sigmoid, tanh
from lstm_lab.judge.exercise import Mistake
from lstm_lab.lessons.l09_input_gate.gate import INVERTED, OTHER, SHIFTED, UNBRACKETED, gate, inside

input_gate = gate(
    "input_gate", "i", sigmoid, OTHER, SHIFTED, UNBRACKETED, Mistake("gate-inverted", INVERTED)
)

candidate = gate(
    "candidate",
    "g",
    tanh,
    Mistake("tanh-sigmoid", inside(sigmoid), "What is written may be negative."),
    Mistake("sign-lost", inside(lambda a: -tanh(a))),
)

EXERCISES = (input_gate, candidate)
