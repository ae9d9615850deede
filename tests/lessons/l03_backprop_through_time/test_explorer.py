"""Lesson 03's picture: six shares, their sum, and what a measurement says."""

import numpy as np
import pytest

from lstm_lab import explorers
from lstm_lab.drawing.scene import Scene
from lstm_lab.lessons.l03_backprop_through_time.explorer import (
    INPUTS,
    LOSSES,
    course_backward,
    frame,
    say,
)
from lstm_lab.lessons.l03_backprop_through_time.picture import blocks, shares
from tests.helpers import lock_in

PULSE, LAST = next(iter(INPUTS)), next(iter(LOSSES))


@pytest.mark.label("G4")
def test_the_six_shares_are_those_of_the_lesson_and_add_up_to_the_measured_gradient():
    shown = frame(0.9, PULSE, LAST, 6)
    assert shown.shares[::-1].round(3).tolist() == [0.322, 0.294, 0.259, 0.216, 0.160, 0]
    assert shown.measured == pytest.approx(1.2514, abs=5e-5)
    assert shown.total == pytest.approx(shown.measured, abs=1e-9)


@pytest.mark.parametrize("inputs", INPUTS)
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("w", [-2.0, -0.35, 0.0, 1.4])
def test_the_sum_is_what_is_measured_at_every_setting(w, inputs, loss):
    shown = frame(w, inputs, loss, 6)
    assert shown.total == pytest.approx(shown.measured, abs=1e-8)


def test_the_error_shown_at_a_state_moves_the_loss_as_it_says():
    shown = frame(1.4, "constant 0.3", "L = the sum of all states", 6)
    h = shown.h.copy()
    h[2] += 1e-6
    moved = h[2]
    total = moved
    for _ in range(3, 6):
        moved = np.tanh(1.4 * moved + 0.3)
        total += moved
    assert (total - shown.h[2:].sum()) / 1e-6 == pytest.approx(shown.dh[2], abs=1e-4)


def test_uses_after_the_loss_have_no_share():
    assert frame(0.9, PULSE, "L = h_3", 6).shares[4:].tolist() == [0, 0]


@pytest.mark.parametrize("back", range(7))
def test_walking_back_uncovers_one_share_more(back):
    shown = frame(0.9, PULSE, LAST, back)
    assert shown.total == pytest.approx(shown.shares[6 - back :].sum())
    assert shares(Scene(shown)).count(">?</text>") == 6 - back
    assert say(shown).count("step ") >= back


def test_the_answer_is_hidden_until_the_guess_and_the_truth_is_the_last_use():
    explorer = explorers.rnn_backward()
    assert explorer.controls["back"].disabled
    assert "0.322" not in explorer.alt
    ask = explorer.prediction.question.asks[0]
    assert ask.truth() == "the last use, near the loss"
    lock_in(explorer)
    assert "step 5: 0.322; step 4: 0.294" in explorer.alt


def test_one_slider_moves_all_copies_of_the_weight():
    explorer = explorers.rnn_backward(predict=False)
    explorer.controls["w"].value = 1.25
    assert shares(Scene(explorer.frame)).count(">1.25</text>") == 6


def test_blocks_grow_from_the_foot_with_the_last_use_first_and_negative_ones_go_down():
    assert blocks(np.array([1.0, -2.0, 3.0])) == [(0.0, 3.0), (0.0, -2.0), (3.0, 4.0)]


def test_every_bar_stays_inside_the_picture():
    for inputs in INPUTS:
        for loss in LOSSES:
            for w in (-2.0, 0.55, 1.4, 2.0):
                shown = frame(w, inputs, loss, 6)
                foot = shown.highest + max(0.0, -shown.lowest)
                ends = [end for pair in blocks(shown.shares) for end in pair]
                assert max(ends) - min(0.0, *ends) <= foot + 1e-9
                assert min(ends) >= shown.lowest - 1e-9


def test_the_learners_own_pass_makes_the_shares():
    assert "add up to 1.251, as measured" in explorers.rnn_backward(course_backward).alt


def test_a_pass_without_carry_is_told_where_it_parts():
    def mine(dhs, xs, h0, hs, W, U):
        dxs, dh0, dW, dU, db = course_backward(dhs, xs, h0, hs, W, U)
        return dxs, dh0, 0 * dW + course_backward(dhs[-1:], xs[-1:], h0, hs[-1:], W, U)[2], dU, db

    alt = explorers.rnn_backward(mine).alt
    assert "from step 4 on is" in alt
    assert ", not 0.616" in alt


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda results: results[0],
            "a tuple of 5: dxs, dh0, dW, dU, db, but the function returns a NumPy array",
        ),
        (lambda results: None, "rnn_backward returns None"),
        (
            lambda results: results[:4],
            "a tuple of 5: dxs, dh0, dW, dU, db, but the function returns 4",
        ),
        (
            lambda results: (*results[:4], results[4][None]),
            "db must have shape (1,), but it has shape (1, 1)",
        ),
        (lambda results: (None, *results[1:]), "dxs must be a NumPy array of shape"),
    ],
)
def test_results_of_another_form_are_told_by_name(change, said):
    explorer = explorers.rnn_backward(lambda *arrays: change(course_backward(*arrays)))
    assert said in explorer.alt
