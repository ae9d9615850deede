"""The article on fading memory, directions and depth, beside measured gradients.

As in test_article: what is printed, what is true, and how far they are apart.
"""

import numpy as np
import pytest

from lstm_lab import bidirectional, sequence, stacked
from lstm_lab.cells import rnn

D, H, T, LAG = 5, 32, 101, 50
DRAWS = 20


def walk(seed, radius):
    """Return W, the states of the last LAG steps and an error of size 1, for one random draw."""
    rng = np.random.default_rng([seed, 8])
    W, U = rng.standard_normal((H, H)), rng.uniform(-1, 1, (D, H)) * np.sqrt(6 / (D + H))
    W *= radius / np.abs(np.linalg.eigvals(W)).max()
    xs, error = rng.standard_normal((T, 1, D)), rng.standard_normal(H)
    hs, _, _ = sequence.forward(rnn, rnn.Params(W, U, np.zeros(H)), xs)
    return W, hs[-LAG:, 0], error / np.linalg.norm(error)


def sizes(radius):
    """Return the sizes of an error LAG steps back, with tanh and linear, (DRAWS, 2)."""
    found = []
    for seed in range(DRAWS):
        W, hs, error = walk(seed, radius)
        products = (rnn.jacobian_product(hs, W), rnn.jacobian_product(0 * hs, W))
        found.append([np.linalg.norm(product @ error) for product in products])
    return np.array(found)


@pytest.mark.label("V1")
def test_e8_tanh_helps_an_error_to_fade_and_is_neither_needed_nor_enough():
    """E8, section 1.1.4. Printed: memory fades because tanh squashes the state.

    True: W and the slopes decide together. Without tanh, radius 0.9 fades as well; with tanh,
    radius 2.5 explodes.
    """
    with_tanh, linear = sizes(1.0).T
    assert np.median(linear) > 0.05
    assert np.median(with_tanh) < 1e-6
    assert sizes(0.9)[:, 1].max() < 0.02
    assert np.median(sizes(2.5)[:, 0]) > 10


def test_e8_a_latched_unit_remembers_for_ever_and_cannot_learn_to():
    """E8 again: the state keeps its message, its gradient is 5e-12 at lag 28."""
    latch = rnn.Params(np.array([[1.5]]), np.array([[1.0]]), np.zeros(1))
    xs = np.zeros((1001, 2, 1))
    xs[0, :, 0] = 1.0, -1.0
    hs, _, _ = sequence.forward(rnn, latch, xs)
    np.testing.assert_allclose(hs[50:, :, 0], [[0.8586, -0.8586]] * 951, atol=1e-4)
    assert rnn.jacobian_product(hs[-28:, 0], latch.W)[0, 0] == pytest.approx(5e-12, rel=0.05)


@pytest.mark.label("V1")
def test_e12_a_gradient_explodes_while_every_state_stays_inside_one():
    """E12, section 1.1.4. Printed: gradients may also explode if one switches to another activation
    that is greater than 1.

    They may. But one need not switch: with tanh, which is never greater than 1, they explode too.
    """
    exploded = 0
    for seed in range(DRAWS):
        W, hs, error = walk(seed, 2.5)
        assert np.abs(hs).max() <= 1
        exploded += np.linalg.norm(rnn.jacobian_product(hs, W) @ error) > 10
    assert exploded > DRAWS / 2


@pytest.mark.label("R4", "R5")
def test_e9_two_directions_and_two_layers_are_different_things(rng):
    """E9, section 1.1.6. Printed: two opposite directions are a multi-layer RNN.

    True: (R4) and (R5). The last input reaches the first output by two directions, and never by
    two layers; the second layer's input is as wide as the first one's state.
    """
    both = bidirectional.init(rnn, 3, 4, rng=rng)
    layers = [rnn.init(3, 4, rng=rng), rnn.init(4, 4, rng=rng)]
    xs = rng.standard_normal((6, 1, 3))
    moved = xs.copy()
    moved[-1] += 1.0
    changed = [
        run(moved)[0, 0] != run(xs)[0, 0]
        for run in (
            lambda x: bidirectional.forward(rnn, both, x)[0],
            lambda x: stacked.forward(rnn, layers, x)[0],
        )
    ]
    assert changed[0].tolist() == [False] * 4 + [True] * 4
    assert not changed[1].any()
    assert both.backward.U.shape == both.forward.U.shape != layers[1].U.shape


def test_e13_depth_does_not_cure_what_fades_along_time():
    """E13, section 2.1. Printed: depth and direction help a short memory.

    True: on each of the lag + 1 roads an error meets as many factors along time as before. What
    arrives 30 steps back grows by a factor that is small beside what is lost.
    """
    arrived = np.array([deep_and_shallow(seed) for seed in range(DRAWS)])
    one, two = np.median(arrived, axis=0)
    assert one < 1e-5
    assert one < two < 1e-3


def test_e13_a_single_layer_with_smaller_inputs_fades_less_than_two_layers():
    """E13 again: what depth seems to give comes mostly from slopes nearer to 1."""
    two = np.median([deep_and_shallow(seed)[1] for seed in range(DRAWS)])
    halved = np.median([deep_and_shallow(seed, scale=0.5)[0] for seed in range(DRAWS)])
    assert halved > 2 * two


def deep_and_shallow(seed, width=12, units=16, lag=30, scale=1.0):
    """Return the size of the error at the input `lag` steps back, for one layer and for two."""
    rng = np.random.default_rng([seed, 13])
    layers = [rnn.init(w, units, rng=rng) for w in (width, units)]
    gauss = [W / np.abs(np.linalg.eigvals(W)).max() for W in rng.standard_normal((2, units, units))]
    layers = [p._replace(W=W) for p, W in zip(layers, gauss, strict=True)]
    xs, dhs = scale * rng.standard_normal((lag + 1, 1, width)), np.zeros((lag + 1, 1, units))
    dhs[-1] = 1 / np.sqrt(units)
    found = []
    for stack in (layers[:1], layers):
        tapes = stacked.forward(rnn, stack, xs)[2]
        found.append(np.linalg.norm(stacked.backward(rnn, stack, tapes, dhs)[0][0]))
    return found
