"""Lesson 18: ten wrong ways back through the LSTM. Which part is it?"""

from __future__ import annotations

from functools import lru_cache, partial

import numpy as np

from lstm_lab import gradcheck
from lstm_lab.cells import lstm
from lstm_lab.detective.links import LINKS
from lstm_lab.detective.parts import Parts, gradients
from lstm_lab.detective.suspects import CASES, COURSE, SUSPECTS
from lstm_lab.drawing.heat import TOLERANCE
from lstm_lab.drawing.numbers import power
from lstm_lab.lessons.l04_trust_no_gradient import comparison
from lstm_lab.lessons.l04_trust_no_gradient.comparison import ONE_STEP, RANDOM, TESTS
from lstm_lab.lessons.l04_trust_no_gradient.gradient_heatmap import Frame, rows_of, verdict
from lstm_lab.lessons.l04_trust_no_gradient.gradient_heatmap_picture import heatmap
from lstm_lab.lessons.l18_find_the_bug.exercises import EXERCISES
from lstm_lab.shell import learner
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.controls import Choice, Slider
from lstm_lab.shell.guess import Ask, Question

ONE_RUN = ("suspect D", "suspect E", "suspect J")  # of these a run over one step is not shown
NOTHING, GRADIENTS = "nothing", "(G1)-(G3) dW, dU, db"
PARTS = {
    GRADIENTS if link.part == "gate_gradients" else label: link.part
    for label, link in LINKS.items()
}


def find_the_bug(function=None, case=None, predict=None):
    """Show where a way back through the LSTM is wrong, by array and step: ten suspects.

    Parameters: case, 1 to 3, to look at a case of the exercise in place of the suspects; function,
    the learner's repair of it, called with the case's parts. predict, whether a guess is asked for
    first: by default when the suspects are shown. Returns an Explorer. Raises ValueError for a
    function without a case.
    """
    if function is not None and case is None:
        raise ValueError("say which case the function repairs: case=1")
    free = case is None
    predict = free if predict is None else predict
    compared = lru_cache(maxsize=None)(partial(compare, function=function, case=case))
    controls = (
        *((Choice("suspect", "backward pass", "suspect A", (*SUSPECTS, COURSE)),) if free else ()),
        Choice("test", "the test", RANDOM, TESTS),
        *((Choice("replaced", "replace", NOTHING, (NOTHING, *PARTS)),) if free else ()),
        Slider("t", "entries at step t", 3, 0, comparison.T - 1, 1),
    )
    drawn = partial(frame, compared=compared, who=_who(function, case), tried={})
    return Explorer(controls, drawn, Drawing(heatmap), say,
                    question=_question() if predict else None)  # fmt: skip


def frame(test, t, compared, suspect=COURSE, replaced=NOTHING, who=None, tried=None):
    """Compare one pass with the measured gradients in one test. Returns a Frame.

    `compared(suspect, test, replaced)` returns rows, errors and differences by array; `tried`, a
    dict of suspects to the parts replaced so far, is kept up to date here. Raises LearnerError or
    NotStartedError if the learner's repair cannot be drawn.
    """
    locked = suspect in ONE_RUN and test == ONE_STEP
    test = RANDOM if locked else test
    names, errors, differences = compared(suspect, test, replaced)
    added = _tried({} if tried is None else tried, suspect, replaced)
    added += f"; of {suspect} no run with T = 1 was kept" * locked
    t = min(t, errors.shape[1] - 2)
    worst = _worst(names, errors, t)
    return Frame(
        rows=names, errors=errors, at=(worst, t),
        detail=np.atleast_2d(differences[worst][min(t, len(differences[worst]) - 1)]),
        title=_title(who or _named(suspect), names, errors, test, suspect, replaced),
        subtitle=f"{worst} at step {t}: the pass minus measured",
        foot=_foot(suspect, test, replaced) + added,
    )  # fmt: skip


def _tried(tried, suspect, replaced):
    """Count the parts of this suspect that were replaced so far, with this one."""
    parts = tried.setdefault(suspect, set())
    parts |= {replaced} - {NOTHING}
    return f"; {len(parts)} part{'s' * (len(parts) > 1)} tried" if parts else ""


def compare(suspect, test, replaced, function=None, case=None):
    """Return the rows' names, their relative errors (R, T + 1), and the differences by array."""
    parts = _repaired(function, case) if case else _parts_of(suspect)
    if replaced != NOTHING:
        part = PARTS[replaced]
        parts = parts._replace(**{part: getattr(Parts(), part)})
    if function is None:
        return _compared(parts, test)
    return learner.result(_compared, "The repaired pass", parts, test, own=function)


