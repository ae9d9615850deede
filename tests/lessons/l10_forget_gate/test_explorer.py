"""Lesson 10's picture: its numbers come out of the frames."""

import numpy as np
import pytest

from lstm_lab import explorers
from lstm_lab.drawing.chart import Chart
from lstm_lab.lessons.l10_forget_gate.explorer import (
    FORGET,
    GRID,
    KEEP,
    NOTHING,
    frame,
    marks,
    say,
)
from lstm_lab.lessons.l10_forget_gate.picture import CHART
from tests.helpers import drawing, lock_in, sigma


def right(x, h_prev, W_f, U_f, b_f):
    return sigma(h_prev @ W_f + x @ U_f + b_f)


@pytest.mark.parametrize(("b", "steps"), [(0.0, 1.0), (1.0, 2.2), (3.0, 14), (5.0, 103)])
def test_the_half_lives_are_1_2_14_and_103_steps(b, steps):
    shown = frame(b, 50, NOTHING)
    span = next(span for bias, _, span in shown.marks if bias == b)
    assert round(span, 1 if steps < 10 else 0) == steps
    assert f"half is left after {steps:g} step" in shown.left
    if steps <= 100:
        assert np.interp(span, np.arange(101), shown.c) == pytest.approx(0.5, abs=0.02)


def test_a_gate_of_1_keeps_all_and_one_of_0_forgets_all():
    kept, gone = frame(0.0, 80, KEEP), frame(0.0, 80, FORGET)
    assert (kept.c == 1).all()
    assert gone.c.tolist() == [1.0] + [0.0] * 100
    assert "1 means keep" in kept.left
    assert kept.title == "f = 1 keeps all, for ever"
    assert gone.title == "f = 0 forgets all in one step"


def test_the_marks_are_the_half_lives_of_their_gates():
    for bias, shares, span in marks():
        np.testing.assert_allclose(shares, sigma(bias) ** GRID, rtol=1e-12)
        assert sigma(bias) ** span == pytest.approx(0.5)


def test_the_cover_hides_the_half_lives_until_the_guess_is_locked_in():
    explorer = explorers.forget_gate()
    assert ">?</text>" in drawing(explorer)
    assert explorer.controls["b"].disabled
    for told in ("103", "14 steps", "2.2"):
        assert told not in explorer.alt
        assert f">{told}</text>" not in drawing(explorer)
    lock_in(explorer, {"10_steps_to_half_at_b_5": 20})
    said = explorer.prediction.result.value
    for truth in (": 1<", "2.2", "14.3", "103.2"):
        assert truth in said
    assert all(f">{told}</text>" in drawing(explorer) for told in ("1", "2.2", "14", "103"))


def test_a_guess_is_drawn_where_it_was_made():
    explorer = explorers.forget_gate()
    lock_in(explorer, {"10_steps_to_half_at_b_5": 20})
    chart = Chart(CHART, (GRID[0], GRID[-1]), (0, 1), log=True)
    x, y = chart.at(20, 0.5)
    assert f'points="{x - 7:.1f},{y:.1f}' in drawing(explorer)
    assert ">you, b = 5</text>" in drawing(explorer)
    skipped = explorers.forget_gate()
    skipped.prediction.skip.click()
    assert "you, b" not in drawing(skipped)


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


def test_a_gate_below_zero_stands_in_brackets_under_its_power():
    shown = frame(1.0, 3, NOTHING, {"forget_gate": lambda x, h, W, U, b: np.full((1, 1), -2.0)})
    assert shown.formula == "c_3 = f^3 = (-2)^3 = -8"
