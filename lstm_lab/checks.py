"""One check per exercise: `checks.rnn_step(my_function)` returns a Report.

Each name is the name of the function asked for. `EXERCISES` holds them all by name, in the order of
the lessons: those that each lesson's `exercises.py` lists.
"""

from importlib import import_module

from lstm_lab.judge.exercise import Exercise, Mistake, Setting
from lstm_lab.judge.report import NotYetError, Report
from lstm_lab.lessons import LESSONS

EXERCISES = {
    exercise.name: exercise
    for lesson in LESSONS
    for exercise in import_module(f"lstm_lab.lessons.{lesson}.exercises").EXERCISES
}
globals().update(EXERCISES)

__all__ = ["EXERCISES", "Exercise", "Mistake", "NotYetError", "Report", "Setting", *EXERCISES]
