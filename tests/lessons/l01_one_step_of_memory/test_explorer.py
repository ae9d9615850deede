"""Lesson 01's picture: its numbers come out of the frames."""

import numpy as np
import pytest

from lstm_lab import explorers
from lstm_lab.lessons.l01_one_step_of_memory.explorer import (
    NOISE,
    ONE,
    TWO,
    frame,
    run,
    say,
    unrolled,
)
from tests.helpers import lock_in


def test_one_pulse_leaves_two_hundredths_after_30_steps_at_w_0_9():
    shown = frame(0.9, ONE, -1.0, 30)
    assert shown.h[0] == pytest.approx(np.tanh(1.0))
    assert round(float(shown.h[30]), 2) == 0.02
    assert shown.title == "The pulse fades: 30 steps later 0.02 is left"


def test_one_pulse_is_kept_at_w_1_5():
    shown = frame(1.5, ONE, -1.0, 30)
    assert round(float(shown.h[30]), 3) == 0.859
    assert shown.settles[1] == pytest.approx(np.tanh(1.5 * shown.settles[1]))
    assert shown.formula.endswith("= tanh(1.5*0.86 + 1*0 + 0) = 0.86")


@pytest.mark.parametrize(("size", "end"), [(-1.0, 0.859), (-1.25, 0.859), (-1.3, -0.859)])
def test_an_opposite_pulse_of_1_cannot_erase_the_memory_and_one_of_1_3_turns_it_over(size, end):
    assert frame(1.5, TWO, size, 30).h[30] == pytest.approx(end, abs=1e-3)


def test_the_title_says_what_the_second_pulse_did():
    assert "cannot erase the memory" in frame(1.5, TWO, -1.0, 30).title
    assert "turns the memory over" in frame(1.5, TWO, -1.3, 30).title
    assert "changes little" in frame(1.5, TWO, 1.0, 30).title


@pytest.mark.parametrize("w", [-0.9, -1.5])
def test_a_negative_weight_alternates(w):
    h = frame(w, ONE, -1.0, 30).h
    assert (h[:-1] * h[1:] < 0).all()


@pytest.mark.parametrize(
    ("w", "words"),
    [
        (0.9, "rests at 0"),
        (1.5, "rests at -0.86 or 0.86"),
        (-1.5, "jumps between -0.86 and 0.86"),
        (-0.9, "rests at 0"),
    ],
)
def test_the_cobweb_says_where_a_unit_without_input_ends(w, words):
    assert frame(w, ONE, 0.0, 30).left == f"Without input it {words}"


@pytest.mark.parametrize("inputs", [ONE, TWO, NOISE, "constant 0.3"])
def test_the_states_obey_the_equation(inputs):
    shown = frame(-1.2, inputs, 0.7, 9)
    before = np.r_[0.0, shown.h[:-1]]
    np.testing.assert_allclose(shown.h, np.tanh(-1.2 * before + shown.x), atol=1e-15)


def test_the_curves_pass_through_the_step_shown():
    shown = frame(1.1, NOISE, 0.0, 9)
    at = np.interp(shown.h[8], shown.grid, shown.now)
    assert at == pytest.approx(shown.h[9], abs=1e-3)
    assert np.interp(0.0, shown.grid, shown.rest) == pytest.approx(0.0, abs=1e-12)


def test_the_alt_text_says_the_numbers_and_no_minus_zero():
    text = say(frame(0.5, TWO, -0.5, 30))
    assert "w = 0.5, u = 1, b = 0" in text
    assert "1 at step 0, -0.5 at step 10" in text
    assert "at step 30: 0.00" in text
    assert "-0.00" not in text


def test_the_cover_hides_the_answer_until_the_guess_is_locked_in():
    explorer = explorers.rnn_step()
    assert explorer.controls["t"].disabled
    assert explorer.buttons["play"].disabled
    assert len(explorer.picture.past.get_ydata()) == 1
    assert explorer.picture.words["question"].text == "?"
    assert explorer.picture.cover.get_visible()
    assert "0.86" not in explorer.alt
    assert "0.02" not in explorer.alt
    explorer.buttons["reset"].click()
    assert explorer.values["t"] == 0
    lock_in(explorer)
    assert not explorer.controls["t"].disabled
    assert len(explorer.picture.past.get_ydata()) == 31
    assert explorer.picture.words["question"].text == ""
    assert not explorer.picture.cover.get_visible()
    assert "0.86" in explorer.alt


def test_the_first_open_picture_compares_1_5_with_the_ghost_of_0_9():
    explorer = explorers.rnn_step(predict=False)
    picture = explorer.picture
    np.testing.assert_allclose(picture.past.get_ydata(), run(1.5, [1.0, *[0.0] * 30]))
    np.testing.assert_allclose(picture.ghost.get_ydata(), run(0.9, [1.0, *[0.0] * 30]))
    assert picture.words["ghost"].text == "before:\nw = 0.9\nh = 0.02"


def test_the_unrolled_network_is_shown_as_an_img_with_its_words():
    bundle = unrolled(3)._repr_mimebundle_()
    assert 'src="data:image/svg+xml;base64,' in bundle["text/html"]
    assert "3 copies" in bundle["text/plain"]
