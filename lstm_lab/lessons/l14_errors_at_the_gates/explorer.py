"""Lesson 14: what each gate of one cell hears of the error, link by link (B1)-(B5)."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np

from lstm_lab.cells import lstm
from lstm_lab.cells.activations import sigmoid
from lstm_lab.drawing.numbers import fixed
from lstm_lab.drawing.plumbing import Wires
from lstm_lab.lessons.l14_errors_at_the_gates.picture import Link, given, number
from lstm_lab.lessons.l14_errors_at_the_gates.picture import gate_errors as drawn
from lstm_lab.shell import learner
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.beside import apart, beside
from lstm_lab.shell.controls import Choice, Slider, Time
from lstm_lab.shell.guess import Ask, Question

DEFAULT = "nothing special"
# What differs from the plain scene: pre-activations a_k, or the old cell state.
SCENES = {
    DEFAULT: {},
    "i is shut": {"i": -6.0},
    "c is full": {"c_prev": 5.5},
    "o is shut": {"o": -6.0},
    "c_prev = 0": {"c_prev": 0.0},
}
PLAIN = {"i": 1.0, "g": 0.5, "f": 1.0, "o": 0.0, "c_prev": 0.8}
CALLS = {
    "da_o": "output_gate_error",
    "dc": "cell_error",
    "da_g": "candidate_error",
    "da_i": "input_gate_error",
    "da_f": "forget_gate_error",
}
PLACES = {
    "da_o": "the output gate",
    "dc": "the cell",
    "da_g": "the candidate",
    "da_i": "the input gate",
    "da_f": "the forget gate",
}
AT_GATES = ("da_o", "da_g", "da_i", "da_f")
QUIET = 0.002  # next to nothing, beside an error of 1


class Frame(NamedTuple):
    """One state of the picture.

    wires; errors, a dict with the keys of `picture.ROADS`; links, five Link; link, how many of them
    are passed; title and formula, texts.
    """

    wires: Wires
    errors: dict
    links: tuple
    link: int
    title: str
    formula: str


def gate_errors(
    output_gate_error=None,
    cell_error=None,
    candidate_error=None,
    input_gate_error=None,
    forget_gate_error=None,
    predict=None,
):
    """Show how an error goes back through one cell: five links (B1)-(B5), one after the other.

    Parameters: the learner's functions, any of them, called with arrays of shape (1, 1) in place
    of the course's; predict, whether a guess is asked for first: by default when there is no
    function. Returns an Explorer.
    """
    given = (output_gate_error, cell_error, candidate_error, input_gate_error, forget_gate_error)
    own = {name: f for name, f in zip(CALLS.values(), given, strict=True) if f is not None}
    predict = not own if predict is None else predict
    controls = (
        Choice("scene", "scene", DEFAULT, tuple(SCENES)),
        Slider("dh", "dh from above", 1.0, -2.0, 2.0, 0.1),
        Slider("dc_in", "dc_in from step t + 1", 0.0, -1.0, 1.0, 0.1),
        Time("link", "links passed", 5, 5),
    )
    return Explorer(controls, partial(frame, own=own), Drawing(drawn), say,
                    question=_question() if predict else None)  # fmt: skip


def frame(scene, dh, dc_in, link, own=None):
    """Take one unit a step forward and its error back through `link` links. Returns a Frame.

    Parameters: scene, a key of SCENES; own, a dict of the learner's functions by name. Raises
    LearnerError or NotStartedError if one of them cannot be drawn.
    """
    wires = forward(scene)
    errors = backward(wires, dh, dc_in, own)
    links = _links(wires, errors)
    if own:
        title = _compared(errors, backward(wires, dh, dc_in))
    elif link < 5:
        title = _underway(links, link)
    else:
        title = _title(scene, errors)
    return Frame(wires, errors, links, link, title, _formula(links, link))


def forward(scene):
    """Take the one unit of a scene one step forward; its gates are given by their a_k."""
    given = PLAIN | SCENES[scene]
    c_prev = np.array([[given["c_prev"]]])
    i, f, o = (sigmoid(np.array([[given[k]]])) for k in "ifo")
    g = np.tanh(np.array([[given["g"]]]))
    c = lstm.cell_state(c_prev, f, i, g)
    values = {"c_prev": c_prev, "f": f, "kept": f * c_prev, "i": i, "g": g, "written": i * g}
    values |= {"c": c, "squashed": np.tanh(c), "o": o, "h": lstm.hidden_state(o, c)}
    return Wires(**{name: float(v[0, 0]) for name, v in values.items()}, h_prev=0.0)


def backward(wires, dh, dc_in, own=None):
    """Take an error back through the five links; returns the errors by name, as in `ROADS`."""
    own = own or {}

    def call(name, *values):
        arrays = [np.array([[value]]) for value in values]
        if name in own:
            return float(learner.call(own[name], name, arrays[0], *arrays)[0, 0])
        return float(getattr(lstm, name)(*arrays)[0, 0])

    w = wires
    dc = call("cell_error", dh, dc_in, w.o, w.c)
    return {
        "dh": dh, "dc_in": dc_in, "up": dc - dc_in, "dc": dc, "down": dc, "along": dc,
        "da_o": call("output_gate_error", dh, w.o, w.c),
        "da_g": call("candidate_error", dc, w.i, w.g),
        "da_i": call("input_gate_error", dc, w.i, w.g),
        "da_f": call("forget_gate_error", dc, w.c_prev, w.f),
    }  # fmt: skip


def _links(w, errors):
    """Put the five links into rows: what arrives, the partner, the slope, and the result."""
    dh, dc = ("dh", errors["dh"]), ("dc", errors["dc"])
    rows = (
        ("(B1)", "da_o", dh, ("tanh(c)", w.squashed), _sigma("o", w.o), None),
        ("(B2)", "dc", dh, ("o", w.o), ("1 - tanh(c)^2", 1 - w.squashed**2), errors["dc_in"]),
        ("(B3)", "da_g", dc, ("i", w.i), ("1 - g^2", 1 - w.g**2), None),
        ("(B4)", "da_i", dc, ("g", w.g), _sigma("i", w.i), None),
        ("(B5)", "da_f", dc, ("c_prev", w.c_prev), _sigma("f", w.f), None),
    )
    return tuple(
        Link(label, name, upstream, partner, slope,
             None if plus is None else ("dc_in", plus), errors[name])
        for label, name, upstream, partner, slope, plus in rows
    )  # fmt: skip


def _sigma(name, value):
    return f"{name}(1 - {name})", value * (1 - value)


def _formula(links, link):
    """Write the last link that was passed, with its numbers."""
    if link == 0:
        return "Nothing is passed yet: dh arrives at h, and dc_in at c. Play, or move the links."
    k = links[link - 1]
    slope = f"({k.slope[0]})" if k.slope[0].startswith("1 -") else k.slope[0]
    words = f"{k.upstream[0]} * {k.partner[0]} * {slope}"
    numbers = " * ".join(_few(pair[1]) for pair in (k.upstream, k.partner, k.slope))
    due = k.upstream[1] * k.partner[1] * k.slope[1]
    if k.plus:
        words, numbers = f"dc_in + {words}", f"{_few(k.plus[1])} + {numbers}"
        due += k.plus[1]
    return f"{k.label} {k.name} = {words} = {numbers} = {beside(due, k.value, number)}"


def _few(value):
    """Write a factor; a negative one gets brackets."""
    return f"({given(value)})" if value < 0 else given(value)


def _underway(links, link):
    """Say how far the error has come."""
    if link == 0:
        return "The error stands at the door: how much of it does each gate hear?"
    k = links[link - 1]
    return f"{k.label}: {PLACES[k.name]} hears {number(k.value)}"


def _title(scene, errors):
    """Say which gate hears most and which least, or which hear next to nothing."""
    start = "" if scene == DEFAULT else f"{scene}: "
    quiet = [f"{name} ({number(errors[name])})" for name in AT_GATES if abs(errors[name]) < QUIET]
    if len(quiet) == len(AT_GATES):
        return f"{start}next to nothing arrives anywhere, dc = {number(errors['dc'])}"
    if quiet:
        *others, last = quiet
        listed = f"{', '.join(others)} and {last}" if others else last
        return f"{start}next to nothing reaches {listed}"
    most, *_, least = sorted(AT_GATES, key=lambda name: -abs(errors[name]))
    largest, smallest = (f"{name} = {number(errors[name])}" for name in (most, least))
    the = "the" if start else "The"
    return f"{start}{the} largest is {largest}, the smallest {smallest}"


def _compared(errors, course):
    """Say whether the learner's functions agree with the course's, and which one differs first."""
    for name, function in CALLS.items():
        if apart(errors[name], course[name], atol=1e-12):
            return (
                f"Your {function} gives {number(errors[name])}; the course's {number(course[name])}"
            )
    return "Your functions agree with the course's at all five links"


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    w = frame.wires
    values = {"c_prev": w.c_prev, "i": w.i, "g": w.g, "f": w.f, "o": w.o, "c": w.c, "h": w.h}
    ahead = ", ".join(f"{name} = {fixed(value)}" for name, value in values.items())
    passed = "; ".join(
        f"{k.name} = {number(k.value)} (slope {given(k.slope[1])})"
        for k in frame.links[: frame.link]
    )
    return (
        f"{frame.title}. Forward, in grey: {ahead}. Errors, going left: dh = "
        f"{given(frame.errors['dh'])}, dc_in = {given(frame.errors['dc_in'])}"
        f"{'; ' + passed if passed else ''}. {frame.formula}"
    )


def _question():
    """Ask which of the four gates hears most, and which least."""
    names = ("da_i", "da_g", "da_f", "da_o")

    def extreme(pick):
        errors = backward(forward(DEFAULT), 1.0, 0.0)
        return pick(names, key=lambda name: abs(errors[name]))

    return Question(
        text="An error dh = 1 arrives at h. Rank the four bars: at which gate is the error "
        "largest, and at which smallest?",
        asks=(
            Ask("14_largest_error", "largest", partial(extreme, max), options=names),
            Ask("14_smallest_error", "smallest", partial(extreme, min), options=names),
        ),
        until={"link": 0},
        finding="da_o is 0.182, da_g 0.135, da_f 0.037 and da_i 0.021.",
    )


EXPLORERS = (gate_errors,)
