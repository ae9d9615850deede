"""The messenger's right answers and its hand-set gates."""

import numpy as np
import pytest

from lstm_lab import sequence
from lstm_lab.cells import lstm
from lstm_lab.data import messenger


def test_the_hand_set_gates_answer_with_the_squashed_message_when_asked_and_are_silent_else():
    params = lstm.Params(**messenger.weights())
    hs, _, tape = sequence.forward(lstm, params, messenger.inputs())
    said = hs[:, 0, 0]
    assert said[list(messenger.ASKED_AT)] == pytest.approx([0.61, -0.53], abs=0.005)
    quiet = [t for t in range(16) if t not in messenger.ASKED_AT]
    assert np.abs(said[quiet]).max() < 0.01
    kept = np.array([trace.c[0, 0] for trace in tape.traces])
    assert kept[2:11] == pytest.approx(np.full(9, 0.71), abs=0.02)
    assert kept[11:] == pytest.approx(np.full(5, -0.60), abs=0.02)


def test_the_right_message_is_the_last_one_stored():
    right = messenger.messages()
    assert right[:2].tolist() == [0, 0]
    assert set(right[2:11]) == {0.9}
    assert set(right[11:]) == {-0.7}


def test_the_inputs_hold_value_store_and_ask():
    xs = messenger.inputs()
    assert xs.shape == (16, 1, 3)
    assert xs[:, 0, 0].tolist() == list(messenger.VALUES)
    assert np.flatnonzero(xs[:, 0, 1]).tolist() == [2, 11]
    assert np.flatnonzero(xs[:, 0, 2]).tolist() == [9, 15]


def test_letters_ask_for_the_last_stored_value_and_never_where_they_store(rng):
    xs, right = messenger.letters(rng, T=40, N=50)
    value, store, ask = np.moveaxis(xs, -1, 0)
    assert not (store * ask).any()
    assert 0.12 < store.mean() < 0.18
    assert abs(value).max() <= 1
    for n in range(50):
        last = 0.0
        for t in range(40):
            last = value[t, n] if store[t, n] else last
            wanted = np.tanh(np.tanh(last)) if ask[t, n] else 0.0
            assert right[t, n, 0] == wanted


def test_what_is_right_is_what_gates_that_are_quite_open_say():
    xs = messenger.inputs()
    hs = sequence.forward(lstm, lstm.Params(**messenger.weights()), xs)[0]
    np.testing.assert_allclose(hs, messenger.right_answers(xs), atol=0.02)
