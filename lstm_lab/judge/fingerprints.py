"""Does the answer equal a wrong implementation that has a name?"""

from __future__ import annotations

import inspect
import re
from functools import cache

from lstm_lab.guest.finding import TEXTS
from lstm_lab.guest.keep import UnusableError, collect
from lstm_lab.guest.values import agree

EVERY = ("ordinary", "special", "extreme")


def named_mistake(trial):
    """Return the Finding of a Mistake whose numbers the learner's function gives, or None.

    First one that gives all results of all cases; then one that gives all results of all but the
    hard cases; last one that gives, in at least two cases, every result that it changes, where
    those that it leaves alone are wrong for other reasons: then only its own results are spoken of.
    """
    for claim in (_everything, _all_but_hard_numbers, _its_own_results):
        for k, (mistake, outcomes) in enumerate(trial.exercise.fingerprints):
            said = _source_fits(trial.original, mistake.source) and claim(trial, k, outcomes)
            if said:
                return _told(trial, mistake, said)
    return None


def _told(trial, mistake, said):
    """Return the Finding; `said` is "exactly", or the results that the mistake speaks of."""
    found = trial.exercise.finding(mistake)
    if said == "exactly":
        return found._replace(
            message=found.message.replace("It looks as if", "It is exactly as if")
        )
    return found if said == "nearly" else found._replace(message=f"In {said}: {found.message}")


def _everything(trial, k, outcomes):
    """Say "exactly" if the learner's outcomes equal the mistake's in every result and case."""
    return _alike_in(trial, outcomes, EVERY) and "exactly"


def _all_but_hard_numbers(trial, k, outcomes):
    return bool(_telling(trial.exercise, k, EVERY[:2])) and (
        _alike_in(trial, outcomes, EVERY[:2]) and "nearly"
    )


def _its_own_results(trial, k, outcomes):
    """Name the results that the mistake changes, if the learner's equal them and others differ."""
    names, telling = trial.exercise.names, _telling(trial.exercise, k, EVERY[:2])
    mistake = trial.exercise.mistakes[k]
    if not telling or len(names) < 2 or not trial.fits:
        return None
    if TEXTS[mistake.text or mistake.id].whole:
        return None
    rows = _rows(trial, outcomes, EVERY[:2])
    if not all(_alike(trial, got, wrong, telling) for got, wrong in rows):
        return None
    last = len(names) - 1  # a list of arrays has one name
    told = {names[min(n, last)].replace("The ", "the "): None for n in sorted(telling)}
    others = [name for name in names if name not in told]
    if others and len(others) < len(told):
        return f"all but {', '.join(others)}"
    return ", ".join(told)


def _alike_in(trial, outcomes, kinds):
    rows = _rows(trial, outcomes, kinds)
    return any(wrong.leaves for _, wrong in rows) and all(
        _alike(trial, got, wrong, range(len(wrong.leaves or ()))) for got, wrong in rows
    )


def _rows(trial, outcomes, kinds):
    rows = zip(trial.exercise.cases, trial.outcomes, outcomes, strict=True)
    return [(got, wrong) for case, got, wrong in rows if case.kind in kinds]


@cache
def _telling(exercise, k, kinds):
    """Return the numbers of the results that the k-th mistake changes, in a case of these kinds."""
    found = set()
    outcomes = exercise.fingerprints[k][1]
    for case, wrong, want in zip(exercise.cases, outcomes, exercise.expected, strict=True):
        if case.kind not in kinds or wrong.leaves is None:
            continue
        if len(wrong.leaves) != len(want.leaves):
            return frozenset(range(len(wrong.leaves)))
        pairs = enumerate(zip(wrong.leaves, want.leaves, strict=True))
        found |= {n for n, (a, b) in pairs if not agree((a,), (b,), exercise.tolerance)}
    return frozenset(found)


def _alike(trial, got, wrong, telling):
    """True if both fail, or both give the same numbers in the telling results."""
    if got.leaves is None or wrong.leaves is None:
        return got.leaves is None and wrong.leaves is None
    if len(got.leaves) != len(wrong.leaves):
        return False
    here = [k for k in telling if k < len(got.leaves)]  # a list of T parts may be shorter here
    return all(trial.agree((got.leaves[k],), (wrong.leaves[k],)) for k in here)


def _source_fits(function, pattern):
    """True if no pattern is asked for, or the function's source, or a helper's, matches it."""
    if pattern is None:
        return True
    try:
        return re.search(pattern, _source(function)) is not None
    except (OSError, TypeError):
        return False


def _source(function):
    """Return the source of a function with that of its helpers, or else its own."""
    try:
        return collect(function, function.__name__).source
    except (UnusableError, AttributeError):
        return inspect.getsource(function)
