"""Lesson 05: how large is a gradient after a number of steps back (V1)?"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from lstm_lab import sequence
from lstm_lab.cells import rnn
from lstm_lab.drawing.numbers import fixed, power, short
from lstm_lab.lessons.l05_why_memory_fades.luck import luck
from lstm_lab.lessons.l05_why_memory_fades.picture import FadingPicture
from lstm_lab.shell import learner
from lstm_lab.shell.base import Explorer
from lstm_lab.shell.beside import told
from lstm_lab.shell.controls import Choice, Slider
from lstm_lab.shell.guess import Ask, Question

LAGS = 51  # lags 0 to 50
RANDOM, NON_NORMAL, LATCH = "random", "non-normal", "latch"
OFF, ON = "off", "at 1"
D, H, SEED, WARM_UP = 5, 32, 46, 50
LIMIT, ASKED = 1.0, 0.9  # the radius that the question asks for is the first to be seen
UNITS, PULSES = "|h| of each unit\nblue: near 1", "h after pulse +1 (solid)\nand pulse -1 (dashed)"


class Walk(NamedTuple):
    """What an error meets on its way back: W (H, H), the states h (LAGS, H) in the order of time,
    error (H,) of length 1, or None for the one that grows most, and histories (2, LAGS) or None.
    """

    W: np.ndarray
    h: np.ndarray
    error: np.ndarray | None
    histories: np.ndarray | None = None


class Frame(NamedTuple):
    """One state of the picture.

    tanh and linear, (K,), the norms at lag 0 to K - 1; clipped, (K,) or None, and limit; lag, the
    one shown; sizes and slopes, (H, K); histories, (2, K) or None, drawn in place of sizes;
    reference, (K,) or None; title, with_tanh, without, carried, upper and lower, texts.
    """

    tanh: np.ndarray
    linear: np.ndarray
    clipped: np.ndarray | None
    limit: float | None
    lag: int
    sizes: np.ndarray
    slopes: np.ndarray
    histories: np.ndarray | None
    reference: np.ndarray | None
    title: str
    with_tanh: str
    without: str
    carried: str
    upper: str
    lower: str


def fading(function=None, predict=None):
    """Show how a gradient fades or grows with the lag, with tanh and without it (V1).

    Parameters: function, the learner's jacobian_product(hs, W), called with hs of shape (T, H) and
    W of shape (H, H); its norms are drawn with the course's below. predict, whether a guess is
    asked for first: by default when there is no function. Returns an Explorer.
    """
    predict = function is None if predict is None else predict
    controls = (
        Choice("scene", "scene", RANDOM, (RANDOM, NON_NORMAL, LATCH)),
        Slider("radius", "radius of W", ASKED, 0.5, 2.5, 0.1, lambda v: v["scene"] == RANDOM),
        Slider("lag", "lag", LAGS - 1, 0, LAGS - 1, 1),
        Choice("clip", "clipping", OFF, (OFF, ON)),
    )
    return Explorer(
        controls,
        partial(frame, function=function),
        FadingPicture(LAGS),
        say,
        question=_question() if predict else None,
    )


def frame(scene, radius, lag, clip, function=None):
    """Carry an error back over 50 steps of a scene, and describe one lag. Returns a Frame.

    Raises LearnerError or NotStartedError if `function` cannot be drawn.
    """
    walk = _walk(scene, radius)
    course, linear = _norms(scene, radius)
    tanh = course if function is None else norms(walk, walk.h, function)
    limit = LIMIT if clip == ON else None
    clipped = None if limit is None else np.minimum(tanh, limit)
    shown = tanh if clipped is None else clipped
    back = walk.h[::-1].T
    return Frame(
        tanh, linear, clipped, limit, lag, np.abs(back), 1 - back**2, walk.histories,
        None if function is None else course,
        title=_title(scene, lag, shown, walk) if function is None else _compared(tanh, course),
        with_tanh=f"lag {lag}, with tanh: {power(shown[lag])}"
        + ("" if clipped is None else f" (before clipping {power(tanh[lag])})"),
        without=f"same weights without tanh (dashed): {power(linear[lag])}",
        carried=_carried(scene, radius),
        upper=PULSES if scene == LATCH else UNITS,
        lower="slope of tanh, 1 - h²\ndark lets errors pass",
    )  # fmt: skip


def norms(walk, h, function=None):
    """Return the size of the carried error at lag 0 to 50 over the states h, (LAGS, H)."""
    return np.array([_size(walk, h[LAGS - lag :], function) for lag in range(LAGS)])


def _size(walk, h, function):
    """Return the size of the error after the steps of h, (lag, H)."""
    if not len(h):
        return 1.0
    product = (
        rnn.jacobian_product(h, walk.W)
        if function is None
        else learner.call(function, "jacobian_product", walk.W, h, walk.W, largest=1e100)
    )
    return (
        np.linalg.norm(product, 2) if walk.error is None else np.linalg.norm(product @ walk.error)
    )


@lru_cache(maxsize=64)
def _norms(scene, radius):
    """Return the norms with tanh and without it; a linear unit has slope 1, as tanh at 0."""
    walk = _walk(scene, radius)
    return norms(walk, walk.h), norms(walk, np.zeros_like(walk.h))


def _walk(scene, radius):
    """Return the Walk of a scene; the radius counts for random weights only."""
    return {RANDOM: _random, NON_NORMAL: _non_normal, LATCH: _latch}[scene](radius)


@lru_cache(maxsize=64)
def _random(radius):
    """Random weights of the given spectral radius, driven by random inputs."""
    rng = np.random.default_rng(SEED)
    W, U = rng.standard_normal((H, H)), rng.uniform(-1, 1, (D, H)) * np.sqrt(6 / (D + H))
    W *= radius / np.abs(np.linalg.eigvals(W)).max()
    xs, error = rng.standard_normal((WARM_UP + LAGS, 1, D)), rng.standard_normal(H)
    hs, _, _ = sequence.forward(rnn, rnn.Params(W, U, np.zeros(H)), xs)
    return Walk(W, hs[WARM_UP:, 0], error / np.linalg.norm(error))


def _non_normal(radius):
    """Two units, the second of which pushes the first; the states rest at 0."""
    return Walk(np.array([[0.9, 5.0], [0.0, 0.9]]), np.zeros((LAGS, 2)), None)


def _latch(radius):
    """One unit that keeps the sign of a pulse for ever; two histories that differ in the pulse."""
    params = rnn.Params(np.array([[1.5]]), np.array([[1.0]]), np.zeros(1))
    xs = np.zeros((LAGS, 2, 1))
    xs[0, :, 0] = 1.0, -1.0
    hs, _, _ = sequence.forward(rnn, params, xs)
    return Walk(params.W, hs[:, 0], np.ones(1), hs[::-1, :, 0].T)


def _title(scene, lag, shown, walk):
    """Say what the picture shows, in one sentence."""
    now = power(shown[lag])
    if scene == LATCH:
        apart = fixed(abs(np.diff(walk.histories[:, 0])[0]))
        return f"The states stay {apart} apart; the gradient {lag} steps back is {now}"
    if scene == NON_NORMAL:
        return f"Radius 0.9, and {lag} steps back the gradient is {now}"
    verb = "fades to" if shown[lag] < 0.1 else "grows to" if shown[lag] > 10 else "is"
    return f"{lag} steps back the gradient {verb} {now}"


def _compared(sizes, course):
    """Say whether the learner's products agree with the course's, and where they part."""
    every, where, number = f"at all {LAGS} lags", "first at lag {}".format, partial(power, digits=3)
    return told("jacobian_product", sizes, course, every, where, number, atol=0)


def _carried(scene, radius):
    """Say which error is carried back, through which weights."""
    return {
        RANDOM: f"A random error of size 1 goes back through {H} units with random weights of "
        f"spectral radius {short(radius)}",
        NON_NORMAL: "W = [[0.9, 5], [0, 0.9]], states at 0: the error of size 1 that grows most",
        LATCH: "One unit, w = 1.5. An error of size 1 goes back through it",
    }[scene]


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    clip = "" if frame.limit is None else f" Clipping at {frame.limit:g}."
    shown = frame.slopes[:, : frame.lag + 1]
    states = (
        f"Mean slope of tanh up to this lag: {fixed(shown.mean())}, "
        f"largest |h|: {fixed(frame.sizes[:, : frame.lag + 1].max())}."
    )
    return f"{frame.title}. {frame.carried}. {frame.with_tanh}; {frame.without}.{clip} {states}"


def _question():
    """Ask whether fading stops without tanh, and whether bounded states bound the gradient."""

    def fades_without_tanh():
        return "no, it fades" if _norms(RANDOM, ASKED)[1][-1] < 0.01 else "yes, it stops"

    def can_explode():
        return "yes" if _norms(RANDOM, 2.5)[0][-1] > 10 else "no"

    return Question(
        text="An error goes back 50 steps through random weights of spectral radius 0.9. (1) We "
        "take the tanh away. Does fading stop? (2) States stay inside -1 and 1. Can the gradient "
        "explode, with another radius?",
        asks=(
            Ask("05_fading_stops_without_tanh", "(1) without tanh", fades_without_tanh,
                options=("yes, it stops", "no, it fades")),
            Ask("05_bounded_state_can_explode", "(2) it can explode", can_explode,
                options=("yes", "no")),
        ),
        until={"lag": 5},
    )  # fmt: skip


EXPLORERS = (fading, luck)
