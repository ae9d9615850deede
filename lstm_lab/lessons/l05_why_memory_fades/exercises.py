"""Lesson 05: the product of the steps (V1), and clipping (V3)."""

from __future__ import annotations

from functools import reduce

import numpy as np

from lstm_lab.cells import rnn
from lstm_lab.guest.finding import add
from lstm_lab.guest.form import Group
from lstm_lab.judge.exercise import Exercise, Mistake, Setting
from lstm_lab.lessons.l05_why_memory_fades.mistakes import MISTAKES
from lstm_lab.training.clipping import clip_by_global_norm as clip

add(MISTAKES)


def _draw_states(rng, s):
    return {"hs": rng.uniform(-1, 1, (s.T, s.H)), "W": rng.uniform(-1, 1, (s.H, s.H))}


def _at_rest(rng, s):
    return _draw_states(rng, s) | {"hs": np.zeros((s.T, s.H))}


def _as_many_steps_as_units(rng, s):
    return _draw_states(rng, s._replace(T=s.H))


def factors(hs, W):
    """Return the factor of every step, (T, H, H)."""
    return W * (1 - hs**2)[:, None, :]


def _product(factor, combine=np.matmul):
    """Return a wrong product: other factors, or put together in another way."""

    def product(hs, W):
        return reduce(combine, [factor(h, W) for h in hs])

    return product


def _right(h, W):
    return W * (1 - h**2)


def _on_rows(h, W):
    return W * (1 - h**2)[:, None]


def _chain(matrices, H):
    return reduce(np.matmul, matrices, np.eye(H))


_WRONG_PRODUCTS = (
    Mistake("order-reversed", lambda hs, W: rnn.jacobian_product(hs[::-1], W)),
    Mistake("order-reversed", lambda hs, W: rnn.jacobian_product(hs, W).T, text="product-turned"),
    Mistake("transposed", _product(lambda h, W: W.T * (1 - h**2))),
    Mistake("transposed", _product(lambda h, W: W.T * (1 - h**2)[:, None])),
    Mistake("slope-on-rows", _product(_on_rows)),
    Mistake(
        "slope-on-rows", lambda hs, W: _product(_on_rows)(hs[::-1], W), "Nor is the order right."
    ),
    Mistake("slope-left-out", _product(lambda h, W: W)),
    Mistake("slope-not-squared", _product(lambda h, W: W * (1 - h))),
    Mistake("slope-not-squared", _product(lambda h, W: W * (1 - np.abs(h)))),
    Mistake("derivative-of-activated", _product(lambda h, W: W * (1 - np.tanh(h) ** 2))),
    Mistake("tanh-not-derivative", _product(lambda h, W: W * h)),
    Mistake("tanh-not-derivative", _product(lambda h, W: W * h**2)),
    Mistake("slope-of-sigmoid", _product(lambda h, W: W * h * (1 - h))),
    Mistake("entry-by-entry-product", _product(_right, np.multiply)),
    Mistake("added-up", _product(_right, np.add)),
    Mistake("step-left-out", lambda hs, W: _chain(factors(hs, W)[1:], len(W)), "It is the first."),
    Mistake("step-left-out", lambda hs, W: _chain(factors(hs, W)[:-1], len(W)), "It is the last."),
    Mistake("last-step-alone", lambda hs, W: factors(hs, W)[-1]),
    Mistake("last-step-alone", lambda hs, W: factors(hs, W)[0]),
    Mistake("last-step-alone", lambda hs, W: W @ factors(hs, W)[-1], "W stands before it."),
    Mistake("weights-once", lambda hs, W: W * (1 - hs**2).prod(axis=0)),
)

jacobian_product = Exercise(
    name="jacobian_product",
    question="With one step the product is one matrix. Is that one right? Then take two, and mind "
    "the order.",
    reference=rnn.jacobian_product,
    draw=_draw_states,
    letters="TH",
    outputs=("The product",),
    mistakes=_WRONG_PRODUCTS,
    more=(
        ("all states are 0", _at_rest),
        ("T = H", _as_many_steps_as_units),
    ),
    settings=(
        Setting(
            "there is one step",
            lambda arguments: arguments | {"hs": arguments["hs"][:1]},
            "look at how the factors of several steps are put together",
        ),
    ),
)


def _draw_gradients(rng, s):
    """Draw gradients, and a limit that is below their norm in two cases of three."""
    limit = {4: 2.0, 6: 100.0}.get(s.T, 0.5)
    return {"grads": _gradients(rng, s), "limit": limit}


