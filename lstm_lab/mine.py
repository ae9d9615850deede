"""The learner's own functions, once they passed their checks, or else the course's.

`mine.rnn_step` is the function that passed in this workspace; before that, and outside a
workspace, it is the course's with the same arguments. `mine.table()` says which is whose. A file
is executed only when its function is asked for. `mine.rnn_cell()` and `mine.text_loss()` put
functions together to what `training` takes.
"""

from __future__ import annotations

import builtins
import dis
import html
import importlib
import sys
import time
import types
import warnings
from typing import NamedTuple

import numpy as np

from lstm_lab import checks
from lstm_lab.cells import Cell, rnn
from lstm_lab.progress import FOLDER, find_workspace
from lstm_lab.training.losses import Loss

SIZES = {"T": 25, "N": 32, "D": 100, "H": 128}  # of lesson 07: functions are tried on them
SLOWEST = 4  # times the course's seconds that a learner's function may take in a training


class BrokenFunctionError(Exception):
    """The kept source of a function cannot be used; the message says why."""


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
        return Row(name, "yours" if _learners(name) else "the course's", "")
    except BrokenFunctionError as error:
        return Row(name, "the course's", f"yours cannot be used: {error}")


def rnn_cell():
    """Return the Cell whose step is `rnn_step` and whose way back is `rnn_step_backward`.

    Each is the learner's once it passed, or else the course's. A learner's function that is
    wrong on large float32 arrays, or too slow for a training, is replaced too, with a warning.
    """
    x, h_prev, dh, W, U, b = _example()
    forward = _fit("rnn_step", x, h_prev, W, U, b)
    back = _fit("rnn_step_backward", dh, x, h_prev, np.tanh(h_prev), W, U)

    def step(params, x, h_prev):
        h = np.asarray(forward(x, h_prev, *params), x.dtype)
        return (h,), rnn.Trace(x, h_prev, h)

    def step_backward(params, trace, dh):
        dx, dh_prev, *dparams = back(dh, *trace, params.W, params.U)
        return dx, (dh_prev,), rnn.Params(*dparams)

    return Cell(rnn.init, rnn.initial_state, step, step_backward)


def text_loss():
    """Return the Loss of `cross_entropy` and `logits_error`; whose they are as in `rnn_cell`."""
    rng = np.random.default_rng(0)
    z = rng.standard_normal((SIZES["T"], SIZES["N"], SIZES["D"]), np.float32)
    targets = rng.integers(0, SIZES["D"], z.shape[:2])
    mask = np.ones(targets.shape, np.float32)
    return Loss(*(_fit(name, z, targets, mask) for name in ("cross_entropy", "logits_error")))


def _example():
    """Draw arrays of lesson 07's sizes: x, h_prev, dh, W, U, b in float32."""
    rng, (_, N, D, H) = np.random.default_rng(0), SIZES.values()
    x, W = np.eye(D)[rng.integers(0, D, N)], rng.standard_normal((H, H)) / np.sqrt(H)
    h_prev, dh = np.tanh(rng.standard_normal((N, H))), rng.standard_normal((N, H))
    U, b = rng.standard_normal((D, H)), rng.standard_normal(H)
    return tuple(array.astype(np.float32) for array in (x, h_prev, dh, W, U, b))


def _fit(name, *arguments):
    """Return the function that is served under this name, if it is fit for a training."""
    function, course = __getattr__(name), checks.EXERCISES[name].reference
    reason = None if function is course else _unfit(function, course, arguments)
    if reason:
        warnings.warn(f"Your {name} {reason}; the course's trains in its place.", stacklevel=3)
        return course
    return function


def _unfit(function, course, arguments):
    """Say why a passed function cannot train a network of some size, or return None."""
    right, seconds = _timed(course, arguments)
    try:
        result, own_seconds = _timed(function, arguments)
        same = all(
            np.shape(a) == np.shape(b) and np.allclose(a, b, rtol=1e-3, atol=1e-4)
            for a, b in zip(result, right, strict=True)
        )
    except Exception as error:  # it is the learner's: anything can be raised
        return f"stops with {type(error).__name__} on arrays of this size"
    if not same:
        return "gives other numbers than the course's on arrays of this size"
    times = own_seconds / seconds
    return f"takes {times:.0f} times as long as the course's" if times > SLOWEST else None


def _timed(function, arguments):
    """Return a function's results as a tuple, and the seconds of its fastest of five calls."""
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        result = function(*(array.copy() for array in arguments))
        taken.append(time.perf_counter() - begun)
    return result if isinstance(result, tuple) else (result,), min(taken)


def __getattr__(name):
    """Return the function with this name; AttributeError lists those there are."""
    if name not in checks.EXERCISES:
        raise AttributeError(f"mine has no {name!r}; there are: {', '.join(checks.EXERCISES)}")
    try:
        function = _learners(name)
    except BrokenFunctionError as error:
        warnings.warn(f"Your {name} cannot be used ({error}); this is the course's.", stacklevel=2)
        function = None
    return function or checks.EXERCISES[name].reference


def __dir__():
    return ["rnn_cell", "table", "text_loss", *checks.EXERCISES]


def _learners(name):
    """Return the learner's function, or None if none has passed; BrokenFunctionError."""
    workspace = find_workspace()
    file = workspace and workspace / FOLDER / "mine" / f"{name}.py"
    if not file or not file.exists():
        return None
    try:
        code = compile(file.read_bytes(), str(file), "exec")
        space = {"np": np, "numpy": np, "__name__": f"mine.{name}"} | _modules(code)
        exec(code, space)
        function = space[name]
    except KeyError:
        raise BrokenFunctionError(f"{file} defines no {name}") from None
    except Exception as error:  # the learner may have edited the file: anything can be raised
        raise BrokenFunctionError(f"{type(error).__name__}: {error}") from error
    missing = sorted(_globals(code) - set(space) - set(dir(builtins)))
    if missing or not callable(function):
        reason = f"it needs {', '.join(missing)} of another cell" if missing else "no function"
        raise BrokenFunctionError(reason)
    return function


def _modules(code):
    """Import the modules of the standard library that the code names without importing them."""
    names = _globals(code) & sys.stdlib_module_names
    return {name: importlib.import_module(name) for name in names}


def _globals(code):
    """Return the names that a code object, or one inside it, reads from outside its functions."""
    reads = {"LOAD_GLOBAL", "LOAD_NAME"}
    names = {op.argval for op in dis.get_instructions(code) if op.opname in reads}
    inner = (_globals(const) for const in code.co_consts if isinstance(const, types.CodeType))
    return names.union(*inner)
