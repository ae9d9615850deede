"""Lesson 03: one step back, and all steps back (Q1)-(Q3), (Q7), (G4)."""

from __future__ import annotations

import numpy as np

from lstm_lab import sequence
from lstm_lab.cells import rnn
from lstm_lab.guest.finding import add
from lstm_lab.guest.values import leaves
from lstm_lab.judge.cases import Sizes
from lstm_lab.judge.exercise import Exercise, Mistake
from lstm_lab.judge.relations import probe
from lstm_lab.lessons.l03_backprop_through_time.mistakes import MISTAKES

add(MISTAKES)

STEP = ("dx", "dh_prev", "dW", "dU", "db")
ALL_STEPS = ("dxs", "dh0", "dW", "dU", "db")


def _draw_step(rng, s):
    return {
        "dh": rng.standard_normal((s.N, s.H)),
        "x": rng.standard_normal((s.N, s.D)),
        "h_prev": rng.uniform(-1, 1, (s.N, s.H)),
        "h": rng.uniform(-1, 1, (s.N, s.H)),
        "W": rng.uniform(-1, 1, (s.H, s.H)),
        "U": rng.uniform(-1, 1, (s.D, s.H)),
    }


def _draw_sequence(rng, s):
    W, U = rng.uniform(-1, 1, (s.H, s.H)), rng.uniform(-1, 1, (s.D, s.H))
    xs, h0 = rng.standard_normal((s.T, s.N, s.D)), rng.uniform(-1, 1, (s.N, s.H))
    hs, _, _ = sequence.forward(rnn, rnn.Params(W, U, rng.uniform(-1, 1, s.H)), xs, (h0,))
    dhs = rng.standard_normal((s.T, s.N, s.H))
    return {"dhs": dhs, "xs": xs, "h0": h0, "hs": hs, "W": W, "U": U}


def _set(name, change):
    def alter(arguments):
        arguments[name][...] = change(arguments[name])

    return alter


def _step(dh, x, h_prev, h, W, U):
    params = rnn.Params(W, U, np.zeros(len(W)))
    dx, (dh_prev,), dparams = rnn.step_backward(params, rnn.Trace(x, h_prev, h), dh)
    return dx, dh_prev, *dparams


def _all_steps(dhs, xs, h0, hs, W, U):
    befores = (h0, *hs[:-1])
    traces = [rnn.Trace(*three) for three in zip(xs, befores, hs, strict=True)]
    tape = sequence.Tape(traces, None, xs.shape, (hs[-1],))
    dxs, (dh0,), dparams = sequence.backward(rnn, rnn.Params(W, U, np.zeros(len(W))), tape, dhs)
    return dxs, dh0, *dparams


def _with(slope=lambda dh, h_prev, h: dh * (1 - h**2), **outputs):
    """Return a wrong step: another da, or outputs made of (da, dh, x, h_prev, h, W, U)."""

    def step(dh, x, h_prev, h, W, U):
        da = slope(dh, h_prev, h)
        rows = {
            "dx": lambda: da @ U.T,
            "dh_prev": lambda: da @ W.T,
            "dW": lambda: h_prev.T @ da,
            "dU": lambda: x.T @ da,
            "db": lambda: da.sum(axis=0),
        }
        for name, other in outputs.items():
            rows[name] = lambda other=other: other(da, dh, x, h_prev, h, W, U)
        return tuple(row() for row in rows.values())

    return step


