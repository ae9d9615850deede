"""Lesson 12: the output gate (L5), and the hidden state (L6)."""

from __future__ import annotations

from lstm_lab.cells import lstm
from lstm_lab.cells.activations import sigmoid, tanh
from lstm_lab.guest.finding import add
from lstm_lab.judge.exercise import Exercise, Mistake
from lstm_lab.judge.relations import factor, probe
from lstm_lab.lessons.l09_input_gate.gate import INVERTED, OTHER, SHIFTED, UNBRACKETED, gate
from lstm_lab.lessons.l12_output_gate.mistakes import MISTAKES

add(MISTAKES)

output_gate = gate(
    "output_gate", "o", sigmoid, OTHER, SHIFTED, UNBRACKETED, Mistake("gate-inverted", INVERTED)
)


def _very_full(arguments):
    arguments["c"] *= 1000


def _draw_shown(rng, s):
    return {
        "o": rng.uniform(0.05, 0.95, (s.N, s.H)),
        "c": 2 * rng.standard_normal((s.N, s.H)),
    }


def _right_gate(trial):
    """Notice that o is used rightly: twice the gate gives twice the result."""
    if factor(trial):
        return None
    cases = [pair.case for pair in trial.pairs]
    twice = trial.under(lambda arguments: arguments | {"o": 2 * arguments["o"]}, cases)
    pairs = zip(twice or (), trial.pairs, strict=False)
    if not twice or not all(trial.agree((a.got,), (2 * b.got,)) for a, b in pairs):
        return None
    return probe(
        "The output gate is a factor, as it should be; what is made of c is not right.",
        "Take o = 1: which numbers between -1 and 1 should c = -3, 0 and 3 give?",
    )


hidden_state = Exercise(
    name="hidden_state",
    model="o * tanh(c)",
    question="Set o = 1 and c = 100: what can h be at most? And with o = 0?",
    reference=lstm.hidden_state,
    draw=_draw_shown,
    letters="NH",
    outputs=("The hidden state h",),
    variant="gate",
    probes=(_right_gate,),
    extremes=(("the cell state is very large", _very_full),),
    mistakes=(
        Mistake("h-without-tanh", lambda o, c: o * c),
        Mistake("output-gate-missing", lambda o, c: tanh(c)),
        Mistake("gate-inverted", lambda o, c: (1 - o) * tanh(c), text="curtain-inverted"),
        Mistake("squashed-twice", lambda o, c: tanh(o) * tanh(c)),
        Mistake("squashed-twice", lambda o, c: sigmoid(o) * tanh(c)),
        Mistake("matrix-product", lambda o, c: o @ tanh(c)),
    ),
)

EXERCISES = (output_gate, hidden_state)
