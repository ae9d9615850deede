"""On which numbers a function is tried: seeded, never only square, never only zero."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from lstm_lab.guest.values import named_arrays


class Sizes(NamedTuple):
    """T steps, N examples, D inputs, H hidden units, K classes."""

    T: int
    N: int
    D: int
    H: int
    K: int


class Case(NamedTuple):
    """One trial.

    Attributes: title, what is special about it ("" if nothing is); kind, "ordinary", "special" or
    "extreme"; sizes; draw, a callable without arguments that returns the arguments by name, drawn
    anew with the same numbers at each call, so that no call can spoil the next one's.
    """

    title: str
    kind: str
    sizes: Sizes
    draw: Callable


# In each, all five sizes differ: a transpose or a wrong axis cannot hide. The first sizes come
# twice, with other numbers: a result that is kept by the shapes alone cannot hide either.
ORDINARY = (
    Sizes(T=5, N=3, D=4, H=2, K=7),
    Sizes(T=4, N=6, D=2, H=3, K=5),
    Sizes(T=6, N=2, D=3, H=8, K=4),
    Sizes(T=5, N=3, D=4, H=2, K=7),
)
AGAIN = len(ORDINARY) - 1  # the case that has the sizes of the first

# Equal sizes let a wrong product run, so that it can be recognised by its numbers.
SPECIAL = {
    "N = 1": Sizes(T=4, N=1, D=3, H=2, K=5),
    "T = 1": Sizes(T=1, N=3, D=4, H=2, K=5),
    "H = 1": Sizes(T=3, N=4, D=2, H=1, K=5),
    "D = 1": Sizes(T=3, N=4, D=1, H=2, K=5),
    "N = H": Sizes(T=4, N=3, D=2, H=3, K=5),
    "D = H": Sizes(T=4, N=2, D=3, H=3, K=5),
    "H = K": Sizes(T=4, N=2, D=5, H=3, K=3),
    "N = D = H": Sizes(T=4, N=3, D=3, H=3, K=5),
    "N = K": Sizes(T=5, N=4, D=2, H=3, K=4),
}


def build(draw, letters, more=(), extremes=()):
    """Return the cases of an exercise.

    Parameters: draw, (rng, sizes) -> arguments by name; letters, the sizes that matter ("NDH");
    more, pairs (title, draw) tried at the first ordinary sizes; extremes, pairs (title, change)
    where change alters a dict of arguments in place. Where arguments are errors (dh, dc, da ...),
    one more extreme makes them large: a gradient is proportional to them, and nothing may clip it.
    """
    ordinary = [Case("", "ordinary", s, _seeded(draw, k, s)) for k, s in enumerate(ORDINARY)]
    special = [
        Case(title, "special", sizes, _seeded(draw, 10 + k, sizes))
        for k, (title, sizes) in enumerate(SPECIAL.items())
        if set(title) & set("TNDHK") <= set(letters)
    ]
    special += [
        Case(title, "special", ORDINARY[0], _seeded(other, 20 + k, ORDINARY[0]))
        for k, (title, other) in enumerate(more)
    ]
    errors = [name for name in ordinary[0].draw() if name.startswith("d")]
    if errors:
        extremes = (*extremes, (f"{errors[0]} is a thousand times larger", _enlarge(errors)))
    extreme = [
        changed(ordinary[0], change)._replace(title=title, kind="extreme")
        for title, change in extremes
    ]
    return tuple(ordinary + special + extreme)


def changed(case, change):
    """Return the case with `change(arguments)` done to its arguments; None keeps the dict."""

    def draw():
        arguments = case.draw()
        new = change(arguments)
        return arguments if new is None else new

    return case._replace(draw=draw)


def enlarge(arguments):
    """Make all float arrays of a dict of arguments 20 times larger: what is cut off then shows."""
    for array in named_arrays(arguments).values():
        array *= 20


def _enlarge(names):
    """Return a change of a dict of arguments: these arrays become 1000 times larger, in place."""

    def alter(arguments):
        for array in named_arrays({name: arguments[name] for name in names}).values():
            array *= 1000

    return alter


def _seeded(draw, seed, sizes):
    return lambda: draw(np.random.default_rng(seed), sizes)
