"""One LSTM step, each equation by itself, then the whole way back against central differences."""

import numpy as np
import pytest

from lstm_lab import gradcheck
from lstm_lab.cells import lstm

N, D, H = 2, 3, 5
SHAPES = {"W": (H, H), "U": (D, H), "b": (H,)}
GATES = {
    "i": lstm.input_gate,
    "g": lstm.candidate,
    "f": lstm.forget_gate,
    "o": lstm.output_gate,
}


def sigma(a):
    """The textbook formula, harmless for the small numbers here."""
    return 1 / (1 + np.exp(-a))


@pytest.fixture
def one(rng):
    """Random params, x, h_prev, c_prev, dh and dc; no bias, no state and no error is zero."""
    params = lstm.Params(
        *(rng.standard_normal(SHAPES[name[0]]) / 2 for name in lstm.Params._fields)
    )
    return params, rng.standard_normal((N, D)), *rng.uniform(-1, 1, (4, N, H))


@pytest.mark.parametrize(
    ("gate", "squash"),
    [
        pytest.param("i", sigma, marks=pytest.mark.label("L1")),
        pytest.param("g", np.tanh, marks=pytest.mark.label("L2")),
        pytest.param("f", sigma, marks=pytest.mark.label("L3")),
        pytest.param("o", sigma, marks=pytest.mark.label("L5")),
    ],
)
def test_a_gate_of_one_unit_squashes_weighted_memory_input_and_bias(gate, squash):
    x, h_prev, W, U, b = (np.array(v) for v in ([[0.5]], [[0.8]], [[1.5]], [[-2.0]], [0.25]))
    result = GATES[gate](x, h_prev, W, U, b)
    np.testing.assert_allclose(result, [[squash(1.5 * 0.8 - 2.0 * 0.5 + 0.25)]], rtol=1e-14)


@pytest.mark.parametrize("gate", GATES)
def test_a_gates_weights_lead_from_their_row_to_their_column(gate):
    W = np.zeros((3, 3))
    W[0, 2] = 1.0
    zeros = np.zeros((1, 2)), np.array([[0.5, 0.0, 0.0]]), W, np.zeros((2, 3)), np.zeros(3)
    result = GATES[gate](*zeros)
    assert result[0, 0] == result[0, 1] != result[0, 2]


@pytest.mark.label("L4")
def test_the_cell_keeps_a_part_of_the_old_and_adds_a_part_of_the_new():
    c = lstm.cell_state(*(np.array([[v]]) for v in (2.0, 0.75, 0.5, -0.6)))
    np.testing.assert_allclose(c, [[0.75 * 2.0 - 0.5 * 0.6]], rtol=1e-15)


@pytest.mark.label("L6")
def test_the_output_is_the_squashed_cell_behind_the_output_gate():
    h = lstm.hidden_state(np.array([[0.25]]), np.array([[3.0]]))
    np.testing.assert_allclose(h, [[0.25 * np.tanh(3.0)]], rtol=1e-15)


def test_a_step_wires_every_gate_to_its_own_weights_and_its_place(one):
    params, x, h_prev, c_prev, *_ = one
    (h, c), trace = lstm.step(params, x, h_prev, c_prev)
    a = {
        k: h_prev @ getattr(params, f"W_{k}")
        + x @ getattr(params, f"U_{k}")
        + getattr(params, f"b_{k}")
        for k in "igfo"
    }
    expected_c = sigma(a["f"]) * c_prev + sigma(a["i"]) * np.tanh(a["g"])
    np.testing.assert_allclose(c, expected_c, atol=1e-15)
    np.testing.assert_allclose(h, sigma(a["o"]) * np.tanh(expected_c), atol=1e-15)
    for k in "ifo":
        np.testing.assert_allclose(getattr(trace, k), sigma(a[k]), atol=1e-15)
    np.testing.assert_allclose(trace.g, np.tanh(a["g"]), atol=1e-15)


def from_pre_activations(a, c_prev):
    """Return h and c of a step whose four pre-activations are given, as `a.i` and so on."""
    c = sigma(a.f) * c_prev + sigma(a.i) * np.tanh(a.g)
    return sigma(a.o) * np.tanh(c), c


@pytest.mark.label("B1", "B2", "B3", "B4", "B5", "B7")
def test_the_errors_at_the_gates_agree_with_central_differences(rng):
    a = lstm.Gates(*rng.standard_normal((4, N, H)))
    c_prev, dh, dc_in = rng.standard_normal((3, N, H))

    def loss():
        h, c = from_pre_activations(a, c_prev)
        return (dh * h).sum() + (dc_in * c).sum()

    i, g, f, o = sigma(a.i), np.tanh(a.g), sigma(a.f), sigma(a.o)
    c = from_pre_activations(a, c_prev)[1]
    dc = lstm.cell_error(dh, dc_in, o, c)
    errors = {
        "i": lstm.input_gate_error(dc, i, g),
        "g": lstm.candidate_error(dc, i, g),
        "f": lstm.forget_gate_error(dc, c_prev, f),
        "o": lstm.output_gate_error(dh, o, c),
        "c_prev": lstm.carry_cell_error(dc, f),
    }
    report = gradcheck.check(loss, {**a._asdict(), "c_prev": c_prev}, errors)
    assert report.largest < 1e-8, report


