"""Is a result of the right form? Asked before any number is compared or drawn."""

from __future__ import annotations

import math
import re
import types
from itertools import permutations
from typing import NamedTuple

import numpy as np

from lstm_lab.guest.finding import WHO, Entry, add, finding
from lstm_lab.shapes import spell

FORM = {
    "returned-nothing": Entry(
        "Nothing is returned",
        "{who} returns None{where}. Does every way through it end with return?",
        ("The last line of the function says what comes back: return ...",),
    ),
    "wrong-type": Entry(
        "The result is of another kind",
        "{what} must be {want}, but the function returns {got}.",
        ("{advice}",),
    ),
    "wrong-length": Entry(
        "Too many or too few results",
        "{what} must be {want}, but the function returns {got}{where}.",
        ("{advice}",),
    ),
    "wrong-shape": Entry(
        "The result has another shape",
        "{what} must have shape {want}, but it has shape {got}{where}.",
        ("{advice}", "Write the shape of every product beside your line, and follow the axes."),
    ),
    "wrong-dtype": Entry(
        "The result holds another kind of number",
        "{what} must hold real numbers with a fraction (float64), but it holds {got}{where}.",
        ("Did you make an array of whole numbers, or round? np.zeros(shape) makes floats.",),
    ),
    "not-finite": Entry(
        "The result is not finite",
        "{what} holds {got}{where}.",
        (
            "Look for a division by zero, a logarithm of zero, or an exp of a large number.",
            "An array made by np.empty holds anything until every entry is written.",
        ),
    ),
}
add(FORM)


def result_problem(got, want, what, context):
    """Return the first Finding about the form of a result, compared with the right one's.

    Parameters: got, want; what, how to call it: a text, a Group, or a tuple of them for a tuple of
    results; context, a Context. Opens lists and tuples, also named ones.
    """
    if got is None:
        return finding("returned-nothing", who=context.who, where=context.where)
    if isinstance(want, tuple | list):
        return _tuple_problem(got, want, what, context)
    if isinstance(want, np.ndarray) and want.ndim:
        return _array_problem(got, want, what, context)
    if isinstance(want, str | bool):
        fits = type(got) in (type(want), np.str_ if isinstance(want, str) else bool)
        return None if fits else _wrong_type(what, kind(want), got, context)
    return _number_problem(got, want, what, context)


class Context:
    """How to speak of a call: its sizes by letter, what is special about it, the function's name.

    Parameters: sizes, a dict of a letter to a size; title, as in "N = 1"; who, the function.
    """

    def __init__(self, sizes=None, title="", who=WHO):
        self.sizes, self.who = sizes or {}, who
        self.where = f" when {title}" if title else ""

    def letters(self, shape):
        """Write a shape in letters, "(N, H)", if every size stands for one letter; else "".

        A letter that comes twice, but in (H, H), would be a coincidence: it is not written.
        """
        names = [[k for k, size in self.sizes.items() if size == n] for n in shape]
        if not shape or any(len(found) != 1 for found in names):
            return ""
        letters = [found[0] for found in names]
        if len(set(letters)) < len(letters) and set(letters) != {"H"}:
            return ""
        return spell(letters)

    def spell(self, shape):
        """Write a shape in numbers, and in letters where they are certain."""
        letters = self.letters(shape)
        return f"{spell(shape)}, that is {letters}" if letters else spell(shape)


def kind(value):
    """Name a value's kind as a beginner knows it, without printing the value."""
    known = {
        np.ndarray: "a NumPy array",
        list: "a list",
        tuple: "a tuple",
        str: "text",
        bool: "True or False",
        int: "a whole number",
        float: "a number",
        dict: "a dictionary",
        type(None): "None",
    }
    if type(value) in known:
        return known[type(value)]
    if issubclass(type(value), np.generic):
        return f"a NumPy number ({type(value).__name__})"
    if type(value) in (types.FunctionType, types.BuiltinFunctionType, np.ufunc):
        return "a function"
    if type(value) is types.GeneratorType:
        made = value.gi_code.co_name == "<genexpr>"
        return (
            "a generator (for inside brackets makes no tuple)"
            if made
            else ("a generator (the function says yield)")
        )
    return f"an object of type {str(type(value).__name__)[:60]}"


class Group(NamedTuple):
    """How to call a result of several parts, and its parts: ("The state", ("h", "c"))."""

    title: str
    names: tuple


def _tuple_problem(got, want, what, context):
    fields = getattr(want, "_fields", None)
    title, names = _called(what, fields, len(want))
    plain = (name.title if isinstance(name, Group) else name for name in names)
    listed = ", ".join(fields or [re.sub("^The ", "the ", name) for name in plain])
    asked = f"{type(want).__name__}({listed})" if fields else f"a tuple of {len(want)}: {listed}"
    if isinstance(want, list):
        asked = f"a list of {len(want)}"
    joined = _joined(got, want)
    if fields and fields != getattr(got, "_fields", None):
        advice = joined or "type(params)(*arrays) makes one of them."
        return _wrong_type(title, asked, got, context, advice)
    if not issubclass(type(got), tuple | list):
        advice = "Write the results after return with commas between."
        advice = "Put them into a list." if isinstance(want, list) else advice
        return _wrong_type(title, asked, got, context, advice)
    if len(got) != len(want):
        came = f"{len(got)} of them"
        advice = joined or "Count what stands after return, and compare it with the exercise."
        return finding(
            "wrong-length", what=title, want=asked, got=came, where=context.where, advice=advice
        )
    problems = map(_part_problem, got, want, names, [context] * len(want))
    return next(filter(None, problems), None)


