"""Lesson 04: where is this backward pass wrong? By array, by gate, by time step."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from lstm_lab import gradcheck
from lstm_lab.cells import rnn
from lstm_lab.drawing.heat import TOLERANCE, word
from lstm_lab.lessons.l03_backprop_through_time.exercises import rnn_backward
from lstm_lab.lessons.l04_trust_no_gradient import comparison
from lstm_lab.lessons.l04_trust_no_gradient.comparison import RANDOM, SINGLE, TESTS, D, H, N
from lstm_lab.lessons.l04_trust_no_gradient.gradient_heatmap_picture import heatmap
from lstm_lab.lessons.l04_trust_no_gradient.suspects import COURSE, SUSPECTS
from lstm_lab.shell import learner
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.controls import Choice, Slider
from lstm_lab.shell.guess import Ask, Question

ARRAYS, GATES = "by array", "by gate"
YOURS = "Your rnn_backward"


class Frame(NamedTuple):
    """One state of the picture.

    rows, names; errors, (R, T + 1), by step and for the sum, NaN where there is none; detail, (A,
    B), the difference of one array at one step; at, the row and step that it belongs to; title,
    subtitle and foot, texts.
    """

    rows: tuple
    errors: np.ndarray
    detail: np.ndarray
    at: tuple
    title: str
    subtitle: str
    foot: str


def gradient_heatmap(function=None, cell=None, predict=None):
    """Compare a backward pass with central differences, by array and by time step (G4).

    Parameters: function, the learner's rnn_backward(dhs, xs, h0, hs, W, U); or cell, any cell, such
    as `cells.lstm`, whose rows can also be put together by gate. With neither, five suspects and
    the course's own pass can be chosen. predict, whether a guess is asked for first: by default
    with neither. Returns an Explorer. Raises ValueError if both are given.
    """
    if function is not None and cell is not None:
        raise ValueError("give a function or a cell, not both")
    free = function is None and cell is None
    predict = free if predict is None else predict
    compared = lru_cache(maxsize=None)(partial(compare, cell=cell, function=function))
    names = tuple(compared_names(rnn if cell is None else cell))
    gates = any(name.startswith("W_") for name in names)
    controls = (
        *((Choice("suspect", "backward pass", "suspect A", tuple(SUSPECTS)),) if free else ()),
        Choice("test", "the test", RANDOM, TESTS),
        *((Choice("rows", "rows", GATES, (GATES, ARRAYS)),) if gates else ()),
        Choice("array", "entries of", names[0], names),
        Slider("t", "at step t", 0, 0, comparison.T - 1, 1),
    )
    drawn = partial(frame, compared=compared, who=_who(function, cell))
    return Explorer(controls, drawn, Drawing(heatmap), say,
                    question=_question() if predict else None)  # fmt: skip


def frame(test, array, t, compared, suspect=COURSE, rows=ARRAYS, who=None):
    """Compare one backward pass in one test. `compared(suspect, test)` returns both gradients.

    Raises LearnerError or NotStartedError if the learner's function cannot be drawn.
    """
    analytic, numeric = compared(suspect, test)
    names, errors = comparison.errors(analytic, numeric, by_gate=rows == GATES)
    t = min(t, len(numeric[array]) - 1)
    difference = np.atleast_2d(analytic[array][t] - numeric[array][t])
    return Frame(
        rows=names, errors=errors, detail=difference,
        at=(array.split("_")[-1] if rows == GATES and array[-2:] != "_0" else array, t),
        title=verdict(who or suspect[0].upper() + suspect[1:], names, errors, test),
        subtitle=f"{array} at step {t}: backward pass minus measured",
        foot=f"{test}: N = {N}, D = {D}, H = {H}; measured with eps = 1e-5, one copy of the"
             " parameters a step",
    )  # fmt: skip


def compare(suspect, test, cell=None, function=None):
    """Return the gradients of a backward pass and the measured ones, both before the sum."""
    if cell is not None:
        return _compare_cell(comparison.problem(cell, test))
    backward = SUSPECTS[suspect] if function is None else partial(_own, function)
    return comparison.by_function(comparison.problem(rnn, test), backward), _measured(test)


def _compare_cell(problem):
    """Compare a cell that may be the learner's own: its errors are told, not raised."""

    def both():
        analytic, numeric = comparison.by_cell(problem), comparison.measured(problem)
        gradcheck.compare(analytic, numeric)
        return analytic, numeric

    return learner.result(both, "A function of this cell", own=problem.cell.step_backward)


