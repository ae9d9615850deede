"""Lesson 17's picture: scissors, and the lengths at which a gradient check notices them."""

import numpy as np
import pytest

from lstm_lab import explorers, sequence
from lstm_lab.cells import lstm, truncation
from lstm_lab.lessons.l16_back_through_time.walk import LENGTHS, scene
from lstm_lab.lessons.l17_what_may_be_cut.exercises import cut_backward
from lstm_lab.lessons.l17_what_may_be_cut.explorer import (
    BOTH,
    CELL,
    HIDDEN,
    NONE,
    SCISSORS,
    WINDOW,
    cosine,
    cut_walk,
    frame,
    kept,
    passing_cut,
)
from tests.helpers import unwritten


@pytest.mark.parametrize("bias", [0.0, 1.0, 3.0])
def test_without_a_cut_every_gradient_of_every_length_is_right(bias):
    assert set(frame(NONE, 30, bias).wrong.values()) == {0}
    assert cosine(NONE, 30, bias) == pytest.approx(1)


@pytest.mark.parametrize("scissors", [CELL, HIDDEN, BOTH])
def test_a_cut_lane_passes_at_one_step_and_fails_at_every_other_length(scissors):
    wrong = frame(scissors, 30, 3.0).wrong
    assert wrong.pop(1) == 0
    assert all(wrong.values())


def test_a_window_of_5_is_exact_up_to_5_steps():
    wrong = frame(WINDOW, 30, 3.0).wrong
    assert [T for T in LENGTHS if not wrong[T]] == [1, 2, 3, 5]


@pytest.mark.parametrize("bias", [0.0, 1.0, 3.0])
def test_the_cut_of_1997_points_closer_to_the_truth_than_the_articles(bias):
    assert cosine(CELL, 30, bias) < cosine(HIDDEN, 30, bias) < 1


@pytest.mark.parametrize(
    ("scissors", "step_backward"),
    [(CELL, truncation.without_cell_road), (HIDDEN, truncation.without_hidden_road)],
)
def test_a_cut_has_the_gradients_of_the_package(scissors, step_backward):
    params, tape, error = scene(10, 1.0)
    dhs = np.concatenate([np.zeros((9, 1, 16)), error[None]])
    dparams = sequence.backward(truncation.cut(step_backward), params, tape, dhs)[2]
    for got, want in zip(cut_walk(scissors, 10, 1.0).gradients, dparams, strict=True):
        np.testing.assert_allclose(got, want, atol=1e-15)


def test_a_plate_stands_where_nothing_is_handed_on():
    c, h = frame(WINDOW, 10, 3.0).lanes
    assert list(np.flatnonzero(c.cut)) == list(np.flatnonzero(h.cut)) == [0, 5]
    c, h = frame(HIDDEN, 10, 3.0).lanes
    assert h.cut.all()
    assert not c.cut.any()
    assert (kept(CELL, 3) == [[1, 0]] * 3).all()


def test_cut_h_and_the_error_on_c_goes_on_cut_c_and_both_are_gone():
    c, h = frame(HIDDEN, 30, 3.0).lanes
    assert c.sizes[0] > 0.02
    assert h.sizes[0] == 0
    c, h = frame(CELL, 30, 3.0).lanes
    assert c.sizes[0] == 0
    assert h.sizes[20] < 1e-6


def test_the_question_is_answered_by_the_gradients(workspace):
    asks = explorers.what_may_be_cut().prediction.question.asks
    assert [ask.truth() for ask in asks] == ["either", "neither"]
    assert passing_cut(1) == "either"


def test_until_it_is_answered_nothing_is_cut_and_the_checks_are_covered():
    explorer = explorers.what_may_be_cut()
    assert explorer.values["scissors"] == NONE
    assert b"all right" not in explorer.image.data
    explorer.prediction.skip.click()
    assert explorer.values["scissors"] == CELL
    assert b"all right" in explorer.image.data
    assert b"wrong<" in explorer.image.data


@pytest.mark.parametrize("scissors", SCISSORS)
def test_the_learners_cuts_are_compared_with_the_courses(scissors):
    shown = frame(scissors, 10, 3.0, cut_backward.reference)
    assert shown.title.endswith("the course's gradients at every length")

    def uncut(params, tape, dhs, keep):
        return cut_backward.reference(params, tape, dhs, np.ones_like(keep))

    other = frame(scissors, 10, 3.0, uncut)
    assert ("other gradients" in other.title) == (scissors != NONE)


def test_a_learner_who_has_not_begun_or_returns_something_else_is_told():
    def half(params, tape, dhs, keep):
        return cut_backward.reference(params, tape, dhs, keep)[:2]

    assert "not written yet" in explorers.what_may_be_cut(unwritten).alt
    assert "must be a tuple of 3" in explorers.what_may_be_cut(half).alt


def test_the_picture_takes_the_package_as_it_is():
    params, tape, error = scene(3, 3.0)
    assert isinstance(params, lstm.Params)
    assert np.linalg.norm(error) == pytest.approx(1)
    assert len(tape.traces) == 3
