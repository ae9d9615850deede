"""The squashing functions: values, limits, types, and their derivatives."""

import numpy as np
import pytest

from lstm_lab import gradcheck
from lstm_lab.cells.activations import sigmoid, tanh


def test_sigmoid_has_its_textbook_values():
    a = np.array([-np.log(3), 0.0, np.log(3)])
    np.testing.assert_allclose(sigmoid(a), [0.25, 0.5, 0.75], rtol=1e-15)


def test_sigmoid_neither_overflows_nor_loses_small_values():
    a = np.array([-1000.0, -700.0, -40.0, 40.0, 1000.0])
    expected = [0.0, np.exp(-700.0), np.exp(-40.0), 1.0, 1.0]
    np.testing.assert_allclose(sigmoid(a), expected, rtol=1e-12)


def test_tanh_is_a_sigmoid_of_twice_the_slope_moved_to_minus_one_and_one(rng):
    a = rng.standard_normal((3, 4))
    np.testing.assert_allclose(tanh(a), 2 * sigmoid(2 * a) - 1, atol=1e-15)


@pytest.mark.parametrize("squash", [sigmoid, tanh])
def test_a_squashing_function_keeps_shape_and_dtype_and_changes_nothing(squash, rng):
    for dtype in (np.float32, np.float64):
        a = rng.standard_normal((2, 3)).astype(dtype)
        before = a.copy()
        result = squash(a)
        assert (result.shape, result.dtype) == (a.shape, dtype)
        np.testing.assert_array_equal(a, before)


@pytest.mark.parametrize(
    ("squash", "slope"), [(sigmoid, lambda y: y * (1 - y)), (tanh, lambda y: 1 - y**2)]
)
def test_the_slope_follows_from_the_value(squash, slope, rng):
    a, upstream = rng.standard_normal((2, 3, 4))
    numeric = gradcheck.numeric_gradient(lambda: (upstream * squash(a)).sum(), a)
    assert gradcheck.relative_error(upstream * slope(squash(a)), numeric) < 1e-8
