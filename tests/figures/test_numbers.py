"""Numbers for readers."""

import pytest

from lstm_lab.figures.numbers import factor, fixed, short


@pytest.mark.parametrize(
    ("value", "text"), [(0.8599, "0.86"), (-0.001, "0.00"), (-0.5, "-0.50"), (2.1 - 4e-16, "2.10")]
)
def test_fixed_keeps_its_digits_and_knows_no_minus_zero(value, text):
    assert fixed(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(1.5, "1.5"), (100.0, "100"), (0.0, "0"), (-1.30, "-1.3"), (1000, "1000")]
)
def test_short_drops_zeros_behind_the_point_only(value, text):
    assert short(value) == text


def test_a_negative_factor_stands_in_brackets():
    assert factor(-0.42) == "(-0.42)"
    assert factor(0.42) == "0.42"
