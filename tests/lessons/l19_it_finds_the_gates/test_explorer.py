"""Lesson 19's picture, its training in small, and what its stored table says."""

import numpy as np
import pytest

from lstm_lab import checks, explorers
from lstm_lab.cells import lstm
from lstm_lab.data import gates, messenger


def learned(back, updates, seed=0):
    """Train one unit by the references of the exercises, as the lesson does."""
    forward, loss_error, descend = (
        checks.EXERCISES[name].reference
        for name in ("lstm_forward", "messenger_loss_error", "descend")
    )
    rng = np.random.default_rng(seed)
    params = lstm.Params(*(rng.normal(0, 0.1, a.shape) for a in lstm.init(3, 1, rng=rng)))
    zero = np.zeros((32, 1)), np.zeros((32, 1))
    for _ in range(updates):
        xs, right = messenger.letters(rng)
        hs, _, tape = forward(params, xs, zero)
        _, dhs = loss_error(hs, right, 1 + 9 * xs[..., 2:])
        params = descend(params, back(params, tape, dhs, zero)[2], 1.0)
    return params


def whole(params, tape, dhs, dstate):
    return checks.EXERCISES["lstm_backward"].reference(params, tape, dhs, dstate)


def c_cut(params, tape, dhs, dstate):
    keep = np.tile((1, 0), (len(tape), 1))
    return checks.EXERCISES["cut_backward"].reference(params, tape, dhs, keep)


@pytest.fixture(scope="module")
def after_600():
    return learned(whole, 600)


def test_600_updates_open_the_gates_where_the_hand_would(after_600):
    (i, f, o), (_, store, ask) = (gates.numbers_of(after_600)[k] for k in (0, 2, 3)), (1, 2, 3)
    assert i[store] > 3 > 0 > i[4]
    assert f[store] < -3 < 0 < f[4]
    assert o[ask] > 3 > 0 > o[4]


def test_the_stored_growth_is_this_training(after_600):
    kept = gates.growth()[600 // gates.EVERY]
    np.testing.assert_allclose(gates.numbers_of(after_600), kept, atol=2e-3)


def test_with_the_lane_of_c_cut_the_candidate_goes_to_nothing():
    after = gates.numbers_of(learned(c_cut, 600))
    assert abs(after[1]).max() < 0.1


def test_the_table_says_what_the_lesson_says():
    rows = gates.rows()
    counts = {name: (row.learned, len(row.errors)) for name, row in rows.items()}
    assert counts["whole"] == (50, 50)
    assert counts["h cut"] == (20, 20)
    assert counts["c cut"] == counts["both cut"] == counts["no weight on answers"] == (0, 20)
    assert counts["numbers of size 1"][0] < 12
    assert 0 < counts["forget bias 4"][0] < 15
    assert np.median(rows["c cut"].errors) == pytest.approx(gates.silence(), abs=5e-4)
    assert max(rows["a plain network"].errors) < 0.1
    mean, spread = gates.mean()
    assert spread.max() < 0.15
    assert mean[2, 4] == pytest.approx(3.9, abs=0.1)
    assert np.mean(rows["32 steps"].forget_bias) > mean[2, 4] + 0.4


def test_the_picture_shows_the_growth_and_new_letters():
    shown = explorers.it_finds_the_gates()
    shown.set(k=0)
    assert shown.frame.title == "After 0 updates it says 0.01 and 0.04; right is 0.61 and -0.54"
    assert shown.frame.sums[1][0].startswith("a_g = ")
    shown.set(k=100, letters="new letters")
    by_hand, learned = shown.frame.lanes
    assert abs(learned.h - by_hand.h).max() < 0.15
    assert shown.frame.title == "After 3,000 updates 4 of 4 answers are right"


def test_it_shows_what_it_is_given_and_refuses_another_cell(rng):
    hand = lstm.Params(**messenger.weights())
    shown = explorers.it_finds_the_gates([hand], every=1)
    assert "says 0.61 and -0.53" in shown.alt
    assert "a_i = 12.0 s - 6.0 (by hand: 12 s - 6)" in shown.alt
    with pytest.raises(ValueError, match=r"U_i must have shape \(3, 1\), got \(3, 2\)"):
        explorers.it_finds_the_gates([lstm.init(3, 2, rng=rng)])
    with pytest.raises(ValueError, match="at least one moment"):
        explorers.it_finds_the_gates([])


def test_before_the_training_nobody_knows_the_bias_and_after_it_a_near_guess_is_right(workspace):
    before = explorers.guess("19_forget_bias")
    assert before.question.asks[0].answer() is None
    after = explorers.guess("19_forget_bias", truth=3.88)
    assert after.question.asks[0].right(4.0)
    assert not after.question.asks[0].right(6.0)
