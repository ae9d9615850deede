"""An exception of the learner's, in a beginner's words."""

from __future__ import annotations

import linecache
import re
import traceback

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

_SENTENCES = {
    "NameError": "A name is used that nothing has been assigned to. Is it spelled the same "
    "everywhere, and is it among the arguments? An answer may use NumPy, the standard library and "
    "its arguments.",
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


def explain(error, function, context):
    """Return the Finding for an exception: its kind, the learner's line, a plain sentence.

    Parameters: error, the exception; function, the learner's; context, a Context of the call.
    """
    kind = type(error).__name__
    text = _text(error)
    sentence = _product(text, context.sizes) or _SENTENCES.get(
        next((c.__name__ for c in type(error).__mro__ if c.__name__ in _SENTENCES), ""),
        "Read the error's text: it often names the trouble.",
    )
    if context.where:
        sentence += f" It happens{context.where}."
    said = f"{kind} ({text})" if text else kind
    place = _place(error, function)
    return finding("raised", who=context.who, error=said, place=place, sentence=sentence)


def _text(error):
    """Return the first line of the exception's text, shortened; "" if it cannot be had."""
    try:
        lines = str(error).strip().splitlines()
    except Exception:  # an exception may break while it is printed
        return ""
    return (lines[0] if lines else "")[:160]


def _place(error, function):
    """Say which line of the learner's function stopped: the innermost one, with its text."""
    code = getattr(function, "__code__", None)
    frames = [
        (frame.f_code, line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if code is not None and frame.f_code.co_filename == code.co_filename
    ]
    if not frames:
        return ""
    line = frames[-1][1]
    text = linecache.getline(code.co_filename, line).strip()[:120]
    inside = line - code.co_firstlineno + 1
    where = f" at line {inside} of the function" if inside > 0 else " in a helper function"
    return f"{where}: {text}" if text else where


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
        return (
            "Two arrays are combined entry by entry, but their shapes do not fit each other. "
            "(* goes entry by entry, @ is the matrix product.)"
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
