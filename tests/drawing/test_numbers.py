"""Numbers for readers."""

import pytest

from lstm_lab.drawing.numbers import factor, fixed, power, short, telling


def test_fixed_writes_a_huge_number_short():
    assert [fixed(1e9), fixed(-1e100), fixed(123456789.0)] == ["1.0e9", "-1.0e100", "123456789.00"]


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


def test_a_small_number_is_not_told_as_nothing():
    said = [telling(value) for value in (0.0, 0.0016, -0.0016, 0.01, 0.6, 3e-9)]
    assert said == ["0.00", "0.0016", "-0.0016", "0.01", "0.60", "3.0e-9"]


def test_a_negative_factor_stands_in_brackets():
    assert factor(-0.42) == "(-0.42)"
    assert factor(0.42) == "0.42"


def test_a_number_of_any_size_has_two_digits_that_matter():
    said = [power(v) for v in (0, 0.18, 1, 12.4, 202.3, 9876.0, 1e4, 3.12e-8, 9.5e-21, 1.4e19)]
    assert said == ["0", "0.18", "1", "12", "202", "9876", "1.0e4", "3.1e-8", "9.5e-21", "1.4e19"]
    assert power(0.12345, 3) == "0.123"
    assert power(4.94e-4, 1) == "5e-4"