def _compared(parts, test):
    """Compare the pass of these parts, as `compare` does."""
    (_, params, xs, state, dhs, _), numeric = comparison.problem(lstm, test), measured(test)
    with np.errstate(all="ignore"):
        found = gradients(parts, params, xs, state, dhs)
    before = zip(("h_0", "c_0"), found.dstate, strict=True)
    analytic = {**found.shares._asdict(), "x": found.dxs} | {k: v[None] for k, v in before}
    names, errors = comparison.errors(analytic, numeric)
    for name, total in found.total._asdict().items():
        errors[names.index(name), -1] = gradcheck.relative_error(total, numeric[name].sum(axis=0))
    return names, errors, {name: analytic[name] - numeric[name] for name in names}


def _parts_of(suspect):
    return SUSPECTS[suspect].parts if suspect in SUSPECTS else Parts()


@lru_cache(maxsize=len(TESTS))
def measured(test):
    """Return the measured gradients of the LSTM in one test, before the sum."""
    return comparison.measured(comparison.problem(lstm, test))


def _repaired(function, case):
    """Return the parts of a case, through the learner's repair if there is one."""
    parts = CASES[case - 1].parts
    if function is None:
        return parts

    def repair(parts):
        repaired = function(parts)
        if not isinstance(repaired, Parts) or not all(map(callable, repaired)):
            EXERCISES[case - 1].judge(lambda parts: repaired)(parts)  # says what it is
        return repaired

    return learner.result(repair, f"repair_{case}", parts, own=function)


def _named(suspect):
    return suspect[0].upper() + suspect[1:]


def _who(function, case):
    if case is None:
        return None
    return f"Case {case}" if function is None else f"Case {case}, repaired by you"


def _worst(names, errors, t):
    """Return the row with the largest error at step t, or the first one if all agree."""
    column = np.nan_to_num(errors[:, t])
    return names[int(column.argmax())] if column.max() > TOLERANCE else names[0]


def _title(who, names, errors, test, suspect, replaced):
    """Say which rows are wrong, or that the case is closed."""
    wrong = errors > TOLERANCE
    if replaced == NOTHING and wrong[:, -1].any() and not wrong[:, :-1].any():
        return f"{who}: every step is right, the sum over the steps is wrong"
    if replaced == NOTHING:
        return verdict(who, names, errors, test)
    if wrong.any():
        rows = int(wrong.any(axis=1).sum())
        return f"{who}: with {replaced} replaced, {rows} of {len(names)} rows are still wrong"
    if suspect == COURSE or test != RANDOM:
        return f"{who}: with {replaced} replaced, every row agrees"
    return f"{who}: with {replaced} replaced, every row agrees: case closed"


def _foot(suspect, test, replaced):
    """Tell the story of a closed case, or else say what was measured."""
    if suspect in SUSPECTS and replaced != NOTHING:
        guilty = SUSPECTS[suspect]
        if PARTS[replaced] == LINKS[guilty.link].part:
            return f"{guilty.link}: {guilty.story}"
    sizes = f"N = {comparison.N}, D = {comparison.D}, H = {comparison.H}"
    done = "nothing replaced" if replaced == NOTHING else f"{replaced} replaced by the course's"
    return f"{test}: {sizes}; {done}"


def passes(suspect, test):
    """Tell whether a suspect passes a test."""
    return not (compare(suspect, test, NOTHING)[1] > TOLERANCE).any()


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    largest = np.abs(frame.detail).max()
    entries = f"{frame.subtitle}, {power(largest) if largest > TOLERANCE else 'rounding'} at most"
    return f"{frame.title}. {rows_of(frame)}. {entries}. {frame.foot}"


def _question():
    """Ask for the broken part of suspect A, by its map."""
    return Question(
        text="Suspect A is right at the last step and wrong before it. Read the rows h_0 and c_0 "
        "too. Which part is broken?",
        asks=(
            Ask("18_part_of_suspect_a", "the part", lambda: SUSPECTS["suspect A"].link,
                options=("(B5) da_f", "(G4) sum over t", "(B2) dc", "the trace")),
        ),
        until={"replaced": NOTHING},
    )  # fmt: skip


EXPLORERS = (find_the_bug,)
