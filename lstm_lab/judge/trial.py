"""The learner's function tried on every case of an exercise, beside the reference."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from lstm_lab.guest.call import call
from lstm_lab.guest.form import Context, result_problem
from lstm_lab.guest.values import agree
from lstm_lab.judge.cases import changed


class Pair(NamedTuple):
    """One result in one case: the learner's array, the reference's, and the case."""

    got: object
    want: object
    case: object


class Trial:
    """What a function did on the cases, and a way to try it on more.

    Attributes: exercise; function, the learner's, through the exercise's judge if it has one;
    original, as it was given; outcomes, one a case.
    """

    def __init__(self, exercise, function):
        self.exercise = exercise
        self.original = function
        self.function = exercise.judge(function) if exercise.judge else function
        first = call(self.function, exercise.cases[0], show=True)
        rest = [] if first.error else [call(self.function, case) for case in exercise.cases[1:]]
        self.outcomes = [first, *rest]

    @cached_property
    def right(self):
        """For each case: does the outcome agree with the reference's?"""
        return [
            self.agree(outcome.leaves, want.leaves)
            for outcome, want in zip(self.outcomes, self.exercise.expected, strict=False)
        ]

    def agree(self, got, want):
        """Compare two tuples of leaves as finely as the exercise asks."""
        return agree(got, want, self.exercise.tolerance)

    def cases(self, *kinds):
        """Return (case, outcome, expected, right) of the kinds: ordinary, special, extreme."""
        rows = zip(
            self.exercise.cases, self.outcomes, self.exercise.expected, self.right, strict=True
        )
        return [row for row in rows if row[0].kind in kinds]

    @cached_property
    def wrong_output(self):
        """The number of the first result that is wrong in an ordinary case."""
        for _, outcome, want, _ in self.cases("ordinary", "special", "extreme"):
            for k, (a, b) in enumerate(zip(outcome.leaves or (), want.leaves, strict=False)):
                if not self.agree((a,), (b,)):
                    return k
        return 0

    @cached_property
    def fits(self):
        """True if the first result has the form of the reference's, part by part."""
        exercise = self.exercise
        what = exercise.outputs[0] if len(exercise.outputs) == 1 else exercise.outputs
        got, want = self.outcomes[0].value, exercise.expected[0].value
        return result_problem(got, want, what, self.context(exercise.cases[0])) is None

    @cached_property
    def pairs(self):
        """The wrong result in the ordinary cases, as Pairs."""
        k = self.wrong_output
        rows = self.cases("ordinary")
        return [Pair(_real(o.leaves[k]), _real(w.leaves[k]), case) for case, o, w, _ in rows]

    def under(self, change, cases):
        """Return Pairs of the wrong result after a change of the arguments, or None if it fails."""
        found = []
        for case in cases:
            altered = changed(case, change)
            got, want = call(self.function, altered), call(self.exercise.reference, altered)
            if got.leaves is None or want.leaves is None or len(got.leaves) != len(want.leaves):
                return None
            k = self.wrong_output
            found.append(Pair(_real(got.leaves[k]), _real(want.leaves[k]), altered))
        return found

    def right_under(self, change, cases):
        """True if after a change of the arguments every result of every case is right, to 1e-10."""
        for case in cases:
            altered = changed(case, change)
            got, want = call(self.function, altered), call(self.exercise.reference, altered)
            if not agree(got.leaves, want.leaves, self.exercise.tolerance / 1000):
                return False
        return True

    def context(self, case):
        """Return how to speak of a case."""
        sizes = {k: getattr(case.sizes, k) for k in self.exercise.letters}
        sizes |= {"2H": 2 * case.sizes.H} if self.exercise.doubled else {}
        return Context(sizes, case.title)


def _real(array):
    """Return booleans and whole numbers as floats, so that one can calculate with them."""
    return array if array.dtype.kind == "f" else array.astype(float)
