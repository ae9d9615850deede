"""Lesson 10's picture: its numbers come out of the frames."""

import numpy as np
import pytest

from lstm_lab import explorers
from lstm_lab.lessons.l10_forget_gate.explorer import (
    FORGET,
    KEEP,
    NOTHING,
    curve,
    frame,
    say,
)
from tests.helpers import lock_in, sigma


def right(x, h_prev, W_f, U_f, b_f):
    return sigma(h_prev @ W_f + x @ U_f + b_f)


@pytest.mark.parametrize(("b", "steps"), [(0.0, 1.0), (1.0, 2.2), (3.0, 14), (5.0, 103)])
def test_the_half_lives_are_1_2_14_and_103_steps(b, steps):
    shown = frame(b, 50, NOTHING)
    assert round(shown.span, 1 if steps < 10 else 0) == steps
    assert f"half is left after {steps:g} step" in shown.left
    if steps <= 100:
        assert np.interp(shown.span, np.arange(101), shown.c) == pytest.approx(0.5, abs=0.02)


def test_a_gate_of_1_keeps_all_and_one_of_0_forgets_all():
    kept, gone = frame(0.0, 80, KEEP), frame(0.0, 80, FORGET)
    assert (kept.c == 1).all()
    assert gone.c.tolist() == [1.0] + [0.0] * 100
    assert kept.span is gone.span is None
    assert "1 means keep" in kept.left
    assert kept.title == "f = 1 keeps all, for ever"
    assert gone.title == "f = 0 forgets all in one step"


def test_the_curve_is_the_half_life_over_the_bias():
    bias, spans = curve()
    np.testing.assert_allclose(sigma(bias) ** spans, 0.5, rtol=1e-9)


def test_the_cover_hides_the_half_lives_until_the_guess_is_locked_in():
    explorer = explorers.forget_gate()
    assert explorer.picture.hidden.get_visible()
    assert explorer.picture.words["mark3"].text == ""
    assert explorer.controls["b"].disabled
    for told in ("103", "14 steps", "2.2"):
        assert told not in explorer.alt
    lock_in(explorer)
    said = explorer.prediction.result.value
    for truth in (": 1<", "2.2", "14.3", "103.2"):
        assert truth in said
    assert not explorer.picture.hidden.get_visible()
    assert [explorer.picture.words[f"mark{k}"].text for k in range(4)] == ["1", "2.2", "14", "103"]


def test_a_right_function_agrees_and_lies_on_the_courses():
    explorer = explorers.forget_gate(right)
    assert explorer.frame.title == "Your forget_gate agrees with the course's at all 100 steps"
    np.testing.assert_allclose(explorer.frame.c, explorer.frame.reference, rtol=1e-12)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda x, h, W, U, b: 1 - right(x, h, W, U, b), "f differs first at step 0: 0.119, not"),
        (lambda x, h, W, U, b: sigma(h @ W + x @ U), "f differs first at step 0: 0.500, not"),
        (lambda x, h, W, U, b: np.tanh(h @ W + x @ U + b), "f differs first at step 0: 0.964"),
        (lambda x, h, W, U, b: sigma(x @ U + b), "not random weights"),
    ],
)
def test_a_wrong_function_is_seen_to_be_wrong(wrong, words):
    explorer = explorers.forget_gate(wrong)
    assert words in explorer.frame.title
    visible = np.abs(explorer.frame.c - explorer.frame.reference).max() > 0.1
    assert visible == ("step 0" in words)
    assert ("f = sigma(" in explorer.frame.left) == ("step 0" not in words)


def test_the_alt_text_says_the_numbers():
    text = say(frame(3.0, 14, NOTHING))
    assert "f = sigma(3) = 0.9526, half is left after 14 steps" in text
    assert "after 14 steps 0.51 of c is left" in text
    assert text.endswith("c_14 = f^14 = 0.9526^14 = 0.51")
