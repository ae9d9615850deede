"""Lesson 14's exercises: right in other hands, and mistakes named."""

import numpy as np
import pytest

from lstm_lab import checks
from lstm_lab.judge.diagnose import diagnose
from tests.helpers import report, told

# What follows was written without looking at the fingerprints.


def by_entries(dc, i, g):
    result = np.empty_like(dc)
    for where, error in np.ndenumerate(dc):
        result[where] = error * i[where] * (1 - g[where]) * (1 + g[where])
    return result


def by_cosh(dh, dc_in, o, c):
    return np.add(dc_in, o * dh / np.cosh(np.clip(c, -300, 300)) ** 2)


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("output_gate_error", lambda dh, o, c: (o - o * o) * np.tanh(c) * dh),
        ("cell_error", by_cosh),
        ("candidate_error", by_entries),
        ("input_gate_error", lambda dc, i, g: np.multiply(dc, g) * (i - i**2)),
        ("forget_gate_error", lambda dc, old, f: f * old * dc - f**2 * old * dc),
    ],
)
def test_a_right_answer_in_another_hand_passes(name, function):
    found = report(name, function)
    assert found.passed, found


def in_place(dh, dc_in, o, c):
    dc_in += dh * o * (1 - np.tanh(c) ** 2)
    return dc_in


@pytest.mark.parametrize(
    ("name", "function", "mistake"),
    [
        ("output_gate_error", lambda dh, o, c: np.tanh(c) * (o - o**2), "upstream-missing"),
        ("output_gate_error", lambda dh, o, c: dh * (o - o**2) * c, "partner-not-squashed"),
        ("cell_error", lambda dh, d, o, c: np.tanh(c) ** 2 * -dh * o + dh * o, "dc-carry-dropped"),
        ("cell_error", lambda dh, d, o, c: (dh * o + d) / np.cosh(c) ** 2, "parentheses"),
        ("cell_error", in_place, "caller-changed"),
        ("candidate_error", lambda dc, i, g: dc * i - dc * i * g, "slope-not-squared"),
        ("input_gate_error", lambda dc, i, g: dc * (i - i**2) * i, "own-value-not-partners"),
        ("input_gate_error", lambda dc, i, g: i * dc - i * dc * g * g, "gate-copied"),
        ("forget_gate_error", lambda dc, c, f: np.tanh(c) * dc * (f - f**2), "partner-squashed"),
        ("forget_gate_error", lambda dc, c, f: c * dc * f, "sigma-not-derivative"),
    ],
)
def test_a_mistake_in_another_hand_is_recognised(name, function, mistake):
    assert report(name, function).mistake == mistake


@pytest.mark.parametrize(
    ("name", "function", "said"),
    [
        ("input_gate_error", lambda dc, i, g: dc * g * i**2 * (1 - i) ** 3, "too often"),
        (
            "candidate_error",
            lambda dc, i, g: dc * i * np.sqrt(1 - g**2) + dc * g,
            "something comes out when i or the slope of tanh is 0",
        ),
        (
            "forget_gate_error",
            lambda dc, c, f: dc * f * np.sqrt(1 - f) * np.cos(c),
            "something comes out when c_prev is 0",
        ),
        (
            "cell_error",
            lambda dh, d, o, c: d**3 + dh * o * (1 - np.tanh(c) ** 2),
            "Right when dc_in is zero",
        ),
    ],
)
def test_a_mistake_that_nobody_listed_gets_a_sentence_of_its_own(name, function, said):
    found = report(name, function)
    assert found.mistake is None
    assert said in told(found)


def test_the_name_of_a_slip_stands_behind_the_first_click_and_the_message_has_numbers_only():
    found = report("cell_error", lambda dh, d, o, c: d + 2 * dh * o * (1 - np.tanh(c) ** 2))
    assert (found.mistake, found.stage) == ("term-missing", "fingerprint")
    assert found.message == (
        "With dh = [[0.5]], dc_in = [[2.0]], o = [[0.59]], c = [[-2.0]], "
        "the error dc should be 2.021; yours is 2.042."
    )
    assert found.hint() == "It is exactly as if the term with dh, o and c counted twice."


@pytest.mark.parametrize("name", [e.name for e in checks.EXERCISES.values() if e.folded])
def test_the_name_of_a_listed_mistake_stands_behind_the_first_click_too(name):
    exercise = checks.EXERCISES[name]
    for mistake in exercise.mistakes:
        found, text = diagnose(exercise, mistake.wrong), exercise.finding(mistake).message
        said = text.replace("It looks as if", "It is exactly as if")
        if found.stage == "fingerprint" and found.message.startswith("With"):
            assert text not in found.message
            assert said not in found.message
            assert found.hint() in (text, said)
