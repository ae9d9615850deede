"""Lesson 08: the whole cell on the messenger. Which valve may not stick?"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from lstm_lab import sequence
from lstm_lab.cells import lstm, rnn
from lstm_lab.data import messenger, wishes
from lstm_lab.drawing.messenger import Lane
from lstm_lab.drawing.numbers import factor, fixed, short
from lstm_lab.drawing.plumbing import Wires
from lstm_lab.guest.call import RejectedError
from lstm_lab.guest.finding import finding
from lstm_lab.lessons.l08_the_cell_at_a_glance import exercises
from lstm_lab.lessons.l08_the_cell_at_a_glance.picture import cell_at_a_glance
from lstm_lab.lessons.l13_forward_pass.messenger_exercise import as_params, first_trouble
from lstm_lab.shell import gate_by_gate, learner
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.beside import apart
from lstm_lab.shell.controls import Choice, Slider, Time
from lstm_lab.shell.guess import Ask, Question

T = len(messenger.VALUES)
MESSENGER, NOTHING = "the messenger", "nothing"
STUCK = {NOTHING: {}} | {f"{k} = {v}": {k: float(v)} for k in "ifo" for v in (1, 0)}
STUCK["i = f = o = 1"] = {"i": 1.0, "f": 1.0, "o": 1.0}
ALWAYS = {wish: f"always {wish}" for wish in wishes.SETTINGS}
STORE, ASK = "store", "ask"
HEARD, NEAR = 0.01, 0.05  # h beyond it speaks; an answer within it is the right one


class Frame(NamedTuple):
    """One state of the picture.

    x (T,), the values; lanes, two Lanes over the T steps; wires, of step t; held, names of gates;
    t, a step; marks, a dict of steps to words; title, a text; formulas, two.
    """

    x: np.ndarray
    lanes: tuple
    wires: Wires
    held: tuple
    t: int
    marks: dict
    title: str
    formulas: tuple


def gate_settings(function=None, predict=None, parameters=None):
    """Show the whole cell as plumbing, on the messenger or with all valves set by a wish.

    Parameters: function, the learner's gate_settings(wish), which sets the valves; or parameters,
    the learner's messenger_parameters(), which returns the twelve arrays of a cell; the course's
    lane lies above. predict, whether a guess is asked for first: by default when there is no
    function. Returns an Explorer.
    """
    if function is not None:
        return Explorer(_of_a_wish(), partial(wished, function=function), _drawing(), say)
    time = Time("t", "step t", T - 1, T - 1)
    if parameters is not None:
        return Explorer((time,), partial(carried, function=parameters), _drawing(), say)
    controls = (
        Choice("scene", "scene", MESSENGER, (MESSENGER, *ALWAYS.values())),
        Choice("stuck", "stuck valve", "f = 1", tuple(STUCK)),
        Slider("c_0", "c before step 0", 0.0, -2.0, 2.0, 0.1),
        time,
    )
    asked = predict is None or predict
    return Explorer(controls, frame, _drawing(), say, question=_question() if asked else None)


def _of_a_wish():
    """Return the controls of a wish."""
    return (
        Choice("scene", "wish", ALWAYS["keep"], tuple(ALWAYS.values())),
        Slider("c_0", "c before step 0", 0.6, -2.0, 2.0, 0.1),
        Time("t", "step t", T - 1, T - 1),
    )


def _drawing():
    return Drawing(cell_at_a_glance)


def frame(scene, stuck, c_0, t):
    """Run sixteen steps of the messenger, or of valves that always stand alike. Returns a Frame.

    Parameters: scene, MESSENGER or one of ALWAYS; stuck, a key of STUCK; c_0, c before step 0.
    """
    wish = next((wish for wish, name in ALWAYS.items() if name == scene), None)
    stands = dict(zip("ifo", wishes.gate_settings(wish), strict=True)) if wish else {}
    held = stands | STUCK[stuck]
    ran = run(c_0, tuple(held.items()))
    title = _messenger_title(ran, held) if wish is None else _wish_title(wish, ran, stuck)
    return _framed(ran, t, held, title, wish is None)


def wished(scene, c_0, t, function):
    """Run sixteen steps with the valves as the learner's function sets them. Returns a Frame.

    Raises LearnerError or NotStartedError if they cannot be drawn.
    """
    wish = next(wish for wish, name in ALWAYS.items() if name == scene)
    held = dict(zip("ifo", _settings(function, wish), strict=True))
    ran = run(c_0, tuple(held.items()))
    course = run(c_0, tuple(zip("ifo", wishes.gate_settings(wish), strict=True)))
    title, first = _compared(wish, ran, course)
    return _beside(_framed(ran, t, held, title, False), ran, course, first)


def carried(t, function):
    """Run the messenger with the learner's twelve arrays. Returns a Frame.

    Raises LearnerError or NotStartedError if they are no twelve arrays.
    """
    try:
        params = as_params(learner.result(function, "messenger_parameters"))
    except RejectedError as rejected:
        raise learner.LearnerError(rejected.finding.message) from None
    ran, course = gate_by_gate.run(params, messenger.inputs()), run()
    trouble = first_trouble(params, messenger.inputs())
    title = trouble.short if trouble else f"Your cell answers {_said(ran)}: {_how(ran)}"
    first = trouble and (trouble.step, trouble.instead)
    return _beside(_framed(ran, t, {}, title, True), ran, course, first)


def _beside(shown, ran, course, first):
    """Put the learner's lane below the course's; `first` is what is circled there, or None."""
    above, _ = shown.lanes
    return shown._replace(
        lanes=(
            _lane("the course's", course, above.due),
            _lane("yours", ran, above.due)._replace(mine=True, first=first),
        )
    )


def _lane(name, ran, due):
    """Return the lane of a Run's first unit."""
    gates = {k: getattr(ran, k)[:, 0] for k in "ifo"}
    return Lane(name, "holds and says", ran.c[:, 0], ran.h[:, 0], **gates, due=due, near=NEAR)


