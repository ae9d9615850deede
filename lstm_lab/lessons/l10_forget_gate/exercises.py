"""Lesson 10: the forget gate (L3), and the bias that keeps for a half-life."""

from __future__ import annotations

import numpy as np

from lstm_lab.cells import half_life as spans
from lstm_lab.cells.activations import sigmoid
from lstm_lab.guest.finding import add
from lstm_lab.judge.exercise import Exercise, Mistake
from lstm_lab.judge.relations import probe
from lstm_lab.lessons.l09_input_gate.gate import INVERTED, OTHER, SHIFTED, UNBRACKETED, gate
from lstm_lab.lessons.l10_forget_gate.mistakes import MISTAKES

add(MISTAKES)

forget_gate = gate(
    "forget_gate",
    "f",
    sigmoid,
    OTHER,
    SHIFTED,
    UNBRACKETED,
    Mistake("forget-inverted", INVERTED, text="gate-inverted"),
)


def _draw_half_lives(rng, s):
    return {"half_life": np.exp(rng.uniform(np.log(0.5), np.log(500), s.H))}


def _very_long(arguments):
    arguments["half_life"] *= 1e5


def _one_step(arguments):
    arguments["half_life"][...] = 1.0


def _whole_steps(arguments):
    return {"half_life": np.arange(1, 1 + len(arguments["half_life"]))}


def _logit(f):
    with np.errstate(all="ignore"):
        return np.log(f / (1 - f))


def _share_left(trial):
    """Say which share is left after a half-life, with the learner's bias."""
    got, want, case = next(p for p in trial.pairs if not trial.agree((p.got,), (p.want,)))
    k = int(np.abs(got - want).argmax())
    steps = case.draw()["half_life"][k]
    share = sigmoid(got[k]) ** steps
    if f"{share:.2g}" == "0.5":
        return None
    return probe(
        f"For a half-life of {steps:.3g} steps your bias is {got[k]:.3g}: the gate is "
        f"{sigmoid(got[k]):.3g}, and after these steps {share:.2g} is left, not one half.",
        "Two steps: from the half-life to the gate f, then from f to the bias.",
        "After n steps f**n is left. And f = sigma(b): solve it for b.",
    )


forget_bias_for = Exercise(
    name="forget_bias_for",
    model="q = 0.5 ** (1 / half_life)\nlog(q / (1 - q))",
    question="After a half-life of 1 step one half is left: the gate is 0.5. Which bias makes that "
    "gate?",
    reference=spans.forget_bias_for,
    draw=_draw_half_lives,
    letters="H",
    outputs=("The bias b_f",),
    probes=(_share_left,),
    extremes=(
        ("half of it is left after a million steps and more", _very_long),
        ("the half-life is one step", _one_step),
        ("the half-lives are whole numbers", _whole_steps),
    ),
    mistakes=(
        Mistake("gate-not-bias", lambda n: 0.5 ** (1 / n)),
        Mistake("time-constant", lambda n: _logit(np.exp(-1 / n)), "Here a share of 1/e is left."),
        Mistake(
            "time-constant", lambda n: _logit(1 - 1 / n), "Here f = 1 - 1/n: about 1/e is left."
        ),
        Mistake("half-life-inverted", lambda n: _logit(0.5**n)),
        Mistake("half-life-divided", lambda n: _logit(0.5 / n)),
        Mistake("half-life-divided", lambda n: _logit(1 - 0.5 / n), "A half is lost along a line."),
        Mistake(
            "log-base",
            lambda n: np.log2(0.5 ** (1 / n) / (1 - 0.5 ** (1 / n))),
            text="not-the-natural-logarithm",
        ),
        Mistake(
            "log-base",
            lambda n: np.log10(0.5 ** (1 / n) / (1 - 0.5 ** (1 / n))),
            text="not-the-natural-logarithm",
        ),
        Mistake("tanh-sigmoid", lambda n: np.arctanh(0.5 ** (1 / n)), text="another-inverse"),
        Mistake("log-missing", lambda n: 0.5 ** (1 / n) / (1 - 0.5 ** (1 / n)), text="odds"),
        Mistake("gate-not-inverted", lambda n: sigmoid(0.5 ** (1 / n))),
    ),
)

EXERCISES = (forget_gate, forget_bias_for)
