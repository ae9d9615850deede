"""An exception of the learner's, in a beginner's words."""

from __future__ import annotations

import difflib
import linecache
import re
import traceback
import types

import numpy as np

from lstm_lab.guest.finding import Entry, add, finding

RAISED = {
    "raised": Entry(
        "The function stops with an error",
        "{who} stops with {error}{place}. {sentence}",
        (
            "Call the function yourself in a new cell, with small arrays, and read the last line "
            "of the error.",
            "Print what each name holds, or its shape, in the line before the one that stops.",
        ),
    ),
}
add(RAISED)
_OWN = (types.FunctionType, int, float, np.ndarray)  # what a name of a notebook may stand for

_SENTENCES = {
    "NameError": "A name is used that nothing has been assigned to. Is it spelled the same "
    "everywhere, and is it among the arguments?",
    "UnboundLocalError": "A name is read before the line that gives it a value.",
    "IndexError": "An index points outside an array or a list. Indices begin at 0 and end one "
    "before the length.",
    "KeyError": "A dictionary has no entry of that name.",
    "AttributeError": "Something has no such attribute: is it the kind of object you think?",
    "NotLentError": "`mine` lends an answer what earlier exercises have solved, and nothing else: "
    "write the lines here.",
    "TypeError": "An operation got something of the wrong kind, or a function the wrong number of "
    "arguments.",
    "ValueError": "A value, most often a shape, does not fit the operation.",
    "ZeroDivisionError": "A division by zero.",
    "RecursionError": "The function calls itself without an end.",
    "OverflowError": "A number on the way grows too large for a float.",
    "MemoryError": "An array would be too large for the memory. Look at the shapes.",
    "ModuleNotFoundError": "A module is not installed. An answer needs NumPy and the standard "
    "library only.",
    "SystemExit": "Something calls exit(): take it out, the notebook would stop.",
    "AssertionError": "An assert in your function does not hold.",
}


# What NumPy or Python says, as a pattern, and what it means; {0}, {1} are the pattern's groups.
_MEANINGS = (
    (
        r"shape mismatch: indexing arrays",
        "The arrays in the brackets are matched entry by entry, so their shapes must fit each "
        "other. With axes in front, one row number for each target is not enough.",
    ),
    (
        r"`indices` and `arr` must have the same number of dimensions",
        "np.take_along_axis wants the indices with as many axes as the array: give them an axis of "
        "length 1 where the array has the one that is picked from.",
    ),
    (
        r"index (-?\d+) is out of bounds for axis (\d+) with size (\d+)",
        "The number {0} points outside axis {1}, which has {2} places: they are counted from 0, as "
        "the axes are. Is it the axis that you mean? x[k] picks along the first one.",
    ),
    (
        r"must be integers|must be of integer|be an integer array|only integers, slices",
        "What stands in the brackets must be whole numbers. After / a number has a fraction, after "
        "// it has none.",
    ),
    (
        r"too many indices for array: array is (\d+)-dimensional, but (\d+) were indexed",
        "The brackets name {1} axes, and the array has {0}.",
    ),
    (
        r"bitwise_xor|unsupported operand type\(s\) for \^",
        "^ is no power in Python: ** is.",
    ),
    (
        r"only (?:length-1|size-1|0-dimensional) arrays can be converted",
        "A function for single numbers, such as those of math, got a whole array. NumPy's take "
        "every entry.",
    ),
    (
        r"can only concatenate (?:list|tuple)",
        "+ puts lists or tuples behind one another; it does not add their entries.",
    ),
    (
        r"[Pp]robabilities do not sum to 1",
        "What is given as probabilities does not add up to 1.",
    ),
    (
        r"takes \d+ positional arguments? but \d+ (?:was|were) given|missing \d+ required",
        "A function is called with too many or too few arguments. How many does it take?",
    ),
)
_FITTING = {
    "NameError": (
        "Compare it, letter by letter, with the arguments after def and with the lines above.",
        "A function of another cell is known once that cell was run. One of another notebook is "
        "there as mine.NAME, after from lstm_lab import mine.",
    ),
    "IndexError": (
        "Print the shape of the array, and of what stands in the brackets, in the line before.",
        "Take one example and one step: which single entry do you want to pick?",
    ),
}


def explain(error, function, context):
    """Return the Finding for an exception: its kind, the learner's line, a plain sentence.

    Parameters: error, the exception; function, the learner's; context, a Context of the call.
    """
    kind = type(error).__name__
    text = _text(error)
    base = next((c.__name__ for c in type(error).__mro__ if c.__name__ in _SENTENCES), "")
    sentence = (
        _meant(text, type(error))
        or _product(text, context.sizes)
        or _SENTENCES.get(base, "Read the error's text: it often names the trouble.")
    )
    sentence += _suggestion(error)
    if context.where:
        sentence += f" It happens{context.where}."
    said = f"{kind} ({text})" if text else kind
    place = _place(error, function)
    found = finding("raised", who=context.who, error=said, place=place, sentence=sentence)
    return found._replace(hints=_FITTING.get(base, found.hints))


