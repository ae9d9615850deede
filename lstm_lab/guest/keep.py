"""Write a learner's function down so that it stands alone, and make a function of it again.

What a function uses from its notebook goes with it: helpers, lambdas with a name, numbers and
words, imports. What cannot be written down is said in a sentence.
"""

from __future__ import annotations

import ast
import builtins
import dis
import importlib
import inspect
import sys
import textwrap
import types
from typing import NamedTuple

import numpy as np

from lstm_lab.guest.form import kind

LONGEST = 300  # characters of a number, a word or a tuple of them, as it is written
_CONSTANTS = (bool, int, float, complex, str, bytes, type(None), tuple, list, dict, set, frozenset)
_INSTALLED = {"site-packages", "dist-packages"}
_MISSING = object()


class UnusableError(Exception):
    """A function cannot be kept, or what was kept cannot be used; the message says why."""


class Kept(NamedTuple):
    """A function's source that stands alone, with what it needs; helpers, their names."""

    source: str
    helpers: tuple


def collect(function, name):
    """Return the Kept of a function under the exercise's name; UnusableError.

    What it needs is taken as it is now: a helper that is written anew later changes nothing.
    """
    if not inspect.isfunction(function):
        raise UnusableError("it is no function that a cell writes with def")
    if (function.__module__ or "").partition(".")[0] in ("lstm_lab", "mine"):
        raise UnusableError("it was not written in this notebook")
    pieces = _Pieces(function.__globals__)
    own = pieces.add_function(function, "it")
    if own != name:
        if name in pieces.texts or name in pieces.imports:
            raise UnusableError(f"it uses something else that is called {name}")
        pieces.texts[name] = f"{name} = {own}"
    imports = "\n".join(pieces.imports.values())
    source = "\n\n\n".join(filter(None, (imports, *pieces.texts.values()))) + "\n"
    helpers = (key for key, value in pieces.owners.items() if value is not function)
    return Kept(source, tuple(helpers))


class _Pieces:
    """What is gathered: imports and texts by name, in an order in which Python can read them."""

    def __init__(self, space):
        self.space = space
        self.imports, self.texts, self.owners = {}, {}, {}

    def add_function(self, function, who):
        """Add a function of the notebook, first what it uses; return the name it is written under.

        Parameters: who, the subject of a reason for which it cannot be kept.
        """
        if function.__closure__:
            raise UnusableError(f"{who} was made inside another function, and uses its values")
        text, own = _definition(function, who)
        if own in self.owners:
            if self.owners[own] is not function:
                raise UnusableError(f"two different functions called {own} are used")
            return own
        self.owners[own] = function
        for name in sorted(names_read(compile(text, "kept", "exec")) - {own}):
            self.add(name, who)
        self.texts[own] = text
        return own

    def add(self, name, who):
        """Add what a global name stands for."""
        value = self.space.get(name, _MISSING)
        if name in self.imports or name in self.texts or name in self.owners:
            return
        if value is _MISSING:
            if not hasattr(builtins, name):
                raise UnusableError(f"{who} uses {name}, which has no value")
        elif isinstance(value, types.ModuleType):
            self.imports[name] = _module(value, name, who)
        elif inspect.isfunction(value) and value.__globals__ is self.space:
            own = self.add_function(value, f"its helper {name}")
            if own != name:
                self.texts[name] = f"{name} = {own}"
        elif (line := _imported(value, name)) is not None:
            self.imports[name] = line
        elif (written := _written(value)) is not None:
            self.texts[name] = f"{name} = {written}"
        else:
            what = "a class" if isinstance(value, type) else kind(value)
            raise UnusableError(f"{who} uses {name}, {what} from outside: make {name} inside it")


