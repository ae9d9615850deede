"""The script of lessons 05, 10 and 13: its fast networks are the package's, its table is sound."""

import json

import numpy as np
import pytest

from experiments import carry as experiment
from experiments.carry import Setting, Weights
from lstm_lab.cells import Cell, lstm, rnn
from lstm_lab.data import carry
from lstm_lab.data.carry import LSTM, RELU, RNN
from lstm_lab.training import adam, create, train
from lstm_lab.training.losses import squared_distance
from lstm_lab.training.model import loss_and_gradients


def setting(network, lag=6, wait=3, units=5, bias=None):
    return Setting(network, units, bias, lag, wait, 5e-3, 4, 2)


def package(network, seed):
    """Return the package's own model of a start, in float64."""
    cell = rnn
    if network == LSTM:

        def init(D, H, *, rng, dtype):
            return lstm.init(D, H, rng=rng, dtype=dtype, forget_bias=2.0)

        cell = Cell(init, lstm.initial_state, lstm.step, lstm.step_backward)
    rng = np.random.default_rng(seed)
    return create(cell, 2, 5, 1, rng=rng, dtype=np.float64, loss=squared_distance)


def wide(params):
    """Return the package's arrays, or gradients, side by side as the script has them."""
    cell = params.cell._asdict()
    W, U, b = (
        np.concatenate([a for name, a in cell.items() if name[0] == kind], axis=-1)
        for kind in "WUb"
    )
    return Weights(W, U, b[None], params.readout.V, params.readout.b_y[None])


def drawn(rng, S=2, N=7):
    return experiment.draw({"lag": 6, "wait": 3}, rng, S, N)


def batch(xs, right, s):
    """Return start s's part of a draw as a batch for the package."""
    T, _, N, _ = xs.shape
    targets, mask = np.zeros((T, N, 1)), np.zeros((T, N))
    targets[-1], mask[-1] = right[s], 1
    return xs[:, s], targets, mask


@pytest.mark.parametrize(("network", "bias"), [(RNN, None), (LSTM, 2.0)])
def test_the_fast_networks_have_the_packages_loss_and_gradients(network, bias, rng):
    w = experiment.start(setting(network, bias=bias), (3, 8), np.float64)
    xs, right = (array.astype(float) for array in drawn(rng))
    answers, tape = experiment.forward(network, w, xs)
    dz = answers - right
    found = experiment.backward(network, w, tape, 2 * dz / 7)
    for s, seed in enumerate((3, 8)):
        loss, gradients, _ = loss_and_gradients(package(network, seed), batch(xs, right, s))
        assert (dz[s] ** 2).mean() == pytest.approx(loss, rel=1e-12)
        for mine, theirs in zip(found, wide(gradients), strict=True):
            np.testing.assert_allclose(mine[s], theirs, rtol=1e-10, atol=1e-13)


@pytest.mark.parametrize(("network", "bias"), [(RNN, None), (LSTM, 2.0)])
def test_four_fast_updates_are_those_of_the_packages_training(network, bias, rng):
    w = experiment.start(setting(network, bias=bias), (3, 8), np.float64)
    optimiser = adam(5e-3)
    state, draws, losses = optimiser.start(w), [], []
    for _ in range(4):
        draws.append([array.astype(float) for array in drawn(rng)])
        loss, w, state = experiment.update(network, w, optimiser, state, *draws[-1])
        losses.append(loss)
    for s, seed in enumerate((3, 8)):
        batches = [batch(*draw, s) for draw in draws]
        run = train(package(network, seed), batches, 4, optimiser=optimiser,
                    carry_state=False, progress=False)  # fmt: skip
        np.testing.assert_allclose(np.array(losses)[:, s], run.losses, rtol=1e-10)
        for mine, theirs in zip(w, wide(run.model.params), strict=True):
            np.testing.assert_allclose(mine[s], theirs, rtol=1e-8, atol=1e-11)


def test_a_gate_that_is_held_open_is_one_with_a_huge_bias_and_learns_nothing(rng):
    w = experiment.start(setting(LSTM, bias=1.0), (3, 8), np.float64)
    xs, right = (array.astype(float) for array in drawn(rng))
    b = w.b.copy()
    b[..., :5] = 1e3
    answers, tape = experiment.forward(LSTM, w, xs, held="i")
    np.testing.assert_allclose(answers, experiment.forward(LSTM, w._replace(b=b), xs)[0])
    gradients = experiment.backward(LSTM, w, tape, answers - right)
    assert not gradients.W[..., :5].any()
    assert gradients.W[..., 5:].any()


def test_each_start_is_clipped_by_its_own_norm():
    gradients = Weights(*(np.ones((2, 1, 1)) * [[[3.0]], [[0.01]]] for _ in range(5)))
    clipped = experiment.clip(gradients)
    assert sum(float(d[0, 0, 0]) ** 2 for d in clipped) == pytest.approx(1)
    assert [float(d[1, 0, 0]) for d in clipped] == [0.01] * 5


def test_a_relu_network_starts_as_the_identity_and_its_gradient_is_that_of_its_numbers(rng):
    w = experiment.start(setting(RELU), (3,), np.float64)
    np.testing.assert_array_equal(w.W[0], np.eye(5))
    w = w._replace(W=w.W + rng.normal(0, 0.2, w.W.shape))
    xs, right = (array.astype(float) for array in drawn(rng, S=1))

    def loss(W):
        return ((experiment.forward(RELU, w._replace(W=W), xs)[0] - right) ** 2).mean()

    answers, tape = experiment.forward(RELU, w, xs)
    dW = experiment.backward(RELU, w, tape, 2 * (answers - right) / 7).W[0]
    for place in ((0, 0), (2, 4)):
        moved = np.zeros_like(w.W)
        moved[0][place] = 1e-6
        measured = (loss(w.W + moved) - loss(w.W - moved)) / 2e-6
        assert dW[place] == pytest.approx(measured, rel=1e-5, abs=1e-9)


def test_a_start_that_has_learned_stops_and_the_others_go_on():
    easy = experiment.measure(Setting(LSTM, 16, 4.0, 2, 0, 2e-2, 120, 4))
    assert all(50 <= at < 120 for at in easy.solved_at)
    assert min(easy.right) > 0.95
    hopeless = experiment.measure(Setting(RNN, 4, None, 40, 0, 1e-5, 60, 2))
    assert hopeless.solved_at == (None, None)


def test_a_row_is_told_with_its_interval():
    row = carry.Outcome(RNN, 16, None, 50, 0, 5e-3, 2000, (100,) * 9 + (None,) * 11, (1.0,) * 20)
    assert "9 of 20 [0.26, 0.66], median 100.0" in experiment.told(row, 1.0)


def test_the_stored_table_is_that_of_the_settings_and_names_its_command():
    stored = json.loads(carry.TABLE.read_text("utf-8"))
    assert stored["command"] == experiment.COMMAND
    found = [(*row[:7], row.starts, row.held) for row in carry.outcomes()]
    assert found == [tuple(setting) for setting in experiment.settings()]