# The sums over the examples, and the products, gone wrong: (id, note, outputs, another text).
_WRONG_OUTPUTS = (
    ("transposed", "Look at dh_prev.", {"dh_prev": lambda da, dh, x, hp, h, W, U: da @ W}),
    ("transposed", "Look at dx.", {"dx": lambda da, dh, x, hp, h, W, U: da @ U}),
    (
        "transposed",
        "Look at dW.",
        {"dW": lambda da, dh, x, hp, h, W, U: da.T @ hp},
        "gradient-turned",
    ),
    (
        "transposed",
        "Look at dU.",
        {"dU": lambda da, dh, x, hp, h, W, U: da.T @ x},
        "gradient-turned",
    ),
    (
        "transposed",
        "Look at dW.",
        {"dW": lambda da, dh, x, hp, h, W, U: hp @ da.T},
        "summed-over-units",
    ),
    (
        "transposed",
        "Look at dU.",
        {"dU": lambda da, dh, x, hp, h, W, U: x @ da.T},
        "summed-over-units",
    ),
    ("factors-reversed", "Look at dh_prev.", {"dh_prev": lambda da, dh, x, hp, h, W, U: W @ da}),
    (
        "weights-swapped",
        "Look at dx and dh_prev, and at the order of the results.",
        {
            "dx": lambda da, dh, x, hp, h, W, U: da @ W.T,
            "dh_prev": lambda da, dh, x, hp, h, W, U: da @ U.T,
        },
    ),
    (
        "weights-swapped",
        "Look at dW and dU, and at the order of the results.",
        {
            "dW": lambda da, dh, x, hp, h, W, U: x.T @ da,
            "dU": lambda da, dh, x, hp, h, W, U: hp.T @ da,
        },
    ),
    ("h-cached-late", "", {"dW": lambda da, dh, x, hp, h, W, U: h.T @ da}),
    ("slope-missing", "Look at dh_prev.", {"dh_prev": lambda da, dh, x, hp, h, W, U: dh @ W.T}),
    ("slope-missing", "Look at dx.", {"dx": lambda da, dh, x, hp, h, W, U: dh @ U.T}),
    ("slope-missing", "Look at dW.", {"dW": lambda da, dh, x, hp, h, W, U: hp.T @ dh}),
    ("slope-missing", "Look at dU.", {"dU": lambda da, dh, x, hp, h, W, U: x.T @ dh}),
    ("slope-missing", "Look at db.", {"db": lambda da, dh, x, hp, h, W, U: dh.sum(axis=0)}),
    ("bias-not-summed", "", {"db": lambda da, dh, x, hp, h, W, U: da}),
    ("bias-not-summed", "", {"db": lambda da, dh, x, hp, h, W, U: da.sum(axis=1)}),
    ("bias-not-summed", "", {"db": lambda da, dh, x, hp, h, W, U: da.sum()}),
    (
        "bias-not-summed",
        "",
        {"db": lambda da, dh, x, hp, h, W, U: da.sum(axis=0, keepdims=True)},
        "axis-kept",
    ),
    ("averaged", "Look at db.", {"db": lambda da, dh, x, hp, h, W, U: da.mean(axis=0)}),
)

_WRONG_SLOPES = (
    ("slope-missing", "", lambda dh, h_prev, h: dh),
    ("derivative-of-activated", "", lambda dh, h_prev, h: dh * (1 - np.tanh(h) ** 2)),
    ("tanh-not-derivative", "", lambda dh, h_prev, h: dh * h),
    ("tanh-not-derivative", "", lambda dh, h_prev, h: dh * np.tanh(h)),
    ("slope-of-sigmoid", "", lambda dh, h_prev, h: dh * h * (1 - h)),
    ("slope-not-squared", "", lambda dh, h_prev, h: dh * (1 - h)),
    ("slope-at-old-state", "", lambda dh, h_prev, h: dh * (1 - h_prev**2)),
    ("parentheses", "Look at the slope.", lambda dh, h_prev, h: dh - h**2),
    ("parentheses", "Look at the slope.", lambda dh, h_prev, h: dh * 1 - h**2),
    ("upstream-missing", "", lambda dh, h_prev, h: 1 - h**2),
)


def _all_averaged(*arguments):
    """Divide the three sums by the number of examples."""
    dx, dh_prev, *sums = _step(*arguments)
    return dx, dh_prev, *(part / len(dx) for part in sums)


_WRONG_STEPS = (
    *(Mistake(name, _with(slope), note) for name, note, slope in _WRONG_SLOPES),
    *(
        Mistake(name, _with(**outputs), note, text="".join(text))
        for name, note, outputs, *text in _WRONG_OUTPUTS
    ),
    Mistake("averaged", _all_averaged),
)


def _products_fit(trial):
    """Notice results that are right but for da: with one step and one example, db is da itself.

    Only where all five results are wrong with one example, for then db, and so da, is wrong.
    """
    sizes = Sizes(T=1, N=1, D=3, H=2, K=4)
    arguments = trial.exercise.draw(np.random.default_rng(30), sizes)
    *_, W, U = arguments.values()
    right = trial.exercise.reference(*arguments.values())
    x, h_prev = (arguments.get(one, arguments.get(more)) for one, more in _ONE_STEP)
    dx, dh_prev, dW, dU, da = trial.original(*arguments.values())
    if any(trial.agree((a,), (b,)) for a, b in zip((dx, dh_prev, dW, dU, da), right, strict=True)):
        return None
    x, h_prev, dx, da = x.reshape(1, -1), h_prev.reshape(1, -1), dx.reshape(1, -1), da[None]
    want = da @ U.T, da @ W.T, h_prev.T @ da, x.T @ da
    if trial.agree(leaves((dx, dh_prev, dW, dU)), leaves(want)):
        return probe(
            "dx, dh_prev, dW and dU follow rightly from da. It is da itself that is not right yet.",
            "How steep is tanh where h = 0, and where h is near 1? What does yours say there?",
        )
    return None


