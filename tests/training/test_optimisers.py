"""The optimisers make the steps that PyTorch makes, and change nothing in place."""

import numpy as np
import pytest

from lstm_lab.cells import readout, rnn
from lstm_lab.training import optimisers
from lstm_lab.training.model import Params
from lstm_lab.training.trees import arrays, transform


@pytest.fixture
def params(rng):
    return Params(rnn.init(3, 4, rng=rng), readout.init(4, 2, rng=rng))


def largest_difference_from_torch(torch, ours, theirs, params, rng):
    """Give both optimisers the same 50 gradients; return the largest gap between parameters."""
    tensors = [torch.tensor(array.copy(), requires_grad=True) for array in arrays(params).values()]
    their_optimiser = theirs(tensors)
    state, gap = ours.start(params), 0.0
    for _ in range(50):
        gradients = transform(lambda p: rng.standard_normal(p.shape) * 3, params)
        for tensor, gradient in zip(tensors, arrays(gradients).values(), strict=True):
            tensor.grad = torch.tensor(gradient)
        their_optimiser.step()
        params, state = ours.update(params, gradients, state)
        for tensor, array in zip(tensors, arrays(params).values(), strict=True):
            gap = max(gap, abs(tensor.detach().numpy() - array).max())
    return gap


def test_adam_makes_the_steps_of_torch(require, params, rng):
    torch = require("torch")
    gap = largest_difference_from_torch(
        torch,
        optimisers.adam(0.02, 0.8, 0.99, 1e-4),
        lambda tensors: torch.optim.Adam(tensors, lr=0.02, betas=(0.8, 0.99), eps=1e-4),
        params,
        rng,
    )
    assert gap < 1e-9


@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_gradient_descent_makes_the_steps_of_torch(require, params, rng, momentum):
    torch = require("torch")
    gap = largest_difference_from_torch(
        torch,
        optimisers.sgd(0.1, momentum),
        lambda tensors: torch.optim.SGD(tensors, lr=0.1, momentum=momentum),
        params,
        rng,
    )
    assert gap < 1e-9


def test_the_first_step_of_adam_is_the_learning_rate_whatever_the_gradient(params):
    gradients = transform(lambda p: np.full_like(p, -1e-3), params)
    optimiser = optimisers.adam(0.01)
    moved, _ = optimiser.update(params, gradients, optimiser.start(params))
    for before, after in zip(arrays(params).values(), arrays(moved).values(), strict=True):
        np.testing.assert_allclose(after - before, 0.01, rtol=1e-4)


@pytest.mark.parametrize("optimiser", [optimisers.adam(), optimisers.sgd(0.1, 0.9)])
def test_an_update_changes_neither_parameters_nor_gradients_nor_state(params, rng, optimiser):
    gradients = transform(lambda p: rng.standard_normal(p.shape), params)
    _, state = optimiser.update(params, gradients, optimiser.start(params))
    trees = (params, gradients, state)
    kept = [transform(np.copy, tree) for tree in trees]
    optimiser.update(*trees)
    for before, after in zip(kept, trees, strict=True):
        for name, array in arrays(before).items():
            np.testing.assert_array_equal(array, arrays(after)[name])


@pytest.mark.parametrize("optimiser", [optimisers.adam(), optimisers.sgd(0.1, 0.9)])
def test_float32_stays_float32(params, optimiser):
    params = transform(np.float32, params)
    state = optimiser.start(params)
    for _ in range(2):
        params, state = optimiser.update(params, params, state)
    assert {a.dtype for a in arrays(params).values()} == {np.dtype(np.float32)}
    assert np.dtype(np.float64) not in {a.dtype for a in arrays(state).values()}


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: optimisers.adam(0), "learning_rate must be a positive number, got 0"),
        (lambda: optimisers.adam(float("nan")), "learning_rate must be a positive"),
        (lambda: optimisers.adam(mean_decay=1.0), "mean_decay must lie between"),
        (lambda: optimisers.adam(square_decay=-0.1), "square_decay must lie between"),
        (lambda: optimisers.adam(eps=0), "eps must be a positive"),
        (lambda: optimisers.sgd(-1), "learning_rate must be a positive"),
        (lambda: optimisers.sgd(1, momentum=1.5), "momentum must lie between"),
    ],
)
def test_settings_out_of_range_are_named(build, message):
    with pytest.raises(ValueError, match=message):
        build()
