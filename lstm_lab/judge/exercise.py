"""What an exercise is: a reference, cases, and the mistakes that have a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from lstm_lab.guest.call import call, isolation
from lstm_lab.guest.finding import finding, text_of
from lstm_lab.guest.form import Group
from lstm_lab.judge import cases, diagnose, evidence, mistakes  # noqa: F401 - the texts


class Mistake(NamedTuple):
    """A wrong implementation with a name.

    Attributes: id, of a text; wrong, a function with the exercise's signature; note, a
    sentence added to the message; source, a regular expression that the learner's source must
    match as well, for mistakes whose numbers are the same; text, the id of another text that fits
    better here.
    """

    id: str
    wrong: Callable
    note: str = ""
    source: str | None = None
    text: str = ""


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
    doubled : bool
        True if an axis of length 2H occurs as well.
    outputs : tuple of str or Group
        What the result, or each of the results, is called; a Group names the parts of a tuple.
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
    variant : str
        Which wording of shared texts fits: "backward" where errors walk back, "gate" where numbers
        are squashed, or "" for the usual one.
    model : str
        The equation for an answer of one line, over the arguments' names: its slips have names
        by `rules`, none of which needs to be listed.
    question : str
        The last hint: what to ask of one's own lines in this exercise.
    shows_numbers : bool
        False where a number is the answer: then no example is shown.
    folded : bool
        True for answers of one line, where the name of the mistake names a part of the answer: it
        stands behind the first click.

    Raises ValueError for a Mistake whose id has no text.
    """

    name: str
    reference: Callable
    draw: Callable
    letters: str = ""
    doubled: bool = False
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
    variant: str = ""
    model: str = ""
    question: str = ""
    shows_numbers: bool = True
    folded: bool = False

    def __post_init__(self):
        for mistake in self.mistakes:
            text_of(mistake.text or mistake.id)

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

    @cached_property
    def names(self):
        """What each array of the result is called, in order."""
        parts = (
            output.names if isinstance(output, Group) else (output,) for output in self.outputs
        )
        return sum(map(tuple, parts), ())

    def example(self, number=0):
        """Return the arguments, by name, of a small example in round numbers.

        Parameters: number, as in the report that asked for it; larger ones have larger arrays.
        Raises ValueError if there is no such example.
        """
        return evidence.arguments(self, number)

    def finding(self, mistake):
        """Return the Finding of a listed Mistake, in the wording that fits here."""
        return finding(
            mistake.id, "fingerprint", mistake.note, variant=self.variant, text=mistake.text
        )

    def outcomes(self, function):
        """Return the function's Outcome on each case."""
        return [call(function, case) for case in self.cases]


@dataclass(frozen=True, eq=False, kw_only=True)
class JudgedExercise(Exercise):
    """An exercise whose judge decides alone: it returns 1.0, or raises RejectedError."""

    shows_numbers: bool = False

    @staticmethod
    def passed(*arguments):
        """Return what the judge gives for a right answer, whatever the arguments are."""
        return 1.0

    @cached_property
    def expected(self):
        """The Outcome of a right answer, on each case."""
        return self.outcomes(self.passed)
