"""Lesson 02's first picture: from scores to probabilities."""

import numpy as np
import pytest

from lstm_lab import explorers
from lstm_lab.lessons.l02_reading_out.softmax import OFFSETS, frame, say
from tests.helpers import drawing


@pytest.mark.parametrize("offset", OFFSETS)
def test_an_offset_changes_no_probability(offset):
    plain, moved = frame(2.0, 0, 1.0), frame(2.0, offset, 1.0)
    np.testing.assert_allclose(moved.y, plain.y, atol=1e-12)
    assert offset == 0 or "every score changes no probability" in moved.title


def test_a_lead_of_one_makes_a_class_e_times_as_likely():
    shown = frame(2.0, 0, 1.0)
    assert shown.y[0] / shown.y[1] == pytest.approx(np.e)
    assert shown.y.sum() == pytest.approx(1.0)
    assert shown.title == "A lead of 1 makes e exp(1) = 2.7 times as likely as a"


def test_temperature_flattens_and_sharpens():
    cold, plain, hot = (frame(2.0, 0, T).y.max() for T in (0.2, 1.0, 5.0))
    assert hot < plain < cold


def test_before_the_guess_the_columns_that_tell_are_hidden():
    explorer = explorers.softmax()
    assert "minus the largest" not in drawing(explorer)
    explorer.prediction.skip.click()
    assert "minus the largest" in drawing(explorer)


def test_the_alt_text_says_every_probability():
    text = say(frame(2.0, 100, 1.0))
    assert "e: (2 + 100) / 1 = 102, probability 0.657" in text
    assert text.count("probability 0.") == 4


def test_a_softmax_without_the_largest_taken_away_fails_in_sight():
    explorer = explorers.softmax(lambda z: np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True))
    assert explorer.frame.title == "Your softmax agrees with the course's for all four classes"
    explorer.controls["offset"].value = 1000
    assert explorer.alt.startswith(
        "The result of softmax holds NaN (not a number). Its first argument was"
    )
