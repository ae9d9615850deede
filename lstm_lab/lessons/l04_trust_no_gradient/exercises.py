"""Lesson 04: the tools that check a gradient."""

from __future__ import annotations

import numpy as np

from lstm_lab import gradcheck
from lstm_lab.guest.call import RejectedError
from lstm_lab.guest.finding import add, finding
from lstm_lab.judge.exercise import Exercise, Mistake
from lstm_lab.judge.relations import probe
from lstm_lab.lessons.l04_trust_no_gradient.mistakes import MISTAKES

add(MISTAKES)


def _problem(rng, array, eps=1e-5):
    """Return f, which reads every entry in its own way, with its array and a step."""
    a, b = rng.uniform(-1.5, 1.5, (2, *array.shape))

    def f():
        return float((a * np.tanh(array) + b * array**2).sum() + np.tanh((b * array).sum()))

    return {"f": f, "array": array, "eps": eps}


def _with_shape(letters, eps=1e-5):
    def draw(rng, s):
        return _problem(rng, rng.uniform(-1.2, 1.2, [getattr(s, k) for k in letters]), eps)

    return draw


def _view(rng, s):
    return _problem(rng, rng.uniform(-1.2, 1.2, (s.H, s.N)).T)


def _put_back(function):
    """Return the function with a look at the array afterwards."""

    def judged(f, array, eps):
        kept = array.copy()
        gradient = function(f, array, eps)
        if not np.array_equal(array, kept):
            near = np.allclose(array, kept, rtol=0, atol=eps / 1000)
            note = "Only rounding is left: + eps and - eps do not cancel exactly." if near else ""
            raise RejectedError(finding("gradcheck-not-restored", note=note))
        return gradient

    return judged


def _entrywise(difference):
    """Return a numeric gradient: `difference(at, eps)`, at(d) being f with one entry moved by d."""

    def gradient(f, array, eps):
        found = np.zeros(array.shape)
        for where in np.ndindex(array.shape):

            def at(distance, where=where):
                kept = array[where]
                array[where] = kept + distance
                value = f()
                array[where] = kept
                return value

            found[where] = difference(at, eps)
        return found

    return gradient


def _all_moved(f, array, eps):
    """Move every entry at once."""
    kept = array.copy()
    array += eps
    up = f()
    array[...] = kept - eps
    down = f()
    array[...] = kept
    return np.full(array.shape, (up - down) / (2 * eps))


def _central(at, eps):
    return (at(eps) - at(-eps)) / (2 * eps)


def _where_asked(trial):
    """Say at which points f was called: one entry moved by + eps, then by - eps, or others."""
    arguments = trial.exercise.cases[0].draw()
    f, array, eps = arguments.values()
    kept, moves = array.copy(), []

    def watched():
        moves.append((array - kept) / eps)
        return f()

    trial.original(watched, array, eps)
    if not moves:
        return probe("f is never called: nothing is measured.")
    if len(moves) == 2 * array.size and _one_up_one_down(moves, array.shape):
        return probe(
            "f is called at the right points; what is then done with its values is not right.",
            "Write the central difference on paper, and compare it with your line.",
        )
    return probe(
        "f is not called at the right points: each entry once at + eps, once at - eps, from its "
        "own value, and all others at rest.",
        "Print the array in front of each call of f.",
    )


def _one_up_one_down(moves, shape):
    """True if the moves, in units of eps, are + 1 and - 1 of every entry alone."""
    units = np.eye(int(np.prod(shape))).reshape(-1, *shape)
    wanted = np.concatenate([units, -units])
    return all(any(np.allclose(move, want, atol=1e-3) for move in moves) for want in wanted)


