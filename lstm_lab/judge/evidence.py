"""The smallest example that shows a mistake, in round numbers that one can type."""

from __future__ import annotations

import numpy as np

from lstm_lab.guest.call import call
from lstm_lab.guest.values import close
from lstm_lab.judge.cases import Case, Sizes, changed

# One of everything first; then two steps, two examples, two units; then all sizes different.
SIZES = (
    Sizes(T=1, N=1, D=1, H=1, K=2),
    Sizes(T=2, N=1, D=1, H=1, K=2),
    Sizes(T=1, N=2, D=1, H=1, K=2),
    Sizes(T=2, N=1, D=2, H=2, K=3),
    Sizes(T=3, N=2, D=3, H=2, K=4),
)
LONGEST = 170  # characters of arguments that are written into a message


class RoundNumbers(np.random.Generator):
    """A Generator for an exercise's draw: every number is round, neighbours differ."""

    def __init__(self):
        super().__init__(np.random.PCG64(0))
        self._drawn = 0

    def _next(self, size, values):
        """Return the next numbers of an endless round, in an array of this size."""
        count = int(np.prod(size)) if size is not None else 1
        found = np.take(values, np.arange(self._drawn, self._drawn + count), mode="wrap")
        self._drawn += count + 1
        return found.reshape(size) if size is not None else found[0].item()

    def standard_normal(self, size=None):
        return self._next(size, (0.5, -1.0, 2.0, -0.5, 1.0, 1.5, -2.0))

    def uniform(self, low=0.0, high=1.0, size=None):
        found = np.round(low + (high - low) * self._next(size, (0.75, 0.25, 0.9, 0.1, 0.6)), 2)
        return found if size is not None else float(found)

    def random(self, size=None):
        return self._next(size, (0.25, 0.75, 0.5))

    def integers(self, low, high=None, size=None):
        low, high = (0, low) if high is None else (low, high)
        return self._next(size, np.arange(low, high))

    def permutation(self, items):
        return np.array(items)


def examples(exercise):
    """Return small Cases in round numbers: of the usual kind, of the special, of the hard kinds."""
    usual = [_case(exercise.draw, sizes) for sizes in SIZES]
    special = [_case(draw, SIZES[-1]) for _, draw in exercise.more]
    hard = [
        changed(_case(exercise.draw, sizes), change)
        for _, change in exercise.extremes
        for sizes in (SIZES[0], SIZES[-1])
    ]
    return usual + special + hard


def _case(draw, sizes):
    def drawn():
        found = draw(RoundNumbers(), sizes)
        if any(map(callable, found.values())):  # a function may read the very array beside it
            return found
        return {name: _rounded(value) for name, value in found.items()}

    return Case("", "ordinary", sizes, drawn)


def _rounded(value):
    """Round what was computed from round numbers, so that the numbers shown are those used."""
    floats = isinstance(value, np.ndarray) and value.dtype.kind == "f"
    return np.round(value, 4) if floats else value


def arguments(exercise, number):
    """Return the arguments of an example; ValueError if there is none of that number."""
    found = examples(exercise)
    if not 0 <= number < len(found):
        raise ValueError(f"number must be 0 to {len(found) - 1}, got {number!r}")
    return found[number].draw()


def shown(trial):
    """Say for the smallest example that shows it: with these arguments, what is due and what came.

    Returns "" if no example shows it.
    """
    found = smallest(trial)
    if not found:
        return ""
    number, case, got, want, where = found
    due, came = _apart(*(float(one[where[0]][where[1:]]) for one in (want, got)))
    what = _name(trial.exercise, where, want[where[0]].size)
    given = _given(trial.exercise, case, number)
    return f"With {given}, {what} should be {due}; yours is {came}."


def smallest(trial):
    """Return (number, case, got, want, where) of the first example that shows it, or None."""
    exercise = trial.exercise
    for number, case in enumerate(examples(exercise)):
        got, want = call(trial.function, case).leaves, call(exercise.reference, case).leaves
        where = _first_difference(got, want, exercise.tolerance)
        if where:
            return number, case, got, want, where
    return None


def _first_difference(got, want, tolerance):
    """Return (number of the array, index ...) of the first entry that differs, or None."""
    if got is None or want is None or [a.shape for a in got] != [a.shape for a in want]:
        return None
    for k, (a, b) in enumerate(zip(got, want, strict=True)):
        apart = np.argwhere(~close(a, b, tolerance))
        if len(apart):
            return k, *map(int, apart[0])
    return None


def _name(exercise, where, size):
    """Call an entry as the exercise calls the array: "dW[0, 1]"."""
    k, *index = where
    names = exercise.names
    name = names[k] if k < len(names) else f"a number in {names[-1][0].lower()}{names[-1][1:]}"
    name = f"{name[0].lower()}{name[1:]}" if name.startswith("The ") else name
    return f"{name}[{', '.join(map(str, index))}]" if size > 1 else name


def _given(exercise, case, number):
    """Write the arguments as one may type them, or say where to get them."""
    drawn = case.draw()
    plain = all(isinstance(value, int | float | str | np.ndarray) for value in drawn.values())
    typed = ", ".join(f"{name} = {_typed(value)}" for name, value in drawn.items()) if plain else ""
    if typed and len(typed) <= LONGEST:
        return typed
    return f"the arguments of checks.{exercise.name}.example({number or ''})"


def _typed(value):
    if not isinstance(value, np.ndarray):
        return repr(value)
    return str(value.tolist())


def _apart(one, other):
    """Write two numbers with as many digits as it takes to tell them apart, at least four."""
    for digits in (4, 6, 9, 17):
        found = f"{one:.{digits}g}", f"{other:.{digits}g}"
        if found[0] != found[1]:
            break
    return found
