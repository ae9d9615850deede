"""Lesson 05: how many of 20 starts learn to carry a message, by the steps it must be carried."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from lstm_lab.data import carry
from lstm_lab.lessons.l05_why_memory_fades.luck_picture import curves
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.controls import Choice
from lstm_lab.shell.guess import Ask, Question

LAGS = (10, 20, 30, 50, 100)
ALONE, LOW_BIAS, HIGH_BIAS, EQUAL = (
    "nothing",
    "the cell of part 2, b_f = 1",
    "the cell of part 2, b_f = 4",
    "as many numbers: 33 units",
)


class Curve(NamedTuple):
    """Starts that learned, by lag.

    name and role, how it is labelled and drawn; lags, solved, low and high, tuples: where it was
    measured, how many starts learned, and the 95 % interval as a count of starts.
    """

    name: str
    role: str
    lags: tuple
    solved: tuple
    low: tuple
    high: tuple


class Frame(NamedTuple):
    """One state of the picture.

    lags, all of the axis; lag, the one shown; starts, how many there were; curves, the plain
    network's first; title, line and foot, texts.
    """

    lags: tuple
    lag: int
    starts: int
    curves: tuple
    title: str
    line: str
    foot: str


def luck(predict=True):
    """Show how many starts of a plain network learn to carry a message, lag by lag.

    Parameters: predict, whether a guess is asked for first. Returns an Explorer.
    """
    controls = (
        Choice("lag", "steps of noise", 100, LAGS),
        Choice("beside", "beside it", ALONE, (ALONE, EQUAL, LOW_BIAS, HIGH_BIAS)),
    )
    return Explorer(
        controls, frame, Drawing(curves), say, question=_question() if predict else None
    )


def frame(lag, beside):
    """Read what the picture shows from the stored outcomes. Returns a Frame."""
    plain = _outcomes("rnn", None, 16, LAGS)
    shown, others = _curve("plain network", "h", plain), ()
    if beside == EQUAL:
        found = _outcomes("rnn", None, 33, (100,))
        others = (_curve("plain, 33 units", "x", found),)
    elif beside != ALONE:
        found = _outcomes("lstm", 1.0 if beside == LOW_BIAS else 4.0, 16, LAGS)
        others = (_curve(beside.removeprefix("the "), "f", found),)
    here = plain[LAGS.index(lag)]
    return Frame(
        LAGS, lag, here.starts, (shown, *others),
        title=f"{lag} steps of noise: {here.solved} of {here.starts} starts learn it",
        line=_line(here, *(row for row in (found if others else ()) if row.lag == lag)),
        foot=f"16 units; at most {here.updates} updates, 32 new sequences each; "
        f"seeds 0 to {here.starts - 1}; bars: 95 % intervals",
    )  # fmt: skip


def _outcomes(network, bias, units, lags):
    return [carry.find(network, lag, units=units, bias=bias, updates=2000) for lag in lags]


def _curve(name, role, rows):
    """Make a Curve of outcomes."""
    ends = [[share * row.starts for share in row.interval] for row in rows]
    return Curve(
        name,
        role,
        tuple(row.lag for row in rows),
        tuple(row.solved for row in rows),
        *map(tuple, zip(*ends, strict=True)),
    )


def _line(here, other=None):
    """Say how many numbers and updates it took, and the same of what stands beside."""
    said = f"plain: {here.numbers:,} numbers, {_updates(here)}"
    if other is None:
        return said
    return f"{said}; beside it: {other.solved} of {other.starts}, {other.numbers:,} numbers, " + (
        _updates(other)
    )


def _updates(row):
    return "none learns" if row.median is None else f"{row.median:.0f} updates in the middle"


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    rows = (
        f"{curve.name} {curve.solved[curve.lags.index(frame.lag)]}"
        for curve in frame.curves
        if frame.lag in curve.lags
    )
    return f"{frame.title}. Starts that learn: {', '.join(rows)}. {frame.line}"


def _question():
    """Ask how many starts learn at 10 and at 100 steps."""

    def learned(lag):
        return float(carry.find("rnn", lag, updates=2000).solved)

    asks = (
        Ask(f"05_starts_that_learn_{lag}", f"{lag} steps", partial(learned, lag), 0.0, 20.0, 1.0)
        for lag in (10, 100)
    )
    return Question(
        text="A plain network trains from 20 different starts. How many learn to carry the message "
        "past 10 steps of noise, and how many past 100?",
        asks=tuple(asks),
        until={"lag": 30},  # its alt text gives nothing away
    )