def _meant(text, kind):
    """Say in plain words what NumPy or Python complains of, or return None."""
    joined = re.search(r"takes (\d+) positional arguments but (\d+) were given", text)
    if joined and issubclass(kind, TypeError):
        due, given = (int(number) - 1 for number in joined.groups())
        if due > 1 and given > due and given % due == 0:
            return (
                f"{due} arrays are asked for, {given} came: + puts tuples behind one another, it "
                "does not add their entries."
            )
    for pattern, meaning in _MEANINGS:
        found = re.search(pattern, text)
        if found:
            return meaning.format(*found.groups())
    return None


def _suggestion(error):
    """Return " Did you mean h_prev?" where a name that nobody knows is like one that is known."""
    name = getattr(error, "name", None)
    if not isinstance(error, NameError) or not isinstance(name, str):
        return ""
    frame = [frame for frame, _ in traceback.walk_tb(error.__traceback__)][-1]
    known = {*frame.f_code.co_varnames, *frame.f_code.co_freevars}
    known |= {key for key, value in frame.f_globals.items() if isinstance(value, _OWN)}
    near = difflib.get_close_matches(name, sorted(known - {name}), 1, 0.75)
    if near:
        return f" Did you mean {near[0]}?"
    return f" NumPy has one: np.{name}." if hasattr(np, name) else ""


def _text(error):
    """Return the first line of the exception's text, shortened; "" if it cannot be had."""
    try:
        lines = str(error).strip().splitlines()
    except Exception:  # an exception may break while it is printed
        return ""
    first = re.sub(r"\S*<locals>\.", "", lines[0]) if lines else ""  # where f was made is ours
    return first[:160]


def unwritten_helper(error, function):
    """Return the name of the helper in which a NotImplementedError was raised, or None."""
    code, frames = getattr(function, "__code__", None), _frames(error, function)
    inside = not frames or frames[-1][0] in _codes(code)
    return None if inside else frames[-1][0].co_name


def _frames(error, function):
    """Return (code, line) of the learner's own frames, the innermost last."""
    code, space = getattr(function, "__code__", None), getattr(function, "__globals__", None)
    return [
        (frame.f_code, line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if code is not None
        and (frame.f_globals is space or frame.f_code.co_filename == code.co_filename)
    ]


def _place(error, function):
    """Say which line of the learner's stopped: the innermost one, with its text."""
    code, frames = getattr(function, "__code__", None), _frames(error, function)
    if not frames:
        return ""
    stopped, line = frames[-1]
    text = linecache.getline(stopped.co_filename, line).strip()[:120]
    if stopped in _codes(code):
        where = f" at line {line - code.co_firstlineno + 1} of the function"
    else:
        helper = "a lambda" if stopped.co_name == "<lambda>" else f"its helper {stopped.co_name}"
        where = f" at line {line - stopped.co_firstlineno + 1} of {helper}"
    return f"{where}: {text}" if text else where


def _codes(code):
    """Return a code object and all that are written inside it."""
    inner = (_codes(const) for const in code.co_consts if isinstance(const, types.CodeType))
    return {code}.union(*inner)


def _product(text, sizes):
    """Put NumPy's complaint about a product or a sum into letters, or return None."""
    found = re.search(r"size (\d+) is different from (\d+)", text)
    if found:
        right, left = (_letter(int(size), sizes) for size in found.groups())
        return (
            f"A product A @ B needs as many columns in A as rows in B, but here A has {left} "
            f"columns and B has {right} rows. Which shapes do the two have?"
        )
    if "could not be broadcast" in text:
        axes = {shape.count(",") + (shape[-2:] != ",)") for shape in re.findall(r"\(.*?\)", text)}
        more = " One of them has an axis more than the other." * (len(axes) > 1)
        return (
            "Two arrays are combined entry by entry, but their shapes do not fit each other."
            f"{more} (* goes entry by entry, @ is the matrix product.)"
        )
    if "NaN" in text:
        return (
            "A number on the way is NaN, not a number: look for 0 / 0, or for what grew too large "
            "or too small."
        )
    return None


def _letter(size, sizes):
    """Write a size with the letter it may stand for: "2 (H)"."""
    names = [name for name, length in sizes.items() if length == size]
    return f"{size} ({names[0]})" if len(names) == 1 else str(size)
