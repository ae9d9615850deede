"""The checks of the four gates, and of the bias for a half-life."""

import numpy as np
import pytest

from lstm_lab import checks
from lstm_lab.judge.diagnose import diagnose


def report(name, function):
    return diagnose(checks.EXERCISES[name], function)


def sigma(a):
    return 1 / (1 + np.exp(-a))


# What follows was written without looking at the fingerprints.


def over_examples(x, h_prev, W, U, b):
    rows = []
    for n in range(len(x)):
        a = [sum(h_prev[n] * W[:, k]) + sum(x[n] * U[:, k]) + b[k] for k in range(len(b))]
        rows.append([sigma(v) for v in a])
    return np.array(rows)


def by_tanh(x, h_prev, W, U, b):
    return 0.5 + 0.5 * np.tanh(np.hstack([h_prev, x]) @ np.vstack([W, U]) / 2 + b / 2)


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("input_gate", over_examples),
        ("input_gate", by_tanh),
        ("forget_gate", lambda x, h_prev, A, B, c: sigma(c + x @ B + h_prev @ A)),
        ("output_gate", by_tanh),
        ("candidate", lambda x, h, W, U, b: 1 - 2 / (1 + np.exp(2 * (x @ U + h @ W + b)))),
        ("forget_bias_for", lambda n: -np.log(2 ** (1 / n) - 1)),
        ("forget_bias_for", lambda n: np.array([-np.log(2 ** (1 / k) - 1) for k in n])),
    ],
)
def test_a_right_answer_in_another_style_passes(name, function):
    found = report(name, function)
    assert found.passed, found


@pytest.mark.parametrize(
    ("name", "function", "mistake"),
    [
        ("input_gate", lambda x, h, W, U, b: np.tanh(x @ U + h @ W + b), "tanh-sigmoid"),
        ("input_gate", lambda x, h, W, U, b: 1 / (1 + np.exp(h @ W + x @ U + b)), "gate-inverted"),
        ("forget_gate", lambda x, h, W, U, b: 1 - sigma(h @ W + x @ U + b), "forget-inverted"),
        ("forget_gate", lambda x, h, W, U, b: sigma(x @ W + h @ U + b), "weights-swapped"),
        ("output_gate", lambda x, h, W, U, b: sigma(h @ W + x @ U), "bias-missing"),
        ("output_gate", lambda x, h, W, U, b: sigma(h @ W.T + x @ U + b), "transposed"),
        ("candidate", lambda x, h, W, U, b: sigma(h @ W + x @ U + b), "tanh-sigmoid"),
        ("candidate", lambda x, h, W, U, b: h @ W + x @ U + b, "squash-missing"),
        ("candidate", lambda x, h, W, U, b: np.tanh(x @ U + b), "recurrence-missing"),
        (
            "input_gate",
            lambda x, h, W, U, b: np.exp(h @ W + x @ U + b) / (1 + np.exp(h @ W + x @ U + b)),
            "overflow",
        ),
        ("forget_bias_for", lambda n: sigma(0.5 ** (1 / n)), "gate-not-inverted"),
        ("forget_bias_for", lambda n: np.log(2 ** (1 / n) - 1), "sign-lost"),
        ("forget_bias_for", lambda n: np.log(n - 1), "time-constant"),
        ("forget_bias_for", lambda n: np.exp(np.log(0.5) / n), "gate-not-bias"),
    ],
)
def test_a_mistake_in_another_hand_is_recognised(name, function, mistake):
    with np.errstate(all="ignore"):
        assert report(name, function).mistake == mistake


def test_a_mistake_that_nobody_listed_gets_a_sentence_of_its_own():
    found = report("forget_gate", lambda x, h, W, U, b: sigma(h @ W + x @ U + 2 * b))
    assert found.mistake is None
    assert "b_f counted twice" in found.message


def test_a_changed_argument_is_noticed():
    def gate(x, h_prev, W_i, U_i, b_i):
        x *= 1.0 + 1e-3
        return sigma(h_prev @ W_i + x @ U_i + b_i)

    assert report("input_gate", gate).mistake == "caller-changed"


def test_an_unlisted_bias_is_told_what_it_keeps():
    found = report("forget_bias_for", lambda n: np.log(n + 1))
    assert (found.mistake, found.stage) == (None, "probe")
    assert "is left, not one half" in found.message
