"""Lesson 13: parameters set by hand, judged by what they do."""

from __future__ import annotations

import numpy as np

from lstm_lab.cells import lstm
from lstm_lab.data import messenger
from lstm_lab.guest.call import RejectedError
from lstm_lab.guest.finding import finding
from lstm_lab.judge.exercise import JudgedExercise

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


def _behaves(function):
    """Return the judge of parameters set by hand: they must carry and say each message."""

    def judged():
        params = _as_params(function())
        for xs in _scenes():
            _follow(params, xs)
        return 1.0

    return judged


def _as_params(answer):
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


def _follow(params, xs):
    """Run one scene step by step; raise RejectedError at the first step that misbehaves."""
    h, c, want = np.zeros((1, 1)), np.zeros((1, 1)), 0.0
    for t, (value, store, ask) in enumerate(xs[:, 0]):
        want = np.tanh(value) if store else want
        (h, c), trace = lstm.step(params, xs[t], h, c)
        _judge_cell(t, value, bool(store), want, trace)
        _judge_words(t, bool(ask), want, float(h[0, 0]))


def _judge_cell(t, value, store, want, trace):
    """Compare c with the message that it should hold."""
    before, c = float(trace.c_prev[0, 0]), float(trace.c[0, 0])
    if abs(c - want) <= NEAR:
        return
    seen = (
        f"With the value {value:.2g} at step {t}, c goes from {before:.3f} to {c:.3f}, and "
        f"{want:.3f} is due"
    )
    if store:
        kept_back = abs(trace.f[0, 0] * before) > NEAR / 2 and abs(trace.i[0, 0]) > 0.9
        _reject("old-message-kept" if kept_back else "store-missed", seen=seen)
    entered = abs(trace.i[0, 0] * trace.g[0, 0])
    lost = abs((1 - trace.f[0, 0]) * before)
    _reject("noise-leaks" if entered > lost else "message-fades", seen=seen)


def _judge_words(t, ask, want, h):
    """Compare h with the answer, or with silence."""
    answer = np.tanh(want) if ask else 0.0
    if abs(h - answer) <= NEAR:
        return
    seen = f"At step {t} h is {h:.2f}, and {answer:.2f} is due"
    _reject("answer-missing" if ask else "talks-always", seen=seen)


messenger_parameters = JudgedExercise(
    name="messenger_parameters",
    question="For each of the four sums: which number is due when store is 1, when ask is 1, and "
    "when neither is?",
    reference=messenger.weights,
    draw=lambda rng, s: {},
    outputs=("The parameters",),
    judge=_behaves,
)
