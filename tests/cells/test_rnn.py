"""One step of the recurrent network (R1) and its errors (Q1)-(Q3), against central differences."""

import numpy as np
import pytest

from lstm_lab import gradcheck
from lstm_lab.cells import rnn

N, D, H = 2, 3, 5


@pytest.fixture
def one(rng):
    """Random params, x, h_prev and dh; the sizes all differ and no bias is zero."""
    params = rnn.Params(*(rng.standard_normal(s) / 2 for s in ((H, H), (D, H), (H,))))
    return params, rng.standard_normal((N, D)), *rng.uniform(-1, 1, (2, N, H))


@pytest.mark.label("R1")
def test_one_unit_computes_tanh_of_weighted_memory_input_and_bias():
    params = rnn.Params(np.array([[1.5]]), np.array([[-2.0]]), np.array([0.25]))
    (h,), _ = rnn.step(params, np.array([[0.5]]), np.array([[0.8]]))
    np.testing.assert_allclose(h, [[np.tanh(1.5 * 0.8 - 2.0 * 0.5 + 0.25)]], rtol=1e-15)


@pytest.mark.label("R1")
def test_weights_lead_from_their_row_to_their_column():
    W = np.zeros((3, 3))
    W[0, 2] = 1.0
    params = rnn.Params(W, np.zeros((2, 3)), np.zeros(3))
    (h,), _ = rnn.step(params, np.zeros((1, 2)), np.array([[0.5, 0.0, 0.0]]))
    np.testing.assert_allclose(h, [[0, 0, np.tanh(0.5)]], rtol=1e-15)


@pytest.mark.label("Q1", "Q2", "Q3")
def test_every_gradient_of_a_step_agrees_with_central_differences(one):
    params, x, h_prev, dh = one
    _, trace = rnn.step(params, x, h_prev)
    dx, (dh_prev,), dparams = rnn.step_backward(params, trace, dh)
    report = gradcheck.check(
        lambda: (dh * rnn.step(params, x, h_prev)[0][0]).sum(),
        {**params._asdict(), "x": x, "h_prev": h_prev},
        {**dparams._asdict(), "x": dx, "h_prev": dh_prev},
    )
    assert report.largest < 1e-8, report


def test_a_step_and_its_way_back_change_no_argument(one):
    params, x, h_prev, dh = one
    before = [a.copy() for a in (*params, x, h_prev, dh)]
    _, trace = rnn.step(params, x, h_prev)
    kept = [a.copy() for a in trace]
    rnn.step_backward(params, trace, dh)
    for a, b in zip([*params, x, h_prev, dh, *trace], [*before, *kept], strict=True):
        np.testing.assert_array_equal(a, b)


def test_gradients_come_in_the_type_and_shape_of_the_parameters(one):
    params, x, h_prev, dh = one
    dparams = rnn.step_backward(params, rnn.step(params, x, h_prev)[1], dh)[2]
    assert type(dparams) is rnn.Params
    assert [a.shape for a in dparams] == [a.shape for a in params]


@pytest.fixture
def walk(rng):
    """W, the state h_s, the pushes of four steps, and the states that follow, one example."""
    W, h, pushes = rng.standard_normal((H, H)), rng.uniform(-1, 1, H), rng.standard_normal((4, H))
    return W, h, pushes, states_after(h, W, pushes)


def states_after(h, W, pushes):
    """Run (R1) from h with each step's x U + b given; return the states, (T, H)."""
    hs = []
    for push in pushes:
        h = np.tanh(h @ W + push)
        hs.append(h)
    return np.array(hs)


@pytest.mark.label("V1")
def test_the_product_of_the_local_factors_is_how_the_last_state_moves_with_the_first(walk):
    W, h, pushes, hs = walk
    measured = np.stack(
        [
            gradcheck.numeric_gradient(lambda j=j: states_after(h, W, pushes)[-1, j], h)
            for j in range(H)
        ],
        axis=1,
    )
    assert gradcheck.relative_error(rnn.jacobian_product(hs, W), measured) < 1e-8
    assert gradcheck.relative_error(rnn.jacobian_product(hs[::-1], W), measured) > 0.1


def test_the_product_carries_an_error_back_as_the_single_steps_do(walk, rng):
    W, h, _, hs = walk
    params, dh = rnn.Params(W, np.zeros((D, H)), np.zeros(H)), rng.standard_normal((1, H))
    whole = dh @ rnn.jacobian_product(hs, W).T
    for state in hs[::-1]:
        trace = rnn.Trace(np.zeros((1, D)), h[None], state[None])
        _, (dh,), _ = rnn.step_backward(params, trace, dh)
    np.testing.assert_allclose(whole, dh, rtol=1e-12)


def test_the_product_of_several_examples_is_one_for_each(walk, rng):
    W, _, _, hs = walk
    both = np.stack([hs, rng.uniform(-1, 1, hs.shape)], axis=1)
    products = rnn.jacobian_product(both, W)
    assert products.shape == (2, H, H)
    for n in range(2):
        np.testing.assert_allclose(
            products[n], rnn.jacobian_product(both[:, n], W), rtol=1e-12, atol=1e-14
        )


def test_a_spectral_radius_below_one_still_allows_growth_for_a_while():
    W = np.array([[0.9, 5.0], [0.0, 0.9]])
    norms = [
        np.linalg.norm(rnn.jacobian_product(np.zeros((k, 2)), W), 2)
        for k in (1, 5, 10, 20, 50, 100)
    ]
    np.testing.assert_allclose(norms, (5.2, 16, 19, 14, 1.4, 0.015), rtol=0.04)


def test_states_or_weights_that_do_not_fit_a_product_are_refused(walk):
    W, _, _, hs = walk
    for wrong, sentence in (
        ((hs, W[:2]), r"W must have shape \(5, 5\), got \(2, 5\)"),
        ((hs, W[0]), r"W must have shape \(H, H\), got \(5,\)"),
        ((hs[:, :2], W), r"hs must have shape \(T, 5\), got \(4, 2\)"),
        ((hs[:0], W), r"hs must have shape \(T, 5\) with no size 0, got \(0, 5\)"),
        ((hs[None, :, :2], W), r"hs must have shape \(T, N, 5\), got \(1, 4, 2\)"),
        ((hs * np.nan, W), "hs must hold finite numbers, got nan"),
    ):
        with pytest.raises(ValueError, match=sentence):
            rnn.jacobian_product(*wrong)
    with pytest.raises(TypeError, match="W must be a NumPy array of floats, got list"):
        rnn.jacobian_product(hs, W.tolist())
    with pytest.raises(TypeError, match="hs must have a floating dtype"):
        rnn.jacobian_product(np.ones((4, 5), int), W)
