"""Each loss sends back its own gradient."""

import numpy as np
import pytest

from lstm_lab import gradcheck
from lstm_lab.training import losses

T, N, K = 4, 3, 5


@pytest.fixture
def mask():
    return (np.arange(T)[:, None] < [4, 1, 3]).astype(float)


def test_the_error_of_the_squared_distance_is_its_gradient(rng, mask):
    z, targets = rng.standard_normal((2, T, N, K))
    loss = losses.squared_distance
    numeric = gradcheck.numeric_gradient(lambda: loss.value(z, targets, mask), z)
    assert gradcheck.relative_error(loss.error(z, targets, mask), numeric) < 1e-8


def test_the_squared_distance_is_the_mean_over_the_steps_that_count(mask):
    z, targets = np.zeros((T, N, 2)), np.full((T, N, 2), 3.0)
    targets[mask == 0] = 100
    assert losses.squared_distance.value(z, targets, mask) == pytest.approx(18)


def test_the_error_of_the_cross_entropy_is_its_gradient(rng, mask):
    z, targets = rng.standard_normal((T, N, K)), rng.integers(0, K, (T, N))
    loss = losses.cross_entropy
    numeric = gradcheck.numeric_gradient(lambda: loss.value(z, targets, mask), z)
    assert gradcheck.relative_error(loss.error(z, targets, mask), numeric) < 1e-8


@pytest.mark.parametrize("part", ["value", "error"])
def test_a_mask_of_zeros_is_refused(part):
    z = np.zeros((T, N, K))
    with pytest.raises(ValueError, match="at least one step that counts"):
        getattr(losses.squared_distance, part)(z, z, np.zeros((T, N)))
