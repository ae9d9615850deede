"""Half-lives of a forget gate, and what the cell alone lets pass (V2)."""

import numpy as np
import pytest

from lstm_lab import gradcheck
from lstm_lab.cells import lstm
from lstm_lab.cells.activations import sigmoid
from lstm_lab.cells.half_life import forget_bias_for, half_life

T, N, D, H = 4, 2, 3, 5


@pytest.mark.parametrize(("b", "steps"), [(0, 1.0), (1, 2.2), (3, 14), (5, 103)])
def test_the_half_lives_of_the_biases_0_1_3_5_are_1_2_14_and_103_steps(b, steps):
    digits = 1 if steps < 10 else 0
    assert round(float(half_life(sigmoid(np.array(float(b))))), digits) == steps


def test_after_a_half_life_one_half_is_left():
    f = np.array([0.1, 0.5, 0.9, 0.9999])
    np.testing.assert_allclose(f ** half_life(f), 0.5, rtol=1e-12)


@pytest.mark.parametrize("steps", [0.25, 1.0, 2.2, 50.0, 1e6, 1e12])
def test_the_bias_for_a_half_life_keeps_one_half_for_that_long(steps):
    b = forget_bias_for(np.array([steps]))
    # log f = -log(1 + exp(-b)), which does not lose the digits that 1 - f would
    np.testing.assert_allclose(-np.log1p(np.exp(-b)) * steps, np.log(0.5), rtol=1e-12)


@pytest.mark.label("V2")
def test_along_the_cell_alone_c_moves_by_the_product_of_the_forget_gates(rng):
    fs, inputs = rng.uniform(0.1, 1, (T, N, H)), rng.uniform(-1, 1, (T, N, H))
    c_s, direction = rng.standard_normal((N, H)), rng.standard_normal((N, H))

    def last():
        c = c_s
        for f, i in zip(fs, inputs, strict=True):
            c = lstm.cell_state(c, f, i, inputs[0])
        return float((c * direction).sum())

    measured = gradcheck.numeric_gradient(last, c_s)
    assert gradcheck.relative_error(lstm.cell_jacobian(fs) * direction, measured) < 1e-8


def test_the_whole_derivative_has_more_roads_unless_the_recurrent_weights_are_zero(rng):
    shapes = {"W": (H, H), "U": (D, H), "b": (H,)}
    params = lstm.Params(*(rng.standard_normal(shapes[k[0]]) for k in lstm.Params._fields))
    xs, state = rng.standard_normal((T, N, D)), tuple(rng.standard_normal((2, N, H)))
    for weights, equal in ((params, False), (without_roads(params), True)):
        fs, dc = [], rng.standard_normal((N, H))
        traces, (h, c) = [], state
        for x in xs:
            (h, c), trace = lstm.step(weights, x, h, c)
            traces.append(trace)
            fs.append(trace.f)
        back = np.zeros((N, H)), dc
        for trace in reversed(traces):
            _, back, _ = lstm.step_backward(weights, trace, *back)
        alone = dc * lstm.cell_jacobian(np.stack(fs))
        assert np.allclose(back[1], alone) == equal


def without_roads(params):
    return params._replace(**{f"W_{k}": np.zeros((H, H)) for k in "igfo"})
