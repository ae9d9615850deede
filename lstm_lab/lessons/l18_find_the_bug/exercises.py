"""Lesson 18: a pass in parts with one that is broken, judged by checks of every part."""

from __future__ import annotations

import inspect
from copy import deepcopy

import numpy as np

from lstm_lab.cells import lstm
from lstm_lab.detective.links import LINKS, failing
from lstm_lab.detective.parts import Parts, gradients
from lstm_lab.detective.suspects import CASES
from lstm_lab.guest.call import RejectedError
from lstm_lab.guest.errors import explain
from lstm_lab.guest.finding import add, finding
from lstm_lab.guest.form import Context
from lstm_lab.guest.values import differences
from lstm_lab.judge.exercise import JudgedExercise
from lstm_lab.lessons.l18_find_the_bug.mistakes import MISTAKES
from lstm_lab.wording import listed

add(MISTAKES)

NEAR = 1e-9


def _judge(case):
    """Return the judge of a repair: every part is checked, then a pass over four steps."""

    def judge(function):
        def judged(parts):
            _inspect(function(parts), parts, CASES[case].link)
            return 1.0

        return judged

    return judge


def _inspect(repaired, broken, guilty):
    """Raise RejectedError unless every part of the repaired pass is right."""
    if repaired is None:
        raise RejectedError(finding("returned-nothing"))
    if not isinstance(repaired, Parts) or not all(map(callable, repaired)):
        _reject("parts-missing", got=_kind(repaired))
    wrong = failing(repaired)
    changed = [name for name in Parts._fields if getattr(repaired, name) != getattr(broken, name)]
    others = [label for label in wrong if LINKS[label].part != LINKS[guilty].part]
    seen = [_watch(repaired, name) for name in changed]
    for name, (error, _) in zip(changed, seen, strict=True):
        if error is not None:
            raise RejectedError(explain(error, getattr(repaired, name), Context(who=name)))
    if guilty in wrong:
        _still_broken(changed, LINKS[guilty].part, wrong)
    if wrong:
        _reject("another-part-broken", name=(others or wrong)[0])
    for name, (_, touched) in zip(changed, seen, strict=True):
        if touched:
            _reject("caller-changed", names=f"{listed(touched)} (in {name})")
    if not _agrees(repaired):
        _reject("not-repaired-yet")


def _watch(parts, name):
    """Try one part by its checks; return its first exception, and the arguments it changes."""
    original, errors, touched = getattr(parts, name), [], {}
    names = list(inspect.signature(getattr(Parts(), name)).parameters)

    def watched(*arguments):
        before = deepcopy(arguments)
        try:
            return original(*arguments)
        except Exception as error:
            errors.append(error)
            raise
        finally:
            pairs = (dict(zip(names, some, strict=False)) for some in (before, arguments))
            touched.update(dict.fromkeys(differences(*pairs)))

    for link in LINKS.values():
        if link.part == name:
            link.error(parts._replace(**{name: watched}))
    return (errors or [None])[0], list(touched)


def _kind(value):
    if isinstance(value, Parts):
        return "parts that cannot be called"
    return f"a value of the type {type(value).__name__}"


def _still_broken(changed, guilty, wrong):
    """Say whether nothing, another part, or the right part was replaced."""
    where = ", ".join(_rows(guilty))
    if not changed:
        _reject("nothing-repaired", where=where)
    if guilty not in changed:
        _reject("wrong-part", name=changed[0], where=where)
    _reject("not-repaired-yet", text="memory-not-repaired" if guilty == "step" else "")


def _rows(guilty):
    """Return what a reader sees wrong at T = 1 when this part is broken."""
    return {
        "forget_gate_error": ("W_f", "U_f", "b_f", "x", "h_0"),
        "previous_hidden_error": ("h_0",),
        "step": ("W_i", "W_g", "W_f", "W_o"),
    }[guilty]


def _agrees(parts):
    """Compare a whole pass with the course's, on sizes that the part checks do not use."""
    for seed, (T, N, D, H) in enumerate(((4, 2, 3, 5), (1, 4, 2, 3), (6, 1, 5, 2))):
        rng = np.random.default_rng(seed)
        params = lstm.init(D, H, rng=rng)
        xs, dhs = rng.standard_normal((T, N, D)), rng.standard_normal((T, N, H))
        state = tuple(rng.uniform(-1, 1, (2, N, H)))
        got, want = (gradients(p, params, xs, state, dhs) for p in (parts, Parts()))
        pairs = zip((got.dxs, *got.dstate, *got.total), (want.dxs, *want.dstate, *want.total),
                    strict=True)  # fmt: skip
        if not all(a.shape == b.shape and np.allclose(a, b, 0, NEAR) for a, b in pairs):
            return False
    return True


def _reject(mistake, **details):
    raise RejectedError(finding(mistake, "probe", **details))


def _course(part):
    """Return the course's repair of a part."""
    return lambda parts: parts._replace(**{part: getattr(Parts(), part)})


repair_1, repair_2, repair_3 = (
    JudgedExercise(
        name=f"repair_{number}",
        question="Which rows of the map are wrong at T = 1? Which part do they have in common?",
        reference=_course(LINKS[case.link].part),
        draw=lambda rng, s, case=case: {"parts": case.parts},
        outputs=("The parts",),
        judge=_judge(number - 1),
    )
    for number, case in enumerate(CASES, start=1)
)

EXERCISES = (repair_1, repair_2, repair_3)
