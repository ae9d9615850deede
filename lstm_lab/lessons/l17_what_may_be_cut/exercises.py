"""Lesson 17: all steps back with cuts: windows (V4), the cut of 1997 (V5), the article's."""

from __future__ import annotations

import numpy as np

from lstm_lab.guest.finding import add
from lstm_lab.guest.form import Group
from lstm_lab.judge.exercise import Exercise, Mistake
from lstm_lab.lessons.l16_back_through_time.exercises import (
    GRADIENTS,
    PASS,
    plain_state,
    random_tape,
    step_back,
)
from lstm_lab.lessons.l17_what_may_be_cut.mistakes import MISTAKES

add(MISTAKES)


def _draw(rng, s):
    params, traces = random_tape(rng, s)
    keep = rng.integers(0, 2, (s.T, 2)).astype(float)
    return {"params": params, "tape": traces, "dhs": rng.standard_normal((s.T, s.N, s.H)),
            "keep": keep}  # fmt: skip


def _handed(new, keep, t):
    return new[0] * keep[t, 0] + 0.0, new[1] * keep[t, 1] + 0.0  # never -0.0


def _walk(hand=_handed, total=np.add, above=lambda dhs, t: dhs[t], forwards=False, first=_handed):
    """Return a way back over all steps; the defaults are the right ones.

    hand(new, keep, t) is what the next turn gets; total(sum, term) puts a step's gradients to the
    sum; first is `hand` of step 0, whose result is returned.
    """

    def backward(params, tape, dhs, keep):
        T = len(tape)
        dh = dc = np.zeros_like(tape[0][2])
        dxs, sums = [None] * T, None
        for t in range(T) if forwards else reversed(range(T)):
            dxs[t], new, terms = step_back(params, tape[t], dh + above(dhs, t), dc)
            dh, dc = (hand if t else first)(new, keep, t)
            sums = terms if sums is None else tuple(map(total, sums, terms))
        return np.stack(dxs), (dh, dc), type(params)(*sums)

    return backward


def _both(hand):
    """Return a wrong way back with this cut at every step, the first one too."""
    return _walk(hand=hand, first=hand)


def _above_cut(params, tape, dhs, keep):
    """Cut the whole error of a step, what comes from above included."""
    T = len(tape)
    dh = dc = np.zeros_like(tape[0][2])
    dxs, sums = [None] * T, None
    for t in reversed(range(T)):
        whole = (dh + dhs[t]) * keep[t, 0], dc * keep[t, 1]
        dxs[t], (dh, dc), terms = step_back(params, tape[t], *whole)
        sums = terms if sums is None else tuple(map(np.add, sums, terms))
    return np.stack(dxs), (dh, dc), type(params)(*sums)


def _whole(new, keep, t):
    return new


cut_backward = Exercise(
    name="cut_backward",
    question="Let keep be 1 everywhere: do you get what lstm_backward gives? Then set one entry to "
    "0: which error should be missing, and in which steps?",
    reference=_walk(),
    draw=_draw,
    letters="TNDH",
    outputs=(PASS[0], Group("The tuple (dh0, dc0)", PASS[1:3]), GRADIENTS),
    variant="backward",
    judge=plain_state,
    mistakes=(
        Mistake("nothing-cut", _both(_whole)),
        Mistake("cut-inverted", _both(lambda new, keep, t: _handed(new, 1 - keep, t))),
        Mistake("lanes-exchanged", _both(lambda new, keep, t: _handed(new, keep[:, ::-1], t))),
        *(Mistake("one-column-for-both",
                  _both(lambda new, keep, t, k=k: _handed(new, keep[:, [k, k]], t)))
          for k in (0, 1)),
        *(Mistake("cut-at-another-step",
                  _both(lambda new, keep, t, d=d: _handed(new, np.roll(keep, d, axis=0), t)))
          for d in (1, -1)),
        Mistake("cut-at-another-step",
                _both(lambda new, keep, t: _handed(new, keep[::-1], t)), "Look at the order."),
        Mistake("above-is-cut", _above_cut),
        Mistake("last-cut-missing", _walk(first=_whole)),
        Mistake("overwritten", _walk(total=lambda later, here: here)),
        Mistake("above-missing", _walk(above=lambda dhs, t: dhs[t] * (t == len(dhs) - 1))),
        Mistake("above-missing", _walk(above=lambda dhs, t: 0 * dhs[t]), "Not even that one."),
        Mistake("walks-forward", _walk(forwards=True)),
        Mistake("dc-carry-missing", _both(lambda new, keep, t: (new[0] * keep[t, 0], 0 * new[1]))),
        Mistake("dh-carry-missing", _both(lambda new, keep, t: (0 * new[0], new[1] * keep[t, 1]))),
    ),
)  # fmt: skip

EXERCISES = (cut_backward,)
