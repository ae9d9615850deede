"""Does the answer equal a wrong implementation that has a name?"""

from __future__ import annotations

import inspect
import re
from functools import cache

from lstm_lab.guest.finding import finding
from lstm_lab.guest.values import agree


def named_mistake(trial):
    """Return the Finding of the first Mistake whose numbers the learner's function gives, or None.

    One that gives all of its numbers goes before one that gives those that it changes: there the
    other results are wrong for other reasons.
    """
    for shows in (_is, _shows):
        for k, (mistake, outcomes) in enumerate(trial.exercise.fingerprints):
            if shows(trial, k, outcomes) and _source_fits(trial.original, mistake.source):
                return finding(mistake.id, "fingerprint", mistake.note)
    return None


def _is(trial, k, outcomes):
    """True if the learner's outcomes equal the mistake's in every result of every case."""
    rows = zip(trial.outcomes, outcomes, strict=True)
    return all(_alike(trial, got, wrong, range(len(wrong.leaves or ()))) for got, wrong in rows)


def _shows(trial, k, outcomes):
    """True if the learner's outcomes equal the mistake's wherever it differs from the reference."""
    for kinds in (("ordinary", "special"), ("ordinary", "special", "extreme")):
        telling = _telling(trial.exercise, k, kinds)
        if telling:
            rows = zip(trial.exercise.cases, trial.outcomes, outcomes, strict=True)
            return all(
                _alike(trial, got, wrong, telling)
                for case, got, wrong in rows
                if case.kind in kinds
            )
    return False


@cache
def _telling(exercise, k, kinds):
    """Return the numbers of the results that the k-th mistake changes, in a case of these kinds."""
    found = set()
    outcomes = exercise.fingerprints[k][1]
    for case, wrong, want in zip(exercise.cases, outcomes, exercise.expected, strict=True):
        if case.kind not in kinds or wrong.leaves is None:
            continue
        if len(wrong.leaves) != len(want.leaves):
            return set(range(len(wrong.leaves)))
        pairs = enumerate(zip(wrong.leaves, want.leaves, strict=True))
        found |= {n for n, (a, b) in pairs if not agree((a,), (b,), exercise.tolerance)}
    return found


def _alike(trial, got, wrong, telling):
    """True if both fail, or both give the same numbers in the telling results."""
    if got.leaves is None or wrong.leaves is None:
        return got.leaves is None and wrong.leaves is None
    if len(got.leaves) != len(wrong.leaves):
        return False
    here = [k for k in telling if k < len(got.leaves)]  # a list of T parts may be shorter here
    return all(trial.agree((got.leaves[k],), (wrong.leaves[k],)) for k in here)


def _source_fits(function, pattern):
    """True if no pattern is asked for, or the function's source matches it."""
    if pattern is None:
        return True
    try:
        return re.search(pattern, inspect.getsource(function)) is not None
    except (OSError, TypeError):
        return False
