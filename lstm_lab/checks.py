"""One check per exercise: `checks.rnn_step(my_function)` returns a Report.

Each name is the name of the function asked for. `EXERCISES` holds them all by name, in the order of
the lessons: those that each lesson's `exercises.py` lists.
"""

from importlib import import_module

from lstm_lab.judge import sequel
from lstm_lab.judge.exercise import Exercise, Mistake, Setting
from lstm_lab.judge.report import NotYetError, Report
from lstm_lab.lessons import LESSONS


def _gathered():
    """Yield every exercise by name, and enter what follows what."""
    for lesson in LESSONS:
        exercises = import_module(f"lstm_lab.lessons.{lesson}.exercises").EXERCISES
        sequel.enter(lesson, (exercise.name for exercise in exercises))
        yield from ((exercise.name, exercise) for exercise in exercises)


EXERCISES = dict(_gathered())
globals().update(EXERCISES)

__all__ = ["EXERCISES", "Exercise", "Mistake", "NotYetError", "Report", "Setting", *EXERCISES]
