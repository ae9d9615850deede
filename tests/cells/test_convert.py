"""Weights to PyTorch and Keras and back: the same numbers come out of the other library's step."""

import numpy as np
import pytest

from lstm_lab import sequence
from lstm_lab.cells import convert, lstm

T, N, D, H = 5, 2, 3, 4


@pytest.fixture
def params(rng):
    """Twelve arrays, none of them zero."""
    shapes = {"W": (H, H), "U": (D, H), "b": (H,)}
    return lstm.Params(*(rng.uniform(-1, 1, shapes[k[0]]) for k in lstm.Params._fields))


@pytest.fixture
def scene(rng):
    """Inputs, and a state before the first step that is not zero."""
    return rng.standard_normal((T, N, D)), tuple(rng.standard_normal((2, N, H)))


def equal(a, b):
    return all(np.array_equal(x, y) and x.dtype == y.dtype for x, y in zip(a, b, strict=True))


def twin_of(torch, params):
    """Return a torch.nn.LSTM with our weights."""
    twin = torch.nn.LSTM(D, H, dtype=torch.float64)
    twin.load_state_dict({k: torch.from_numpy(a) for k, a in convert.to_torch(params).items()})
    return twin


def run(torch, twin, xs, state):
    with torch.no_grad():
        hs, last = twin(torch.from_numpy(xs), tuple(torch.from_numpy(s)[None] for s in state))
    return [hs.numpy(), *(part[0].numpy() for part in last)]


def test_our_weights_in_torch_give_our_outputs(require, params, scene):
    torch = require("torch")
    hs, last, _ = sequence.forward(lstm, params, *scene)
    theirs = run(torch, twin_of(torch, params), *scene)
    for ours, other in zip((hs, *last), theirs, strict=True):
        np.testing.assert_allclose(ours, other, rtol=0, atol=1e-12)


def test_a_new_torch_lstm_gives_its_outputs_here(require, scene):
    torch = require("torch")
    torch.manual_seed(3)
    twin = torch.nn.LSTM(D, H, dtype=torch.float64)
    params = convert.from_torch(twin.state_dict())
    hs, last, _ = sequence.forward(lstm, params, *scene)
    for ours, other in zip((hs, *last), run(torch, twin, *scene), strict=True):
        np.testing.assert_allclose(ours, other, rtol=0, atol=1e-12)


def test_the_layers_of_a_deep_torch_lstm_are_told_apart_by_their_suffix(require, scene):
    torch = require("torch")
    torch.manual_seed(4)
    twin = torch.nn.LSTM(D, H, num_layers=2, bidirectional=True, dtype=torch.float64)
    xs, _ = scene
    params = convert.from_torch(twin.state_dict(), "_l0_reverse")
    hs, _, _ = sequence.forward(lstm, params, xs[::-1])
    lower = torch.nn.LSTM(D, H, bidirectional=True, dtype=torch.float64)
    lower.load_state_dict({k: v for k, v in twin.state_dict().items() if "_l0" in k})
    with torch.no_grad():
        both, _ = lower(torch.from_numpy(xs))
    np.testing.assert_allclose(hs[::-1], both[..., H:].numpy(), rtol=0, atol=1e-12)
    assert convert.from_torch(twin.state_dict(), "_l1").U_i.shape == (2 * H, H)


def test_a_torch_lstm_without_biases_has_zeros_here(require):
    torch = require("torch")
    params = convert.from_torch(torch.nn.LSTM(D, H, bias=False).state_dict())
    assert params.b_f.dtype == np.float32
    assert not params.b_f.any()


def documented_keras_step(kernel, recurrent_kernel, bias, x, h, c):
    """The step of keras.layers.LSTM as its documentation writes it: z in four, i, f, c, o."""
    z = x @ kernel + h @ recurrent_kernel + bias
    z0, z1, z2, z3 = np.split(z, 4, axis=1)
    i, f, o = (1 / (1 + np.exp(-part)) for part in (z0, z1, z3))
    c = f * c + i * np.tanh(z2)
    return o * np.tanh(c), c


def test_our_weights_in_keras_give_our_outputs_by_its_documented_step(params, scene):
    xs, (h, c) = scene
    kernel, recurrent_kernel, bias = convert.to_keras(params)
    assert (kernel.shape, recurrent_kernel.shape, bias.shape) == ((D, 4 * H), (H, 4 * H), (4 * H,))
    hs, _, _ = sequence.forward(lstm, params, xs, (h, c))
    for x, ours in zip(xs, hs, strict=True):
        h, c = documented_keras_step(kernel, recurrent_kernel, bias, x, h, c)
        np.testing.assert_allclose(h, ours, rtol=0, atol=1e-12)


def test_the_forget_part_of_a_keras_bias_is_its_second_quarter():
    bias = np.repeat([0.0, 1.0, 0.0, 0.0], H)  # what unit_forget_bias=True makes
    params = convert.from_keras([np.zeros((D, 4 * H)), np.zeros((H, 4 * H)), bias])
    assert (params.b_f == 1).all()
    assert not np.any([params.b_i, params.b_g, params.b_o])


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_there_and_back_is_the_same_params(params, dtype):
    params = lstm.Params(*(a.astype(dtype) for a in params))
    assert equal(convert.from_torch(convert.to_torch(params)), params)
    assert equal(convert.from_keras(convert.to_keras(params)), params)
    assert convert.from_keras(convert.to_keras(params)[:2]).b_i.tolist() == [0.0] * H


def test_torchs_two_biases_are_added():
    arrays = convert.to_torch(lstm.init(D, H, rng=np.random.default_rng(0)))
    arrays["bias_hh_l0"] = np.full(4 * H, 2.0)
    assert convert.from_torch(arrays).b_f.tolist() == [3.0] * H


def test_what_comes_back_shares_no_memory_with_what_was_given(params):
    there = convert.to_keras(params)
    back = convert.from_keras(there)
    for array in there:
        array[...] = 0
    assert equal(back, params)


def test_shapes_that_do_not_fit_are_refused_with_both_shapes(params):
    kernel, recurrent_kernel, bias = convert.to_keras(params)
    with pytest.raises(ValueError, match=r"the recurrent weights must have shape \(4, 16\).*15"):
        convert.from_keras([kernel, recurrent_kernel[:, :-1], bias])
    with pytest.raises(ValueError, match=r"the bias must have shape \(16,\), got \(4,\)"):
        convert.from_keras([kernel, recurrent_kernel, bias[:H]])
    with pytest.raises(ValueError, match="got 4 arrays"):
        convert.from_keras([kernel, recurrent_kernel, bias, bias])
    arrays = convert.to_torch(params)
    with pytest.raises(ValueError, match="projection"):
        convert.from_torch(arrays | {"weight_hr_l0": np.zeros((2, H))})
    with pytest.raises(ValueError, match=r"bias_hh_l0 must have shape \(16,\), got \(1,\)"):
        convert.from_torch(arrays | {"bias_hh_l0": np.zeros(1)})
    with pytest.raises(KeyError, match="weight_ih_l1"):
        convert.from_torch(arrays, "_l1")
