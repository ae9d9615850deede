"""Lesson 04's picture of the step: two slopes, rounding, and the bottom between them."""

import numpy as np
import pytest

from lstm_lab import explorers, gradcheck
from lstm_lab.lessons.l04_trust_no_gradient.numeric_gradient import (
    EXPONENTS,
    KINDS,
    best,
    curves_of,
    exact,
    power,
    size,
)
from tests.helpers import lock_in

DOUBLE, SINGLE = KINDS


def slope(errors, low, high):
    inside = (low <= EXPONENTS) & (high >= EXPONENTS)
    return np.polyfit(EXPONENTS[inside], np.log10(errors[inside]), 1)[0]


def test_the_exact_gradient_is_that_of_lesson_03():
    assert exact() == pytest.approx(1.2514, abs=5e-5)


def test_the_slopes_are_one_two_and_minus_one():
    one_sided, central, reference = curves_of(DOUBLE)
    assert slope(one_sided, -6, -2) == pytest.approx(1, abs=0.05)
    assert slope(central, -4, -1.5) == pytest.approx(2, abs=0.05)
    assert slope(central, -13, -7) == pytest.approx(-1, abs=0.25)
    assert reference is None


@pytest.mark.parametrize(("kind", "low", "high"), [(DOUBLE, -6.5, -4.5), (SINGLE, -4, -1.5)])
def test_the_bottom_lies_where_the_rule_says(kind, low, high):
    central = curves_of(kind).central
    assert low <= EXPONENTS[central.argmin()] <= high
    assert low <= best(kind) <= high


def test_float32_never_comes_near_float64():
    assert curves_of(SINGLE).central.min() > 1e3 * curves_of(DOUBLE).central.min()


def test_the_cover_hides_the_small_steps_until_the_guess():
    explorer = explorers.numeric_gradient()
    assert explorer.picture.cover.get_visible()
    assert not any(artist.get_visible() for artist in explorer.picture.answer)
    assert explorer.values["exponent"] == -1
    assert explorer.prediction.question.asks[0].truth() == -5
    lock_in(explorer)
    assert not explorer.picture.cover.get_visible()
    assert explorer.picture.answer[1].get_text().startswith("rounding")
    assert all(artist.get_visible() for artist in explorer.picture.answer)
    assert explorer.values["exponent"] == -5


def test_the_cursor_stands_at_the_step_and_the_dots_on_the_curves():
    explorer = explorers.numeric_gradient(predict=False)
    explorer.controls["exponent"].value = -3.0
    x, y = explorer.picture.dots[1].get_data()
    assert x[0] == -3
    assert 10 ** y[0] == pytest.approx(2.5e-6, rel=0.05)
    assert "The step is long" in explorer.alt
    explorer.controls["exponent"].value = -10.0
    assert "rounding rules" in explorer.alt


def test_the_learners_own_measurement_lies_on_the_courses():
    explorer = explorers.numeric_gradient(gradcheck.numeric_gradient)
    assert "as exact as the course's at every step" in explorer.alt
    drawn = explorer.picture.central.get_ydata()
    np.testing.assert_array_equal(drawn, explorer.picture.reference.get_ydata())


def test_a_one_sided_measurement_of_the_learners_is_told():
    def mine(f, array, eps):
        here = f()
        array[0, 0] += eps
        return np.array([[(f() - here) / eps]])

    explorer = explorers.numeric_gradient(mine)
    assert explorer.alt.startswith("Your error at eps = 2e-2")


def test_an_error_is_told_with_the_learners_own_line():
    def mine(f, array, eps):
        return array[5]

    assert "at line 2 of the function: return array[5]" in explorers.numeric_gradient(mine).alt


def test_an_array_that_is_left_moved_does_not_disturb_the_next_step():
    def mine(f, array, eps):
        array += 1
        return array * 0

    np.testing.assert_allclose(explorers.numeric_gradient(mine).frame.central, 1)


@pytest.mark.parametrize(("exponent", "text"), [(-5, "1e-5"), (0, "1"), (-12.0, "1e-12")])
def test_a_step_is_written_as_a_power_of_ten(exponent, text):
    assert power(exponent) == text


def test_digits_of_rounding_are_not_written():
    assert size(3e-11) == "below 1e-9"
    assert size(2.4e-6) == "2e-6"
