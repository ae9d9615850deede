"""Lesson 17: the lanes of lesson 16 with scissors. Which cut does a gradient check notice?"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np

from lstm_lab import gradcheck
from lstm_lab.cells import lstm
from lstm_lab.drawing.heat import TOLERANCE
from lstm_lab.drawing.lanes import Lane, share
from lstm_lab.drawing.numbers import fixed, short
from lstm_lab.lessons.l16_back_through_time.walk import (
    LENGTHS,
    LONGEST,
    course_step,
    scene,
    truth,
    walk,
)
from lstm_lab.lessons.l17_what_may_be_cut import exercises
from lstm_lab.lessons.l17_what_may_be_cut.picture import scissors as picture
from lstm_lab.shell import learner
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.controls import Choice, Slider
from lstm_lab.shell.guess import Ask, Question

NONE, CELL, HIDDEN, BOTH, WINDOW = (
    "nothing", "c (the article)", "h (1997)", "c and h", "both, every 5 steps",
)  # fmt: skip
SCISSORS = (NONE, CELL, HIDDEN, BOTH, WINDOW)
BIAS, WINDOW_LENGTH = 3.0, 5


class Frame(NamedTuple):
    """One state of the picture.

    lanes, of c and h, `drawing.lanes.Lane`; limit, the error that fills a pipe; T, the length;
    wrong, a dict of length to the number of wrong gradients; title, above, checked and foot, texts.
    """

    lanes: tuple
    limit: float
    T: int
    wrong: dict
    title: str
    above: str
    checked: str
    foot: str


def what_may_be_cut(function=None, predict=None):
    """Carry an error back on the lanes of c and h with cuts: (V4), (V5), the article's.

    Parameters: function, the learner's cut_backward(params, tape, dhs, keep), called with N = 1,
    D = 8 and H = 16. predict, whether a guess is asked for first: by default when there is no
    function. Returns an Explorer.
    """
    predict = function is None if predict is None else predict
    controls = (
        Choice("scissors", "cut", CELL, SCISSORS),
        Choice("T", "steps T", LONGEST, LENGTHS),
        Slider("bias", "forget bias", BIAS, 0.0, 5.0, 0.5),
    )
    return Explorer(
        controls, partial(frame, function=function), Drawing(picture), say,
        question=_question() if predict else None,
    )  # fmt: skip


def frame(scissors, T, bias, function=None):
    """Walk back over T steps with a cut, and compare the gradients. Returns a Frame.

    Raises LearnerError or NotStartedError if the learner's function cannot be drawn.
    """
    here = cut_walk(scissors, T, bias)
    drawn = tuple(
        Lane(name, words, getattr(here, key), kept(scissors, T)[:, column] == 0)
        for key, name, words, column in (
            ("c", "cell c", "times f", 1),
            ("h", "hidden h", "by weights", 0),
        )
    )
    wrong = {length: _wrong(scissors, length, bias, function) for length in LENGTHS}
    return Frame(
        lanes=drawn, limit=max(1.0, here.c.max(), here.h.max()), T=T, wrong=wrong,
        title=_title(scissors, wrong) if function is None else _judged(scissors, wrong),
        above=f"an error of 1 enters at h of step {T - 1}, and goes back",
        checked="gradient check" if function is None else "you and we",
        foot=f"cosine of the whole gradient with the true one: {fixed(cosine(scissors, T, bias))}"
        f"   (forget bias {short(bias)}, one draw)",
    )  # fmt: skip


def kept(scissors, T):
    """Return (T, 2): what of h and of c each step hands to the one before it, 0 or 1."""
    keep, border = np.ones((T, 2)), np.arange(T) % WINDOW_LENGTH == 0
    keep[:, 0] = {HIDDEN: 0, BOTH: 0}.get(scissors, 1)
    keep[:, 1] = {CELL: 0, BOTH: 0}.get(scissors, 1)
    keep[border & (scissors == WINDOW)] = 0
    return keep


def cut_walk(scissors, T, bias):
    """Return the Walk with this cut."""
    return walk(T, bias, course_step, keep=kept(scissors, T))


def cosine(scissors, T, bias):
    """Return the cosine between the cut and the true gradient, all arrays together."""
    a, b = (
        np.concatenate([array.ravel() for array in one.gradients])
        for one in (cut_walk(scissors, T, bias), truth(T, bias))
    )
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))


def _wrong(scissors, T, bias, function=None):
    """Count the arrays whose gradient is wrong: the cut one against the true one, or the learner's.

    The learner's is compared with the course's of the same cut.
    """
    cut = cut_walk(scissors, T, bias).gradients
    if function is None:
        got, want = cut, truth(T, bias).gradients
    else:
        got, want = _learners(function, scissors, T, bias), cut
    errors = gradcheck.compare(got._asdict(), want._asdict()).errors
    return sum(error > TOLERANCE for error in errors.values())


def _learners(function, scissors, T, bias):
    """Return the gradients that the learner's cut_backward gives."""
    params, tape, error = scene(T, bias)
    dhs = np.zeros((T, *error.shape))
    dhs[-1] = error
    arguments = params, tape.traces, dhs, kept(scissors, T)
    _, _, _, *gradients = learner.answer(function, exercises.cut_backward, *arguments)
    return lstm.Params(*gradients)


def _title(scissors, wrong):
    """Say which lengths of a gradient check the cut passes."""
    passed = [T for T, count in wrong.items() if not count]
    if len(passed) == len(wrong):
        return "Nothing cut: a gradient check passes at every length"
    lane = {CELL: "c is", HIDDEN: "h is", BOTH: "c and h are", WINDOW: "Every 5 steps both are"}[
        scissors
    ]
    steps = "1 step" if passed == [1] else f"{passed[-1]} steps"
    return f"{lane} cut: a check over {steps} passes, a longer one fails"


def _judged(scissors, wrong):
    """Say where the learner's cut gradient is the course's."""
    bad = [str(T) for T, count in wrong.items() if count]
    cut = "nothing cut" if scissors == NONE else f"{scissors} cut"
    if not bad:
        return f"Your cut_backward, {cut}: the course's gradients at every length"
    return f"Your cut_backward, {cut}: other gradients at T = {', '.join(bad)}"


def passing_cut(T):
    """Return which single lane may be cut while the weights' gradients over T steps stay right."""
    right = tuple(not _wrong(cut, T, BIAS) for cut in (CELL, HIDDEN))
    return {(True, True): "either", (True, False): "c", (False, True): "h"}.get(right, "neither")


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    arriving = "; ".join(f"{lane.name}: {share(lane.sizes[0])} arrives" for lane in frame.lanes)
    counts = ", ".join(f"{count} at T = {T}" for T, count in frame.wrong.items())
    return f"{frame.title}. {frame.above}. {arriving}. Wrong arrays of 12: {counts}. {frame.foot}"


def _question():
    """Ask which lane may be cut without a check of the weights noticing."""
    options = ("c", "h", "either", "neither")
    return Question(
        text="You cut one lane at every step, and check the gradients of the weights. "
        "Which cut passes?",
        asks=tuple(
            Ask(f"17_cut_that_passes_T_{T}", f"over {T} step{'s' * (T > 1)}",
                partial(passing_cut, T), options=options)
            for T in (1, 2)
        ),
        until={"scissors": NONE},
    )  # fmt: skip


EXPLORERS = (what_may_be_cut,)
