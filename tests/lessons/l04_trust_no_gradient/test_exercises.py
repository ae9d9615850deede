"""Lesson 04's exercises: listed mistakes, right answers in other hands, and unlisted mistakes."""

import numpy as np
import pytest

from lstm_lab import checks
from lstm_lab.judge.diagnose import diagnose

NUMERIC, RELATIVE, NAME = checks.numeric_gradient, checks.relative_error, checks.wrong_parameter


# What follows was written without looking at the fingerprints.


def with_nditer(f, array, eps):
    gradient = np.zeros_like(array)
    places = np.nditer(array, flags=["multi_index"])
    for value in places:
        kept, where = float(value), places.multi_index
        array[where] = kept + eps
        gradient[where] = f() / (2 * eps)
        array[where] = kept - eps
        gradient[where] -= f() / (2 * eps)
        array[where] = kept
    return gradient


def with_scaling(a, b):
    if not a.any() and not b.any():
        return 0
    return float(((a - b) ** 2).sum() ** 0.5 / ((a**2).sum() ** 0.5 + (b**2).sum() ** 0.5))


def with_sorting(report):
    return sorted(report.items(), key=lambda row: row[1])[-1][0]


@pytest.mark.parametrize(
    ("exercise", "right"), [(NUMERIC, with_nditer), (RELATIVE, with_scaling), (NAME, with_sorting)]
)
def test_another_hand_of_the_judge_passes(exercise, right):
    assert diagnose(exercise, right).passed


def added_and_taken(f, array, eps):
    gradient = np.zeros_like(array)
    for where in np.ndindex(array.shape):
        array[where] += eps
        up = f()
        array[where] -= 2 * eps
        gradient[where] = (up - f()) / (2 * eps)
        array[where] += eps
    return gradient


def never_put_back(f, array, eps):
    gradient = np.zeros_like(array)
    for where in np.ndindex(array.shape):
        kept = array[where]
        array[where] = kept + eps
        up = f()
        array[where] = kept - eps
        gradient[where] = (up - f()) / (2 * eps)
    return gradient


@pytest.mark.parametrize(("wrong", "rounding"), [(added_and_taken, True), (never_put_back, False)])
def test_an_array_that_is_left_moved_is_noticed_also_by_rounding(wrong, rounding):
    found = diagnose(NUMERIC, wrong)
    assert found.mistake == "gradcheck-not-restored"
    assert ("Only rounding is left" in found.message) == rounding


def over_a_flat_copy(f, array, eps):
    gradient, flat = np.zeros(array.shape), array.reshape(-1)
    for k in range(flat.size):
        kept = flat[k]
        flat[k] = kept + eps
        up = f()
        flat[k] = kept - eps
        gradient.flat[k] = (up - f()) / (2 * eps)
        flat[k] = kept
    return gradient


def test_reshape_is_right_until_it_makes_a_copy():
    found = diagnose(NUMERIC, over_a_flat_copy)
    assert found.status == "not yet"
    assert "reshape and ravel make a copy" in found.message


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda f, array, eps: np.sin(array), "f is never called"),
        (lambda f, array, eps: f() + 0 * array, "not called at the right points"),
    ],
)
def test_a_wrong_measurement_is_told_where_it_looked(wrong, said):
    assert said in diagnose(NUMERIC, wrong).message


def test_right_points_with_a_wrong_sum_are_told_so():
    def mine(f, array, eps):
        return with_nditer(lambda: f() ** 2, array, eps)

    assert "right points" in diagnose(NUMERIC, mine).message


def test_float32_noise_is_not_accepted():
    def mine(f, array, eps):
        return with_nditer(lambda: np.float32(f()), array, eps)

    assert not diagnose(NUMERIC, mine).passed


def test_a_name_that_is_not_the_worst_is_told_with_both_errors():
    def mine(report):
        return sorted(report, key=report.get)[len(report) // 2]

    found = diagnose(NAME, mine)
    assert "whose error is" in found.message


def test_a_name_that_is_in_no_report_is_told():
    assert "not one of the names" in diagnose(NAME, lambda report: "V").message
