"""Lesson 04: how far should a number be moved to measure a gradient?"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from lstm_lab import sequence
from lstm_lab.cells import rnn
from lstm_lab.lessons.l04_trust_no_gradient.numeric_gradient_picture import (
    FIRST,
    HIGHEST,
    LAST,
    LOWEST,
    StepPicture,
)
from lstm_lab.shell import learner
from lstm_lab.shell.base import Explorer
from lstm_lab.shell.controls import Choice, Slider
from lstm_lab.shell.guess import Ask, Question

T, W, START = 6, 0.9, -5.0
EXPONENTS = np.linspace(FIRST, LAST, 57)  # of eps, four to a power of ten
KINDS = {"float64, 16 digits": np.float64, "float32, 7 digits": np.float32}


class Curves(NamedTuple):
    """Errors by step, (57,) each, between 1e-13 and 10; reference is None for the course's own."""

    one_sided: np.ndarray
    central: np.ndarray
    reference: np.ndarray | None


class Frame(NamedTuple):
    """One state of the picture.

    exponents, (E,), the powers of ten of eps; one_sided and central, (E,), errors of at least
    1e-13; reference, (E,) or None; rounding, (E,), the line that rounding follows; at, the number
    of the eps shown; title, formula and near, texts.
    """

    exponents: np.ndarray
    one_sided: np.ndarray
    central: np.ndarray
    reference: np.ndarray | None
    rounding: np.ndarray
    at: int
    title: str
    formula: str
    near: str


def numeric_gradient(function=None, predict=None):
    """Show the error of a measured gradient against the step eps, one-sided and central.

    What is measured is dL/dw of lesson 03: one unit, six steps, w = 0.9. Parameters: function, the
    learner's numeric_gradient(f, array, eps), called with an array of shape (1, 1); its errors are
    drawn over the course's. predict, whether a guess is asked for first: by default when there is
    no function. Returns an Explorer.
    """
    predict = function is None if predict is None else predict
    controls = (
        Slider("exponent", "power of ten of eps", START, FIRST, LAST, 0.25),
        Choice("kind", "numbers", next(iter(KINDS)), tuple(KINDS)),
    )
    curves = lru_cache(maxsize=None)(partial(curves_of, function=function))
    drawn = partial(frame, curves=curves)
    return Explorer(controls, drawn, StepPicture(), say, question=_question() if predict else None)


def frame(exponent, kind, curves):
    """Describe one step eps. `curves(kind)` returns Curves. Returns a Frame.

    Raises LearnerError or NotStartedError if the learner's function cannot be drawn.
    """
    one_sided, central, reference = curves(kind)
    at = int(np.abs(EXPONENTS - exponent).argmin())
    return Frame(
        exponents=EXPONENTS, one_sided=one_sided, central=central, reference=reference,
        rounding=np.finfo(KINDS[kind]).eps / 10.0**EXPONENTS, at=at,
        title=_title(exponent, kind) if reference is None else _compared(central, reference),
        formula=_formula(exponent), near=_near(one_sided[at], central[at], reference is not None),
    )  # fmt: skip


def curves_of(kind, function=None):
    """Measure dL/dw at every eps of EXPONENTS, in numbers of one kind. Returns Curves."""
    one_sided, central, own = (np.empty(len(EXPONENTS)) for _ in range(3))
    loss = partial(last_state, KINDS[kind])
    for k, eps in enumerate((10.0**EXPONENTS).tolist()):
        up, here, down = loss(W + eps), loss(W), loss(W - eps)
        one_sided[k], central[k] = (up - here) / eps, (up - down) / (2 * eps)
        own[k] = central[k] if function is None else _own(function, loss, eps)
    course = _error(central)
    drawn, reference = (course, None) if function is None else (_error(own), course)
    return Curves(_error(one_sided), drawn, reference)


