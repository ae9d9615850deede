"""Lesson 08: how the valves stand for a wish."""

from __future__ import annotations

import numpy as np

from lstm_lab.cells import lstm
from lstm_lab.data.wishes import SETTINGS
from lstm_lab.data.wishes import gate_settings as _settings
from lstm_lab.guest.call import RejectedError
from lstm_lab.guest.finding import add, finding
from lstm_lab.judge.exercise import Exercise, Mistake
from lstm_lab.judge.relations import probe
from lstm_lab.lessons.l08_the_cell_at_a_glance.mistakes import MISTAKES

add(MISTAKES)

_WISHES = tuple(SETTINGS)
_OLD, _NEW = np.array([[0.9, -0.4, 1.7]]), np.array([[-0.6, 0.8, 0.3]])
_SAME = 0.01  # valves of 0.9975 and 0.0025 still count as open and shut


def _effect(i, f, o):
    """Return the cell state and the hidden state that these valves make of an old and a new."""
    c = lstm.cell_state(_OLD, f, i, _NEW)
    return c, lstm.hidden_state(o, c)


def _acts_as(settings, wanted):
    return all(
        np.abs(a - b).max() < _SAME
        for a, b in zip(_effect(*settings), _effect(*wanted), strict=True)
    )


def _judged(function):
    """Let a valve that does not matter stand as it likes."""

    def judged(wish):
        found, wanted = function(wish), _settings(wish)
        if not _three_numbers(found):
            return found
        outside = [(k, v) for k, v in zip("ifo", found, strict=True) if not 0 <= v <= 1]
        if outside:
            name, got = outside[0]
            raise RejectedError(finding("valve-out-of-range", wish=wish, name=name, got=f"{got:g}"))
        return wanted if _acts_as(found, wanted) else found

    return judged


def _three_numbers(value):
    return type(value) in (tuple, list) and len(value) == 3 and all(map(_a_number, value))


def _a_number(value):
    plain = isinstance(value, bool | int | float | np.number | np.bool_)
    return plain or (
        isinstance(value, np.ndarray) and value.shape == () and value.dtype.kind in "biuf"
    )


def _what_happens(trial):
    """Say what the valves do for the first wish that is not fulfilled, and name it if known."""
    for case, outcome, _, right in trial.cases("ordinary", "special"):
        if right or not _three_numbers(outcome.value):
            continue
        wish = case.draw()["wish"]
        i, f, o = (float(valve) for valve in outcome.value)
        said = (
            f"For the wish {wish!r} the valves are i = {i:g}, f = {f:g}, o = {o:g}. Then "
            f"c = {f:g} * old + {i:g} * new, and {o:g} of it is shown."
        )
        if (wish, i, f) in _KNOWN:
            return finding(_KNOWN[wish, i, f], "probe", said)
        return probe(said, f"Is the old still there? Has the new come in? Is that {wish!r}?")
    return None


_KNOWN = {
    ("hide", 0.0, 0.0): "hidden-not-kept",
    ("clear", 0.0, 1.0): "cleared-not-emptied",
    ("overwrite", 1.0, 1.0): "old-not-dropped",
}


def _of(change):
    """Return a wrong function that makes other valves of the right ones."""
    return _judged(lambda wish: change(*_settings(wish)))


def _always(settings):
    return _judged(lambda wish: settings)


_COMBINATIONS = [(float(i), float(f), float(o)) for i in (0, 1) for f in (0, 1) for o in (0, 1)]

gate_settings = Exercise(
    name="gate_settings",
    question="For each wish: how much of the old is kept, how much of the new comes in, is it "
    "shown?",
    reference=_settings,
    draw=lambda rng, s: {"wish": ("overwrite", "clear", "hide")[s.T % 3]},
    outputs=("i", "f", "o"),
    more=tuple(
        (f"the wish is {wish!r}", lambda rng, s, wish=wish: {"wish": wish}) for wish in _WISHES
    ),
    judge=_judged,
    shows_numbers=False,
    probes=(_what_happens,),
    mistakes=(
        Mistake("forget-inverted", _of(lambda i, f, o: (i, 1 - f, o))),
        Mistake("gates-swapped", _of(lambda i, f, o: (f, i, o)), "The order is i, f, o."),
        Mistake("gates-swapped", _of(lambda i, f, o: (i, o, f)), "The order is i, f, o."),
        Mistake("gates-swapped", _of(lambda i, f, o: (o, f, i)), "The order is i, f, o."),
        *(Mistake("wish-ignored", _always(settings)) for settings in _COMBINATIONS),
    ),
)

EXERCISES = (gate_settings,)
