"""Lesson 03: one weight, T uses. How much of the gradient comes from each?"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np

from lstm_lab import gradcheck, sequence
from lstm_lab.cells import rnn
from lstm_lab.drawing.numbers import factor, fixed, short
from lstm_lab.lessons.l03_backprop_through_time import exercises
from lstm_lab.lessons.l03_backprop_through_time.picture import shares
from lstm_lab.shell import learner
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.beside import apart, beside
from lstm_lab.shell.controls import Choice, Slider, Time
from lstm_lab.shell.guess import Ask, Question

T = 6
U = 1.0
INPUTS = {
    "one pulse at step 0": (1, 0, 0, 0, 0, 0),
    "one pulse at step 3": (0, 0, 0, 1, 0, 0),
    "a pulse, then its opposite": (1, 0, 0, -1, 0, 0),
    "constant 0.3": (0.3,) * T,
}
LOSSES = {
    "L = h_5, the last state": (0, 0, 0, 0, 0, 1),
    "L = h_3": (0, 0, 0, 1, 0, 0),
    "L = the sum of all states": (1,) * T,
}
FIRST, LAST, SAME = "the first use, near the pulse", "the last use, near the loss", "all the same"


class Frame(NamedTuple):
    """One state of the picture.

    x, h, dh and shares, (T,) each; first, the earliest step that the error has reached (T if none);
    ends, (T,) bools, where the loss is attached; w, the weight; total, the sum of the shares so
    far; measured, the whole gradient; tallest, highest and lowest, how far up a bar and the stack
    go, and how far down; title and formula, texts.
    """

    x: np.ndarray
    h: np.ndarray
    dh: np.ndarray
    shares: np.ndarray
    first: int
    ends: np.ndarray
    w: float
    total: float
    measured: float
    tallest: float
    highest: float
    lowest: float
    title: str
    formula: str


def rnn_backward(function=None, predict=None):
    """Show how the error walks back and what each use of w adds to dL/dw: (Q1)-(Q3), (Q7), (G4).

    Parameters: function, the learner's rnn_backward(dhs, xs, h0, hs, W, U), called with one unit,
    one input and one example on the steps that the error has reached; the sums are then its own.
    predict, whether a guess is asked for first: by default when there is no function. Returns an
    Explorer.
    """
    predict = function is None if predict is None else predict
    controls = (
        Slider("w", "weight w, in all copies", 0.9, -2.0, 2.0, 0.05),
        Choice("inputs", "input x", next(iter(INPUTS)), tuple(INPUTS)),
        Choice("loss", "loss", next(iter(LOSSES)), tuple(LOSSES)),
        Time("back", "steps walked back", T, T),
    )
    drawn = partial(frame, function=function)
    return Explorer(controls, drawn, Drawing(shares), say,
                    question=_question() if predict else None)  # fmt: skip


def frame(w, inputs, loss, back, function=None):
    """Run one unit over 6 steps and walk `back` steps back. Returns a Frame.

    Raises LearnerError or NotStartedError if `function` cannot be drawn.
    """
    x, ends = np.array(INPUTS[inputs], float), np.array(LOSSES[loss], float)
    h, measured = run(w, x), measure(w, x, ends)
    course = walk(w, x, ends, h)
    sums, dh0s = course if function is None else walk(w, x, ends, h, function)
    parts = sums[:-1] - sums[1:]
    first, dh = T - back, ends + np.append(dh0s[1:-1], 0.0)
    if function is None:
        title = _title(parts, first, measured)
    else:
        title = _compared(sums, course[0], measured)
    return Frame(
        x=x, h=h, dh=dh, shares=parts, first=first, ends=ends != 0, w=w,
        total=float(sums[first]), measured=measured, title=title,
        tallest=max(0.4, parts.max()), highest=max(1.3, parts[parts > 0].sum(), measured),
        lowest=min(0.0, parts[parts < 0].sum(), measured), formula=_formula(h, dh, parts, first),
    )  # fmt: skip


def run(w, x):
    """Return h_t, (6,), of one unit that begins at 0."""
    params = rnn.Params(np.array([[w]]), np.array([[U]]), np.zeros(1))
    return sequence.forward(rnn, params, x[:, None, None])[0][:, 0, 0]


def measure(w, x, ends):
    """Measure dL/dw: move w, which moves all its copies, and run all steps again."""
    W = np.array([[w]])
    gradient = gradcheck.numeric_gradient(lambda: float(ends @ run(W[0, 0], x)), W)
    return float(gradient[0, 0])


def walk(w, x, ends, h, function=None):
    """Go back from the last step to each step k in turn.

    Returns two arrays of shape (7,): the sum of the shares of the uses at k, ..., 5, and the error
    handed to the state before step k; the last entries, before the first step back, are zero.
    """
    sums, errors = np.zeros(T + 1), np.zeros(T + 1)
    xs, hs, dhs = (a[:, None, None] for a in (x, h, ends))
    befores = np.concatenate([np.zeros((1, 1, 1)), hs[:-1]])
    for k in range(T):
        arrays = dhs[k:], xs[k:], befores[k], hs[k:], np.array([[w]]), np.array([[U]])
        _, dh0, dW, _, _ = _backward(arrays, function)
        sums[k], errors[k] = dW[0, 0], dh0[0, 0]
    return sums, errors


def _backward(arrays, function):
    """Call the learner's function, or the course's, on the last steps."""
    if function is None:
        return course_backward(*arrays)
    return learner.answer(function, exercises.rnn_backward, *arrays)


def course_backward(dhs, xs, h0, hs, W, U):
    """Do what rnn_backward is asked for, with the package: returns dxs, dh0, dW, dU, db.

    Parameters: dhs and hs (T, N, H), xs (T, N, D), h0 (N, H), W (H, H), U (D, H).
    """
    params = rnn.Params(W, U, np.zeros(len(W)))
    traces = [rnn.Trace(*row) for row in zip(xs, (h0, *hs[:-1]), hs, strict=True)]
    tape = sequence.Tape(traces, None, xs.shape, (hs[-1],))
    dxs, (dh0,), dparams = sequence.backward(rnn, params, tape, dhs)
    return dxs, dh0, *dparams


def _title(parts, first, measured):
    """Say what the picture shows, in one sentence."""
    if first == T:
        return "The error stands at the last state; no use of w is counted yet"
    if first:
        total = parts[first:].sum()
        return f"{T - first} of 6 uses are counted: {fixed(total, 3)} of {fixed(measured, 3)}"
    k = int(np.abs(parts).argmax())
    if abs(parts[k]) < 5e-4:
        return "No use of w moves this loss"
    which = {0: "first use", T - 1: "last use"}.get(k, f"use at step {k}")
    return (
        f"The {which} counts most: {fixed(parts[k], 3)}; all six add up to {fixed(parts.sum(), 3)}"
    )


def _compared(sums, course, measured):
    """Say whether the learner's sums agree with the course's, and at which step they part."""
    wrong = np.flatnonzero(apart(sums, course))
    if not len(wrong):
        return f"Your six shares add up to {fixed(sums[0], 3)}, as measured"
    k = wrong[-1]
    return (
        f"Your sum of the uses from step {k} on is {fixed(sums[k], 3)}, not {fixed(course[k], 3)}"
    )


def _formula(h, dh, parts, first):
    """Write the last step back with its numbers."""
    if first == T:
        return f"dh_5 = {short(dh[-1])}: what the loss alone says about h_5"
    before, slope = h[first - 1] if first else 0.0, 1 - h[first] ** 2
    share = beside(before * dh[first] * slope, parts[first], partial(fixed, digits=3))
    return (
        f"use at step {first}: h before * dh_{first} * (1 - h_{first}^2) = {short(before)}"
        f" * {factor(dh[first])} * {fixed(slope)} = {share}"
    )


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    seen = range(T - 1, frame.first - 1, -1)
    uses = "; ".join(f"step {t}: {fixed(frame.shares[t], 3)}" for t in seen) or "none yet"
    states = ", ".join(fixed(h) for h in frame.h)
    return (
        f"{frame.title}. w = {short(frame.w)} in all six copies. States h_0 to h_5: {states}. "
        f"Shares of dL/dw from the last use on: {uses}. Sum {fixed(frame.total, 3)}, "
        f"measured {fixed(frame.measured, 3)}. {frame.formula}"
    )


def _question():
    """Ask which use of w has the largest share."""
    return Question(
        text="A pulse comes at step 0, and the loss is h_5. w = 0.9 is used six times. Which use "
        "has the largest share in dL/dw?",
        asks=(Ask("03_largest_share", "largest", _largest, options=(FIRST, SAME, LAST)),),
        until={"back": 0},
        finding="From the last use to the first: 0.322, 0.294, 0.259, 0.216, 0.160 and 0. They "
        "add up to 1.2514, what we measured. The first counts nothing: it was multiplied by 0.",
    )


def _largest():
    shown = frame(0.9, next(iter(INPUTS)), next(iter(LOSSES)), T)
    return (FIRST, SAME, SAME, SAME, SAME, LAST)[int(shown.shares.argmax())]


EXPLORERS = (rnn_backward,)