numeric_gradient = Exercise(
    name="numeric_gradient",
    question="Try f = array ** 2 of one number, 3.0: the gradient is 6. What comes out, and "
    "what is "
    "left in the array?",
    reference=gradcheck.numeric_gradient,
    draw=_with_shape("NH"),
    letters="NH",
    outputs=("The gradient",),
    judge=_put_back,
    probes=(_where_asked,),
    tolerance=1e-7,
    more=(
        ("array has shape (H,)", _with_shape("H")),
        ("array has shape (T, N, H)", _with_shape("TNH")),
        ("eps is 0.1", _with_shape("NH", eps=0.1)),
        ("array is a view, of which reshape and ravel make a copy", _view),
    ),
    mistakes=(
        Mistake("one-sided", _entrywise(lambda at, eps: (at(eps) - at(0)) / eps)),
        Mistake("one-sided", _entrywise(lambda at, eps: (at(0) - at(-eps)) / eps)),
        Mistake("moved-a-copy", lambda f, array, eps: 0 * array),
        Mistake("moved-together", _all_moved),
        Mistake("step-not-doubled", _entrywise(lambda at, eps: (at(eps) - at(-eps)) / eps)),
        Mistake("step-not-doubled", _entrywise(lambda at, eps: (at(eps) - at(0)) / (2 * eps))),
        Mistake("not-divided", _entrywise(lambda at, eps: at(eps) - at(-eps))),
        Mistake("not-divided", _entrywise(lambda at, eps: at(eps) - at(0))),
        Mistake("sign-lost", _entrywise(lambda at, eps: -_central(at, eps))),
        *(
            Mistake("gradcheck-eps", _entrywise(lambda at, _, own=own: _central(at, own)), note)
            for own in (1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8)
            for note in ("The argument eps is not used.",)
        ),
    ),
)


def _norm(a):
    return np.sqrt((a**2).sum())


def _draw_two(rng, *shape):
    a = rng.standard_normal(shape)
    return {"a": a, "b": a + 0.3 * rng.standard_normal(shape)}


def _both_zero(arguments):
    arguments["a"][...] = arguments["b"][...] = 0


def _one_zero(arguments):
    arguments["a"][...] = 0


def _nearly_equal(arguments):
    arguments["b"][...] = arguments["a"] * (1 + 1e-7)


def _tiny(arguments):
    for array in arguments.values():
        array *= 1e-7


def _first_entries_zero(arguments):
    arguments["a"][0] = arguments["b"][0] = 0


def _exchanged(arguments):
    return {"a": arguments["b"], "b": arguments["a"]}


def _both_times(factor):
    return lambda arguments: {name: factor * array for name, array in arguments.items()}


