"""Starting weights: their sizes, their spread, and what is refused."""

import numpy as np
import pytest

from lstm_lab.cells import lstm, readout, rnn
from lstm_lab.cells.initialise import input_weights, recurrent_weights


def test_recurrent_weights_keep_the_length_of_every_state(rng):
    W = recurrent_weights(7, rng)
    np.testing.assert_allclose(W @ W.T, np.eye(7), atol=1e-14)


def test_recurrent_weights_are_not_biased_to_one_sign_of_the_diagonal(rng):
    diagonals = np.concatenate([np.diag(recurrent_weights(3, rng)) for _ in range(400)])
    assert 0.42 < (diagonals > 0).mean() < 0.58


def test_input_weights_fill_the_interval_of_glorot_and_bengio(rng):
    limit = np.sqrt(6 / (40 + 60))
    U = input_weights(40, 60, rng)
    assert U.shape == (40, 60)
    assert 0.99 * limit < np.abs(U).max() <= limit
    assert U.std() == pytest.approx(limit / np.sqrt(3), rel=0.05)


@pytest.mark.parametrize("cell", [rnn, lstm])
def test_one_seed_gives_one_set_of_parameters_and_another_seed_another(cell):
    first, again, other = (cell.init(3, 4, rng=np.random.default_rng(seed)) for seed in (1, 1, 2))
    for a, b in zip(first, again, strict=True):
        np.testing.assert_array_equal(a, b)
    assert any((a != b).any() for a, b in zip(first, other, strict=True))


@pytest.mark.parametrize("cell", [rnn, lstm])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_parameters_and_zero_state_have_the_sizes_and_the_dtype_asked_for(cell, dtype, rng):
    params = cell.init(3, 5, rng=rng, dtype=dtype)
    shapes = {"W": (5, 5), "U": (3, 5), "b": (5,)}
    for name, array in params._asdict().items():
        assert array.shape == shapes[name[0]]
        assert array.dtype == dtype
    for part in cell.initial_state(params, 2):
        assert (part.shape, part.dtype) == ((2, 5), dtype)
        assert not part.any()


def test_no_two_gates_of_a_fresh_lstm_share_their_weights(rng):
    params = lstm.init(3, 4, rng=rng)
    for kind in "WU":
        matrices = [getattr(params, f"{kind}_{k}") for k in "igfo"]
        assert all((a != b).any() for j, a in enumerate(matrices) for b in matrices[j + 1 :])


def test_only_the_forget_gate_starts_with_a_bias(rng):
    params = lstm.init(3, 4, rng=rng)
    assert [getattr(params, f"b_{k}").tolist() for k in "igfo"] == [
        [0.0] * 4,
        [0.0] * 4,
        [1.0] * 4,
        [0.0] * 4,
    ]
    assert lstm.init(3, 4, rng=rng, forget_bias=-2.5).b_f.tolist() == [-2.5] * 4


def test_the_readout_starts_with_weights_and_no_bias(rng):
    params = readout.init(4, 3, rng=rng, dtype=np.float32)
    assert (params.V.shape, params.b_y.shape) == ((4, 3), (3,))
    assert params.V.dtype == params.b_y.dtype == np.float32
    assert params.V.any()
    assert not params.b_y.any()


@pytest.mark.parametrize("init", [rnn.init, lstm.init, readout.init])
def test_a_start_without_a_generator_says_what_came_instead(init):
    with pytest.raises(TypeError, match=r"numpy\.random\.Generator.* got int"):
        init(3, 4, rng=0)
    with pytest.raises(TypeError, match="got RandomState"):
        init(3, 4, rng=np.random.RandomState(0))


@pytest.mark.parametrize("init", [rnn.init, lstm.init, readout.init])
@pytest.mark.parametrize("sizes", [(0, 4), (3, 0), (-1, 4), (3, 2.0), (True, 4)])
def test_a_size_that_is_not_a_whole_positive_number_is_refused(init, sizes, rng):
    with pytest.raises(ValueError, match="must be a whole number of at least 1, got"):
        init(*sizes, rng=rng)


@pytest.mark.parametrize("init", [rnn.init, lstm.init, readout.init])
def test_whole_number_weights_are_refused_instead_of_rounded_to_zero(init, rng):
    with pytest.raises(TypeError, match=r"dtype must be a floating dtype.* got int64"):
        init(3, 4, rng=rng, dtype=np.int64)


def test_the_shapes_are_those_of_a_fresh_lstm(rng):
    shapes = lstm.shapes(3, 4)
    assert shapes._asdict() == {
        name: array.shape for name, array in lstm.init(3, 4, rng=rng)._asdict().items()
    }
