"""Lesson 16: an error walks back through an LSTM, on two lanes. Which one carries it?"""

from __future__ import annotations

from functools import cache, partial
from typing import NamedTuple

import numpy as np

from lstm_lab import gradcheck
from lstm_lab.cells import lstm
from lstm_lab.drawing.heat import TOLERANCE
from lstm_lab.drawing.lanes import Lane, share
from lstm_lab.drawing.numbers import fixed, short, telling
from lstm_lab.lessons.l16_back_through_time import exercises
from lstm_lab.lessons.l16_back_through_time.picture import lanes
from lstm_lab.lessons.l16_back_through_time.walk import (
    AT_C,
    AT_H,
    LENGTHS,
    LONGEST,
    H,
    course_step,
    rnn_sizes,
    scene,
    truth,
    walk,
)
from lstm_lab.shell import learner
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.controls import Choice, Slider, Time
from lstm_lab.shell.guess import Ask, Question

BIAS = 3.0
ENTRANCES = {"the output h": AT_H, "the cell c": AT_C}
ARRIVES = ("1 in 10", "1 in 1,000", "1 in 300,000")


class Frame(NamedTuple):
    """One state of the picture.

    lanes, of c, h and an RNN, `drawing.lanes.Lane`; limit, the error that fills a pipe; t and T;
    hop, lines about the hop back from step t; wrong, a dict of length to the number of wrong
    gradients of the learner's, or {}; title and above, texts.
    """

    lanes: tuple
    limit: float
    t: int
    T: int
    hop: tuple
    wrong: dict
    title: str
    above: str


def lstm_step_backward(function=None, predict=None):
    """Carry an error back through an LSTM on the lanes of c and h: (B6), (B7).

    Parameters: function, the learner's lstm_step_backward(params, trace, dh, dc), called with
    N = 1, D = 8 and H = 16. predict, whether a guess is asked for first: by default when there is
    no function. Returns an Explorer.
    """
    predict = function is None if predict is None else predict
    controls = (
        Choice("enters", "the error enters at", next(iter(ENTRANCES)), tuple(ENTRANCES)),
        Choice("T", "steps T", LONGEST, LENGTHS),
        Slider("bias", "forget bias", BIAS, 0.0, 5.0, 0.5),
        Time("t", "hop back from step t", LONGEST - 1, LONGEST - 1),
    )
    step = _step(function) if function else course_step
    return Explorer(
        controls, partial(frame, step=step, own=function is not None), Drawing(lanes), say,
        question=_question() if predict else None, hint=hint,
    )  # fmt: skip


def frame(enters, T, bias, t, step=course_step, own=False):
    """Walk back over T steps. Returns a Frame.

    Raises LearnerError or NotStartedError if the learner's step cannot be drawn.
    """
    t, entrance = min(t, T - 1), ENTRANCES[enters]
    here = walk(T, bias, step, enters=entrance)
    whole = np.zeros(T, bool)
    rnn = rnn_sizes(T) if entrance == AT_H else np.zeros(T + 1)
    drawn = (
        Lane("cell c", "times f", here.c, whole),
        Lane("hidden h", "by weights", here.h, whole),
        Lane("an RNN", "by weights", rnn, whole),
    )
    wrong = {length: _wrong(length, bias, step) for length in LENGTHS} if own else {}
    return Frame(
        lanes=drawn if entrance == AT_H else (*drawn[:2], drawn[2]._replace(words="has no c")),
        limit=max(1.0, here.c.max(), here.h.max()), t=t, T=T,
        hop=_hop(here, t, bias, T), wrong=wrong,
        title=_judged(wrong) if own else _title(here, rnn, T, entrance),
        above=f"an error of 1 enters at {enters.split()[-1]} of step {T - 1}, and goes back",
    )  # fmt: skip


def _step(function):
    """Return a step back by the learner's function: dh_prev, dc_prev, and Params."""

    def step(*arguments):
        _, dh, dc, *terms = learner.answer(function, exercises.lstm_step_backward, *arguments)
        return dh, dc, lstm.Params(*terms)

    return step


def _wrong(T, bias, step):
    """Count the arrays whose gradient over T steps is not the course's."""
    got, want = walk(T, bias, step).gradients, truth(T, bias).gradients
    errors = gradcheck.compare(got._asdict(), want._asdict()).errors
    return sum(error > TOLERANCE for error in errors.values())


def _title(here, rnn, T, entrance):
    """Say what arrives on both lanes."""
    steps = "1 step" if T == 1 else f"{T} steps"
    told = f"{steps} back: c keeps {share(here.c[0])}, h {share(here.h[0])}"
    return f"{told}, an RNN {share(rnn[0])}" if entrance == AT_H else told


def _judged(wrong):
    """Say at which lengths the learner's gradients agree with the course's."""
    bad = [str(T) for T, count in wrong.items() if count]
    if not bad:
        return "Your lstm_step_backward: all gradients right, at every length"
    return f"Your lstm_step_backward: wrong gradients at T = {', '.join(bad)}"


def _hop(here, t, bias, T):
    """Say what one hop back does to the two errors."""
    f = scene(T, bias)[1].traces[t].f.mean()
    return (
        f"Step {t}:  c holds {telling(here.c[t + 1])}, times f (in the mean {fixed(f)}), hands on "
        f"{telling(here.left_c[t])};  all four gates hand {telling(here.left_h[t])} on to h",
        f"forget bias {short(bias)}, {H} units, one draw; a full pipe is "
        f"{short(max(1.0, here.c.max(), here.h.max()))}",
    )


def hint(frame):
    """Say what may be said before the guess: what is asked, and where the error enters."""
    return f"How much of the error arrives {frame.T} steps back, and on which lane? {frame.above}"


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    arriving = "; ".join(f"{lane.name}: {share(lane.sizes[0])} arrives" for lane in frame.lanes)
    counts = ", ".join(f"T = {T}: {count}" for T, count in frame.wrong.items())
    checked = f". Wrong arrays of yours at {counts}" if counts else ""
    return f"{frame.title}. {frame.above}. {arriving}. {'. '.join(frame.hop)}{checked}"


@cache
def _arrives(lane):
    """Return what is left before step 0 of an error of 1 at the last h: "c", "h" or "rnn"."""
    size = rnn_sizes(LONGEST) if lane == "rnn" else getattr(truth(LONGEST, BIAS), lane)
    return float(size[0])


def fuller():
    """Return the lane on which more arrives."""
    return "c" if _arrives("c") > _arrives("h") else "h"


def left_in_rnn():
    """Return the option that is nearest to what arrives in an RNN."""
    sizes = dict(zip(ARRIVES, (1e-1, 1e-3, 1 / 300_000), strict=True))
    return min(sizes, key=lambda name: abs(np.log(sizes[name] / _arrives("rnn"))))


def _question():
    """Ask which lane carries more, and what an RNN keeps."""
    return Question(
        text="An error of 1 enters at the last h and goes 30 steps back (forget bias 3).",
        asks=(
            Ask("16_fuller_lane", "more arrives on the lane of", fuller, options=("c", "h")),
            Ask("16_left_in_an_rnn", "in an RNN arrives about", left_in_rnn, options=ARRIVES),
        ),
        until={"t": LONGEST - 1},
    )  # fmt: skip


EXPLORERS = (lstm_step_backward,)