def _definition(function, who):
    """Return the text of a function's definition, and the name that it gives."""
    try:
        text = textwrap.dedent(inspect.getsource(function)).rstrip()
        (node,) = ast.parse(text).body
    except (OSError, TypeError, SyntaxError, ValueError):
        raise UnusableError(f"the lines of {who} cannot be found as they were run") from None
    if isinstance(node, ast.FunctionDef):
        return text, node.name
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
        (target, *others) = node.targets
        if not others and isinstance(target, ast.Name):
            return text, target.id
    raise UnusableError(f"{who} is not written with def, or as one name = lambda ...")


def _module(module, name, who):
    """Return the line that imports a module under a name."""
    whole = module.__name__
    if not _installed(module):
        raise UnusableError(f"{who} uses the module {whole}, a file that others may not find")
    parent, _, last = whole.rpartition(".")
    if parent and last == name:
        return f"from {parent} import {last}"
    return f"import {whole}" + f" as {name}" * (whole != name)


def _installed(module):
    """True if every notebook finds the module: it is no file of the learner's own."""
    if module.__name__.partition(".")[0] in {*sys.stdlib_module_names, "numpy", "lstm_lab"}:
        return True
    file = getattr(module, "__file__", None) or ""
    return bool(_INSTALLED & set(file.replace("\\", "/").split("/")))


def _imported(value, name):
    """Return the line that imports a function or a class of a module, or None."""
    if not callable(value):
        return None
    own = getattr(value, "__name__", name)
    module = getattr(value, "__module__", None) or ""
    if module.startswith("mine."):
        return f"from lstm_lab.mine import {own}" + f" as {name}" * (own != name)
    for home in (module.lstrip("_"), "numpy", *sorted(sys.stdlib_module_names)):
        at = sys.modules.get(home)
        told = home == module.lstrip("_") or own in getattr(at, "__all__", ())
        if told and getattr(at, own, None) is value and home != "__main__" and _installed(at):
            return f"from {home} import {own}" + f" as {name}" * (own != name)
    return None


def _written(value):
    """Return how a number, a word, or a few of them are written in Python, or None."""
    if isinstance(value, np.generic):
        inner = _written(value.item())
        return inner and f"np.{type(value).__name__}({inner})"
    if type(value) is float and (value != value or value in (float("inf"), -float("inf"))):
        return f'float("{value}")'
    if type(value) not in _CONSTANTS:
        return None
    try:
        text = repr(value)
        same = len(text) <= LONGEST and ast.literal_eval(text) == value
        return text if bool(same) else None
    except Exception:  # something inside is no constant
        return None


def load(text, file, name):
    """Return the function `name` of a kept text; UnusableError. The text is executed.

    np and the modules of the standard library are there also without an import.
    """
    try:
        code = compile(text, str(file), "exec")
        space = {"np": np, "numpy": np, "__name__": f"mine.{name}"} | _modules(code)
        exec(code, space)
        function = space[name]
    except KeyError:
        raise UnusableError(f"{file} defines no {name}") from None
    except Exception as error:  # the learner may have edited the file: anything can be raised
        raise UnusableError(f"{type(error).__name__}: {error}") from error
    missing = sorted(names_read(code) - set(space) - set(dir(builtins)))
    if missing or not callable(function):
        reason = f"it needs {', '.join(missing)} of another cell" if missing else "no function"
        raise UnusableError(reason)
    return function


def _modules(code):
    """Import the modules of the standard library that the code names without importing them."""
    names = names_read(code) & sys.stdlib_module_names
    return {name: importlib.import_module(name) for name in names}


def names_read(code):
    """Return the names that a code object, or one inside it, reads from outside its functions."""
    found = {"LOAD_GLOBAL": set(), "LOAD_NAME": set(), "STORE_NAME": set()}
    for op in dis.get_instructions(code):
        found.get(op.opname, set()).add(op.argval)
    inner = (names_read(const) for const in code.co_consts if isinstance(const, types.CodeType))
    own = found["LOAD_NAME"] - found["STORE_NAME"] - {"__name__"}  # of a class, of the module
    return found["LOAD_GLOBAL"].union(own, *inner)
