"""The shared errors: what passes unchanged, and what each sentence says."""

import numpy as np
import pytest

from lstm_lab import shapes


def test_a_fitting_array_comes_back_itself_and_unchanged(rng):
    for dtype in (np.float32, np.float64):
        value = rng.standard_normal((2, 3)).astype(dtype)
        before = value.copy()
        assert shapes.check_array("x", value, (2, 3)) is value
        assert shapes.check_array("x", value, ("N", 3)) is value
        np.testing.assert_array_equal(value, before)


@pytest.mark.parametrize(
    ("value", "error", "sentence"),
    [
        (np.ones((2, 3)), ValueError, "x must have shape (2, 4), got (2, 3)"),
        (np.ones((4, 2)), ValueError, "x must have shape (2, 4), got (4, 2)"),
        (np.ones(4), ValueError, "x must have shape (2, 4), got (4,)"),
        (np.float64(1.5), TypeError, "x must be a NumPy array of floats, got float64"),
        (np.array(1.5), ValueError, "x must have shape (2, 4), got ()"),
        ([[1.0] * 4] * 2, TypeError, "x must be a NumPy array of floats, got list"),
        (None, TypeError, "x must be a NumPy array of floats, got NoneType"),
        (
            np.ones((2, 4), np.int64),
            TypeError,
            "x must have a floating dtype (float64 or float32), got int64; "
            "x.astype(float) converts it",
        ),
        (
            np.ones((2, 4), bool),
            TypeError,
            "x must have a floating dtype (float64 or float32), got bool; "
            "x.astype(float) converts it",
        ),
        (
            np.ones((2, 4), complex),
            TypeError,
            "x must have a floating dtype (float64 or float32), got complex128; "
            "x.astype(float) converts it",
        ),
    ],
)
def test_an_array_that_does_not_fit_is_refused_with_both_sides_named(value, error, sentence):
    with pytest.raises(error) as refusal:
        shapes.check_array("x", value, (2, 4))
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf])
def test_the_first_number_that_is_not_finite_is_named_with_its_place(number):
    value = np.zeros((2, 3))
    value[1, 1] = value[1, 2] = number
    with pytest.raises(ValueError, match="must hold finite") as refusal:
        shapes.check_array("dhs", value, (2, 3))
    assert str(refusal.value) == f"dhs must hold finite numbers, got {number} at index (1, 1)"


def test_a_letter_stands_for_any_size_but_zero():
    assert shapes.check_array("xs", np.ones((7, 3)), ("T", 3)).shape == (7, 3)
    with pytest.raises(
        ValueError, match=r"^xs must have shape \(T, 3\) with no size 0, got \(0, 3\)$"
    ):
        shapes.check_array("xs", np.ones((0, 3)), ("T", 3))


def test_only_a_generator_is_a_source_of_randomness(rng):
    shapes.check_generator(rng)
    for wrong, came in ((7, "int"), (None, "NoneType"), (np.random, "module")):
        with pytest.raises(TypeError, match=rf"numpy\.random\.default_rng\(0\), got {came}$"):
            shapes.check_generator(wrong)


def test_sizes_are_whole_numbers_from_one_on():
    shapes.check_sizes(D=1, H=np.int64(4))
    for wrong in (0, -2, 1.0, True, "3", None, np.float64(2)):
        with pytest.raises(ValueError, match="H must be a whole number of at least 1") as refusal:
            shapes.check_sizes(D=2, H=wrong)
        assert str(refusal.value).endswith(f"got {wrong!r}")


def test_only_floating_dtypes_are_for_weights():
    for good in (np.float32, "float64", float):
        shapes.check_float_dtype(good)
    for wrong, came in ((int, "int64"), (np.uint8, "uint8"), (bool, "bool"), (complex, "complex")):
        with pytest.raises(TypeError, match=f"such as float64, got {came}"):
            shapes.check_float_dtype(wrong)


@pytest.mark.parametrize(
    ("shape", "text"),
    [((), "()"), ((3,), "(3,)"), ((2, 3), "(2, 3)"), (("T", "N", 4), "(T, N, 4)")],
)
def test_a_shape_is_spelled_as_numpy_prints_it(shape, text):
    assert shapes.spell(shape) == text