@pytest.mark.label("B2")
def test_the_error_at_the_cell_is_the_sum_of_its_two_roads(rng):
    o, c, dh, dc_in = rng.standard_normal((4, N, H))
    numeric = gradcheck.numeric_gradient(lambda: (dh * o * np.tanh(c)).sum() + (dc_in * c).sum(), c)
    assert gradcheck.relative_error(lstm.cell_error(dh, dc_in, o, c), numeric) < 1e-8


@pytest.mark.label("B6", "B8", "G1", "G2", "G3")
def test_what_the_gates_send_to_states_inputs_and_weights_agrees_with_differences(one, rng):
    params, x, h_prev, *_ = one
    da = lstm.Gates(*rng.standard_normal((4, N, H)))

    def loss():
        p = params._asdict()
        return sum(
            (da_k * (h_prev @ p[f"W_{k}"] + x @ p[f"U_{k}"] + p[f"b_{k}"])).sum()
            for k, da_k in da._asdict().items()
        )

    report = gradcheck.check(
        loss,
        {**params._asdict(), "x": x, "h_prev": h_prev},
        {
            **lstm.gate_gradients(da, x, h_prev)._asdict(),
            "x": lstm.input_error(da, params),
            "h_prev": lstm.previous_hidden_error(da, params),
        },
    )
    assert report.largest < 1e-8, report


@pytest.mark.label("B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "G1", "G2", "G3")
def test_every_gradient_of_a_step_agrees_with_central_differences(one):
    params, x, h_prev, c_prev, dh, dc = one

    def loss():
        (h, c), _ = lstm.step(params, x, h_prev, c_prev)
        return (dh * h).sum() + (dc * c).sum()

    _, trace = lstm.step(params, x, h_prev, c_prev)
    dx, dstate, dparams = lstm.step_backward(params, trace, dh, dc)
    arrays = {**params._asdict(), "x": x, "h": h_prev, "c": c_prev}
    gradients = {**dparams._asdict(), "x": dx, "h": dstate[0], "c": dstate[1]}
    numeric = {name: gradcheck.numeric_gradient(loss, a) for name, a in arrays.items()}
    assert gradcheck.compare(gradients, numeric).largest < 1e-8
    assert set(gradcheck.by_block(gradients, numeric).errors) == set("igfoxhc")
    assert gradcheck.by_block(gradients, numeric).largest < 1e-8


@pytest.mark.parametrize("name", ["h_prev", "c_prev"])
def test_a_zero_state_still_gives_right_gradients(one, name):
    params, x, h_prev, c_prev, dh, dc = one
    (h_prev if name == "h_prev" else c_prev)[:] = 0
    _, trace = lstm.step(params, x, h_prev, c_prev)
    dparams = lstm.step_backward(params, trace, dh, dc)[2]
    vanishing = [f"W_{k}" for k in "igfo"] if name == "h_prev" else ["W_f", "U_f", "b_f"]
    assert {k for k, v in dparams._asdict().items() if not v.any()} == set(vanishing)


def test_a_step_and_its_way_back_change_no_argument(one):
    params, x, h_prev, c_prev, dh, dc = one
    arguments = [*params, x, h_prev, c_prev, dh, dc]
    before = [a.copy() for a in arguments]
    _, trace = lstm.step(params, x, h_prev, c_prev)
    kept = [a.copy() for a in trace]
    lstm.step_backward(params, trace, dh, dc)
    for a, b in zip([*arguments, *trace], [*before, *kept], strict=True):
        np.testing.assert_array_equal(a, b)


def test_gradients_come_in_the_type_shape_and_dtype_of_the_parameters(one):
    single = [a.astype(np.float32) for a in one[0]], *(a.astype(np.float32) for a in one[1:])
    params, (x, h_prev, c_prev, dh, dc) = lstm.Params(*single[0]), single[1:]
    _, trace = lstm.step(params, x, h_prev, c_prev)
    dx, dstate, dparams = lstm.step_backward(params, trace, dh, dc)
    assert type(dparams) is lstm.Params
    assert [a.shape for a in dparams] == [a.shape for a in params]
    assert {a.dtype for a in (*dparams, dx, *dstate)} == {np.dtype(np.float32)}
