"""Where are the numbers wrong: at which sizes, time steps, examples, columns?"""

from __future__ import annotations

import numpy as np

from lstm_lab.guest.values import close
from lstm_lab.judge.cases import SPECIAL, enlarge
from lstm_lab.judge.evidence import smallest
from lstm_lab.judge.relations import probe, sign

_AXES = {
    "T": "time step",
    "N": "example",
    "D": "input",
    "H": "hidden unit",
    "K": "class",
}


def only_zeros(trial):
    """Notice results that are zero throughout, where the right ones are not."""
    if all(not p.got.any() and p.want.any() for p in trial.pairs):
        return probe(
            "Only zeros come out.",
            "Is the array that you return ever written into? Print it before the last line.",
            "What does it begin with? A sum may begin with 0; a product that does stays 0.",
        )
    return None


def ends_early(trial):
    """Notice results whose last rows along one axis were never written: zeros after right ones."""
    for axis, letter in enumerate(_letters(trial)):
        if all(_zero_at_the_end(pair, axis, trial.exercise.tolerance) for pair in trial.pairs):
            return probe(
                f"The last {_AXES[letter]} holds zeros; what stands before it is right.",
                "At which index does your loop end?",
            )
    return None


def first_only(trial):
    """Notice results of which one step was written: the first is right, zeros follow."""
    axes = [axis for axis, letter in enumerate(_letters(trial)) if letter == "T"]
    if axes and all(
        _zero_after_the_first(p, axes[0], trial.exercise.tolerance) for p in trial.pairs
    ):
        return probe(
            "The first time step is right; those after it hold zeros.",
            "How often does your loop turn? Look at what ends it, and how far in that line stands.",
        )
    return None


def _zero_after_the_first(pair, axis, tolerance):
    got, want = (np.moveaxis(array, axis, 0) for array in pair[:2])
    return close(got[:1], want[:1], tolerance).all() and not got[1:].any() and bool(want[1:].any())


def _zero_at_the_end(pair, axis, tolerance):
    got, want = (np.moveaxis(array, axis, 0) for array in pair[:2])
    if len(got) < 2:
        return False
    right = close(got[:-1], want[:-1], tolerance).all()
    return right and not got[-1].any() and bool(want[-1].any())


def _letters(trial):
    """Return the letters of the wrong result's axes, if they are certain."""
    letters = trial.context(trial.pairs[0].case).letters(trial.pairs[0].want.shape)
    return letters.strip("()").replace(",", "").split()


def only_special(trial):
    """Say when a function that is right in all ordinary cases is wrong."""
    titles = [case.title for case, *_, right in trial.cases("special", "extreme") if not right]
    return probe(
        f"Right in ordinary cases, wrong when {titles[0]}.",
        "Build the smallest arrays of that kind, and print each line's result.",
    )


def only_at(trial):
    """Notice a function that is wrong in ordinary cases and right at particular sizes.

    What is said of a size must hold on draws of its own, and for the example that is shown.
    """
    rows = trial.cases("special")
    found = smallest(trial)
    titles = [
        case.title
        for case, *_, right in rows
        if right and not (found and _describes(case, found[1])) and _stays_right(trial, case)
    ]
    if not titles or len(titles) == len(rows):
        return None
    return probe(
        f"Right when {' and when '.join(titles)}: what is different there?",
        "Write down which axis has length 1, or which two have the same length.",
    )


def _describes(special, case):
    """True if a special case's title, such as "D = H", is true of another case's sizes."""
    if special.title not in SPECIAL:
        return False
    names = special.title.replace("1", "").split(" = ")
    sizes = {getattr(case.sizes, name) for name in names if name}
    return len(sizes) == 1 and ("1" not in special.title or sizes == {1})


def _stays_right(trial, special):
    """True if other draws of a special case are right too, to 1e-10, also of large numbers."""
    if special.title not in SPECIAL:
        return True
    draws = [
        special._replace(
            draw=lambda seed=seed: trial.exercise.draw(np.random.default_rng(seed), special.sizes)
        )
        for seed in range(40, 44)
    ]
    return all(trial.right_under(change, draws) for change in (lambda arguments: None, enlarge))


def along_axes(trial):
    """Notice numbers that are wrong at the first or the last place of an axis only, or but there.

    The pattern must be the same in every ordinary case.
    """
    for axis, letter in enumerate(_letters(trial)):
        patterns = {_pattern(p, axis, trial.exercise.tolerance) for p in trial.pairs}
        if len(patterns) == 1 and None not in patterns:
            return probe(patterns.pop().format(_AXES[letter]) + ".")
    return None


def _pattern(pair, axis, tolerance):
    """Say where along an axis the numbers are wrong, in words, or None if nothing stands out."""
    wrong = ~close(pair.got, pair.want, tolerance)
    along = wrong.any(axis=tuple(k for k in range(wrong.ndim) if k != axis))
    if along.size < 2 or along.all():
        return None
    edges = {
        "Wrong at the first {} only": np.arange(along.size) == 0,
        "Wrong at the last {} only": np.arange(along.size) == along.size - 1,
        "Right at the first {}, wrong after it": np.arange(along.size) > 0,
        "Right at the last {}, wrong before it": np.arange(along.size) < along.size - 1,
    }
    return next((said for said, where in edges.items() if (along == where).all()), None)


def by_mask(trial):
    """Notice numbers that are wrong exactly where the mask is 0, or within where it is 1."""
    inside = outside = True
    for got, want, case in trial.pairs:
        mask = case.draw().get("mask")
        if (
            not isinstance(mask, np.ndarray)
            or want.shape[: mask.ndim] != mask.shape
            or not want.ndim
        ):
            return None
        wrong = ~close(got, want, trial.exercise.tolerance)
        wrong = wrong.reshape(*mask.shape, -1).any(axis=-1)
        inside &= not wrong[mask == 0].any()
        outside &= not wrong[mask == 1].any()
    if outside:
        return probe("Right at the steps that count, wrong where the mask is 0.")
    return probe("Right where the mask is 0, wrong at the steps that count.") if inside else None


FIRST = (first_only, ends_early, sign)
OF_ONE_RESULT = (by_mask, along_axes)
ALL = (*OF_ONE_RESULT, only_at)
