"""Lesson 12's exercises: right in other hands, and mistakes named."""

import numpy as np
import pytest

from tests.helpers import report, sigma

# What follows was written without looking at the fingerprints.


def by_tanh(x, h_prev, W, U, b):
    return 0.5 + 0.5 * np.tanh(np.hstack([h_prev, x]) @ np.vstack([W, U]) / 2 + b / 2)


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("output_gate", by_tanh),
        ("hidden_state", lambda o, c: np.tanh(c) * o),
        ("hidden_state", lambda o, c: o * (1 - 2 / (1 + np.exp(np.minimum(2 * c, 700))))),
    ],
)
def test_a_right_answer_in_another_hand_passes(name, function):
    found = report(name, function)
    assert found.passed, found


@pytest.mark.parametrize(
    ("name", "function", "mistake"),
    [
        ("output_gate", lambda x, h, W, U, b: sigma(h @ W + x @ U), "bias-missing"),
        ("output_gate", lambda x, h, W, U, b: sigma(h @ W.T + x @ U + b), "transposed"),
        ("hidden_state", lambda o, c: np.multiply(c, o), "h-without-tanh"),
        ("hidden_state", lambda o, c: o / (1 + np.exp(-c)), "tanh-sigmoid"),
        ("hidden_state", lambda o, c: np.tanh(c) - o * np.tanh(c), "gate-inverted"),
        ("hidden_state", lambda o, c: np.tanh(np.multiply(o, c)), "parentheses"),
    ],
)
def test_a_mistake_in_another_hand_is_recognised(name, function, mistake):
    assert report(name, function).mistake == mistake


@pytest.mark.parametrize(
    ("function", "mistake", "said"),
    [
        (lambda o, c: -o * np.tanh(c), "sign-lost", "every sign were turned round"),
        (
            lambda o, c: o * np.tanh(2 * c),
            "another-function",
            "tanh were taken of twice the number",
        ),
        (lambda o, c: o * np.sin(c), "another-function", "a sine were taken in place of tanh"),
    ],
)
def test_a_slip_of_the_equation_is_named(function, mistake, said):
    found = report("hidden_state", function)
    assert (found.mistake, found.stage) == (mistake, "fingerprint")
    assert found.message.endswith(f" It is exactly as if {said}.")


def test_a_hidden_state_with_another_squashing_is_told_that_its_gate_is_right():
    found = report("hidden_state", lambda o, c: o * np.sin(3 * c))
    assert (found.mistake, found.stage) == (None, "probe")
    assert " yours is -0.3863. The output gate is a factor, as it should be" in found.message