def last_state(dtype, w):
    """Return h_5 of one unit after a pulse, computed in one dtype."""
    xs = np.zeros((T, 1, 1), dtype)
    xs[0] = 1
    one = np.ones((1, 1), dtype)
    hs, _, _ = sequence.forward(rnn, rnn.Params((one * w).astype(dtype), one, 0 * one[0]), xs)
    return float(hs[-1, 0, 0])


@lru_cache(maxsize=1)
def exact():
    """Return dL/dw by the backward pass."""
    xs, one = np.zeros((T, 1, 1)), np.ones((1, 1))
    xs[0] = 1
    params = rnn.Params(W * one, one, np.zeros(1))
    hs, _, tape = sequence.forward(rnn, params, xs)
    dhs = np.zeros_like(hs)
    dhs[-1] = 1
    return float(sequence.backward(rnn, params, tape, dhs)[2].W[0, 0])


def _own(function, loss, eps):
    """Return what the learner's function measures at w."""

    def measured(array):
        return function(lambda: loss(array[0, 0]), array, eps)

    here = np.array([[W]])
    return learner.call(measured, "numeric_gradient", here, here, own=function)[0, 0]


def _error(values):
    return _kept(np.abs(values - exact()) / abs(exact()))


def _kept(errors):
    """Keep errors on the picture: rounding can be zero, and zero has no logarithm."""
    return np.clip(errors, 10.0**LOWEST, 10.0**HIGHEST)


def best(kind):
    """Return the power of ten where truncation, eps^2, and rounding, digit / eps, are equal."""
    return float(np.log10(np.finfo(KINDS[kind]).eps) / 3)


def _title(exponent, kind):
    """Say which of the two errors rules at this step."""
    gap = exponent - best(kind)
    if abs(gap) <= 1:
        return "Near the bottom: neither too long a step nor too much rounding"
    if gap > 0:
        return "The step is long: the curve bends away from its tangent"
    return "The step is short: rounding rules, and a smaller step makes it worse"


def _compared(own, course):
    """Say whether the learner's errors follow the course's; rounding may differ a little."""
    apart = np.flatnonzero(np.abs(np.log10(own / course)) > 1)
    apart = apart[np.maximum(own, course)[apart] > 1e-7]
    if not len(apart):
        return "Your numeric_gradient is as exact as the course's at every step"
    k = apart[-1]
    return f"Your error at eps = {power(EXPONENTS[k])} is {size(own[k])}, not {size(course[k])}"


def _formula(exponent):
    eps = power(exponent)
    return f"dL/dw = ( L(0.9 + {eps}) - L(0.9 - {eps}) ) / (2 * {eps})"


def _near(one_sided, central, own):
    name = "yours" if own else "central"
    return f"At this step\n\n  one-sided: {size(one_sided)}\n  {name}: {size(central)}"


def power(exponent):
    """Write a step: 1e-5, or 1.8e-5 between the powers of ten."""
    return f"{10.0**exponent:.0e}".replace("e-0", "e-").replace("e+00", "")


def size(error):
    """Write an error's order; digits of rounding differ between machines and are not written."""
    if error < 1e-9:
        return "below 1e-9"
    return f"{error:.0e}".replace("e-0", "e-").replace("e+00", "")


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    eps = power(frame.exponents[frame.at])
    return (
        f"{frame.title}. At eps = {eps} the one-sided difference has a relative error "
        f"{_of(frame.one_sided[frame.at])}, the central one {_of(frame.central[frame.at])}. "
        f"{frame.formula}"
    )


def _of(error):
    words = size(error)
    return words if words.startswith("below") else f"of {words}"


def _question():
    """Ask for the best step of the central difference."""
    return Question(
        text="The step eps may be 1, or a tenth, or 1e-14. At which power of ten is the central "
        "difference most exact?",
        asks=(
            Ask(
                "04_best_eps",
                "power of ten",
                lambda: round(2 * best(next(iter(KINDS)))) / 2,
                FIRST,
                LAST,
                0.5,
            ),
        ),
        until={"exponent": -1.0},
    )
