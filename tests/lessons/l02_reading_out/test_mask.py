"""Lesson 02's second picture: what the mask leaves out."""

import numpy as np

from lstm_lab.lessons.l02_reading_out.mask import MASKED, PLAIN, frame, say


def test_with_the_mask_only_words_count():
    shown = frame(3, 1, MASKED)
    assert shown.real.sum() == 10
    assert f"= {shown.losses[shown.real].mean():.2f} nats" in shown.under


def test_without_the_mask_the_padding_flatters_the_mean():
    shown = frame(3, 1, PLAIN)
    assert f"= {shown.losses.mean():.2f} nats" in shown.over
    assert shown.title == "Counting the easy padding flatters the loss: 0.79, not 1.37"


def test_more_words_leave_the_words_before_as_they_were():
    short, long = frame(2, 1, MASKED), frame(5, 1, MASKED)
    np.testing.assert_array_equal(short.losses[1, :2], long.losses[1, :2])
    assert long.words[1] == ("a", "dog", "ran", "very", "far", "(padding)")


def test_a_full_batch_has_nothing_to_mask():
    shown = frame(6, 6, PLAIN)
    assert shown.under.split(" / ")[1] == shown.over.split(" / ")[1]
    assert shown.title == "No padding: both means are the same"


def test_the_alt_text_ends_with_both_means():
    shown = frame(3, 1, MASKED)
    assert say(shown).endswith(f"{shown.under}; {shown.over}")
    assert shown.over.endswith("14.21 / 18 = 0.79 nats")