JOINED = "+ puts one tuple or list behind the other; it does not add their entries."


def _joined(got, want):
    """Say what + does, if a tuple is several times as long as it should be; else ""."""
    much = issubclass(type(got), tuple | list) and len(got) > len(want) and len(want)
    return JOINED if much and not len(got) % len(want) else ""


def _part_problem(got, want, what, context):
    """Return the first Finding about one part of a tuple: None in it is no forgotten return."""
    if got is not None:
        return result_problem(got, want, what, context)
    asked = "a tuple" if isinstance(want, tuple | list) else kind(want)
    if isinstance(want, np.ndarray):
        asked = f"a NumPy array of shape {context.spell(want.shape)}"
    return _wrong_type(what.title if isinstance(what, Group) else what, asked, None, context)


def _called(what, fields, count):
    """Return how to call a tuple, and the names of its parts."""
    if isinstance(what, Group):
        return what
    if isinstance(what, tuple):
        return "The result", what
    return what, fields or [f"entry {k} of {what[0].lower()}{what[1:]}" for k in range(count)]


def _array_problem(got, want, what, context):
    if type(got) is not np.ndarray:
        return _not_an_array(got, want, what, context)
    if got.shape != want.shape:
        return _shape_problem(got, want, what, context)
    return _dtype_problem(got, what, context) or _finite_problem(got, want, what, context)


def _not_an_array(got, want, what, context):
    advice = "Print type(...) of what you return."
    if issubclass(type(got), list):
        advice = "np.stack(a_list) makes one array of a list of arrays, if their shapes are alike."
    elif issubclass(type(got), tuple):
        advice = "One array is asked for. Which of yours is it?"
    elif issubclass(type(got), np.ndarray):
        advice = "A plain array is asked for: np.asarray(...) makes one."
    asked = f"a NumPy array of shape {context.spell(want.shape)}"
    return _wrong_type(what, asked, got, context, advice)


def _wrong_type(what, want, got, context, advice="Print type(...) of what you return."):
    came = kind(got) + context.where
    return finding("wrong-type", what=what, want=want, got=came, advice=advice)


def _shape_problem(got, want, what, context):
    return finding(
        "wrong-shape",
        what=what,
        want=context.spell(want.shape),
        got=context.spell(got.shape),
        where=context.where,
        advice=_shape_advice(got.shape, want.shape, context),
    )


def _shape_advice(got, want, context):
    """Say how two shapes differ: turned round, an axis lost, one too many."""
    wanted = context.letters(want).strip("()").replace(",", "").split()
    missing = [
        name
        for k, name in enumerate(wanted)
        if len(got) == len(want) - 1 and tuple(np.delete(want, k)) == tuple(got)
    ]
    if sorted(got) == sorted(want) and got in set(permutations(want)):
        return "The sizes are right, their order is not: axes are exchanged."
    if missing:
        return f"The axis {missing[0]} is lost: a sum, a mean, or only one entry of it was kept."
    if len(got) == len(want) and sum(a != b for a, b in zip(got, want, strict=True)) == 1:
        return "One axis has another length than it should. Which one, and where is it made?"
    return (
        _joined_shapes(got, want)
        or "Print the shape after each line, and compare it with what you expect."
    )


def _joined_shapes(got, want):
    """Say what may have gone wrong where as many numbers lie on other axes; else ""."""
    if math.prod(got) != math.prod(want):
        return ""
    if [n for n in got if n != 1] == [n for n in want if n != 1]:
        return f"An axis of length 1 is {'too many' if len(got) > len(want) else 'missing'}."
    if len(got) == len(want):
        return "There are as many numbers as there should be. Along which axis are they joined?"
    return (
        "There are as many numbers as there should be. np.stack makes an axis of its own, "
        "np.concatenate joins along one that is there."
    )


def _dtype_problem(got, what, context):
    if got.dtype.kind == "f" and got.dtype.itemsize >= 4:
        return None
    names = {"i": "whole numbers", "u": "whole numbers", "b": "True and False"}
    names |= {"c": "complex numbers", "O": "Python objects", "U": "text", "S": "text"}
    said = names.get(got.dtype.kind)
    came = f"{said} ({got.dtype})" if said else got.dtype
    return finding("wrong-dtype", what=what, got=came, where=context.where)


def _finite_problem(got, want, what, context):
    wrong = ~np.isfinite(got) & np.isfinite(want)
    if not wrong.any():
        return None
    first = got[wrong].flat[0]
    said = "NaN (not a number)" if np.isnan(first) else "an infinite number"
    return finding("not-finite", what=what, got=said, where=context.where)


def _number_problem(got, want, what, context):
    if type(got) is np.ndarray and got.shape != ():
        advice = "A sum or a mean makes one number of an array."
        return _wrong_type(what, "one number", got, context, advice)
    whole = isinstance(want, int | np.integer)
    plain = type(got) in (int, float, np.ndarray) or issubclass(type(got), np.number)
    array = np.asarray(got) if plain else None
    if array is None or array.dtype.kind not in ("iu" if whole else "iuf"):
        return _wrong_type(what, "a whole number" if whole else "one number", got, context)
    return _finite_problem(array, np.asarray(want), what, context)
