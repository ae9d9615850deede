"""The learner's own functions, once they passed their checks, or else the course's.

`mine.rnn_step` is the function that passed in this workspace; before that, and outside a
workspace, it is the course's with the same arguments. `mine.table()` says which is whose, and
`mine.whose("lstm_forward")` in a few words. A file is executed only when its function is asked for.
`mine.rnn_cell()`, `mine.lstm_cell()` and `mine.text_loss()` put functions together to what
`sequence` and `training` take; `mine.seconds(...)` says how long a call takes.
"""

from __future__ import annotations

import html
import os
import sys
import time
import types
import warnings
from functools import cache
from typing import NamedTuple

import numpy as np

from lstm_lab import checks, progress
from lstm_lab.cells import Cell, lstm, rnn
from lstm_lab.guest import keep
from lstm_lab.judge.diagnose import asked
from lstm_lab.training.losses import Loss
from lstm_lab.wording import listed

SIZES = {"T": 25, "N": 32, "D": 100, "H": 128}  # of lesson 07: functions are tried on them
SLOWEST = 4  # times the course's seconds that a learner's function may take in that training
_FUNCTIONS = {}  # what was read from kept files, until another one is kept


class NotLentError(AttributeError):
    """A function is asked for by the very check that it is to pass, or by an earlier one."""


class Row(NamedTuple):
    """One function: its name, whose it is, and a remark, or ""."""

    name: str
    whose: str
    remark: str


class Table(tuple):
    """The rows of `table()`, shown as text or as HTML."""

    def __repr__(self):
        return "\n".join(f"{row.name:<24}{row.whose:<14}{row.remark}".rstrip() for row in self)

    def _repr_html_(self):
        body = "".join(
            f"<tr>{''.join(f'<td>{html.escape(text)}</td>' for text in row)}</tr>" for row in self
        )
        return f"<table><tr><th>function</th><th>whose</th><th></th></tr>{body}</table>"


def table(*names):
    """Return the Table of these functions, by default of all: yours, or the course's, and why."""
    return Table(map(_row, names or checks.EXERCISES))


def _row(name):
    try:
        function = _learners(name)
    except keep.UnusableError as error:
        return Row(name, "the course's", f"yours cannot be used: {error}")
    if not function:
        return Row(name, "the course's", "")
    return Row(name, "yours", "; ".join(_remarks(name, function)))


def _remarks(name, function):
    """Yield what is to be said of a learner's function, other than that it is theirs."""
    if reason := _in_training(name, function):
        yield f"the training of lesson 07 takes the course's: yours {reason}"
    if lent := _lent(function):
        yield f"it calls the course's {listed(lent)}"
    if reason := _unkept(name):
        yield f"an earlier one; your last one is not kept: {reason}"


def whose(*names):
    """Say whose functions these are: "your lstm_forward and the course's lstm_backward".

    Where a function of yours calls, through `mine`, what you have not solved, that is said too.
    """
    rows = [(name, _served(name)) for name in names]
    yours = [f"{name}{_calls(f)}" for name, f in rows if f is not _courses(name)]
    courses = [name for name, f in rows if f is _courses(name)]
    parts = ("your", yours), ("the course's", courses)
    said = [f"{who} {listed(some)}" for who, some in parts if some]
    return (", and " if len(names) > 2 else " and ").join(said)


def _calls(function):
    lent = _lent(function)
    return f" (which calls the course's {listed(lent)})" if lent else ""


def _lent(function):
    """Return the names of what a learner's function has from the course through `mine`."""
    return [name for name in _asked_of_mine(function) if _served(name) is _courses(name)]


def _asked_of_mine(function):
    """Return the exercises that a kept function asks `mine` for."""
    space = getattr(function, "__globals__", {})
    lender = any(isinstance(value, _Lender) for value in space.values())
    codes, names = [f.__code__ for f in space.values() if isinstance(f, types.FunctionType)], set()
    while codes:
        code = codes.pop()
        names.update(code.co_names)
        codes += [const for const in code.co_consts if isinstance(const, types.CodeType)]
    if not lender and "mine" not in names:  # imported inside the function, if it is
        return []
    return [name for name in checks.EXERCISES if name in names and name not in space]