@lru_cache(maxsize=len(TESTS))
def _measured(test):
    return comparison.measured(comparison.problem(rnn, test))


def compared_names(cell):
    """Return the names of the arrays that can be compared."""
    problem = comparison.problem(cell, RANDOM)
    return *problem.params._fields, "x", *("h_0", "c_0")[: len(problem.state)]


def _own(function, dhs, xs, h0, hs, W, U):
    """Call the learner's rnn_backward."""
    return learner.answer(function, rnn_backward, dhs, xs, h0, hs, W, U)


def _who(function, cell):
    if function is not None:
        return YOURS
    return None if cell is None else "This cell's backward pass"


def verdict(who, names, errors, test):
    """Say in one sentence which rows are wrong, and at which steps."""
    wrong = errors > TOLERANCE
    if not wrong.any():
        if who.startswith("Suspect"):
            return f"{who} is wrong, and passes this test: {test}"
        return f"{who} agrees with the measurement" + ("" if test == RANDOM else f": {test}")
    if test == SINGLE:
        places = f"{wrong.sum()} of {np.isfinite(errors).sum()} places"
        return f"{who}: float32 blames {places}, guilty or not"
    rows = [name for name, row in zip(names, wrong, strict=True) if row.any()]
    parts = ", ".join(rows) if len(rows) < len(names) else "every row"
    return f"{who}: wrong in {parts}, {_places(errors[wrong.any(axis=1), :-1])}"


def _places(errors):
    """Write at which steps these rows are wrong: all of them, and behind it where some are."""
    wrong, there = errors > TOLERANCE, np.isfinite(errors)
    some = wrong.any(axis=0)
    every = some & (wrong | ~there).all(axis=0)
    told = [
        words + _steps(np.flatnonzero(steps), len(some))
        for words, steps in (("at ", every), ("in part at ", some & ~every))
        if steps.any()
    ]
    return ", ".join(told) or "in the sum alone"


def _steps(steps, T):
    """Write step numbers: step 0, or steps 0 to 3, or every step."""
    if len(steps) == T:
        return "every step" if T > 1 else "its only step"
    if len(steps) == 1:
        return f"step {steps[0]}"
    if len(steps) == steps[-1] - steps[0] + 1:
        return f"steps {steps[0]} to {steps[-1]}"
    return "steps " + ", ".join(map(str, steps))


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    return f"{frame.title}. {rows_of(frame)}. {frame.foot}"


def rows_of(frame):
    """Say the relative errors of a Frame, row by row."""
    rows = "; ".join(
        f"{name}: {', '.join(word(error) for error in row if not np.isnan(error))}"
        for name, row in zip(frame.rows, frame.errors, strict=True)
    )
    return f"Relative errors from step 0 on, then of the sum. {rows}"


def passed_by(suspect):
    """Return the tests that a suspect passes."""
    return [
        test
        for test in TESTS
        if not (comparison.errors(*compare(suspect, test))[1] > TOLERANCE).any()
    ]


def _question():
    """Ask which test suspect A passes."""
    return Question(
        text="Suspect A forgets to hand the error to the step before. Which of these tests does "
        "it pass?",
        asks=(
            Ask(
                "04_test_that_suspect_a_passes",
                "passed",
                lambda: passed_by("suspect A")[0],
                options=("none of them", *TESTS[1:4]),
            ),
        ),
        until={"suspect": COURSE, "test": RANDOM},
        finding="With one step there is no step before, so nothing is missing: T = 1 acquits A, "
        "and no other test does.",
    )
