"""Lesson 16's picture: two lanes, one hop in numbers, and the learner's gradients."""

import numpy as np
import pytest

from lstm_lab import checks, explorers, sequence
from lstm_lab.cells import lstm
from lstm_lab.lessons.l16_back_through_time.explorer import fuller, left_in_rnn
from lstm_lab.lessons.l16_back_through_time.walk import (
    AT_C,
    AT_H,
    LENGTHS,
    course_step,
    scene,
    truth,
    walk,
)
from tests.helpers import unwritten


@pytest.fixture
def shown():
    return explorers.lstm_step_backward(predict=False)


@pytest.mark.parametrize("enters", [AT_H, AT_C])
def test_the_walk_has_the_errors_and_the_gradients_of_the_package(enters):
    params, tape, error = scene(10, 1.0)
    dstate = (error, 0 * error) if enters == AT_H else (0 * error, error)
    dhs = np.zeros((10, *error.shape))
    _, (dh, dc), dparams = sequence.backward(lstm, params, tape, dhs, dstate)
    walked = truth(10, 1.0, enters)
    for got, want in zip(walked.gradients, dparams, strict=True):
        np.testing.assert_allclose(got, want, atol=1e-15)
    assert walked.h[0] == walked.left_h[0] == pytest.approx(np.linalg.norm(dh))
    assert walked.c[0] == walked.left_c[0] == pytest.approx(np.linalg.norm(dc))
    assert (walked.h if enters == AT_H else walked.c)[-1] == pytest.approx(1)


def test_the_whole_error_at_c_holds_what_comes_from_h_and_a_hop_on_c_is_times_f():
    params, tape, error = scene(5, 3.0)
    trace, walked = tape.traces[-1], truth(5, 3.0)
    whole = lstm.cell_error(error, 0 * error, trace.o, trace.c)
    assert walked.c[-1] == pytest.approx(np.linalg.norm(whole))
    assert walked.left_c[-1] == 0
    assert walked.left_c[-2] == pytest.approx(np.linalg.norm(whole * trace.f))
    assert walked.left_h[-2] == pytest.approx(
        np.linalg.norm(lstm.step_backward(params, trace, error, 0 * error)[1][0])
    )


def test_what_is_not_kept_is_not_handed_on():
    keep = np.ones((5, 2))
    keep[2, 1] = 0
    walked = walk(5, 3.0, course_step, keep)
    assert walked.left_c[2] == 0 < walked.left_h[2]
    assert walked.left_c[3] == truth(5, 3.0).left_c[3]


def test_a_forget_bias_of_3_keeps_the_lane_of_c_alive_where_the_rnns_is_dead(shown):
    c, _, rnn = shown.frame.lanes
    assert c.sizes[0] > 0.2
    assert rnn.sizes[0] < 1e-5
    assert shown.frame.title == ("30 steps back: c keeps 0.22, h 0.12, an RNN 1 in 360,000")
    shown.set(bias=0.0)
    assert shown.frame.lanes[0].sizes[0] < 1e-5


def test_an_error_may_enter_at_c_where_an_rnn_has_nothing(shown):
    shown.set(enters="the cell c")
    c, h, rnn = shown.frame.lanes
    assert c.sizes[-1] == pytest.approx(1)
    assert h.sizes[-1] == 0
    assert not rnn.sizes.any()
    assert "RNN" not in shown.frame.title
    assert shown.frame.limit > 1


def test_a_hop_is_told_in_numbers(shown):
    shown.set(t=0)
    assert shown.frame.hop[0].startswith("Step 0:  c holds 0.2")
    shown.set(T=5, t=29)
    assert shown.frame.t == 4


def test_the_question_is_answered_by_the_walk(workspace):
    asks = explorers.lstm_step_backward().prediction.question.asks
    assert [ask.truth() for ask in asks] == ["c", "1 in 300,000"]
    assert (fuller(), left_in_rnn()) == ("c", "1 in 300,000")


def test_until_it_is_answered_the_lanes_are_covered():
    explorer = explorers.lstm_step_backward()
    assert b"0.22" not in explorer.image.data
    assert b"360,000" not in explorer.image.data
    assert "0.22" not in explorer.alt
    assert "360,000" not in explorer.alt
    assert b">an RNN<" not in explorer.image.data
    explorer.prediction.skip.click()
    assert b">an RNN<" in explorer.image.data


def test_the_learners_step_is_drawn_and_judged():
    assert "all gradients right" in explorers.lstm_step_backward(lstm.step_backward).alt

    def forgetful(params, trace, dh, dc):
        return lstm.step_backward(params, trace, dh, 0 * dc)

    shown = explorers.lstm_step_backward(forgetful)
    assert shown.alt.startswith("Your lstm_step_backward: wrong gradients at T = 2, 3, 5, 10, 30")
    assert list(shown.frame.wrong) == list(LENGTHS)
    assert shown.frame.wrong[1] == 0 < shown.frame.wrong[2]


def test_a_learner_who_has_not_begun_or_returns_something_else_is_told():
    def half(params, trace, dh, dc):
        dx, (dh_prev, dc_prev), dparams = lstm.step_backward(params, trace, dh, dc)
        return dx, (dh_prev, dc_prev.sum()), dparams

    assert "not written yet" in explorers.lstm_step_backward(unwritten).alt
    said = explorers.lstm_step_backward(half).alt
    assert "dc_prev must be a NumPy array of shape (1, 16)" in said


@pytest.mark.parametrize(
    "given", [lambda x: None, lambda x: 0.0, lambda x: (x, 2), lambda x: (x, None, ())]
)
def test_a_step_back_of_another_form_is_told_so(given, workspace):
    def lstm_step_backward(params, trace, dh, dc):
        return given(trace.x)

    said = checks.lstm_step_backward(lstm_step_backward).message
    shown = explorers.lstm_step_backward(lstm_step_backward).alt
    assert shown == said.replace("The function returns None", "lstm_step_backward returns None")