def rnn_cell():
    """Return the Cell whose step is `rnn_step` and whose way back is `rnn_step_backward`.

    Each is the learner's once it passed, or else the course's. A learner's function that is
    wrong on large float32 arrays, or too slow for a training, is replaced too, with a warning.
    """
    forward, back = _fit("rnn_step"), _fit("rnn_step_backward")

    def step(params, x, h_prev):
        h = np.asarray(forward(x, h_prev, *params), x.dtype)
        return (h,), rnn.Trace(x, h_prev, h)

    def step_backward(params, trace, dh):
        dx, dh_prev, *dparams = back(dh, *trace, params.W, params.U)
        return dx, (dh_prev,), rnn.Params(*dparams)

    return Cell(rnn.init, rnn.initial_state, step, step_backward)


def lstm_cell():
    """Return the Cell whose step is `lstm_step` and whose way back is `lstm_step_backward`.

    Each is the learner's once it passed, or else the course's; no other is put in its place.
    """
    forward, back = _served("lstm_step"), _served("lstm_step_backward")

    def step(params, x, h_prev, c_prev):
        state, trace = forward(params, x, h_prev, c_prev)
        return tuple(state), lstm.Trace(*trace)

    def step_backward(params, trace, dh, dc):
        dx, dstate, dparams = back(params, trace, dh, dc)
        return dx, tuple(dstate), type(params)(*dparams)

    return Cell(lstm.init, lstm.initial_state, step, step_backward)


def seconds(function, *arguments):
    """Return the seconds of a call: the fastest of three, or of those that fit into two seconds.

    Parameters: function, a callable, or a name such as "lstm_forward"; its arguments.
    """
    function = _served(function) if isinstance(function, str) else function
    return _timed(function, arguments, calls=3, limit=2)[1]


def slowness(name, *arguments):
    """Return how many times as long as the course's the served function takes; 1.0 for its own.

    Parameters: name, such as "lstm_forward"; its arguments.
    """
    function, course = _served(name), _courses(name)
    return (
        1.0 if function is course else seconds(function, *arguments) / seconds(course, *arguments)
    )


def text_loss():
    """Return the Loss of `cross_entropy` and `logits_error`; whose they are as in `rnn_cell`."""
    return Loss(_fit("cross_entropy"), _fit("logits_error"))


@cache
def _examples():
    """Draw arguments of lesson 07's sizes, in float32, for each function that trains there."""
    rng, (T, N, D, H) = np.random.default_rng(0), SIZES.values()
    x, W = np.eye(D)[rng.integers(0, D, N)], rng.standard_normal((H, H)) / np.sqrt(H)
    h_prev, dh = np.tanh(rng.standard_normal((N, H))), rng.standard_normal((N, H))
    U, b, z = (rng.standard_normal(shape) for shape in ((D, H), H, (T, N, D)))
    targets, mask = rng.integers(0, D, (T, N)), np.ones((T, N), np.float32)
    x, h_prev, dh, W, U, b, z = (a.astype(np.float32) for a in (x, h_prev, dh, W, U, b, z))
    return {
        "rnn_step": (x, h_prev, W, U, b),
        "rnn_step_backward": (dh, x, h_prev, np.tanh(h_prev), W, U),
        "cross_entropy": (z, targets, mask),
        "logits_error": (z, targets, mask),
    }


def _fit(name):
    """Return the function that is served under this name, if it is fit for the training of 07."""
    function = _served(name)
    reason = None if function is _courses(name) else _in_training(name, function)
    if reason:
        warnings.warn(f"Your {name} {reason}; the course's trains in its place.", stacklevel=3)
        return _courses(name)
    return function


def _in_training(name, function):
    """Say why a learner's function cannot take part in the training of lesson 07, or None."""
    arguments = _examples().get(name)
    if arguments is None:
        return None
    key = ("unfit", function)
    if key not in _FUNCTIONS:
        _FUNCTIONS[key] = _unfit(function, _courses(name), arguments)
    return _FUNCTIONS[key]


