"""Lesson 11's exercise: right in other hands, and mistakes named."""

import numpy as np
import pytest

from tests.helpers import report

# What follows was written without looking at the fingerprints.


def loop(c_prev, f, i, g):
    c = np.empty_like(c_prev)
    for n in range(len(c)):
        for k in range(c.shape[1]):
            kept = f[n, k] * c_prev[n, k]
            c[n, k] = kept + i[n, k] * g[n, k]
    return c


def in_two_halves(c_prev, f, i, g):
    c = f * c_prev
    c += i * g
    return c


@pytest.mark.parametrize(
    "function",
    [
        loop,
        in_two_halves,
        lambda alt, f, i, g: np.multiply(i, g) + np.multiply(f, alt),
    ],
)
def test_a_right_answer_in_another_hand_passes(function):
    found = report("cell_state", function)
    assert found.passed, found


def in_place(c_prev, f, i, g):
    c_prev *= f
    return c_prev + i * g


@pytest.mark.parametrize(
    ("function", "mistake"),
    [
        (lambda c, f, i, g: c * i + g * f, "gates-swapped"),
        (lambda c, f, i, g: c - f * c + i * g, "forget-inverted"),
        (lambda c, f, i, g: g + np.multiply(f, c), "no-input-gate"),
        (lambda c, f, i, g: c + np.multiply(g, i), "no-forget-gate"),
        (lambda c, f, i, g: f * c + f * i * g, "poured-before-drained"),
        (lambda c, f, i, g: np.dot(f, c) + np.dot(i, g), "matrix-product"),
        (in_place, "caller-changed"),
        (lambda c, f, i, g: np.stack([f * c, i * g]), "wrong-shape"),
    ],
)
def test_a_mistake_in_another_hand_is_recognised(function, mistake):
    assert report("cell_state", function).mistake == mistake


@pytest.mark.parametrize(
    ("function", "mistake", "said"),
    [
        (
            lambda c, f, i, g: f * c - i * g,
            "sign-lost",
            "the term with i and g were taken away, not added",
        ),
        (lambda c, f, i, g: f * c + i * i * g, "factor-missing", "the factor with i counted twice"),
    ],
)
def test_a_slip_of_the_equation_is_named_with_the_argument_that_it_concerns(
    function, mistake, said
):
    found = report("cell_state", function)
    assert (found.mistake, found.stage) == (mistake, "fingerprint")
    assert found.message.endswith(f" It is exactly as if {said}.")


def test_a_mistake_that_nobody_listed_gets_a_sentence_of_its_own():
    found = report("cell_state", lambda c, f, i, g: f * c + i**3 * g)
    assert (found.mistake, found.stage) == (None, "probe")
    assert "Right when i or g is zero:" in found.message
