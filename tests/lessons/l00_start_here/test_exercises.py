"""Lesson 00's exercise: right in other hands, and mistakes named."""

import numpy as np
import pytest

from tests.helpers import report

# What follows was written without looking at the fingerprints.


def test_a_right_answer_in_another_hand_passes():
    found = report("affine", lambda x, U, b: np.array([row @ U + b for row in x]))
    assert found.passed, found


@pytest.mark.parametrize(
    ("function", "mistake"),
    [
        (lambda x, U, b: np.dot(x, U), "bias-missing"),
        (lambda x, U, b: U @ x + b, "factors-reversed"),
    ],
)
def test_a_mistake_in_another_hand_is_recognised(function, mistake):
    assert report("affine", function).mistake == mistake
