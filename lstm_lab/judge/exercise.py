"""What an exercise is: a reference, cases, and the mistakes that have a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from lstm_lab.guest.call import call, isolation
from lstm_lab.guest.finding import text_of
from lstm_lab.judge import cases, diagnose, mistakes  # noqa: F401 - the texts


class Mistake(NamedTuple):
    """A wrong implementation with a name.

    Attributes: id, of `catalogue`; wrong, a function with the exercise's signature; note, a
    sentence added to the message; source, a regular expression that the learner's source must
    match as well, for mistakes whose numbers are the same.
    """

    id: str
    wrong: Callable
    note: str = ""
    source: str | None = None


class Setting(NamedTuple):
    """A change of the arguments under which a wrong function may be right.

    Attributes: title, as in "Right when {title}"; change, alters a dict of arguments in place;
    advice, where to look.
    """

    title: str
    change: Callable
    advice: str


@dataclass(frozen=True, eq=False, kw_only=True)
class Exercise:
    """One exercise; calling it with the learner's function checks that function.

    Attributes
    ----------
    name : str
    reference : callable
        The package's own function, with the learner's signature.
    draw : callable
        (rng, sizes) -> the arguments by name, in order.
    letters : str
        The sizes that matter; cases such as "D = H" are tried if their letters are among them.
    outputs : tuple of str
        What the result, or each of the results, is called.
    mistakes : tuple of Mistake, the more telling first
    more : tuple of (title, draw): further cases
    extremes : tuple of (title, change): hard numbers, tried at the first case's sizes
    settings : tuple of Setting
    unchanged_when : tuple of (title, change): changes that leave the right result as it is
    probes : tuple of callables (Trial) -> Finding or None, asked before the general ones
    last_probes : the same, asked after them
    judge : callable or None
        Turns the learner's function into one that returns what `reference` returns, for answers
        that are judged by what they do. It may raise `RejectedError`.
    tolerance : float
        Relative to the largest number of a result.

    Raises ValueError for a Mistake whose id has no text.
    """

    name: str
    reference: Callable
    draw: Callable
    letters: str = ""
    outputs: tuple = ("The result",)
    mistakes: tuple = ()
    more: tuple = ()
    extremes: tuple = ()
    settings: tuple = ()
    unchanged_when: tuple = ()
    probes: tuple = ()
    last_probes: tuple = ()
    judge: Callable | None = None
    tolerance: float = 1e-7

    def __post_init__(self):
        for mistake in self.mistakes:
            text_of(mistake.id)

    def __call__(self, function):
        """Check the function, keep the result in the workspace, and return the Report."""
        return diagnose.check(self, function)

    @cached_property
    def cases(self):
        """All cases: ordinary, special, extreme."""
        return cases.build(self.draw, self.letters, self.more, self.extremes)

    @cached_property
    def arguments(self):
        """The names of the arguments, in order."""
        return tuple(self.cases[0].draw())

    @cached_property
    def expected(self):
        """The reference's Outcome on each case."""
        return self.outcomes(self.reference)

    @cached_property
    def fingerprints(self):
        """Each Mistake with its Outcomes."""
        with isolation():
            return [(mistake, self.outcomes(mistake.wrong)) for mistake in self.mistakes]

    def outcomes(self, function):
        """Return the function's Outcome on each case."""
        return [call(function, case) for case in self.cases]


@dataclass(frozen=True, eq=False, kw_only=True)
class JudgedExercise(Exercise):
    """An exercise whose judge decides alone: it returns 1.0, or raises RejectedError."""

    @staticmethod
    def passed(*arguments):
        """Return what the judge gives for a right answer, whatever the arguments are."""
        return 1.0

    @cached_property
    def expected(self):
        """The Outcome of a right answer, on each case."""
        return self.outcomes(self.passed)
