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
