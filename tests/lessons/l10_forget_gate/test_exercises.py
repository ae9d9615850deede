"""Lesson 10's exercises: right in other hands, and mistakes named."""

import numpy as np
import pytest

from tests.helpers import report, sigma

# What follows was written without looking at the fingerprints.


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("forget_gate", lambda x, h_prev, A, B, c: sigma(c + x @ B + h_prev @ A)),
        ("forget_bias_for", lambda n: -np.log(2 ** (1 / n) - 1)),
        ("forget_bias_for", lambda n: np.array([-np.log(2 ** (1 / k) - 1) for k in n])),
    ],
)
def test_a_right_answer_in_another_hand_passes(name, function):
    found = report(name, function)
    assert found.passed, found


@pytest.mark.parametrize(
    ("name", "function", "mistake"),
    [
        ("forget_gate", lambda x, h, W, U, b: 1 - sigma(h @ W + x @ U + b), "forget-inverted"),
        ("forget_gate", lambda x, h, W, U, b: sigma(x @ W + h @ U + b), "weights-swapped"),
        ("forget_bias_for", lambda n: sigma(0.5 ** (1 / n)), "gate-not-inverted"),
        ("forget_bias_for", lambda n: np.log(2 ** (1 / n) - 1), "sign-lost"),
        ("forget_bias_for", lambda n: np.log(n - 1), "time-constant"),
        ("forget_bias_for", lambda n: np.exp(np.log(0.5) / n), "gate-not-bias"),
    ],
)
def test_a_mistake_in_another_hand_is_recognised(name, function, mistake):
    assert report(name, function).mistake == mistake


def test_a_slip_of_the_equation_is_named_with_the_argument_that_it_concerns():
    found = report("forget_gate", lambda x, h, W, U, b: sigma(h @ W + x @ U + 2 * b))
    assert (found.mistake, found.stage) == ("term-missing", "fingerprint")
    assert found.message.endswith(" It is exactly as if the term with b_f counted twice.")


def test_a_mistake_that_nobody_listed_gets_a_sentence_of_its_own():
    found = report("forget_gate", lambda x, h, W, U, b: sigma(h @ W + x @ U + 3 * b))
    assert (found.mistake, found.stage) == (None, "probe")
    assert "Right when b_f is zero:" in found.message


def test_an_unlisted_bias_is_told_what_it_keeps():
    found = report("forget_bias_for", lambda n: np.log(n + 1))
    assert (found.mistake, found.stage) == (None, "probe")
    assert "is left, not one half" in found.message
