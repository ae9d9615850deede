"""Lesson 01: one step of memory, and a sequence of them (R1)."""

from __future__ import annotations

import numpy as np

from lstm_lab import sequence
from lstm_lab.cells import rnn
from lstm_lab.cells.activations import sigmoid
from lstm_lab.guest.finding import add
from lstm_lab.judge.exercise import Exercise, Mistake
from lstm_lab.lessons.l01_one_step_of_memory.mistakes import MISTAKES

add(MISTAKES)


def _weights(rng, s):
    return {
        "W": rng.uniform(-1, 1, (s.H, s.H)),
        "U": rng.uniform(-1, 1, (s.D, s.H)),
        "b": rng.uniform(-1, 1, s.H),
    }


def _draw_step(rng, s):
    x, h_prev = rng.standard_normal((s.N, s.D)), rng.uniform(-1, 1, (s.N, s.H))
    return {"x": x, "h_prev": h_prev} | _weights(rng, s)


def _draw_sequence(rng, s):
    xs, h0 = rng.standard_normal((s.T, s.N, s.D)), rng.uniform(-1, 1, (s.N, s.H))
    return {"xs": xs, "h0": h0} | _weights(rng, s)


def _large(name):
    """Make the argument `name` so large that exp overflows."""

    def change(arguments):
        arguments[name] *= 1000

    return change


def _step(x, h_prev, W, U, b):
    (h,), _ = rnn.step(rnn.Params(W, U, b), x, h_prev)
    return h


def _forward(xs, h0, W, U, b):
    hs, _, _ = sequence.forward(rnn, rnn.Params(W, U, b), xs, (h0,))
    return hs


# A wrong step has (R1)'s arguments; each makes a wrong sequence as well.
_WRONG_STEPS = (
    Mistake("tanh-sigmoid", lambda x, h, W, U, b: sigmoid(h @ W + x @ U + b)),
    Mistake("tanh-missing", lambda x, h, W, U, b: h @ W + x @ U + b),
    Mistake("bias-missing", lambda x, h, W, U, b: np.tanh(h @ W + x @ U)),
    Mistake("recurrence-missing", lambda x, h, W, U, b: np.tanh(x @ U + b)),
    Mistake("input-missing", lambda x, h, W, U, b: np.tanh(h @ W + b)),
    Mistake("weights-swapped", lambda x, h, W, U, b: np.tanh(h @ U + x @ W + b)),
    Mistake("transposed", lambda x, h, W, U, b: np.tanh(h @ W.T + x @ U + b), "Look at W."),
    Mistake("transposed", lambda x, h, W, U, b: np.tanh(h @ W + x @ U.T + b), "Look at U."),
    Mistake("transposed", lambda x, h, W, U, b: np.tanh(h @ W.T + x @ U.T + b), "Both are."),
    Mistake("factors-reversed", lambda x, h, W, U, b: np.tanh(W @ h + x @ U + b), "Look at W."),
    Mistake("factors-reversed", lambda x, h, W, U, b: np.tanh(h @ W + U @ x + b), "Look at U."),
    Mistake("factors-reversed", lambda x, h, W, U, b: np.tanh(W @ h + U @ x + b), "Both are."),
    Mistake("transposed", lambda x, h, W, U, b: np.tanh(W.T @ h + U.T @ x + b), "Both are."),
    Mistake("parentheses", lambda x, h, W, U, b: np.tanh(h @ W) + x @ U + b),
    Mistake("parentheses", lambda x, h, W, U, b: np.tanh(h @ W + x @ U) + b),
    Mistake("parentheses", lambda x, h, W, U, b: h @ W + np.tanh(x @ U + b)),
    Mistake("parentheses", lambda x, h, W, U, b: np.tanh(h @ W) + np.tanh(x @ U) + b),
    Mistake("parentheses", lambda x, h, W, U, b: np.tanh(h @ W) + np.tanh(x @ U + b)),
    Mistake("parentheses", lambda x, h, W, U, b: np.tanh((h + x @ U + b) @ W)),
)