@lru_cache(maxsize=128)
def run(c_0=0.0, held=()):
    """Run the messenger's sixteen steps; held, pairs of a gate and its value. Returns a Run."""
    state = np.zeros((1, 1)), np.full((1, 1), c_0)
    return gate_by_gate.run(
        lstm.Params(**messenger.weights()), messenger.inputs(), state, dict(held)
    )


@lru_cache(maxsize=1)
def recurrent():
    """Return h_t, (T,), of lesson 01's single unit with w = 0.9 on the same inputs."""
    U = np.array([[1.0], [0.0], [0.0]])
    params = rnn.Params(np.array([[0.9]]), U, np.zeros(1))
    return sequence.forward(rnn, params, messenger.inputs())[0][:, 0, 0]


def answers(ran):
    """Return h at the two steps where the messenger is asked."""
    return [float(ran.h[t, 0]) for t in messenger.ASKED_AT]


def _framed(ran, t, held, title, signals):
    """Collect the arrays, and the numbers of step t. Returns a Frame."""
    now = {k: float(getattr(ran, k)[t, 0]) for k in ("i", "f", "g", "o", "c", "h")}
    x = messenger.inputs()[:, 0]
    wires = Wires(
        c_prev=float(ran.c_prev[t, 0]), kept=float(ran.f[t, 0] * ran.c_prev[t, 0]),
        written=now["i"] * now["g"], squashed=float(np.tanh(now["c"])),
        h_prev=float(ran.h_prev[t, 0]), x=_spelled(x[t], signals), **now,
    )  # fmt: skip
    marks = dict.fromkeys(messenger.STORED_AT, STORE) | dict.fromkeys(messenger.ASKED_AT, ASK)
    right = np.tanh(np.tanh(messenger.messages()))
    due = {t: float(right[t]) for t in messenger.ASKED_AT} if signals else {}
    alone = recurrent()
    plain = Lane("an RNN", "w = 0.9, no gates", alone, alone, due=due, near=NEAR)
    return Frame(x=x[:, 0], lanes=(_lane("the cell", ran, due), plain), wires=wires,
                 held=tuple(held), t=t, marks=marks if signals else {}, title=title,
                 formulas=_formulas(wires))  # fmt: skip


def _spelled(x, signals):
    """Write the inputs of one step."""
    words = f"v = {short(x[0])}"
    return f"{words}, store = {short(x[1])}, ask = {short(x[2])}" if signals else words


def _formulas(w):
    """Write (L4) and (L6) with the numbers of the step."""
    kept, poured = f"{fixed(w.f)}*{factor(w.c_prev)}", f"{fixed(w.i)}*{factor(w.g)}"
    return (
        f"c = f*c_prev + i*g = {kept} + {poured} = {fixed(w.c)}",
        f"h = o*tanh(c) = {fixed(w.o)}*{factor(w.squashed)} = {fixed(w.h)}",
    )


