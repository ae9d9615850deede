"""Lesson 09's exercises: right in other hands, and mistakes named."""

import numpy as np
import pytest

from tests.helpers import report, sigma

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
        ("candidate", lambda x, h, W, U, b: 1 - 2 / (1 + np.exp(2 * (x @ U + h @ W + b)))),
    ],
)
def test_a_right_answer_in_another_hand_passes(name, function):
    found = report(name, function)
    assert found.passed, found


@pytest.mark.parametrize(
    ("name", "function", "mistake"),
    [
        ("input_gate", lambda x, h, W, U, b: np.tanh(x @ U + h @ W + b), "tanh-sigmoid"),
        ("input_gate", lambda x, h, W, U, b: 1 / (1 + np.exp(h @ W + x @ U + b)), "gate-inverted"),
        ("candidate", lambda x, h, W, U, b: sigma(h @ W + x @ U + b), "tanh-sigmoid"),
        ("candidate", lambda x, h, W, U, b: h @ W + x @ U + b, "squash-missing"),
        ("candidate", lambda x, h, W, U, b: np.tanh(x @ U + b), "recurrence-missing"),
        (
            "input_gate",
            lambda x, h, W, U, b: np.exp(h @ W + x @ U + b) / (1 + np.exp(h @ W + x @ U + b)),
            "overflow",
        ),
    ],
)
def test_a_mistake_in_another_hand_is_recognised(name, function, mistake):
    assert report(name, function).mistake == mistake


def test_a_changed_argument_is_noticed():
    def gate(x, h_prev, W_i, U_i, b_i):
        x *= 1.0 + 1e-3
        return sigma(h_prev @ W_i + x @ U_i + b_i)

    assert report("input_gate", gate).mistake == "caller-changed"
