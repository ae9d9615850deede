"""What lesson 01 draws: the cobweb, and the unrolled network."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest

from lstm_lab import explorers
from lstm_lab.lessons.l01_one_step_of_memory.picture import staircase, stems
from lstm_lab.lessons.l01_one_step_of_memory.unrolled import unrolled_network


def test_the_staircase_goes_up_to_the_curve_and_across_to_the_diagonal():
    x, y = staircase(np.array([0.7, 0.5]))
    assert list(zip(x, y, strict=True)) == [(0, 0), (0, 0.7), (0.7, 0.7), (0.7, 0.5)]


def test_stems_are_one_line_with_gaps():
    x, y = stems(np.array([1.0, -2.0]))
    np.testing.assert_array_equal(x, [0, 0, np.nan, 1, 1, np.nan])
    np.testing.assert_array_equal(y, [0, 1, np.nan, 0, -2, np.nan])


@pytest.mark.parametrize(("w", "anchor"), [(1.5, "rs"), (-1.5, "ls")])
def test_the_curve_with_an_input_is_named_in_the_corner_that_is_free(w, anchor):
    explorer = explorers.rnn_step(predict=False)
    assert explorer.picture.words["curves"].text == ""
    explorer.set(w=w, t=0)
    word = explorer.picture.words["curves"]
    assert word.text == "solid: no input, dash-dot: x = 1"
    assert word.anchor == anchor


@pytest.mark.parametrize("T", [1, 4, 9])
def test_the_unrolled_network_draws_the_same_three_letters_in_every_copy(T):
    words = [part.text for part in ET.fromstring(unrolled_network(T)) if part.tag.endswith("text")]
    for letter in ("W", "U", "+ b", "tanh"):
        assert words.count(letter) == T
    assert f"x at step {T - 1}" in words


@pytest.mark.parametrize("T", [0, -1, 2.5])
def test_an_unrolled_network_needs_a_step(T):
    with pytest.raises(ValueError, match="T must be a whole number of at least 1"):
        unrolled_network(T)
