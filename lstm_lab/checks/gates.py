"""Lessons 09, 10 and 12: the gates (L1)-(L3), (L5), and the bias that keeps for a half-life."""

from __future__ import annotations

import numpy as np

from lstm_lab.cells import half_life as spans
from lstm_lab.cells import lstm
from lstm_lab.cells.activations import sigmoid, tanh
from lstm_lab.checks.exercise import Exercise, Mistake
from lstm_lab.checks.relations import probe


def _draw(letter):
    """Return a draw of the arguments of the gate with this letter."""

    def draw(rng, s):
        return {
            "x": rng.standard_normal((s.N, s.D)),
            "h_prev": rng.uniform(-1, 1, (s.N, s.H)),
            f"W_{letter}": rng.uniform(-1, 1, (s.H, s.H)),
            f"U_{letter}": rng.uniform(-1, 1, (s.D, s.H)),
            f"b_{letter}": rng.uniform(-1, 1, s.H),
        }

    return draw


def _with(part, change):
    """Return a change of a dict of arguments: the array whose name begins so, in place."""

    def alter(arguments):
        name = next(key for key in arguments if key.startswith(part))
        change(arguments[name])

    return alter


def _times(number):
    def change(array):
        array *= number

    return change


def _wrong_sums(squash):
    """Return the mistakes that two kinds of gates share: one in the sum, or round a part of it."""
    return (
        Mistake("squash-missing", lambda x, h, W, U, b: h @ W + x @ U + b),
        Mistake("bias-missing", lambda x, h, W, U, b: squash(h @ W + x @ U)),
        Mistake("recurrence-missing", lambda x, h, W, U, b: squash(x @ U + b)),
        Mistake("input-missing", lambda x, h, W, U, b: squash(h @ W + b)),
        Mistake("weights-swapped", lambda x, h, W, U, b: squash(h @ U + x @ W + b)),
        Mistake("transposed", lambda x, h, W, U, b: squash(h @ W.T + x @ U + b), "Look at W."),
        Mistake("transposed", lambda x, h, W, U, b: squash(h @ W + x @ U.T + b), "Look at U."),
        Mistake("transposed", lambda x, h, W, U, b: squash(h @ W.T + x @ U.T + b), "Both are."),
        Mistake("factors-reversed", lambda x, h, W, U, b: squash(W @ h + x @ U + b), "Look at W."),
        Mistake("factors-reversed", lambda x, h, W, U, b: squash(h @ W + U @ x + b), "Look at U."),
        Mistake("factors-reversed", lambda x, h, W, U, b: squash(W @ h + U @ x + b), "Both are."),
        Mistake("parentheses", lambda x, h, W, U, b: squash(h @ W) + x @ U + b),
        Mistake("parentheses", lambda x, h, W, U, b: squash(h @ W + x @ U) + b),
        Mistake("parentheses", lambda x, h, W, U, b: h @ W + squash(x @ U + b)),
        Mistake("parentheses", lambda x, h, W, U, b: squash(h @ W) + squash(x @ U) + b),
        Mistake("parentheses", lambda x, h, W, U, b: squash(h @ W) + squash(x @ U + b)),
        Mistake("parentheses", lambda x, h, W, U, b: squash((h + x @ U + b) @ W)),
    )


def _inside(squash):
    return lambda x, h, W, U, b: squash(h @ W + x @ U + b)


def _gate(name, letter, squash, *mistakes):
    """Return the exercise of one gate; `mistakes` are those of its own kind."""
    return Exercise(
        name=name,
        reference=getattr(lstm, name),
        draw=_draw(letter),
        letters="NDH",
        outputs=(f"The gate {letter}" if squash is sigmoid else f"The candidate {letter}",),
        mistakes=(*mistakes, *_wrong_sums(squash)),
        extremes=(
            ("a gate is pushed far open or far shut", _with("x", _times(1000.0))),
            ("the bias is -1000", _with("b_", lambda b: b.__setitem__(..., -1000.0))),
        ),
    )


