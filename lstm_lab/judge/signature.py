"""Can the function be called as the exercise asks? Asked before it is called."""

from __future__ import annotations

import inspect

from lstm_lab.guest.finding import Entry, add, finding
from lstm_lab.guest.form import kind

CALL = {
    "not-a-function": Entry(
        "Not a function",
        "The check needs the function itself, and was given {got}.",
        ("Write the name without brackets: checks.{name}({name}).",),
    ),
    "wrong-arguments": Entry(
        "Wrong number of arguments",
        "The function must take {count}: {names}. Yours cannot be called that way.",
        ("Compare the line that begins with def with the one of the exercise.",),
    ),
    "arguments-reordered": Entry(
        "Arguments in another order",
        "The arguments come in the order {names}; the def line has {got}.",
        ("Only the order counts, not the names: put the def line back as it was.",),
    ),
}
add(CALL)


def function_problem(exercise, function):
    """Return a Finding if this is no function, or cannot take the arguments; else None."""
    if not callable(function):
        return finding("not-a-function", got=kind(function), name=exercise.name)
    try:
        signature = inspect.signature(function)
    except Exception:  # some built-in functions have none, and a class may do anything
        return None
    names = exercise.arguments
    listed = ", ".join(names)
    try:
        signature.bind(*names)
    except TypeError:
        count = f"{len(names)} argument{'s' * (len(names) != 1)}"
        return finding("wrong-arguments", count=count, names=listed)
    own = tuple(signature.parameters)
    if own != names and sorted(own) == sorted(names):
        return finding("arguments-reordered", names=listed, got=", ".join(own))
    return None