def _unfit(function, course, arguments):
    """Say why a passed function cannot train a network of some size, or return None."""
    try:
        (right, _), (result, _) = _timed(course, arguments, 1), _timed(function, arguments, 1)
        same = all(
            np.shape(a) == np.shape(b) and np.allclose(a, b, rtol=1e-3, atol=1e-4)
            for a, b in zip(result, right, strict=True)
        )
    except Exception as error:  # it is the learner's: anything can be raised
        return f"stops with {type(error).__name__} on arrays of this size"
    if not same:
        return "gives other numbers than the course's on arrays of this size"
    for _ in range(3):  # a busy machine makes anything look slow, but not three times over
        seconds, own_seconds = (_timed(f, arguments)[1] for f in (course, function))
        times = own_seconds / seconds
        if times <= SLOWEST:
            return None
    return f"takes {times:.0f} times as long as the course's"


def _timed(function, arguments, calls=5, limit=1):
    """Return a function's results as a tuple, and the seconds of its fastest call.

    Parameters: calls, how many at most; limit, the seconds after which no further one is made.
    Arrays are copied for each.
    """
    taken = []
    while len(taken) < calls and sum(taken) < limit:
        fresh = [a.copy() if isinstance(a, np.ndarray) else a for a in arguments]
        begun = time.perf_counter()
        result = function(*fresh)
        taken.append(time.perf_counter() - begun)
    return result if isinstance(result, tuple) else (result,), min(taken)


def __getattr__(name):
    """Return the function with this name; AttributeError lists those there are."""
    if name not in checks.EXERCISES:
        raise AttributeError(f"mine has no {name!r}; there are: {', '.join(checks.EXERCISES)}")
    return _served(name)


def __dir__():
    extra = ["lstm_cell", "rnn_cell", "seconds", "table", "text_loss", "whose"]
    return [*extra, *checks.EXERCISES]


def _courses(name):
    return checks.EXERCISES[name].reference


def _served(name):
    """Return the learner's function, or else the course's, with a warning if theirs is unusable.

    NotLentError while an answer to this exercise, or to an earlier one, is checked.
    """
    names, checked = list(checks.EXERCISES), asked.get()
    if checked in names and names.index(name) >= names.index(checked):
        raise NotLentError(f"mine lends no {name} while {checked} is checked")
    try:
        return _learners(name) or _courses(name)
    except keep.UnusableError as error:
        warnings.warn(f"Your {name} cannot be used ({error}); this is the course's.", stacklevel=3)
        return _courses(name)


def _learners(name):
    """Return the learner's function, or None if none has passed; UnusableError."""
    file = progress.kept_file(name)
    if file is None:
        if reason := _unkept(name):
            raise keep.UnusableError(reason)
        return None
    folder = (file.parent, file.parent.stat().st_mtime_ns)
    if folder not in _FUNCTIONS:  # another function was kept: what lends from it is out of date
        _FUNCTIONS.clear()
        _FUNCTIONS[folder] = None
    key = (file, file.stat().st_mtime_ns)
    if key not in _FUNCTIONS:
        _FUNCTIONS[key] = _lending(keep.load(file.read_bytes(), file, name))
    return _FUNCTIONS[key]


def _unkept(name):
    """Return why the function that passed last could not be kept, or None."""
    if "NBGRADER_EXECUTION" in os.environ:
        return None
    return progress.read()["checks"].get(name, {}).get("unkept")


def _lending(function):
    """Put a Lender in the place of `mine` among what a kept function uses."""
    space = getattr(function, "__globals__", {})
    for name, value in list(space.items()):
        if value is sys.modules[__name__]:
            space[name] = _Lender()
    return function


class _Lender:
    """`mine` inside a kept function: each function is looked up once, as it may be called often."""

    def __getattr__(self, name):
        function = getattr(sys.modules[__name__], name)
        setattr(self, name, function)
        return function
