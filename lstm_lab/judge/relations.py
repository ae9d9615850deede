"""Are wrong numbers right up to something: a sign, a factor, an order, a function?"""

from __future__ import annotations

from itertools import combinations_with_replacement
from math import prod

import numpy as np

from lstm_lab.cells.activations import sigmoid
from lstm_lab.guest.finding import Finding, finding


def probe(message, *hints):
    """Return a Finding without a name."""
    return Finding(None, message, hints, "probe")


def everywhere(trial, relation):
    """True if relation(got, want) gives finite arrays that agree in all ordinary cases."""
    with np.errstate(all="ignore"):
        related = [relation(p.got, p.want) for p in trial.pairs]
    return all(np.isfinite(b).all() and trial.agree(_leaf(a), _leaf(b)) for a, b in related)


def _leaf(array):
    return (np.asarray(array),)


def sign(trial):
    """Notice a result that is right but for its sign."""
    if everywhere(trial, lambda got, want: (-got, want)):
        return finding("sign-lost", "probe", "Every number has the other sign.")
    return None


def factor(trial):
    """Notice a result that is right up to a factor, constant or made of the sizes."""
    ratios = []
    for got, want, _ in trial.pairs:
        size = float((want * want).sum())
        ratio = float((got * want).sum()) / size if size else 0.0
        if not ratio or not trial.agree(_leaf(got), _leaf(ratio * want)):
            return None
        ratios.append(ratio)
    apart = np.ptp(ratios)
    if apart <= 1e-6 * abs(ratios[0]) and apart <= 1e-3 * abs(ratios[0] - 1):
        near = abs(ratios[0] - 1) < 1e-3
        return probe(
            f"Right up to a constant factor: every number is {ratios[0]:.{8 if near else 4}g} "
            "times what it should be.",
            "Is a number in your line rounded?"
            if near
            else "Which number in your line could be responsible?",
        )
    by = _sizes_factor(trial, ratios)
    if by:
        return probe(
            f"Right up to a factor that depends on the sizes: {by}.",
            "Is something summed that should be averaged, or the other way round?",
        )
    if all(want.size == 1 for _, want, _ in trial.pairs):
        return None  # one number is always a factor away from another
    return probe(
        "Right up to a factor, another one for each case.",
        "Do you divide, or multiply, by the right number?",
    )


def row_factor(trial):
    """Notice rows that are right up to a factor of their own, not up to one for all."""
    if factor(trial) or not all(p.got[p.want != 0].all() for p in trial.pairs):
        return None  # a row of zeros is no row times a factor
    if min(p.want.ndim for p in trial.pairs) < 2 or min(p.want.shape[-1] for p in trial.pairs) < 2:
        return None
    if everywhere(trial, lambda got, want: (got / want, (got / want)[..., :1] + 0 * want)):
        return probe(
            "Right up to a factor, another one for each row.",
            "What do you divide or multiply each row by?",
        )
    return None


def _sizes_factor(trial, ratios):
    """Find the sizes whose product, or its inverse, is the factor in every case."""
    letters = trial.exercise.letters
    products = [c for n in (1, 2) for c in combinations_with_replacement(letters, n)]
    for names in products:
        values = [prod(getattr(p.case.sizes, name) for name in names) for p in trial.pairs]
        if np.allclose(ratios, values, rtol=1e-6):
            return f"it is {' * '.join(names)} times too large"
        if np.allclose(np.multiply(ratios, values), 1, rtol=1e-6):
            return f"it is {' * '.join(names)} times too small"
    return None


def offset(trial):
    """Notice a result that is right but for one number added everywhere, or in each row."""
    if min(p.want.size for p in trial.pairs) < 2:
        return None
    if everywhere(trial, lambda got, want: (got - want, np.full(got.shape, (got - want).flat[0]))):
        return probe(
            "Right but for a constant that is added to every number.",
            "Which term of the line is the same for all entries?",
        )
    if all(p.want.ndim > 1 and p.want.shape[-1] > 1 for p in trial.pairs) and everywhere(
        trial, lambda got, want: (got - want, (got - want)[..., :1] + np.zeros(got.shape))
    ):
        return probe(
            "In each row, every number is off by the same amount.",
            "Which term of your line has one value a row?",
        )
    return None


_FUNCTIONS = {
    "tanh": np.tanh,
    "sigmoid": sigmoid,
    "exp": np.exp,
    "a logarithm": np.log,
    "a square": np.square,
    "a square root": np.sqrt,
    "the absolute value": np.abs,
    "cutting off what is negative": lambda a: np.maximum(a, 0),
    "1 minus the result": lambda a: 1 - a,
    "1 divided by the result": lambda a: 1 / a,
}


def function(trial):
    """Notice one function too many, or too few, around the whole result."""
    for name, f in _FUNCTIONS.items():
        if everywhere(trial, lambda got, want, f=f: (got, f(want))):
            return probe(
                f"The right numbers with one step too many at the end: {name}.",
                "What is the outermost operation of your last line?",
            )
        if everywhere(trial, lambda got, want, f=f: (f(got), want)):
            return probe(
                f"One step seems to be missing at the end: {name}.",
                "Which is the outermost operation of the equation?",
            )
    if everywhere(trial, lambda got, want: (_logit(got), np.arctanh(want))):
        return finding("tanh-sigmoid", "probe")
    return None


def _logit(a):
    return np.log(a) - np.log1p(-a)


def order(trial):
    """Notice the right numbers in another order: reversed, moved by one, exchanged axes."""
    shapes = [trial.context(p.case).letters(p.want.shape) for p in trial.pairs]
    ndim = trial.pairs[0].want.ndim
    if len({p.want.ndim for p in trial.pairs}) != 1:
        return None
    for axis in range(ndim):
        name = shapes[0].strip("(),").split(", ")[axis] if shapes[0] else f"number {axis}"
        if all(p.want.shape[axis] == 1 for p in trial.pairs):
            continue
        if everywhere(trial, lambda got, want, a=axis: (got, np.flip(want, a))):
            return probe(f"The right numbers in the reverse order along the axis {name}.")
        for by, said in ((1, "too late"), (-1, "too early")):
            if everywhere(trial, lambda got, want, a=axis, by=by: _moved(got, want, a, by)):
                return probe(
                    f"The right numbers, but one place {said} along the axis {name}.",
                    "Look at the indices, and at what stands at the two ends.",
                )
    return None


def _moved(got, want, axis, by):
    n = want.shape[axis]
    inside = np.arange(max(by, 0), n + min(by, 0))
    return np.take(got, inside, axis), np.take(want, inside - by, axis)


ALL = (factor, row_factor, offset, function, order)