def _gradients(rng, s):
    return [rng.standard_normal(shape) for shape in ((s.H, s.H), (s.D, s.H), (s.H,))]


def _small(rng, s):
    return {"grads": [0.01 * g for g in _gradients(rng, s)], "limit": 1.0}


def _zero(rng, s):
    return {"grads": [0 * g for g in _gradients(rng, s)], "limit": 1.0}


def _single(rng, s):
    first, *rest = _gradients(rng, s)
    return {"grads": [first, *(0 * g for g in rest)], "limit": 0.5}


def _only_first(arguments):
    for g in arguments["grads"][1:]:
        g[...] = 0


def _clip(grads, limit):
    clipped, norm = clip(tuple(grads), limit)
    return list(clipped), norm


def total(grads):
    """Return the global norm."""
    return float(np.sqrt(sum((g**2).sum() for g in grads)))


def _norms(grads):
    return [np.linalg.norm(g) for g in grads]


def _shrink(g, limit, norm):
    return g * min(1.0, limit / max(norm, 1e-300))


def _by(measure):
    """Return a wrong clipping: another measure of the whole, kept also as the norm."""

    def clipped(grads, limit):
        norm = measure(grads)
        return [_shrink(g, limit, norm) for g in grads], norm

    return clipped


def _scaled(factor):
    """Return a wrong clipping: another factor, from the norm and the limit."""

    def clipped(grads, limit):
        norm = total(grads)
        return [g * factor(max(norm, 1e-300), limit) for g in grads], norm

    return clipped


def _per_array(grads, limit):
    return [_shrink(g, limit, n) for g, n in zip(grads, _norms(grads), strict=True)], total(grads)


def _per_array_sum(grads, limit):
    clipped, _ = _per_array(grads, limit)
    return clipped, sum(_norms(grads))


def _by_value(grads, limit):
    return [np.clip(g, -limit, limit) for g in grads], total(grads)


def _norm_after(grads, limit):
    clipped, _ = _clip(grads, limit)
    return clipped, total(clipped)


def _always_divided(grads, limit):
    with np.errstate(all="ignore"):  # zero by zero, where all gradients are 0
        return [g * (np.float64(limit) / total(grads)) for g in grads], total(grads)


clip_by_global_norm = Exercise(
    name="clip_by_global_norm",
    question="Take [3.0] and [4.0]: their norm together is 5. What should come back for the limits "
    "10 and 1?",
    reference=_clip,
    draw=_draw_gradients,
    letters="DH",
    outputs=(Group("clipped", ("clipped array 0", "clipped array 1", "clipped array 2")), "norm"),
    mistakes=(
        Mistake("clip-per-array", _per_array),
        Mistake("clip-per-array", _per_array_sum),
        Mistake("clip-by-value", _by_value),
        Mistake("clip-missing", lambda grads, limit: ([1 * g for g in grads], total(grads))),
        Mistake("always-scaled", _scaled(lambda norm, limit: limit / norm)),
        Mistake("always-scaled", _always_divided),
        Mistake("clip-inverted", _scaled(lambda norm, limit: max(1.0, limit / norm))),
        Mistake("clip-inverted", _scaled(lambda norm, limit: norm / limit)),
        Mistake("clip-inverted", _scaled(lambda norm, limit: min(1.0, norm / limit))),
        Mistake("clip-inverted", _scaled(lambda norm, limit: max(1.0, norm / limit))),
        Mistake("norm-after", _norm_after),
        Mistake("root-missing", _by(lambda grads: total(grads) ** 2)),
        Mistake("norms-added", _by(lambda grads: sum(_norms(grads)))),
        Mistake("another-norm", _by(lambda grads: max(_norms(grads)))),
        Mistake("another-norm", _by(lambda grads: max(np.abs(g).max() for g in grads))),
        Mistake("another-norm", _by(lambda grads: sum(np.abs(g).sum() for g in grads))),
        Mistake("another-norm", _by(lambda grads: float(np.mean(_norms(grads))))),
    ),
    more=(
        ("the norm is below the limit", _small),
        ("all gradients are 0", _zero),
        ("all arrays but one are 0", _single),
    ),
    settings=(
        Setting(
            "the norm is below the limit",
            lambda arguments: arguments | {"limit": 1e6},
            "look at what happens above it",
        ),
        Setting(
            "the norm is above the limit",
            lambda arguments: arguments | {"limit": 1e-3},
            "look at what happens below it",
        ),
        Setting(
            "all arrays but one are 0",
            _only_first,
            "the norm is that of all arrays together",
        ),
    ),
)

EXERCISES = (jacobian_product, clip_by_global_norm)
