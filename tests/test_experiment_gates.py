"""The experiment of lesson 19 writes a unit a second time: here it is held to the package's."""

import numpy as np
import pytest

from experiments import gates as experiment
from lstm_lab import sequence
from lstm_lab.cells import lstm, truncation
from lstm_lab.data import gates, messenger
from lstm_lab.lessons.l19_it_finds_the_gates.explorer import params_of

STEPS_BACK = {
    (1, 1): lstm.step_backward,
    (0, 1): truncation.without_hidden_road,
    (1, 0): truncation.without_cell_road,
}


@pytest.mark.parametrize("keep", STEPS_BACK)
def test_an_update_of_a_start_is_the_packages(keep):
    setting = experiment.Setting("tried", keep=keep, T=9, store=0.3, weight=4.0, rate=0.7)
    rngs = [np.random.default_rng(seed) for seed in range(3)]
    w = np.stack([experiment.start(setting, rng) for rng in rngs]) * 20
    after = experiment.update(w, rngs, setting)

    rng = np.random.default_rng(1)
    experiment.start(setting, rng)
    xs, right = messenger.letters(rng, T=9, store=0.3)
    params, cell = params_of(w[1]), truncation.cut(STEPS_BACK[keep])
    hs, _, tape = sequence.forward(cell, params, xs)
    dhs = 2 * (1 + 3 * xs[..., 2:]) * (hs - right) / right.size
    gradients = sequence.backward(cell, params, tape, dhs)[2]
    want = w[1] - 0.7 * gates.numbers_of(gradients)
    np.testing.assert_allclose(after[1], want, atol=1e-13)


def test_the_error_is_that_of_the_answers_only():
    silent = np.zeros((2, 4, 5))
    errors, silence = experiment.asked_errors(silent)
    assert errors == pytest.approx([silence] * 2)
    hand = gates.numbers_of(lstm.Params(**messenger.weights()))
    assert experiment.asked_errors(hand[None])[0] < 0.05


def test_numbers_and_params_are_two_ways_to_write_the_same(rng):
    params = lstm.init(3, 1, rng=rng)
    again = params_of(gates.numbers_of(params))
    assert all((a == b).all() and a.shape == b.shape for a, b in zip(again, params, strict=True))