def _messenger_title(ran, held):
    """Say what the messenger answers, and whether that is right."""
    if not held:
        return f"Asked twice, the cell answers {_said(ran)}: {_how(ran)}"
    stuck = f"{', '.join(held)} stuck at {held[next(iter(held))]:.0f}"
    spoke = int((np.abs(ran.h) > HEARD).sum())
    if held.get("o") and len(held) == 1:
        return f"With {stuck} the answers are {_said(ran)}, but h speaks at {spoke} steps"
    return f"With {stuck} the answers are {_said(ran)}, {_how(ran)}"


def _said(ran):
    """Write both answers."""
    return " and ".join(map(fixed, answers(ran)))


def _how(ran):
    """Say which answers are right, that is within NEAR of the message that is due."""
    due = np.tanh(np.tanh(messenger.messages()))
    right = [abs(a - due[t]) < NEAR for a, t in zip(answers(ran), messenger.ASKED_AT, strict=True)]
    return {
        (True, True): "both right",
        (True, False): "the second is wrong",
        (False, True): "the first is wrong",
        (False, False): "both wrong",
    }[tuple(right)]


def _wish_title(wish, ran, stuck):
    """Say what c becomes when the valves always stand alike."""
    c, h = fixed(ran.c[-1, 0]), fixed(ran.h[-1, 0])
    words = {
        "keep": "Always keep: c stays what it was",
        "overwrite": "Always overwrite: c is what came in last",
        "add": "Always add: c is a running sum",
        "clear": "Always clear: nothing survives a step",
        "hide": "Always hide: c stays, and h says nothing",
    }[wish]
    if stuck != NOTHING:
        words = f"Always {wish}, with {stuck} stuck"
    return f"{words}; after 16 steps c = {c}, h = {h}"


def _settings(function, wish):
    """Ask the learner's function for the three valves, and look at them."""
    asked, names = exercises.gate_settings, exercises.gate_settings.outputs
    values = learner.call(function, asked.name, asked.reference(wish), wish, outputs=names)
    for name, value in zip("ifo", values, strict=True):
        if not 0 <= value <= 1:
            told = finding("valve-out-of-range", wish=wish, name=name, got=f"{value:g}")
            raise learner.LearnerError(told.message)
    return tuple(float(value) for value in values)


def _compared(wish, ran, course):
    """Say whether the learner's valves do what is wished, and what differs first, or None."""
    for name, mine, right in (("c", ran.c, course.c), ("h", ran.h, course.h)):
        wrong = np.flatnonzero(apart(mine[:, 0], right[:, 0]))
        if len(wrong):
            t, got, want = int(wrong[0]), fixed(mine[wrong[0], 0]), fixed(right[wrong[0], 0])
            title = (
                f"Your settings do not {wish}: at step {t}, {name} is {got} and should be {want}"
            )
            return title, (t, f"{got}, not {want}")
    return f"Your settings {wish}: c and h are as wished at all {T} steps", None


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    w = frame.wires
    gates_ = ", ".join(f"{k} = {fixed(getattr(w, k))}" for k in "ifgo")
    return (
        f"{frame.title}. At step {frame.t}, with {w.x}: {gates_}. {'. '.join(frame.formulas)}. "
        f"{'. '.join(_over_the_steps(lane) for lane in frame.lanes)}"
    )


def _over_the_steps(lane):
    """Say what a lane holds and says."""
    told = f"h: {', '.join(fixed(h) for h in lane.h)}"
    if lane.i is not None:
        told = f"c: {', '.join(fixed(c) for c in lane.c)}; {told}"
    return f"{lane.name}, over the steps, {told}"


def _question():
    """Ask which stuck valve ruins the second answer only, and which changes no answer."""
    return Question(
        text="One valve is stuck open, at 1, the other two work. The messenger is asked at "
        "steps 9 and 15. Which valve ruins the second answer but not the first, and which changes "
        "neither?",
        asks=(
            Ask("08_ruins_only_the_second", "ruins the second only",
                partial(_stuck_open, [False, True]), options=OPTIONS),
            Ask("08_changes_neither", "changes neither",
                partial(_stuck_open, [False, False]), options=OPTIONS),
        ),
        until={"scene": MESSENGER, "stuck": NOTHING, "c_0": 0.0},
    )  # fmt: skip


OPTIONS = ("the input gate i", "the forget gate f", "the output gate o")


def _stuck_open(wrong):
    """Return the option whose answers are wrong in this pattern when it is stuck open."""
    right = answers(run())
    for option in OPTIONS:
        got = answers(run(held=((option[-1], 1.0),)))
        if [abs(a - b) > NEAR for a, b in zip(got, right, strict=True)] == wrong:
            return option
    raise ValueError(wrong)


EXPLORERS = (gate_settings,)
