"""The exercise of one gate, a line of the kind (L1): how it is drawn, and what goes wrong in it."""

from __future__ import annotations

import numpy as np

from lstm_lab.cells import lstm
from lstm_lab.cells.activations import sigmoid, tanh
from lstm_lab.judge.exercise import Exercise, Mistake


def draw(letter):
    """Return a draw of the arguments of the gate with this letter."""

    def drawn(rng, s):
        return {
            "x": rng.standard_normal((s.N, s.D)),
            "h_prev": rng.uniform(-1, 1, (s.N, s.H)),
            f"W_{letter}": rng.uniform(-1, 1, (s.H, s.H)),
            f"U_{letter}": rng.uniform(-1, 1, (s.D, s.H)),
            f"b_{letter}": rng.uniform(-1, 1, s.H),
        }

    return drawn


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
        Mistake("bias-missing", lambda x, h, W, U, b: squash(h @ W + x @ U)),
        Mistake("recurrence-missing", lambda x, h, W, U, b: squash(x @ U + b)),
        Mistake("input-missing", lambda x, h, W, U, b: squash(h @ W + b)),
        Mistake("weights-swapped", lambda x, h, W, U, b: squash(h @ U + x @ W + b)),
        Mistake("transposed", lambda x, h, W, U, b: squash(h @ W + x @ U.T + b), "Look at U."),
        Mistake("transposed", lambda x, h, W, U, b: squash(h @ W.T + x @ U.T + b), "Both are."),
        Mistake("factors-reversed", lambda x, h, W, U, b: squash(W @ h + x @ U + b), "Look at W."),
        Mistake("factors-reversed", lambda x, h, W, U, b: squash(h @ W + U @ x + b), "Look at U."),
        Mistake("factors-reversed", lambda x, h, W, U, b: squash(W @ h + U @ x + b), "Both are."),
        Mistake("parentheses", lambda x, h, W, U, b: squash(h @ W) + squash(x @ U) + b),
    )


def inside(squash):
    return lambda x, h, W, U, b: squash(h @ W + x @ U + b)


_SHARE = "A gate is a share: is every number between 0 and 1, and 0.5 when all arguments are zero?"
_SIGN = "The candidate has a sign: is it 0 when all arguments are zero, and within -1 and 1?"


def gate(name, letter, squash, *mistakes):
    """Return the exercise of one gate; `mistakes` are those of its own kind."""
    return Exercise(
        name=name,
        question=_SHARE if squash is sigmoid else _SIGN,
        reference=getattr(lstm, name),
        draw=draw(letter),
        model=f"{squash.__name__}(h_prev @ W_{letter} + x @ U_{letter} + b_{letter})",
        variant="gate",
        letters="NDH",
        outputs=(f"The gate {letter}" if squash is sigmoid else f"The candidate {letter}",),
        mistakes=(*mistakes, *_wrong_sums(squash)),
        extremes=(
            ("the sum is very large, or very far below 0", _with("x", _times(1000.0))),
            ("the bias is -1000", _with("b_", lambda b: b.__setitem__(..., -1000.0))),
        ),
    )


# 1 / 1 + exp(-a)
UNBRACKETED = Mistake(
    "parentheses", inside(lambda a: 1 + np.exp(-a)), "Python divides before it adds."
)
OTHER = Mistake("tanh-sigmoid", inside(tanh), "A gate lies between 0 and 1.")
INVERTED = inside(lambda a: sigmoid(-a))
SHIFTED = Mistake("tanh-sigmoid", inside(lambda a: (1 + tanh(a)) / 2), "It is moved into 0 to 1.")
