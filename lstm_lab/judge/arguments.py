"""What do wrong numbers say about the arguments: which one is ignored, or used in another way?"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from lstm_lab.cells.activations import sigmoid
from lstm_lab.guest.call import call
from lstm_lab.guest.values import named_arrays
from lstm_lab.judge.cases import changed, enlarge
from lstm_lab.judge.relations import probe
from lstm_lab.wording import listed

MOST = 7  # arguments, beyond which pairs of them are not tried

_CHANGES = {
    "came with the other sign": lambda a: -a,
    "was left out": lambda a: 0 * a,
    "was replaced by ones": lambda a: 0 * a + 1,
    "counted twice": lambda a: 2 * a,
    "counted half": lambda a: a / 2,
    "was turned into 1 minus itself": lambda a: 1 - a,
    "was squared": lambda a: a**2,
    "went through tanh once more": np.tanh,
    "went through the sigmoid once more": sigmoid,
    "was transposed": lambda a: a.T if a.ndim == 2 and a.shape[0] == a.shape[1] else a,
    "was turned round along its first axis": lambda a: a[::-1],
    "was turned round along its last axis": lambda a: a[..., ::-1],
    "was moved by one along its first axis": lambda a: np.roll(a, 1, 0),
    "was moved back by one along its first axis": lambda a: np.roll(a, -1, 0),
    "was summed over its first axis": lambda a: a.sum(axis=0) + 0 * a,
    "held its first entry everywhere": lambda a: a[:1] + 0 * a,
    "held its last entry everywhere": lambda a: a[-1:] + 0 * a,
}


def _set(name, change):
    """Return a change of a dict of arguments: the array `name`, in place."""

    def alter(arguments):
        array = named_arrays(arguments)[name]
        array[...] = change(array).copy()

    return alter


def _names(trial):
    return list(named_arrays(trial.exercise.cases[0].draw()))


def _ordinary(trial):
    return [p.case for p in trial.pairs]


def _moved(name, way):
    """Return a change of the argument `name`: the way-th of three that have nothing in common."""

    def alter(arguments):
        value = arguments.get(name)
        if isinstance(value, float):
            arguments[name] = (0.5 * value + 0.25, value + 1.0, 2.5 * value)[way]
        elif isinstance(value, np.ndarray) and value.dtype.kind in "iu":
            value[...] = (np.roll(value, 1), value.max() - value, 0 * value)[way].copy()
        else:
            array = named_arrays(arguments)[name]
            others = 0.5 * array + 0.25, 0.3 - 0.8 * array, 1.5 * np.flip(array) + 0.1
            array[...] = others[way].copy()

    return alter


def _all_names(trial):
    """Return the names of all arguments that are arrays or numbers."""
    arguments = trial.exercise.cases[0].draw()
    others = [
        name
        for name, value in arguments.items()
        if isinstance(value, float) or (isinstance(value, np.ndarray) and value.dtype.kind in "iu")
    ]
    return [*named_arrays(arguments), *others]


def ignored(trial):
    """Notice an argument that changes the reference's result and not the learner's."""
    if trial.exercise.judge:
        return None
    found = [
        name
        for name in _all_names(trial)
        if all(_stays(trial, _moved(name, way), case=way % 2) for way in range(3))
        and all(_never_moves(trial, _moved(name, 0), row) for row in trial.cases("special"))
    ]
    if not found:
        return None
    return probe(
        f"The result stays the same whatever {listed(found, 'or')} holds: it does not seem to be "
        "used.",
        "Count the terms of the equation, and those of your line.",
    )


def _stays(trial, change, case):
    """True if a change of the arguments moves the reference's result and not the learner's."""
    pairs, old = trial.under(change, [trial.pairs[case].case]), trial.pairs[case]
    return bool(pairs) and (
        trial.agree((pairs[0].got,), (old.got,)) and not trial.agree((pairs[0].want,), (old.want,))
    )


def _never_moves(trial, change, row):
    """True if a change of the arguments leaves the learner's result of a special case alone."""
    case, outcome, *_ = row
    return trial.agree(call(trial.function, changed(case, change)).leaves, outcome.leaves)


