"""Lesson 00's second picture: one weighted sum."""

import numpy as np
import pytest

from lstm_lab import explorers
from lstm_lab.lessons.l00_start_here.affine import frame, say, zero_at
from tests.helpers import lock_in, unwritten


def test_the_input_one_half_gives_zero_at_the_first_weights():
    shown = frame(0.5, 2.0, -1.0)
    assert shown.a == shown.product + shown.b == 0
    assert shown.title == "x = 0.5 gives a = 0: here the sum changes its sign"
    assert shown.formula == "a = x*u + b = 0.5*2 + (-1) = 0"


@pytest.mark.parametrize(("u", "b"), [(2.0, -1.0), (-3.0, 1.5), (0.3, 0.6)])
def test_the_line_crosses_zero_where_the_square_stands(u, b):
    shown = frame(1.0, u, b)
    assert np.interp(shown.zero, shown.grid, shown.line) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(("u", "b"), [(0.0, 0.0), (0.0, 1.0), (1.0, 2.5)])
def test_no_square_where_nothing_or_everything_crosses(u, b):
    assert zero_at(u, b) is None


def test_with_no_weight_the_title_says_that_the_input_does_not_count():
    assert frame(1.0, 0.0, 3.0).title.startswith("With u = 0 the input does not count: x = 1 gives")


def test_before_the_guess_neither_picture_nor_words_give_the_answer_away():
    explorer = explorers.affine()
    assert explorer.controls["x"].disabled
    drawn = explorer.image.data.decode()
    assert "0.5" not in drawn + explorer.alt
    assert ">?</text>" in drawn
    lock_in(explorer)
    assert ">you</text>" in explorer.image.data.decode()
    assert "a = 0 at x = 0.5" in explorer.image.data.decode()
    assert "✓ x: 0.5" in explorer.prediction.result.value


def test_the_learners_function_draws_the_line_and_a_difference_is_named():
    right = explorers.affine(lambda x, U, b: x @ U + b)
    assert right.frame.title == "Your affine agrees with the course's for all 41 inputs"
    wrong = explorers.affine(lambda x, U, b: x @ U)
    assert wrong.frame.title == "Your affine differs at x = -2: -4, not -5"
    assert wrong.frame.a == 1


def test_an_unwritten_function_shows_not_started():
    assert "Not started" in explorers.affine(unwritten).screen.value


def test_the_alt_text_says_both_arrows_and_the_ends_of_the_line():
    words = say(frame(-1.5, 3.0, -3.0))
    assert "from 0 to -4.5, and the bias moves on by -3 to -7.5" in words
    assert words.endswith("For x from -2 to 2, a goes from -9 to 3")
