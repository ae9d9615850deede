"""The gradient check: does it tell right from wrong, and does it leave no trace?"""

from typing import NamedTuple

import numpy as np
import pytest

from lstm_lab import gradcheck


class Pair(NamedTuple):
    """Two arrays with the names of one block."""

    W_f: np.ndarray
    b_f: np.ndarray


@pytest.fixture
def problem(rng):
    """Arrays, a loss with known gradients, and those gradients."""
    arrays = Pair(rng.standard_normal((3, 4)), rng.standard_normal(4))

    def loss():
        return (np.sin(arrays.W_f) * arrays.b_f).sum() + (arrays.b_f**3).sum()

    gradients = Pair(
        np.cos(arrays.W_f) * arrays.b_f, np.sin(arrays.W_f).sum(axis=0) + 3 * arrays.b_f**2
    )
    return loss, arrays, gradients


def test_opposite_arrays_are_1_apart_and_unrelated_ones_about_0_7():
    assert gradcheck.relative_error([1.0, 2.0], [-1.0, -2.0]) == pytest.approx(1)
    assert gradcheck.relative_error([1.0, 2.0], [0.0, 0.0]) == pytest.approx(1)
    assert gradcheck.relative_error([1.0, 0.0], [0.0, 1.0]) == pytest.approx(0.5**0.5)


def test_right_gradients_pass_array_by_array(problem):
    report = gradcheck.check(*problem)
    assert set(report.errors) == {"W_f", "b_f"}
    assert report.largest < 1e-8


def test_a_wrong_sign_is_found_and_named(problem):
    loss, arrays, gradients = problem
    report = gradcheck.check(loss, arrays, gradients._replace(W_f=-gradients.W_f))
    assert report.worst == "W_f"
    assert report.errors["W_f"] == pytest.approx(1.0, abs=1e-9)
    assert report.errors["b_f"] < 1e-8


def test_one_wrong_entry_of_one_array_is_found(problem):
    loss, arrays, gradients = problem
    gradients.b_f[2] += 0.001
    report = gradcheck.check(loss, arrays, gradients)
    assert report.worst == "b_f"
    assert 1e-5 < report.largest < 1e-3


def test_a_factor_of_two_shows_as_a_third(problem):
    loss, arrays, gradients = problem
    report = gradcheck.check(loss, arrays, gradients._replace(W_f=2 * gradients.W_f))
    assert report.errors["W_f"] == pytest.approx(1 / 3, abs=1e-8)


def test_dicts_are_as_good_as_named_tuples(problem):
    loss, arrays, gradients = problem
    report = gradcheck.check(loss, arrays._asdict(), gradients)
    assert report == gradcheck.check(loss, arrays, gradients._asdict())


def test_a_report_prints_one_line_an_array(problem):
    lines = str(gradcheck.Comparison({"W_f": 3.2e-10, "b_f": 0.5})).splitlines()
    assert lines == ["W_f     3.2e-10", "b_f     5.0e-01"]


def test_the_central_difference_is_exact_for_a_parabola_whatever_the_step():
    a = np.array([1.5, -2.0])
    for eps in (1e-3, 0.5, 1):
        gradient = gradcheck.numeric_gradient(lambda: 3 * (a**2).sum(), a, eps)
        np.testing.assert_allclose(gradient, [9.0, -12.0], rtol=1e-9)


def test_the_truncation_error_shrinks_with_the_square_of_the_step():
    a = np.array([0.7])
    errors = [
        abs(gradcheck.numeric_gradient(lambda: np.exp(a).sum(), a, eps)[0] - np.exp(0.7))
        for eps in (1e-2, 1e-3)
    ]
    assert errors[0] / errors[1] == pytest.approx(100, rel=0.01)


def test_every_entry_is_moved_by_itself_both_ways_and_nothing_else():
    a = np.array([[0.0, 1.0], [2.0, 3.0]])
    start, seen = a.copy(), []

    def spy():
        seen.append(a - start)
        return 0.0

    gradcheck.numeric_gradient(spy, a, eps=0.25)
    assert len(seen) == 8
    assert all(np.count_nonzero(move) == 1 for move in seen)
    np.testing.assert_array_equal(sum(seen), np.zeros((2, 2)))
    np.testing.assert_array_equal(sum(abs(move) for move in seen), np.full((2, 2), 0.5))


def test_the_array_is_put_back_bit_for_bit():
    a = np.array([0.1, -0.0, 1e-300, 1e17, 1 / 3])
    before = a.tobytes()
    gradcheck.numeric_gradient(lambda: a.sum(), a)
    assert a.tobytes() == before


@pytest.mark.parametrize("fails_at", [1, 2, 3, 6])
def test_the_array_is_put_back_bit_for_bit_when_the_function_raises(fails_at):
    a = np.array([0.1, 0.2, 1 / 3])
    before, calls = a.tobytes(), []

    def breaks():
        calls.append(a.copy())
        if len(calls) == fails_at:
            raise RuntimeError("in the middle")
        return a.sum()

    with pytest.raises(RuntimeError, match="in the middle"):
        gradcheck.numeric_gradient(breaks, a)
    assert calls[-1].tobytes() != before
    assert a.tobytes() == before


def test_a_view_and_a_turned_array_are_checked_in_place(rng):
    whole = rng.standard_normal((4, 6))
    weights = rng.standard_normal((3, 4))
    part = whole[:, ::2].T
    gradient = gradcheck.numeric_gradient(lambda: (weights * whole[:, ::2].T).sum(), part)
    assert gradient.shape == (3, 4)
    np.testing.assert_allclose(gradient, weights, atol=1e-9)