rnn_step = Exercise(
    name="rnn_step",
    model="tanh(h_prev @ W + x @ U + b)",
    question="Count the terms under the tanh. Which of them is the memory, and which the news?",
    reference=_step,
    draw=_draw_step,
    letters="NDH",
    mistakes=_WRONG_STEPS,
    variant="gate",
    extremes=(("the inputs are very large", _large("x")),),
)


def _over_time(step):
    """Return the wrong sequence that a wrong step makes."""

    def forward(xs, h0, W, U, b):
        hs, h = [], h0
        for x in xs:
            h = step(x, h, W, U, b)
            hs.append(h)
        return np.stack(hs)

    return forward


def _reads_two_back(xs, h0, W, U, b):
    """The step at t reads entry t - 1 of a list that begins with h0."""
    hs = [h0]
    for t, x in enumerate(xs):
        hs.append(_step(x, hs[t - 1], W, U, b))
    return np.stack(hs[1:])


def _not_squashed(xs, h0, W, U, b):
    hs, h = [], h0
    for x in xs:
        h = h @ W + x @ U + b
        hs.append(np.tanh(h))
    return np.stack(hs)


def _from_zero(xs, h0, *weights):
    return _forward(xs, 0 * h0, *weights)


def _before_the_first(xs, h0, *weights):
    hs = np.zeros((len(xs), *h0.shape))
    for t, x in enumerate(xs):
        hs[t] = _step(x, hs[t - 1], *weights)  # at t = 0 this is the last entry: still zero
    return hs


def _with_first(xs, h0, *weights):
    return np.concatenate([h0[None], _forward(xs, h0, *weights)])


def _last_everywhere(xs, h0, *weights):
    hs = _forward(xs, h0, *weights)
    return 0 * hs + hs[-1]


_WRONG_SEQUENCES = (
    Mistake("time-wraps", _before_the_first, source=r"\[\s*\w+\s*-\s*1\s*\]"),
    Mistake("h0-ignored", _from_zero),
    Mistake("time-wraps", _reads_two_back, text="two-steps-back"),
    Mistake("time-wraps", lambda xs, *rest: _forward(np.roll(xs, 1, 0), *rest), "Look at xs."),
    Mistake("state-reset", lambda xs, h0, *w: np.stack([_step(x, h0, *w) for x in xs])),
    Mistake("state-reset", lambda xs, h0, *w: np.stack([_step(x, 0 * h0, *w) for x in xs])),
    Mistake("aliased-cache", _last_everywhere),
    Mistake("states-late", lambda *all_: _with_first(*all_)[:-1]),
    Mistake("initial-state-included", _with_first),
    Mistake("last-state-only", lambda *all_: _forward(*all_)[-1]),
    Mistake("axes-swapped", lambda *all_: _forward(*all_).swapaxes(0, 1)),
    Mistake("time-reversed", lambda xs, *rest: _forward(xs[::-1], *rest)),
    Mistake("time-reversed", lambda xs, *rest: _forward(xs[::-1], *rest)[::-1]),
    Mistake("time-reversed", lambda *all_: _forward(*all_)[::-1], "Look at the result."),
    Mistake("first-input-only", lambda xs, *rest: _forward(0 * xs + xs[0], *rest)),
    Mistake("state-not-squashed", _not_squashed),
)

rnn_forward = Exercise(
    name="rnn_forward",
    question="Work out two steps by hand. What does the second one read of the first?",
    reference=_forward,
    draw=_draw_sequence,
    letters="TNDH",
    variant="gate",
    mistakes=(
        *_WRONG_SEQUENCES,
        # A sequence without the recurrent term is one that starts from zero at each step.
        *(
            mistake._replace(wrong=_over_time(mistake.wrong))
            for mistake in _WRONG_STEPS
            if mistake.id != "recurrence-missing"
        ),
    ),
    extremes=(("the inputs are very large", _large("xs")),),
)

EXERCISES = (rnn_step, rnn_forward)
