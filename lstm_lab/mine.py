"""The learner's own functions, once they passed their checks, or else the course's.

`mine.rnn_step` is the function that passed in this workspace; before that, and outside a
workspace, it is the course's with the same arguments. `mine.table()` says which is whose. A file
is executed only when its function is asked for.
"""

from __future__ import annotations

import builtins
import dis
import html
import importlib
import sys
import types
import warnings
from typing import NamedTuple

import numpy as np

from lstm_lab import checks
from lstm_lab.progress import FOLDER, find_workspace


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


def table():
    """Return the Table of all functions: yours, or the course's, and why."""
    return Table(map(_row, checks.EXERCISES))


def _row(name):
    try:
        return Row(name, "yours" if _learners(name) else "the course's", "")
    except BrokenFunctionError as error:
        return Row(name, "the course's", f"yours cannot be used: {error}")


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
    return ["table", *checks.EXERCISES]


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