def test_a_single_number_is_an_array_of_no_axes():
    a = np.array(2.0)
    gradient = gradcheck.numeric_gradient(lambda: float(a) ** 2, a)
    assert gradient.shape == ()
    assert float(gradient) == pytest.approx(4.0, rel=1e-9)


def test_a_loss_that_is_not_a_number_never_passes():
    a = np.ones(2)
    gradient = gradcheck.numeric_gradient(lambda: float("nan"), a)
    assert gradcheck.compare({"a": np.zeros(2)}, {"a": gradient}).largest == np.inf


@pytest.mark.parametrize(
    ("array", "error", "sentence"),
    [
        (np.ones(2, np.float32), TypeError, "must be float64 for a gradient check, got float32"),
        (np.ones(2, int), TypeError, r"must have a floating dtype .* got int64"),
        ([1.0, 2.0], TypeError, "must be a NumPy array of floats, got list"),
        (1.0, TypeError, "must be a NumPy array of floats, got float"),
        (np.array([1.0, np.nan]), ValueError, r"finite numbers, got nan at index \(1,\)"),
        (np.array([np.inf, 1.0]), ValueError, r"finite numbers, got inf at index \(0,\)"),
        (np.broadcast_to(1.0, 2), ValueError, r"must be writeable.* got a read-only one"),
    ],
)
def test_an_array_that_cannot_be_checked_is_refused_before_any_call(array, error, sentence):
    def untouched():
        raise AssertionError("the function was called")

    with pytest.raises(error, match=f"^array .*{sentence}"):
        gradcheck.numeric_gradient(untouched, array)


@pytest.mark.parametrize("eps", [0, 0.0, -1e-5, float("nan"), float("inf"), "1e-5", None])
def test_a_step_that_is_no_positive_number_is_refused(eps):
    with pytest.raises(ValueError, match="eps must be a positive number") as refusal:
        gradcheck.numeric_gradient(lambda: 0.0, np.ones(2), eps)
    assert str(refusal.value).endswith(f"got {eps!r}")


def test_the_relative_error_is_a_ratio_of_norms():
    assert gradcheck.relative_error([3.0, 4.0], [3.0, 4.0]) == 0.0
    assert gradcheck.relative_error([3.0, 0.0], [0.0, 4.0]) == pytest.approx(5 / 7, rel=1e-15)
    assert gradcheck.relative_error([1.0, 2.0], [-1.0, -2.0]) == 1.0
    assert gradcheck.relative_error(np.zeros((2, 2)), np.zeros((2, 2))) == 0.0
    assert gradcheck.relative_error(np.zeros(2), np.ones(2)) == 1.0


def test_the_relative_error_does_not_drown_in_one_tiny_entry():
    a = np.array([1.0, 1e-14])
    assert gradcheck.relative_error(a, np.array([1.0, -1e-14])) < 1e-13


@pytest.mark.parametrize("scale", [1e-320, 1e-200, 1e-160, 1e160, 1e200, 1e308])
def test_the_relative_error_holds_at_any_scale(scale):
    a, b = np.array([1.0, 0.0]) * scale, np.array([0.0, 1.0]) * scale
    assert gradcheck.relative_error(a, b) == pytest.approx(np.sqrt(2) / 2, rel=1e-12)
    assert gradcheck.relative_error(a, -a) == 1.0


@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf])
def test_the_relative_error_of_what_is_not_finite_is_infinite(number):
    bad, good = np.array([1.0, number]), np.array([1.0, 1.0])
    for pair in ((bad, good), (good, bad), (bad, bad)):
        assert gradcheck.relative_error(*pair) == np.inf


def test_arrays_of_two_shapes_are_not_compared():
    with pytest.raises(ValueError, match=r"one shape, got \(2, 1\) and \(2,\)"):
        gradcheck.relative_error(np.ones((2, 1)), np.ones(2))
    with pytest.raises(ValueError, match=r"gradient of W must have shape \(2,\), got \(2, 1\)"):
        gradcheck.compare({"W": np.ones((2, 1))}, {"W": np.ones(2)})


def test_a_missing_or_an_unknown_gradient_is_named(problem):
    loss, arrays, gradients = problem
    with pytest.raises(ValueError, match=r"\['W_f', 'b_f'\], got \['W_f'\]"):
        gradcheck.check(loss, arrays, {"W_f": gradients.W_f})
    with pytest.raises(ValueError, match=r"\['W_f'\], got \['W_f', 'b_f'\]"):
        gradcheck.compare(gradients, {"W_f": gradients.W_f})


def test_a_block_joins_the_arrays_whose_names_end_alike():
    numeric = {"W_f": np.ones((2, 2)), "b_f": np.ones(2), "W_i": np.ones(3), "V": np.ones(1)}
    analytic = {**numeric, "b_f": np.array([1.0, 3.0])}
    report = gradcheck.by_block(analytic, numeric)
    assert set(report.errors) == {"f", "i", "V"}
    expected = 2 / (np.sqrt(14) + np.sqrt(6))
    assert report.errors["f"] == pytest.approx(expected, rel=1e-12)
    assert report.errors["i"] == report.errors["V"] == 0.0
    assert report.worst == "f"


def test_an_error_in_a_small_array_is_not_hidden_by_the_order_of_names():
    analytic = {"b_f": np.array([1.0]), "W_f": np.array([2.0, 3.0])}
    numeric = {"W_f": np.array([2.0, 3.0]), "b_f": np.array([1.0])}
    assert gradcheck.by_block(analytic, numeric).largest == 0.0
