"""Does the answer equal a wrong implementation that has a name?"""

from __future__ import annotations

import inspect
import re

from lstm_lab.checks.catalogue import finding


def named_mistake(trial):
    """Return the Finding of the first Mistake whose numbers the learner's function gives, or None.

    A mistake shows in the results that it changes; the others may be wrong for other reasons.
    """
    for mistake, outcomes in trial.exercise.fingerprints:
        if _shows(trial, outcomes) and _source_fits(trial.original, mistake.source):
            return finding(mistake.id, "fingerprint", mistake.note)
    return None


def _shows(trial, outcomes):
    """True if the learner's outcomes equal the mistake's wherever it differs from the reference."""
    rows = list(
        zip(trial.exercise.cases, trial.outcomes, outcomes, trial.exercise.expected, strict=True)
    )
    ordinary = [row[1:] for row in rows if row[0].kind != "extreme"]
    rows = ordinary if _telling(trial, ordinary) else [row[1:] for row in rows]
    telling = _telling(trial, rows)
    return bool(telling) and all(_alike(trial, got, wrong, telling) for got, wrong, _ in rows)


def _telling(trial, rows):
    """Return the numbers of the results that the mistake changes, in any case."""
    found = set()
    for _, wrong, want in rows:
        if wrong.leaves is None:
            continue
        if len(wrong.leaves) != len(want.leaves):
            return set(range(len(wrong.leaves)))
        pairs = enumerate(zip(wrong.leaves, want.leaves, strict=True))
        found |= {k for k, (a, b) in pairs if not trial.agree((a,), (b,))}
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
