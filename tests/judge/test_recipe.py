"""CONTRIBUTING's recipe for an exercise works as it stands there."""

import re
from pathlib import Path

import numpy as np
import pytest

from lstm_lab.cells import lstm
from lstm_lab.checks import Exercise
from lstm_lab.judge.diagnose import diagnose

TEXT = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
[RECIPE] = re.findall(r"^```python\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


@pytest.fixture
def leaky():
    names = {"np": np, "lstm": lstm, "Exercise": Exercise}
    exec(RECIPE, names)
    return names["leaky"]


def test_the_recipe_is_about_twenty_lines():
    assert len([line for line in RECIPE.splitlines() if line.strip()]) <= 20


def test_a_right_answer_is_correct_and_an_unwritten_one_not_started(leaky):
    def unwritten(c, x, f):
        raise NotImplementedError

    assert diagnose(leaky, lambda c, x, f: x + f * (c - x)).passed
    assert diagnose(leaky, unwritten).status == "not started"


@pytest.mark.parametrize(
    ("wrong", "mistake", "said"),
    [
        (lambda c, x, f: f * c + 1 - f * x, "parentheses", "the brackets round 1 minus f"),
        (lambda c, x, f: f * c + (1 + f) * x, "sign-lost", "exactly as if"),
        (lambda c, x, f: f * c, "term-missing", "the term with f and x were missing"),
        (lambda c, x, f: (1 - f) * c + f * x, "another-name", "c and x had changed places"),
    ],
)
def test_slips_that_nobody_listed_are_told(leaky, wrong, mistake, said):
    report = diagnose(leaky, wrong)
    assert report.mistake == mistake, report
    assert said in report.message


def test_the_last_hint_is_its_question(leaky):
    report = diagnose(leaky, lambda c, x, f: f * c)
    assert [report.hint() for _ in range(5)][-1] == leaky.question