_ONE_STEP = (("x", "xs"), ("h_prev", "h0"))

rnn_step_backward = Exercise(
    name="rnn_step_backward",
    question="Take one example and one unit. Write da as a number, and then the five results, each "
    "in one product.",
    reference=_step,
    draw=_draw_step,
    letters="NDH",
    outputs=STEP,
    mistakes=_WRONG_STEPS,
    variant="backward",
    extremes=(("every unit is saturated", _set("h", np.sign)),),
    probes=(_products_fit,),
)


def _loop(step=_step, carry=lambda dh_prev, dh: dh_prev, old=None, total=np.add, forwards=False):
    """Return a wrong pass: a wrong step, carry, old state or sum, or the other direction.

    carry(dh_prev, dh) is what the next turn gets; old(t, h0, hs) the state before step t;
    total(sum, term) puts a step's gradients to the sum.
    """
    old = old or (lambda t, h0, hs: hs[t - 1] if t else h0)

    def backward(dhs, xs, h0, hs, W, U):
        dxs, dh_next, sums = [None] * len(xs), 0 * h0, None
        order = range(len(xs)) if forwards else reversed(range(len(xs)))
        for t in order:
            dh = dhs[t] + carry(dh_next, dhs[t])
            dxs[t], dh_next, *terms = step(dh, xs[t], old(t, h0, hs), hs[t], W, U)
            sums = terms if sums is None else [total(*two) for two in zip(sums, terms, strict=True)]
        return np.stack(dxs), dh_next, *sums

    return backward


def _replacing(name, other):
    """Return a wrong pass: right but for one output, which `other(arguments...)` gives."""
    place = ALL_STEPS.index(name)

    def backward(*arguments):
        results = list(_all_steps(*arguments))
        results[place] = other(*arguments)
        return tuple(results)

    return backward


def _from(backward, name):
    """Return one output of a wrong pass."""
    return lambda *arguments: backward(*arguments)[ALL_STEPS.index(name)]


def _only_last_from_above(dhs, *rest):
    return _all_steps(np.concatenate([0 * dhs[:-1], dhs[-1:]]), *rest)


def _with_right_dh0(backward):
    """Return a wrong pass with the right dh0, so that nothing is said of the learner's dh0."""

    def changed(*arguments):
        dxs, _, *sums = backward(*arguments)
        return dxs, _all_steps(*arguments)[1], *sums

    return changed


def _dh_of_first(dhs, xs, h0, hs, W, U):
    """Return the whole error at the first state, not the one at the state before it."""
    if len(xs) == 1:
        return dhs[0]
    return dhs[0] + _all_steps(dhs[1:], xs[1:], hs[0], hs[1:], W, U)[1]


_no_carry = _loop(carry=lambda dh_prev, dh: 0)
_latest = _loop(total=lambda later, here: here)
_wraps = _loop(old=lambda t, h0, hs: hs[t - 1])
_without_h0 = _loop(old=lambda t, h0, hs: hs[t - 1] if t else 0 * h0)

_WRONG_PASSES = (
    Mistake("computed-not-passed", _no_carry),
    Mistake("dh-carry-missing", _with_right_dh0(_no_carry)),
    Mistake("overwritten", _latest),
    *(
        Mistake("overwritten", _replacing(name, _from(_latest, name)), f"Look at {name}.")
        for name in ("dW", "dU", "db")
    ),
    Mistake("above-missing", _only_last_from_above),
    Mistake("walks-forward", _loop(forwards=True)),
    Mistake("walks-forward", _with_right_dh0(_loop(forwards=True))),
    Mistake("time-wraps", _wraps),
    Mistake("h0-ignored", _without_h0),
    Mistake(
        "reverse-not-reversed",
        _replacing("dxs", lambda *arguments: _all_steps(*arguments)[0][::-1]),
        "Look at dxs.",
    ),
    Mistake("dh0-late", _replacing("dh0", _dh_of_first)),
    Mistake("dh0-zero", _replacing("dh0", lambda dhs, xs, h0, hs, W, U: 0 * h0)),
    Mistake("h-cached-late", _loop(old=lambda t, h0, hs: hs[t])),
)

rnn_backward = Exercise(
    name="rnn_backward",
    question="With T = 1 it is one step: is that right? Then compare T = 2 by hand, the "
    "second step "
    "first.",
    reference=_all_steps,
    draw=_draw_sequence,
    letters="TNDH",
    outputs=ALL_STEPS,
    variant="backward",
    mistakes=(
        *_WRONG_PASSES,
        *(mistake._replace(wrong=_loop(mistake.wrong)) for mistake in _WRONG_STEPS),
    ),
    probes=(_products_fit,),
)

EXERCISES = (rnn_step_backward, rnn_backward)
