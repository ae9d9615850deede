"""Lessons 08, 11 and 12: how the valves stand, the cell state (L4), the hidden state (L6)."""

from __future__ import annotations

import numpy as np

from lstm_lab.cells import lstm
from lstm_lab.cells.activations import sigmoid, tanh
from lstm_lab.checks.call import RejectedError
from lstm_lab.checks.catalogue import finding
from lstm_lab.checks.exercise import Exercise, Mistake
from lstm_lab.checks.relations import probe
from lstm_lab.data.wishes import SETTINGS
from lstm_lab.data.wishes import gate_settings as _settings

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
    kinds = (bool, int, float, np.number)
    return type(value) is tuple and len(value) == 3 and all(isinstance(v, kinds) for v in value)


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
    reference=_settings,
    draw=lambda rng, s: {"wish": ("overwrite", "clear", "hide")[s.T % 3]},
    outputs=("i", "f", "o"),
    more=tuple(
        (f"the wish is {wish!r}", lambda rng, s, wish=wish: {"wish": wish}) for wish in _WISHES
    ),
    judge=_judged,
    probes=(_what_happens,),
    mistakes=(
        Mistake("forget-inverted", _of(lambda i, f, o: (i, 1 - f, o))),
        Mistake("gates-swapped", _of(lambda i, f, o: (f, i, o)), "The order is i, f, o."),
        Mistake("gates-swapped", _of(lambda i, f, o: (i, o, f)), "The order is i, f, o."),
        Mistake("gates-swapped", _of(lambda i, f, o: (o, f, i)), "The order is i, f, o."),
        *(Mistake("wish-ignored", _always(settings)) for settings in _COMBINATIONS),
    ),
)


def _draw_cell(rng, s):
    shape = (s.N, s.H)
    return {
        "c_prev": 2 * rng.standard_normal(shape),
        "f": rng.uniform(0.05, 0.95, shape),
        "i": rng.uniform(0.05, 0.95, shape),
        "g": rng.uniform(-1, 1, shape),
    }


def _very_full(arguments):
    arguments["c_prev" if "c_prev" in arguments else "c"] *= 1000


cell_state = Exercise(
    name="cell_state",
    reference=lstm.cell_state,
    draw=_draw_cell,
    letters="NDH",
    outputs=("The cell state c",),
    extremes=(("the old cell state is very large", _very_full),),
    mistakes=(
        Mistake("gates-swapped", lambda c, f, i, g: i * c + f * g),
        Mistake("forget-inverted", lambda c, f, i, g: (1 - f) * c + i * g),
        Mistake("no-input-gate", lambda c, f, i, g: f * c + g),
        Mistake("no-forget-gate", lambda c, f, i, g: c + i * g),
        Mistake("poured-before-drained", lambda c, f, i, g: f * (c + i * g)),
        Mistake("poured-before-drained", lambda c, f, i, g: f * (c + g)),
        Mistake("c-squashed", lambda c, f, i, g: tanh(f * c + i * g)),
        Mistake("c-squashed", lambda c, f, i, g: f * tanh(c) + i * g),
        Mistake("squashed-twice", lambda c, f, i, g: f * c + i * tanh(g)),
        Mistake("coupled-gates", lambda c, f, i, g: f * c + (1 - f) * g),
        Mistake("coupled-gates", lambda c, f, i, g: (1 - i) * c + i * g),
        Mistake("recurrence-missing", lambda c, f, i, g: i * g),
        Mistake("input-missing", lambda c, f, i, g: f * c, "The term with i and g is not there."),
        Mistake("added-not-multiplied", lambda c, f, i, g: f * c + i + g),
        Mistake("added-not-multiplied", lambda c, f, i, g: f + c + i * g),
        Mistake("added-not-multiplied", lambda c, f, i, g: f + c + i + g),
        Mistake("multiplied-not-added", lambda c, f, i, g: f * c * i * g),
        Mistake("matrix-product", lambda c, f, i, g: f @ c + i @ g),
        Mistake("matrix-product", lambda c, f, i, g: f @ c + i * g),
        Mistake("matrix-product", lambda c, f, i, g: f * c + i @ g),
    ),
)


def _draw_shown(rng, s):
    return {
        "o": rng.uniform(0.05, 0.95, (s.N, s.H)),
        "c": 2 * rng.standard_normal((s.N, s.H)),
    }


def _right_gate(trial):
    """Notice that o is used rightly: twice the gate gives twice the result."""
    cases = [pair.case for pair in trial.pairs]
    twice = trial.under(lambda arguments: arguments | {"o": 2 * arguments["o"]}, cases)
    pairs = zip(twice or (), trial.pairs, strict=False)
    if not twice or not all(trial.agree((a.got,), (2 * b.got,)) for a, b in pairs):
        return None
    return probe(
        "The output gate is a factor, as it should be; what is made of c is not right.",
        "Take o = 1: which numbers between -1 and 1 should c = -3, 0 and 3 give?",
    )


hidden_state = Exercise(
    name="hidden_state",
    reference=lstm.hidden_state,
    draw=_draw_shown,
    letters="NDH",
    outputs=("The hidden state h",),
    probes=(_right_gate,),
    extremes=(("the cell state is very large", _very_full),),
    mistakes=(
        Mistake("h-without-tanh", lambda o, c: o * c),
        Mistake("output-gate-missing", lambda o, c: tanh(c)),
        Mistake("gate-inverted", lambda o, c: (1 - o) * tanh(c)),
        Mistake("tanh-sigmoid", lambda o, c: o * sigmoid(c)),
        Mistake("parentheses", lambda o, c: tanh(o * c), "Which one is squashed, c or o*c?"),
        Mistake("parentheses", lambda o, c: tanh(o) * c, "Which of the two is squashed?"),
        Mistake("squashed-twice", lambda o, c: tanh(o) * tanh(c)),
        Mistake("squashed-twice", lambda o, c: sigmoid(o) * tanh(c)),
        Mistake("squashed-twice", lambda o, c: o * tanh(tanh(c))),
        Mistake("added-not-multiplied", lambda o, c: o + tanh(c)),
        Mistake("matrix-product", lambda o, c: o @ tanh(c)),
    ),
)
