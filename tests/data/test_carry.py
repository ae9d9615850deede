"""The task of a message in noise, and the stored outcomes that lessons 05, 10 and 13 quote."""

import numpy as np
import pytest

from lstm_lab.data import carry
from lstm_lab.data.carry import LSTM, RNN, Outcome, find


def test_the_message_comes_first_and_is_asked_for_at_the_end(rng):
    xs, right, mask = carry.batches(lag=7, N=50)(rng)
    assert (xs.shape, right.shape, mask.shape) == ((8, 50, 2), (8, 50, 1), (8, 50))
    np.testing.assert_array_equal(xs[0, :, 0], right[-1, :, 0])
    np.testing.assert_array_equal(xs[..., 1].sum(axis=0), 1)
    np.testing.assert_array_equal(mask.sum(axis=0), 1)
    assert set(right[-1, :, 0]) == {-1, 1}
    assert mask[-1].all()


def test_with_a_wait_the_message_comes_at_any_step_up_to_it_and_noise_comes_before(rng):
    xs, right, _ = carry.batches(lag=5, wait=3, N=400)(rng)
    moment = xs[..., 1].argmax(axis=0)
    assert len(xs) == 9
    assert set(moment) == {0, 1, 2, 3}
    np.testing.assert_array_equal(xs[moment, np.arange(400), 0], right[-1, :, 0])
    assert np.std(xs[0, moment == 3, 0]) > 0.5


def test_an_outcome_counts_its_starts():
    row = Outcome(LSTM, 16, 1.0, 20, 0, 5e-3, 500, (100, None, 120, 300), (1.0, 0.5, 1.0, 1.0))
    assert (row.starts, row.solved, row.median, row.numbers) == (4, 3, 120.0, 1216)
    assert row._replace(solved_at=(None,)).median is None
    assert row._replace(network=RNN, units=33).numbers == 1188


@pytest.mark.parametrize(
    ("successes", "trials", "interval"),
    [(9, 20, (0.26, 0.66)), (0, 20, (0, 0.16)), (20, 20, (0.84, 1)), (1, 20, (0.01, 0.24))],
)
def test_the_interval_is_wilsons(successes, trials, interval):
    assert carry.wilson(successes, trials) == pytest.approx(interval, abs=0.006)


def test_a_missing_setting_is_a_key_error():
    with pytest.raises(KeyError, match="no outcome"):
        find(RNN, 11)


def test_a_start_that_learned_is_right_about_new_messages():
    for row in carry.outcomes():
        pairs = zip(row.solved_at, row.right, strict=True)
        assert all(right > 0.92 for at, right in pairs if at)
