"""Lesson 13: a whole forward pass beside the course's, value by value."""

from __future__ import annotations

from functools import cache, partial
from typing import NamedTuple

import numpy as np

from lstm_lab.cells import lstm
from lstm_lab.data import messenger
from lstm_lab.drawing.numbers import fixed
from lstm_lab.guest.call import isolation
from lstm_lab.lessons.l13_forward_pass import exercises
from lstm_lab.lessons.l13_forward_pass.picture import rows
from lstm_lab.shell import gate_by_gate, learner
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.beside import ORDER, apart, first_difference
from lstm_lab.shell.controls import Choice, Time
from lstm_lab.shell.guess import Ask, Question

T = 16
RANDOM, MESSENGER = "random weights", "the messenger"
NAMES = ("input_gate", "candidate", "forget_gate", "cell_state", "output_gate", "hidden_state")
NONE, NO_BIAS, SWAPPED, NO_TANH, SIGMOID = (
    "nothing",
    "b_f is forgotten",
    "f and i exchanged",
    "h without tanh",
    "g through sigma",
)
BROKEN = {
    NONE: {},
    NO_BIAS: {"forget_gate": lambda x, h, W, U, b: lstm.forget_gate(x, h, W, U, 0 * b)},
    SWAPPED: {"cell_state": lambda c_prev, f, i, g: lstm.cell_state(c_prev, i, f, g)},
    NO_TANH: {"hidden_state": lambda o, c: o * c},
    SIGMOID: {"candidate": lstm.input_gate},
}


class Frame(NamedTuple):
    """One state of the picture.

    names, letters in the order of the work; yours and course, arrays (T,) by letter; wrong, bools
    (T,) by letter; first, (t, letter) of the first value that differs, or None; t, the step whose
    numbers are written; limit, the largest |c|; title, formula and upper, texts.
    """

    names: tuple
    yours: dict
    course: dict
    wrong: dict
    first: tuple | None
    t: int
    limit: float
    title: str
    formula: str
    upper: str


class Values(NamedTuple):
    """What one example went through, all (T, H)."""

    i: np.ndarray
    g: np.ndarray
    f: np.ndarray
    c: np.ndarray
    o: np.ndarray
    h: np.ndarray


def lstm_step(function=None, parts=None, predict=None):
    """Show every value of a forward pass, yours over the course's; the first that differs circled.

    Parameters: function, the learner's lstm_step(params, x, h_prev, c_prev); or parts, anything
    with the six functions of lessons 09 to 12 as attributes, such as `lstm_lab.mine`, which may
    lend some of them: the title says how many are the learner's; with neither,
    a mistake can be chosen. predict, whether a guess is asked for first: by default when nothing is
    given. Returns an Explorer.
    """
    own = _own(function, parts)
    predict = own is None if predict is None else predict
    whose = () if own is None else NAMES if function is not None else learners(parts)
    scene = Choice("scene", "weights", RANDOM, (RANDOM, MESSENGER))
    broken = Choice("broken", "mistake", NO_TANH, tuple(BROKEN))
    time = Time("t", "step t", _start(own), T - 1)
    return Explorer(
        (scene, time) if own else (scene, broken, time),
        partial(frame, own=own, whose=whose),
        Drawing(rows),
        say,
        question=_question() if predict else None,
    )


def _own(function, parts):
    """Return the learner's way to run a scene, (params, xs, state) -> Values, or None."""
    if function is not None:
        return partial(by_steps, function)
    if parts is not None:
        return partial(by_parts, {name: getattr(parts, name) for name in NAMES})
    return None


def learners(parts):
    """Return the names of those six functions that are the learner's, not the course's."""
    modules = {name: getattr(getattr(parts, name), "__module__", None) or "" for name in NAMES}
    return tuple(name for name in NAMES if not modules[name].startswith("lstm_lab."))


def _start(own):
    """Return the step to show first: that of the first difference, or the last."""
    if own is None:
        return 1
    try:
        with isolation():
            found = first_difference(own(*setting(RANDOM)), by_parts({}, *setting(RANDOM)))
    except (learner.LearnerError, learner.NotStartedError):
        return T - 1
    return found[0] if found else T - 1


def frame(scene, t, broken=NONE, own=None, whose=NAMES):
    """Run a scene both ways and compare every value. Returns a Frame.

    `whose` names the functions in `own` that are the learner's.

    Raises LearnerError or NotStartedError if the learner's function cannot be drawn.
    """
    course = _chosen(scene, NONE)
    yours = _chosen(scene, broken) if own is None else own(*setting(scene))
    first = first_difference(yours, course)
    unit = 0 if first is None else _unit(yours, course, *first)
    wrong = _apart(yours, course)
    return Frame(
        names=tuple(ORDER),
        yours=_of(yours, unit),
        course=_of(course, unit),
        wrong={name: wrong[name][:, unit] for name in ORDER},
        first=first,
        t=t,
        limit=max(1.0, float(np.abs(course.c).max())),
        title=_title(yours, course, first, unit, None if own is None else whose),
        formula=_formula(scene, unit, wrong),
        upper="with it" if own is None else _upper(whose),
    )