relative_error = Exercise(
    name="relative_error",
    question="Try a = [1.0], b = [1.1], and then a = [0.0], b = [0.0]: what should come out?",
    reference=gradcheck.relative_error,
    draw=lambda rng, s: _draw_two(rng, s.N, s.H),
    letters="NH",
    outputs=("The error",),
    more=(
        ("the arrays have shape (H,)", lambda rng, s: _draw_two(rng, s.H)),
        ("the arrays have shape (T, N, H)", lambda rng, s: _draw_two(rng, s.T, s.N, s.H)),
    ),
    extremes=(
        ("both arrays are zero", _both_zero),
        ("some entries are zero in both", _first_entries_zero),
        ("a is zero and b is not", _one_zero),
        ("a and b differ in the seventh digit", _nearly_equal),
        ("both arrays are of the size of 1e-7", _tiny),
    ),
    unchanged_when=(
        ("a and b change places", _exchanged),
        ("both arrays are multiplied by 10", _both_times(10.0)),
        ("both arrays change their signs", _both_times(-1.0)),
    ),
    mistakes=(
        Mistake("entry-by-entry", lambda a, b: np.abs(a - b) / (np.abs(a) + np.abs(b))),
        Mistake("entry-by-entry", lambda a, b: (np.abs(a - b) / (np.abs(a) + np.abs(b))).max()),
        Mistake("entry-by-entry", lambda a, b: (np.abs(a - b) / (np.abs(a) + np.abs(b))).mean()),
        Mistake("entry-by-entry", lambda a, b: (np.abs(a - b) / np.abs(b)).max()),
        Mistake("entry-by-entry", lambda a, b: (np.abs(a - b) / np.abs(b)).mean()),
        Mistake("not-relative", lambda a, b: _norm(a - b)),
        Mistake("not-relative", lambda a, b: np.abs(a - b).max()),
        Mistake("not-relative", lambda a, b: np.abs(a - b).mean()),
        Mistake("another-scale", lambda a, b: _norm(a - b) / _norm(a)),
        Mistake("another-scale", lambda a, b: _norm(a - b) / _norm(b)),
        Mistake("another-scale", lambda a, b: _norm(a - b) / max(_norm(a), _norm(b))),
        Mistake("another-scale", lambda a, b: _norm(a - b) / _norm(a + b)),
        Mistake(
            "difference-of-norms", lambda a, b: abs(_norm(a) - _norm(b)) / (_norm(a) + _norm(b))
        ),
        Mistake("difference-of-norms", lambda a, b: (_norm(a) - _norm(b)) / (_norm(a) + _norm(b))),
        Mistake("root-missing", lambda a, b: _norm(a - b) ** 2 / (_norm(a) ** 2 + _norm(b) ** 2)),
        Mistake("another-norm", lambda a, b: np.abs(a - b).sum() / (np.abs(a) + np.abs(b)).sum()),
        Mistake("another-norm", lambda a, b: np.abs(a - b).max() / (abs(a).max() + abs(b).max())),
        Mistake("zero-by-zero", lambda a, b: _norm(a - b) / (_norm(a) + _norm(b))),
    ),
)

_NAMES = ("W", "U", "b", "W_forget", "U_in", "b_out", "xs", "h_zero")


def _draw_report(rng, s, worst=None):
    names = rng.permutation(_NAMES)[: s.T + 1].tolist()
    errors = 10.0 ** rng.uniform(-10, -1, len(names))
    if worst is not None:
        errors[rng.integers(len(names))] = worst
    return {"report": dict(zip(names, errors.tolist(), strict=True))}


def _names_another(trial):
    """Compare the error of the name that was returned with the largest."""
    for case, outcome, want, right in trial.cases("ordinary", "special"):
        if not right:
            report, named = case.draw()["report"], str(outcome.value)
            if named not in report:
                return probe(f"{named!r} is not one of the names {', '.join(report)}.")
            return probe(
                f"In one report it names {named}, whose error is {report[named]:.1e}; "
                f"another is {report[want.value]:.1e}.",
                "Which function finds the largest of some names, compared by their errors?",
            )
    return None


wrong_parameter = Exercise(
    name="wrong_parameter",
    question="Try {'W': 0.1, 'U': 0.5, 'b': 0.3}: whose error is the largest?",
    reference=lambda report: gradcheck.Comparison(report).worst,
    draw=_draw_report,
    outputs=("The name",),
    more=(
        ("one error is infinite", lambda rng, s: _draw_report(rng, s, worst=float("inf"))),
        ("one error is exactly 0", lambda rng, s: _draw_report(rng, s, worst=0.0)),
        ("there is one parameter", lambda rng, s: _draw_report(rng, s._replace(T=0))),
    ),
    probes=(_names_another,),
    shows_numbers=False,
    mistakes=(
        Mistake("name-not-error", max),
        Mistake("error-returned", lambda report: max(report.values())),
        Mistake("smallest-returned", lambda report: min(report, key=report.get)),
        Mistake("order-trusted", lambda report: next(iter(report))),
        Mistake("order-trusted", lambda report: list(report)[-1]),
        Mistake("whole-row-returned", lambda report: max(report.items(), key=lambda row: row[1])),
        Mistake("place-returned", lambda report: int(np.argmax(list(report.values())))),
    ),
)

EXERCISES = (numeric_gradient, relative_error, wrong_parameter)
