"""Lesson 19: twenty numbers grow from next to nothing to the messenger's gates."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np

from lstm_lab import sequence
from lstm_lab.cells import lstm
from lstm_lab.data import gates, messenger
from lstm_lab.drawing.messenger import Lane
from lstm_lab.drawing.numbers import fixed
from lstm_lab.lessons.l19_it_finds_the_gates.picture import grown
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.controls import Choice, Time

LETTERS = {"the messenger of lesson 08": messenger.inputs(),
           "new letters": messenger.letters(np.random.default_rng(8), N=1)[0]}  # fmt: skip
SIGNALS = ("h", "v", "s", "q")
SMALLEST = 0.15  # a number that is smaller is not written in a sum


class Frame(NamedTuple):
    """One state of the picture.

    values (T,), the inputs; lanes, two Lanes: set by hand and learned; sums, pairs of texts,
    learned and set by hand; t, the step of the band; marks, a dict of steps to words; title, a
    text.
    """

    values: np.ndarray
    lanes: tuple
    sums: tuple
    t: int
    marks: dict
    title: str


def it_finds_the_gates(kept=None, every=gates.EVERY):
    """Show the gates of one unit as they grow while it is trained on the messenger's task.

    Parameters: kept, a list of lstm.Params with D = 3 and H = 1, from the first to the last; by
    default those of a stored training; every, how many updates lie between two of them. Returns an
    Explorer. Raises ValueError for an empty list or parameters of other sizes.
    """
    kept = list(map(params_of, gates.growth())) if kept is None else list(kept)
    if not kept:
        raise ValueError("kept must hold the parameters of at least one moment, got none")
    for params in kept:
        if np.shape(params.U_i) != (3, 1):
            raise ValueError(f"U_i must have shape (3, 1), got {np.shape(params.U_i)}")
    last = len(kept) - 1
    controls = (
        Time("k", f"after {every} updates, times", last, last),
        Choice("letters", "letters", next(iter(LETTERS)), tuple(LETTERS)),
    )
    return Explorer(controls, partial(frame, kept=kept, every=every), Drawing(grown), say)


def params_of(numbers):
    """Return the Params of one unit for (4, 5) numbers, as `gates.numbers_of` gives them."""
    arrays = ((n[:1, None], n[1:4, None], n[4:]) for n in numbers)
    return lstm.Params(*(array for gate in arrays for array in gate))


def frame(k, letters, kept, every):
    """Run the cell of moment k on the letters. Returns a Frame."""
    xs, params = LETTERS[letters], kept[min(k, len(kept) - 1)]
    hand = lstm.Params(**messenger.weights())
    asked, stored = np.flatnonzero(xs[:, 0, 2]), np.flatnonzero(xs[:, 0, 1])
    right = messenger.right_answers(xs)[:, 0, 0]
    due = {int(t): float(right[t]) for t in asked}
    by_hand, learned = (
        Lane(name, "holds and says", **_run(each, xs), due=due, near=gates.LEARNED)
        for name, each in (("by hand", hand), ("learned", params))
    )
    return Frame(
        values=xs[:, 0, 0], lanes=(by_hand, learned),
        sums=_sums(params, hand), t=int(asked[-1]) if len(asked) else 0,
        marks={int(t): "store" for t in stored} | {int(t): "ask" for t in asked},
        title=_title(k * every, learned.h, right, asked),
    )  # fmt: skip


def _run(params, xs):
    """Return (T,) arrays of i, f, o, c and h."""
    hs, _, tape = sequence.forward(lstm, params, xs)
    found = {k: np.array([getattr(trace, k)[0, 0] for trace in tape.traces]) for k in "ifoc"}
    return found | {"h": hs[:, 0, 0]}


def _sums(params, hand):
    """Write the four sums, learned and set by hand."""
    pairs = zip("igfo", gates.numbers_of(params), gates.numbers_of(hand), strict=True)
    return tuple(
        (f"a_{gate} = {_sum(ours, 1)}", f"by hand: {_sum(theirs, 0)}")
        for gate, ours, theirs in pairs
    )


def _sum(numbers, digits):
    """Write a sum such as 6.6 s - 1.5 q - 4.2, without what is small."""
    named = [*zip(numbers[:4], SIGNALS, strict=True), (numbers[4], "")]
    parts = [(x, name) for x, name in named if abs(x) >= SMALLEST]
    if not parts:
        return "0"
    told = ""
    for x, name in parts:
        sign = ("-" if x < 0 else "") if not told else (" - " if x < 0 else " + ")
        told += f"{sign}{fixed(abs(x), digits)} {name}".rstrip()
    return told


def _title(updates, h, right, asked):
    """Say how the answers stand."""
    told = f"After {updates:,} updates"
    if not len(asked):
        return f"{told} nobody asks, and |h| is at most {fixed(abs(h).max())}"
    if len(asked) > 2:
        good = sum(abs(h[t] - right[t]) <= gates.LEARNED for t in asked)
        return f"{told} {good} of {len(asked)} answers are right"
    said = " and ".join(fixed(h[t]) for t in asked)
    return f"{told} it says {said}; right is {' and '.join(fixed(right[t]) for t in asked)}"


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    return f"{frame.title}. {'; '.join(f'{a} ({b})' for a, b in frame.sums)}"


EXPLORERS = (it_finds_the_gates,)
