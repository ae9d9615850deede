"""How many of 326 wrong and 162 right answers the checks tell apart, and how many they name.

The answers in `held_out/` were written from the exercises' texts alone, without a look at the
checks. The figures may only get better.
"""

from functools import wraps

import pytest

from lstm_lab.checks import EXERCISES
from lstm_lab.judge.diagnose import diagnose
from tests.bench.answers import answers

NAMED = 250  # at least; it was 226 before sentences were tested and rules were asked
CALLS = 160  # of the learner's function, at most, for a wrong answer


@pytest.fixture(scope="module")
def judged():
    """Every answer with its report and the number of calls of its function."""
    return [(answer, *_judge(answer)) for answer in answers()]


def _judge(answer):
    calls = []

    @wraps(answer.function)
    def counted(*arguments):
        calls.append(None)
        return answer.function(*arguments)

    return diagnose(EXERCISES[answer.name], counted), len(calls)


def test_there_are_300_wrong_and_150_right_answers_and_every_exercise_has_both(judged):
    kinds = [answer.kind for answer, *_ in judged]
    assert (kinds.count("wrong"), kinds.count("right")) == (326, 162)
    assert {answer[:2] for answer, *_ in judged} == {
        (kind, name) for kind in ("wrong", "right") for name in EXERCISES
    }


def test_no_right_answer_is_refused(judged):
    refused = [(a, report) for a, report, _ in judged if a.kind == "right" and not report.passed]
    assert refused == []


def test_no_wrong_answer_is_called_correct(judged):
    missed = [a for a, report, _ in judged if a.kind == "wrong" and report.status != "not yet"]
    assert missed == []


def test_as_many_wrong_answers_are_named_as_ever(judged):
    assert sum(a.kind == "wrong" and report.mistake is not None for a, report, _ in judged) >= NAMED


def test_exactly_is_said_of_named_mistakes_only(judged):
    said = [(a, report) for a, report, _ in judged if "exactly as if" in report.message]
    assert len(said) > 80
    assert [a for a, report in said if not report.mistake] == []


def test_a_wrong_answer_is_not_called_without_end(judged):
    often = [(a, n) for a, _, n in judged if a.kind == "wrong" and n > CALLS and a.name != "sample"]
    assert often == []


def test_a_message_is_a_sentence_of_readable_length(judged):
    for answer, report, _ in judged:
        if answer.kind == "wrong":
            assert report.message[-1] in ".?", answer
            assert len(report.message) <= 520, (answer, report)