_OTHER = Mistake("tanh-sigmoid", _inside(tanh), "A gate lies between 0 and 1.")
_INVERTED = _inside(lambda a: sigmoid(-a))
_SHIFTED = Mistake("tanh-sigmoid", _inside(lambda a: (1 + tanh(a)) / 2), "It is moved into 0 to 1.")

input_gate = _gate(
    "input_gate", "i", sigmoid, _OTHER, _SHIFTED, Mistake("gate-inverted", _INVERTED)
)
forget_gate = _gate(
    "forget_gate", "f", sigmoid, _OTHER, _SHIFTED, Mistake("forget-inverted", _INVERTED)
)
output_gate = _gate(
    "output_gate", "o", sigmoid, _OTHER, _SHIFTED, Mistake("gate-inverted", _INVERTED)
)
candidate = _gate(
    "candidate",
    "g",
    tanh,
    Mistake("tanh-sigmoid", _inside(sigmoid), "What is written may be negative."),
    Mistake("sign-lost", _inside(lambda a: -tanh(a))),
)


def _draw_half_lives(rng, s):
    return {"half_life": np.exp(rng.uniform(np.log(0.5), np.log(500), s.H))}


def _very_long(arguments):
    arguments["half_life"] *= 1e5


def _one_step(arguments):
    arguments["half_life"][...] = 1.0


def _logit(f):
    with np.errstate(all="ignore"):
        return np.log(f / (1 - f))


def _share_left(trial):
    """Say which share is left after a half-life, with the learner's bias."""
    got, _, case = trial.pairs[0]
    steps = case.draw()["half_life"][0]
    share = sigmoid(got.flat[0]) ** steps
    return probe(
        f"For a half-life of {steps:.3g} steps your bias is {got.flat[0]:.3g}: the gate is "
        f"{sigmoid(got.flat[0]):.3g}, and after these steps {share:.2g} is left, not one half.",
        "Two steps: from the half-life to the gate f, then from f to the bias.",
        "After n steps f**n is left. And f = sigma(b): solve it for b.",
    )


forget_bias_for = Exercise(
    name="forget_bias_for",
    reference=spans.forget_bias_for,
    draw=_draw_half_lives,
    letters="H",
    outputs=("The bias b_f",),
    probes=(_share_left,),
    extremes=(
        ("half of it is left after a million steps and more", _very_long),
        ("the half-life is one step", _one_step),
    ),
    mistakes=(
        Mistake("gate-not-bias", lambda n: 0.5 ** (1 / n)),
        Mistake("sign-lost", lambda n: -_logit(0.5 ** (1 / n))),
        Mistake("time-constant", lambda n: _logit(np.exp(-1 / n)), "Here a share of 1/e is left."),
        Mistake(
            "time-constant", lambda n: _logit(1 - 1 / n), "Here f = 1 - 1/n: about 1/e is left."
        ),
        Mistake("half-life-inverted", lambda n: _logit(0.5**n)),
        Mistake("half-life-divided", lambda n: _logit(0.5 / n)),
        Mistake("half-life-divided", lambda n: _logit(1 - 0.5 / n), "A half is lost along a line."),
        Mistake("log-base", lambda n: np.log2(0.5 ** (1 / n) / (1 - 0.5 ** (1 / n)))),
        Mistake("log-base", lambda n: np.log10(0.5 ** (1 / n) / (1 - 0.5 ** (1 / n)))),
        Mistake("tanh-sigmoid", lambda n: np.arctanh(0.5 ** (1 / n)), "f is a sigmoid of b."),
        Mistake("log-missing", lambda n: 0.5 ** (1 / n) / (1 - 0.5 ** (1 / n)), "These are odds."),
        Mistake("gate-not-inverted", lambda n: sigmoid(0.5 ** (1 / n))),
    ),
)
