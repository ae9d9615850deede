"""Lesson 13: parameters set by hand, judged by what they do."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lstm_lab.cells import half_life, lstm
from lstm_lab.data import messenger
from lstm_lab.guest.call import RejectedError
from lstm_lab.guest.finding import add, finding
from lstm_lab.judge.exercise import JudgedExercise
from lstm_lab.lessons.l13_forward_pass.mistakes import MISTAKES

add(MISTAKES)

NEAR = 0.05  # how far a right answer may be off: gates at 0.9975 and 0.0025 stay within 0.03
RUNS = 20


def _scenes():
    """Return inputs (T, 1, 3) to try: the messenger's own, and drawn ones like it."""
    scenes, rng = [messenger.inputs()], np.random.default_rng(13)
    for _ in range(RUNS):
        xs = np.zeros((16, 1, 3))
        xs[:, 0, 0] = rng.uniform(-1, 1, 16)
        stored, asked = np.sort(rng.choice(np.arange(1, 15), 4, replace=False)).reshape(2, 2).T
        xs[stored, 0, 1] = xs[asked, 0, 2] = 1
        scenes.append(xs)
    return scenes


class Trouble(NamedTuple):
    """Where a cell misbehaves first: the id of the mistake, what is due, and what the gate does.

    seen, a sentence with numbers; short, the same in a line; step, where it is; instead, what is
    there and what is due, such as "0.67, not 0.72".
    """

    step: int
    mistake: str
    seen: str
    short: str
    instead: str


def _behaves(function):
    """Return the judge of parameters set by hand: they must carry and say each message."""

    def judged():
        params = as_params(function())
        for xs in _scenes():
            trouble = first_trouble(params, xs)
            if trouble:
                _reject(trouble.mistake, seen=trouble.seen)
        return 1.0

    return judged


def as_params(answer):
    """Return the learner's dict as lstm.Params, or raise RejectedError."""
    if answer is None:
        raise RejectedError(finding("returned-nothing"))
    named = answer._asdict() if hasattr(answer, "_asdict") else answer
    if not isinstance(named, dict):
        _reject("names-missing", trouble="It is no dictionary: {'W_i': ..., 'U_i': ..., and so on}")
    missing = [name for name in lstm.Params._fields if name not in named]
    if missing:
        _reject("names-missing", trouble=f"Missing: {', '.join(missing)}")
    return lstm.Params(*(_array(name, named[name]) for name in lstm.Params._fields))


def _array(name, value):
    """Return one parameter as an array of its shape."""
    shape = getattr(lstm.shapes(3, 1), name)
    if type(value) is not np.ndarray or value.dtype.kind not in "fiu":
        _reject("names-missing", trouble=f"{name} is no NumPy array of numbers")
    if value.shape != shape:
        _reject("names-missing", trouble=f"{name} has shape {value.shape}, {shape} is due")
    if not np.isfinite(value).all():
        _reject("names-missing", trouble=f"{name} holds a number that is not finite")
    return value.astype(float)


def _reject(mistake, **details):
    raise RejectedError(finding(mistake, "probe", **details))


def first_trouble(params, xs):
    """Run one scene, xs (T, 1, 3), step by step; return the first Trouble, or None."""
    h, c, want = np.zeros((1, 1)), np.zeros((1, 1)), 0.0
    for t, (value, store, ask) in enumerate(xs[:, 0]):
        want = float(np.tanh(value)) if store else want
        (h, c), trace = lstm.step(params, xs[t], h, c)
        at = {k: float(getattr(trace, k)[0, 0]) for k in ("i", "g", "f", "o", "c", "c_prev")}
        trouble = _of_the_cell(t, bool(store), want, at)
        trouble = trouble or _of_the_words(t, bool(ask), want, float(h[0, 0]), at["o"])
        if trouble:
            return trouble
    return None


def _of_the_cell(t, store, want, at):
    """Compare c with the message that it should hold."""
    if abs(at["c"] - want) <= NEAR:
        return None
    due = f"c is {_two(at['c'])}, not {_two(want)}"
    entered, kept = at["i"] * at["g"], at["f"] * at["c_prev"]
    if store and abs(kept) > NEAR / 2 and at["i"] > 0.9:
        gate = f"when store is 1 your f is {at['f']:.3f}"
        return _told(t, "old-message-kept", due, gate, f"of the old c, {_two(kept)} stays")
    if store:
        gate = f"when store is 1 your i is {at['i']:.3f}"
        return _told(
            t, "store-missed", due, gate, f"with g = {_two(at['g'])}, {_two(entered)} comes in"
        )
    if abs(entered) > abs(at["c_prev"] - kept):
        gate = f"when store is 0 your i is {at['i']:.3f}"
        return _told(
            t, "noise-leaks", due, gate, f"of the noise {_two(at['g'])} that share comes in"
        )
    gate = f"when store is 0 your f is {at['f']:.3f}"
    steps = half_life.half_life(max(at["f"], 1e-9))
    return _told(
        t, "message-fades", due, gate, f"half of c is gone after {max(steps, 1):.2g} steps"
    )


def _of_the_words(t, ask, want, h, o):
    """Compare h with the answer, or with silence."""
    answer = float(np.tanh(want)) if ask else 0.0
    if abs(h - answer) <= NEAR:
        return None
    due, gate = f"h is {_two(h)}, not {_two(answer)}", f"your o is {o:.3f}"
    if ask:
        return _told(
            t, "answer-missing", due, f"when ask is 1 {gate}", "that share of tanh(c) is said"
        )
    return _told(t, "talks-always", due, f"when ask is 0 {gate}", "that share of tanh(c) is said")


def _told(t, mistake, due, gate, then):
    """Put what is due, and the gate that misses it, into a sentence and into a line."""
    where = f"At step {t} {due}"
    instead = due.split(" is ")[1]
    return Trouble(t, mistake, f"{where}; {gate}: {then}", f"{where}: {gate}", instead)


def _two(value):
    """Write a number with two digits, and a zero without a sign."""
    return f"{round(value, 2) + 0.0:.2f}"


messenger_parameters = JudgedExercise(
    name="messenger_parameters",
    question="For each of the four sums: which number is due when store is 1, when ask is 1, and "
    "when neither is?",
    reference=messenger.weights,
    draw=lambda rng, s: {},
    outputs=("The parameters",),
    judge=_behaves,
)
