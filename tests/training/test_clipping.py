"""Clipping shortens all gradients by one factor: (V3)."""

import numpy as np
import pytest

from lstm_lab.cells import rnn
from lstm_lab.training import clipping
from lstm_lab.training.trees import arrays


@pytest.fixture
def gradients(rng):
    return rnn.Params(*(rng.standard_normal(shape) for shape in [(4, 4), (3, 4), (4,)]))


@pytest.mark.label("V3")
@pytest.mark.parametrize("limit", [0.5, 3.0, 1000.0])
def test_clipping_agrees_with_torch(require, gradients, limit):
    torch = require("torch")
    tensors = [torch.zeros(d.shape, dtype=torch.float64, requires_grad=True) for d in gradients]
    for tensor, d in zip(tensors, gradients, strict=True):
        tensor.grad = torch.tensor(d.copy())
    norm = torch.nn.utils.clip_grad_norm_(tensors, limit)
    clipped, ours = clipping.clip_by_global_norm(gradients, limit)
    assert ours == pytest.approx(float(norm), rel=1e-12)
    for tensor, d in zip(tensors, clipped, strict=True):
        np.testing.assert_allclose(d, tensor.grad.numpy(), rtol=2e-6)  # torch adds 1e-6 to norms


@pytest.mark.label("V3")
def test_the_clipped_norm_is_the_limit_and_the_direction_stays(gradients):
    clipped, norm = clipping.clip_by_global_norm(gradients, 0.5)
    assert norm == pytest.approx(np.sqrt(sum((d**2).sum() for d in gradients)), rel=1e-14)
    assert clipping.global_norm(clipped) == pytest.approx(0.5, rel=1e-14)
    assert type(clipped) is rnn.Params
    for d, before in zip(clipped, gradients, strict=True):
        np.testing.assert_allclose(d * norm / 0.5, before, rtol=1e-12)


def test_gradients_below_the_limit_keep_every_bit(gradients):
    clipped, _ = clipping.clip_by_global_norm(gradients, 100.0)
    for d, before in zip(clipped, gradients, strict=True):
        np.testing.assert_array_equal(d, before)


def test_zero_gradients_stay_zero():
    clipped, norm = clipping.clip_by_global_norm((np.zeros(3), (np.zeros((2, 2)),)), 1.0)
    assert norm == 0
    assert not any(d.any() for d in arrays(clipped).values())


def test_the_callers_arrays_are_not_changed(gradients):
    kept = [d.copy() for d in gradients]
    clipping.clip_by_global_norm(gradients, 0.01)
    for d, before in zip(gradients, kept, strict=True):
        np.testing.assert_array_equal(d, before)


def test_squares_that_overflow_float32_do_not_spoil_the_norm():
    clipped, norm = clipping.clip_by_global_norm((np.full(4, 1e25, np.float32),), 1.0)
    assert norm == pytest.approx(2e25, rel=1e-6)
    np.testing.assert_allclose(clipped[0], 0.5, rtol=1e-6)
    assert clipped[0].dtype == np.float32


@pytest.mark.parametrize("limit", [0, -1.0, float("nan")])
def test_a_limit_that_is_not_positive_is_refused(gradients, limit):
    with pytest.raises(ValueError, match="limit must be a positive number"):
        clipping.clip_by_global_norm(gradients, limit)
