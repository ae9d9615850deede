"""Lesson 16's picture: lanes, cuts, shares, and the table of errors."""

import numpy as np
import pytest

from lstm_lab import checks, explorers, sequence
from lstm_lab.cells import lstm, truncation
from lstm_lab.lessons.l16_back_through_time.explorer import (
    CELL,
    HIDDEN,
    LENGTHS,
    NONE,
    SCISSORS,
    WINDOW,
    frame,
    passing_cut,
    scene,
    walk,
)
from lstm_lab.lessons.l16_back_through_time.picture import HAIR, THICK, width
from tests.helpers import lock_in, unwritten


def at(scissors=NONE, T=30, bias=1.0, t=29):
    return frame(scissors, T, bias, t)


@pytest.mark.parametrize("bias", [0.0, 1.0, 3.0])
def test_without_a_cut_every_gradient_of_every_length_is_right(bias):
    shown = at(bias=bias)
    assert shown.table.max() < 1e-10
    assert shown.cosine[0].endswith("1.00")


@pytest.mark.parametrize("scissors", [CELL, HIDDEN])
def test_a_cut_lane_passes_at_one_step_and_fails_at_every_other_length(scissors):
    largest = at(scissors).table.max(axis=0)
    assert largest[0] < 1e-10
    assert (largest[1:] > 0.05).all()


def test_a_window_of_5_is_exact_up_to_5_steps():
    largest = at(WINDOW).table.max(axis=0)
    assert [T for T, error in zip(LENGTHS, largest, strict=True) if error < 1e-10] == [1, 2, 3, 5]


@pytest.mark.parametrize("bias", [0.0, 1.0, 3.0])
def test_the_cut_of_1997_points_closer_to_the_truth_than_the_articles(bias):
    article, historic = (float(at(cut, bias=bias).cosine[0][-4:]) for cut in (CELL, HIDDEN))
    assert article < historic < 1


@pytest.mark.parametrize(
    ("scissors", "step_backward"),
    [
        (NONE, lstm.step_backward),
        (CELL, truncation.without_cell_road),
        (HIDDEN, truncation.without_hidden_road),
    ],
)
def test_the_walk_has_the_gradients_of_the_package(scissors, step_backward):
    params, tape, error = scene(10, 1.0)
    dhs = np.concatenate([np.zeros((9, 1, 16)), error[None]])
    cell = truncation.cut(step_backward)
    _, (dh, dc), dparams = sequence.backward(cell, params, tape, dhs)
    walked = walk(scissors, 10, 1.0)
    for got, want in zip(walked.gradients, dparams, strict=True):
        np.testing.assert_allclose(got, want, atol=1e-15)
    assert walked.sizes["h"][0] == pytest.approx(np.linalg.norm(dh))
    assert walked.sizes["c"][0] == pytest.approx(np.linalg.norm(dc))
    assert walked.sizes["h"][-1] == pytest.approx(1)


def test_the_shares_of_the_four_gates_add_up_to_1_at_every_hop():
    for scissors in SCISSORS:
        walked = walk(scissors, 30, 3.0)
        alive = walked.strands.sum(axis=1) > 0
        np.testing.assert_allclose(walked.shares[alive].sum(axis=1), 1)
        assert alive[-1]


def test_a_strand_is_what_one_gate_alone_sends_back():
    params, tape, error = scene(1, 1.0)
    trace, walked = tape.traces[0], walk(NONE, 1, 1.0)
    total = lstm.step_backward(params, trace, error, 0 * error)[1][0]
    dc = lstm.cell_error(error, 0 * error, trace.o, trace.c)
    through_f = lstm.forget_gate_error(dc, trace.c_prev, trace.f) @ params.W_f.T
    assert walked.strands[0, 2] == pytest.approx(np.linalg.norm(through_f))
    assert walked.shares[0, 2] == pytest.approx((through_f * total).sum() / (total**2).sum())


def test_without_the_lane_of_c_the_error_on_h_is_gone_after_ten_steps():
    shown = at(CELL)
    assert shown.sizes["h"][20] < 1e-6
    assert at(NONE).sizes["h"][20] > 1e-3


def test_a_forget_bias_of_3_keeps_the_lane_of_c_alive_where_the_rnns_is_dead():
    shown = at(bias=3.0)
    assert shown.sizes["c"][0] > 0.1
    assert shown.sizes["rnn"][0] < 1e-5
    assert at(bias=0.0).sizes["c"][0] < 1e-4


def test_the_question_is_answered_by_the_table(workspace):
    asks = explorers.lstm_step_backward().prediction.question.asks
    assert [ask.truth() for ask in asks] == ["either", "neither"]
    assert passing_cut(1) == "either"


def test_until_it_is_answered_nothing_is_cut_and_the_table_is_covered():
    explorer = explorers.lstm_step_backward()
    assert explorer.values["scissors"] == NONE
    assert b"T=10" not in explorer.image.data
    lock_in(explorer)
    assert explorer.values["scissors"] == CELL
    assert b"T=10" in explorer.image.data


def test_a_step_beyond_the_sequence_shows_its_last_one():
    assert at(T=5, t=29).t == 4


def test_a_cut_says_that_nothing_is_sent_and_a_dead_error_that_nothing_is_left():
    assert at(HIDDEN, t=3).crossing == "What step 3 would send to h before it"
    assert at(WINDOW, t=3).crossing == "Nothing is left to send at step 3"


def test_the_learners_step_is_drawn_and_judged():
    assert "agrees with the course's" in explorers.lstm_step_backward(lstm.step_backward).alt

    def forgetful(params, trace, dh, dc):
        return lstm.step_backward(params, trace, dh, 0 * dc)

    alt = explorers.lstm_step_backward(forgetful).alt
    assert alt.startswith("Your lstm_step_backward: wrong gradients at T = 2, 3, 5, 10, 30")


def test_a_learner_who_has_not_begun_or_returns_something_else_is_told():
    def half(params, trace, dh, dc):
        dx, (dh_prev, dc_prev), dparams = lstm.step_backward(params, trace, dh, dc)
        return dx, (dh_prev, dc_prev.sum()), dparams

    assert "not written yet" in explorers.lstm_step_backward(unwritten).alt
    said = explorers.lstm_step_backward(half).alt
    assert "dc_prev must be a NumPy array of shape (1, 16)" in said


def test_a_lane_is_as_wide_as_the_logarithm_of_its_error():
    assert width(1.0) == THICK
    assert width(1e-9) == width(0) == HAIR
    assert width(1e-3) == pytest.approx((THICK + HAIR) / 2)
    assert width(0.1) - width(0.01) == pytest.approx(width(0.01) - width(0.001))


@pytest.mark.parametrize(
    "given", [lambda x: None, lambda x: 0.0, lambda x: (x, 2), lambda x: (x, None, ())]
)
def test_a_step_back_of_another_form_is_told_so(given, workspace):
    def lstm_step_backward(params, trace, dh, dc):
        return given(trace.x)

    said = checks.lstm_step_backward(lstm_step_backward).message
    shown = explorers.lstm_step_backward(lstm_step_backward).alt
    assert shown == said.replace("The function returns None", "lstm_step_backward returns None")