def setting(scene):
    """Return params, xs (16, 1, D) and the state before the first step."""
    if scene == MESSENGER:
        params = lstm.Params(**messenger.weights())
        return params, messenger.inputs(), lstm.initial_state(params, 1)
    rng = np.random.default_rng(13)
    params = lstm.Params(*(rng.uniform(-1, 1, shape) for shape in lstm.shapes(2, 3)))
    xs, h, c = rng.standard_normal((T, 1, 2)), rng.uniform(-1, 1, (1, 3)), rng.normal(0, 2, (1, 3))
    return params._replace(b_f=params.b_f + 2, b_o=params.b_o + 1), xs, (h, c)


@cache
def _chosen(scene, broken):
    """Run a scene with a mistake of the list. Returns Values."""
    return by_parts(BROKEN[broken], *setting(scene))


def by_parts(functions, params, xs, state):
    """Run a scene with some functions replaced. Returns Values."""
    run = gate_by_gate.run(params, xs, state, functions=functions)
    return Values(*(getattr(run, name) for name in Values._fields))


def by_steps(function, params, xs, state):
    """Run a scene with the learner's step. Returns Values."""
    found, (h, c) = [], state
    for x in xs:
        arguments = params, x, h, c
        h, c, *trace = learner.answer(function, exercises.lstm_step, *arguments)
        _, _, _, i, g, f, o, _ = trace
        found.append(Values(i, g, f, c, o, h))
    return Values(*map(np.concatenate, zip(*found, strict=True)))


def _apart(yours, course):
    """Return, by letter, where two runs differ, (T, H) bools."""
    return {name: apart(getattr(yours, name), getattr(course, name)) for name in ORDER}


def _unit(yours, course, t, name):
    """Return the unit that differs most at a cell."""
    return int(np.abs(getattr(yours, name)[t] - getattr(course, name)[t]).argmax())


def _of(values, unit):
    return {name: getattr(values, name)[:, unit] for name in ORDER}


def _title(yours, course, first, unit, whose):
    """Say which value differs first, or that none does; whose is None for a chosen mistake."""
    if whose == ():
        return "Nothing of yours yet: both rows are the course's six functions"
    if first is None:
        return f"{_subject(whose)} with the course's in all {6 * T} values"
    t, name = first
    got, want = told_apart(*(getattr(values, name)[t, unit] for values in (yours, course)))
    return f"The first value that differs is {name} at step {t}: {got}, not {want}"


def _subject(whose):
    """Say whose forward pass agrees."""
    if whose is None:
        return "This forward pass agrees"
    if len(whose) == len(NAMES):
        return "Your forward pass agrees"
    return f"With {len(whose)} of the six functions yours, this agrees"


def _upper(whose):
    """Name the upper row: it is the learner's only if all of its functions are."""
    return {0: "course", len(NAMES): "yours"}.get(len(whose), f"{len(whose)} yours")


def told_apart(got, want):
    """Write two numbers with three digits, or with as many as it takes to tell them apart."""
    pairs = ((fixed(got, digits), fixed(want, digits)) for digits in range(3, 16))
    return next((pair for pair in pairs if pair[0] != pair[1]), (str(got), str(want)))


def _formula(scene, unit, wrong):
    """Say what is drawn, and how many values are wrong."""
    count = sum(int(where[:, unit].sum()) for where in wrong.values())
    what = "unit 0 of 1" if scene == MESSENGER else f"unit {unit} of 3"
    marked = f"; a cross marks a value that differs: {count} of {6 * T}" if count else ""
    return f"Made in the order i, g, f, c, o, h. Shown: {scene}, {what}{marked}."


def say(frame):
    """Say the numbers of a Frame: the alt text."""

    def number(values, name):
        return fixed(values[name][frame.t], 3)

    pairs = (f"{k} {number(frame.yours, k)} over {number(frame.course, k)}" for k in frame.names)
    return f"{frame.title}. {frame.formula} At step {frame.t}: {', '.join(pairs)}"


def _question():
    """Ask how far a missing tanh in h spreads."""

    def first_wrong_c(scene):
        wrong = frame(scene, 0, NO_TANH).wrong["c"]
        return f"at step {int(wrong.argmax())}" if wrong.any() else "never"

    options = ("at step 0", "at step 1", "never")
    return Question(
        text="Somebody writes h = o * c, without the tanh. h is wrong at step 0 already. When is c "
        "wrong for the first time, with random weights, and in the messenger's cell, where all W "
        "are 0?",
        asks=(
            Ask("13_c_first_wrong_random", "random weights", partial(first_wrong_c, RANDOM),
                options=options),
            Ask("13_c_first_wrong_messenger", "the messenger's cell",
                partial(first_wrong_c, MESSENGER), options=options),
        ),
        until={"t": 0},
    )  # fmt: skip


EXPLORERS = (lstm_step,)
