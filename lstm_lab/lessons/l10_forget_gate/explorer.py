"""Lesson 10: how long a forget gate keeps, and what that does for the gradient."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from lstm_lab import sequence
from lstm_lab.cells import half_life as spans
from lstm_lab.cells import lstm, rnn
from lstm_lab.cells.activations import sigmoid
from lstm_lab.drawing.numbers import fixed, power, short
from lstm_lab.lessons.l10_forget_gate.picture import STEPS, HalfLifePicture, steps
from lstm_lab.shell import gate_by_gate
from lstm_lab.shell.base import Explorer
from lstm_lab.shell.beside import compared
from lstm_lab.shell.controls import Choice, Slider
from lstm_lab.shell.guess import Ask, Question

ASKED = (0.0, 1.0, 3.0, 5.0)
LOWEST, HIGHEST = -2.0, 7.0
NOTHING, KEEP, FORGET = "nothing", "f = 1: keep all", "f = 0: forget all"
HELD = {NOTHING: {}, KEEP: {"f": 1.0}, FORGET: {"f": 0.0}}
RNN, ALONE = "an orthogonal RNN", "its cell alone (V2)"
H, D, SEED, WARM_UP = 16, 1, 0, 20


class Frame(NamedTuple):
    """One state of the picture.

    b, a number; span, the half-life, or None where f is 0 or 1; c, (101,); lstm and other, (101,),
    gradients by lag; reference, (101,) of c, or None; step, the one looked at; title, left, middle,
    right and formula, texts.
    """

    b: float
    span: float | None
    c: np.ndarray
    lstm: np.ndarray
    other: np.ndarray
    reference: np.ndarray | None
    step: int
    title: str
    left: str
    middle: str
    right: str
    formula: str


def forget_gate(function=None, predict=None):
    """Show how long the forget gate (L3) keeps, and how a gradient fades with it (V2).

    Left and middle: one unit that sees nothing but its bias; right: a new LSTM of 16 units.
    Parameters: function, the learner's forget_gate, called with x of shape (1, 1), h_prev (1, 1) or
    (1, 16), W_f, U_f and b_f; c is drawn over the course's. predict, whether a guess is asked for
    first: by default when there is no function. Returns an Explorer.
    """
    predict = function is None if predict is None else predict
    own = {} if function is None else {"forget_gate": function}
    controls = (
        Slider(
            "b",
            "bias b_f",
            2.0 if own else 0.0,
            LOWEST,
            HIGHEST,
            0.5,
            lambda v: v["held"] == NOTHING,
        ),
        Slider("step", "steps", 50, 1, STEPS, 1),
        Choice("held", "hold", NOTHING, tuple(HELD)),
        Choice("other", "compare with", RNN, (RNN, ALONE)),
    )
    return Explorer(
        controls,
        partial(frame, functions=own),
        HalfLifePicture(curve(), ASKED),
        say,
        question=_question() if predict else None,
    )


def frame(b, step, held, other, functions=None):
    """Keep a 1 for 100 steps, carry an error back 100 steps, and describe one. Returns a Frame.

    Raises LearnerError or NotStartedError if a learner's function cannot be drawn.
    """
    course = keeper(b, held)
    run = keeper(b, held, functions) if functions else course
    c = np.r_[1.0, run.c[:, 0]]
    walk = _fresh(b, held) if not functions else fresh(b, held, functions)
    compare = orthogonal() if other == RNN else walk.alone
    f = float(run.f[0, 0])
    span = _span(f)
    return Frame(
        b=b, span=span, c=c, lstm=walk.whole, other=compare, step=step,
        reference=np.r_[1.0, course.c[:, 0]] if functions else None,
        title=compared(functions, run, course, "fc") if functions
        else _title(walk, c, step, other, span),
        left=_left(b, f, span, held), middle=f"after {step} steps\n{_share(c[step])} of c is left",
        right=f"lag {step}: a new LSTM {power(walk.whole[step])}\n"
        f"dashed: {other} {power(compare[step])}",
        formula=f"c_{step} = f^{step} = {short(f, 4)}^{step} = {_share(c[step])}",
    )  # fmt: skip


class Walk(NamedTuple):
    """Sizes of an error by lag, (101,): by all roads, and along the cell alone."""

    whole: np.ndarray
    alone: np.ndarray


def curve():
    """Return biases (181,) and the half-life that each gives."""
    b = np.linspace(LOWEST, HIGHEST, 181)
    return b, spans.half_life(sigmoid(b))


def keeper(b, held, functions=None):
    """Run one unit for 100 steps from c = 1: it sees its bias alone, and nothing is let in."""
    zero = np.zeros((1, 1))
    params = lstm.Params(*(zero, zero, np.zeros(1)) * 4)._replace(b_f=np.array([b]))
    xs, state = np.zeros((STEPS, 1, 1)), (zero, np.ones((1, 1)))
    frozen = {"i": 0.0, "o": 1.0} | HELD[held]
    return gate_by_gate.run(params, xs, state, frozen, functions)


def fresh(b, held, functions=None, seed=SEED):
    """Carry an error of size 1 at h back through a new LSTM of 16 units. Returns a Walk.

    The error is taken at the last step; its size is that of (dh, dc) together.
    """
    rng = np.random.default_rng(seed)
    params = lstm.init(D, H, rng=rng, forget_bias=b)
    xs, dh = rng.standard_normal((WARM_UP + STEPS, 1, D)), rng.standard_normal((1, H))
    run = gate_by_gate.run(params, xs, frozen=HELD[held], functions=functions)
    dstate, sizes = (dh / np.linalg.norm(dh), np.zeros((1, H))), [1.0]
    for t in reversed(range(WARM_UP, WARM_UP + STEPS)):
        _, dstate, _ = lstm.step_backward(params, _trace(run, xs, t), *dstate)
        sizes.append(_size(dstate))
    return Walk(np.array(sizes), _alone(run.f[WARM_UP:]))


def _trace(run, xs, t):
    """Return the trace of one step of a Run."""
    rows = (getattr(run, name)[t : t + 1] for name in lstm.Trace._fields[1:])
    return lstm.Trace(xs[t], *rows)


def _alone(fs):
    """Return by lag what the cell alone lets pass, the mean over its units: (V2)."""
    lags = range(1, STEPS + 1)
    return np.array([1.0, *(lstm.cell_jacobian(fs[-lag:, None]).mean() for lag in lags)])


@lru_cache(maxsize=64)
def _fresh(b, held):
    return fresh(b, held)


@lru_cache(maxsize=32)
def orthogonal(seed=SEED):
    """Carry an error of size 1 back through a new tanh RNN whose W is orthogonal."""
    rng = np.random.default_rng(seed)
    params = rnn.init(D, H, rng=rng)
    xs, dh = rng.standard_normal((WARM_UP + STEPS, 1, D)), rng.standard_normal((1, H))
    _, _, tape = sequence.forward(rnn, params, xs)
    dstate, sizes = (dh / np.linalg.norm(dh),), [1.0]
    for trace in reversed(tape.traces[WARM_UP:]):
        _, dstate, _ = rnn.step_backward(params, trace, *dstate)
        sizes.append(_size(dstate))
    return np.array(sizes)


def new_networks(lag, draws):
    """Return the sizes of an error after `lag` steps back, (draws,), by network, in a dict."""
    seeds = range(draws)
    found = {"RNN, orthogonal W": np.array([orthogonal(seed)[lag] for seed in seeds])}
    for b in ASKED:
        walks = (fresh(b, NOTHING, seed=seed) for seed in seeds)
        found[f"LSTM, b_f = {short(b)}"] = np.array([walk.whole[lag] for walk in walks])
    return found


def _size(dstate):
    return float(np.sqrt(sum((part**2).sum() for part in dstate)))


def _span(f):
    """Return the half-life of a gate, or None where nothing or everything is kept."""
    return float(spans.half_life(f)) if 0 < f < 1 else None


def _title(walk, c, step, other, span):
    """Say what the picture shows, in one sentence."""
    if other == ALONE:
        ratio = power(walk.whole[step] / max(walk.alone[step], 1e-300))
        return f"At lag {step} all roads together pass {ratio} times what the cell alone passes"
    ratio = power(walk.whole[step] / orthogonal()[step])
    kept = f"{_share(c[step])} of c is left" if span is None else f"Half-life {steps(span)}"
    return f"{kept}: at lag {step} the LSTM's gradient is {ratio} times the RNN's"


def _share(value):
    """Write a share: 0.50, or 8.9e-16 when it is small."""
    return fixed(value) if value >= 0.01 or value == 0 else power(value)


def _left(b, f, span, held):
    if held != NOTHING:
        return f"f = {short(f)} at every step\n1 means keep, 0 means forget"
    half = "" if span is None else f"\nhalf is left after {steps(span)} step{'s' * (span != 1)}"
    squashed = f" = sigma({short(b)})" if np.isclose(f, sigmoid(b)) else ""  # not if it is wrong
    return f"f{squashed} = {short(f, 4)}{half}"


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    left, middle, right = (
        text.replace("\n", ", ") for text in (frame.left, frame.middle, frame.right)
    )
    return f"{frame.title}. {left}; {middle}; {right}. {frame.formula}"


def _question():
    """Ask for the half-lives of four biases."""
    return Question(
        text="A unit's forget gate sees its bias alone, and nothing new comes in. After how many "
        "steps is half of c left?",
        asks=tuple(
            Ask(f"10_steps_to_half_at_b_{short(b)}", f"with b = {short(b)}", partial(_truth, b),
                0.5, 500.0, log=True)
            for b in ASKED
        ),
        until={"b": LOWEST},
    )  # fmt: skip


def _truth(b):
    return round(float(spans.half_life(sigmoid(np.array(b)))), 1)


EXPLORERS = (forget_gate,)
