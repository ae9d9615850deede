"""What every exercise owes: unwritten, solved, and with each mistake that it lists.

There is no list to extend: a new exercise is in here because `EXERCISES` has it.
"""

from dataclasses import replace

import pytest

from lstm_lab.checks import EXERCISES, Exercise, Mistake
from lstm_lab.judge.diagnose import diagnose
from tests.bench.checks import solutions
from tests.helpers import unwritten

SOLUTIONS = solutions()
IMPORTS = "import numpy as np\nfrom lstm_lab import mine"
LISTED = [name for name, exercise in EXERCISES.items() if exercise.mistakes]


def solved(name):
    """Return the function of the solution's own source."""
    names = {}
    exec(compile(f"{IMPORTS}\n{SOLUTIONS[name]}", f"<solution of {name}>", "exec"), names)
    return names[name]


def test_every_exercise_has_a_solution_and_every_solution_an_exercise():
    unlisted, unwritten = set(SOLUTIONS) - set(EXERCISES), set(EXERCISES) - set(SOLUTIONS)
    assert not unlisted, f"list {unlisted} in EXERCISES of the lesson's exercises.py"
    assert not unwritten, f"write the answer cells of {unwritten} into solutions/"


@pytest.mark.parametrize("name", EXERCISES)
def test_the_solutions_own_source_is_correct(name):
    report = diagnose(EXERCISES[name], solved(name))
    assert report.passed, report


@pytest.mark.parametrize("name", EXERCISES)
def test_the_arguments_drawn_have_the_solutions_names_and_order(name):
    code = solved(name).__code__
    assert EXERCISES[name].arguments == code.co_varnames[: code.co_argcount]


@pytest.mark.parametrize("name", EXERCISES)
def test_an_unwritten_function_is_not_started(name):
    assert diagnose(EXERCISES[name], unwritten).status == "not started"


@pytest.mark.parametrize("name", LISTED)
def test_every_listed_mistake_is_called_by_its_name_and_hidden_by_no_other(name):
    exercise = replace(EXERCISES[name], judge=None)  # the wrong functions give what a judge gives
    for mistake in exercise.mistakes:
        found = diagnose(exercise, mistake.wrong)
        assert (found.status, found.mistake) == ("not yet", mistake.id), mistake
        assert mistake.note in f"{found.message} {found.hint()}", mistake


def _wrong(*mistakes):
    """Return a small exercise, the sum of two numbers, with these mistakes."""
    return Exercise(
        name="total",
        reference=lambda a, b: a + b,
        draw=lambda rng, s: {"a": rng.uniform(1, 2), "b": rng.uniform(3, 4)},
        mistakes=mistakes,
    )


def test_a_mistake_that_equals_the_right_answer_is_noticed():
    exercise = _wrong(Mistake("sign-lost", lambda a, b: b + a))
    assert diagnose(exercise, exercise.mistakes[0].wrong).status == "correct"


def test_a_mistake_that_is_hidden_by_another_one_is_noticed():
    exercise = _wrong(
        Mistake("sign-lost", lambda a, b: a - b),
        Mistake("added-not-multiplied", lambda a, b: a - b),
    )
    assert diagnose(exercise, exercise.mistakes[1].wrong).mistake == "sign-lost"