def as_if(trial):
    """Notice a result that the reference gives when one argument is changed in a known way."""
    names = _names(trial)
    # A long answer is made of steps that have exercises of their own.
    if len(names) > MOST or len(trial.exercise.names) > 1:
        return None
    for name in names:
        for said, change in _CHANGES.items():
            if _gives(trial, _set(name, change)):
                return probe(f"It looks as if {name} {said}.", f"Look at {name} in your line.")
    for one, other in combinations(names, 2):
        if _same_shape(trial, one, other) and _gives(trial, _exchange(one, other)):
            return probe(
                f"It looks as if {one} and {other} had changed places.",
                f"Say in words what {one} and {other} are, and read your line again.",
            )
    for one in names:
        for other in names:
            if (
                one != other
                and _same_shape(trial, one, other)
                and _gives(trial, _instead(one, other))
            ):
                return probe(f"It looks as if {other} stands where {one} belongs.")
    return None


def _gives(trial, change):
    """True if the reference with changed arguments gives the learner's numbers, everywhere."""
    for pair in trial.pairs:
        try:
            want = call(trial.exercise.reference, changed(pair.case, change)).leaves
        except ValueError:  # the change does not fit this argument
            return False
        if want is None or len(want) <= trial.wrong_output:
            return False
        if not trial.agree((pair.got,), (want[trial.wrong_output],)):
            return False
    return True


def _same_shape(trial, one, other):
    arrays = named_arrays(trial.exercise.cases[0].draw())
    return arrays[one].shape == arrays[other].shape


def _exchange(one, other):
    def alter(arguments):
        arrays = named_arrays(arguments)
        kept = arrays[one].copy()
        arrays[one][...] = arrays[other]
        arrays[other][...] = kept

    return alter


def _instead(one, other):
    def alter(arguments):
        arrays = named_arrays(arguments)
        arrays[one][...] = arrays[other]

    return alter


def zeros(trial):
    """Notice a function that is right when an argument, or two of them, are zero."""
    names = _names(trial)
    if trial.exercise.judge or len(names) < 2:
        return None
    found = [name for name in names if _right_at_zero(trial, name)]
    if found:
        return probe(
            f"Right when {listed(found, 'or')} is zero: look at what becomes of {listed(found)}.",
            _asked(found[0]),
        )
    for one, other in combinations(names, 2) if len(names) <= MOST else ():
        if _right_at_zero(trial, one, other):
            return probe(
                f"Right when {one} and {other} are both zero: what do your lines make of the two?"
            )
    return None


def _asked(name):
    """Ask of the product with weights which axis is summed, of anything else what becomes of it."""
    if name.split(".")[-1][0] in "WUV":
        return f"Write the shapes of the product with {name}, and which axis is summed."
    return f"What does the equation do with {name}, and what does your line do?"


def _right_at_zero(trial, *names):
    """True if the results agree, and say something, when the named arrays are zero."""

    def alter(arguments):
        arrays = named_arrays(arguments)
        for name in names:
            arrays[name][...] = 0

    pairs = trial.under(alter, _ordinary(trial))
    says = bool(pairs) and all(np.abs(p.want).max() > 1e-6 for p in pairs)

    def large(arguments):
        alter(arguments)
        enlarge(arguments)

    return says and all(trial.right_under(change, _ordinary(trial)) for change in (alter, large))


def settings(trial):
    """Notice a function that is right under one of the exercise's own settings."""
    for title, change, advice in trial.exercise.settings:
        if trial.right_under(change, _ordinary(trial)):
            return probe(f"Right when {title}: {advice}.")
    return None


def invariances(trial):
    """Notice a result that changes where the right one stays the same."""
    for title, change in trial.exercise.unchanged_when:
        pairs = trial.under(change, _ordinary(trial))
        if pairs and any(
            not trial.agree((new.got,), (old.got,))
            for new, old in zip(pairs, trial.pairs, strict=True)
        ):
            return probe(
                f"When {title}, the result must stay as it is; this one changes.",
                "Which part of your lines notices that change?",
            )
    return None


ALL = (ignored, as_if, zeros, invariances)
