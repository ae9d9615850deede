"""Lesson 09's picture: its numbers come out of the frames."""

import re

import numpy as np
import pytest

from lstm_lab import explorers
from lstm_lab.drawing import plumbing, style
from lstm_lab.lessons.l09_input_gate import questions
from lstm_lab.lessons.l09_input_gate.explorer import (
    ENOUGH,
    NO_GATE,
    NOTHING,
    ONE_SIDED,
    RANDOM,
    SHUT,
    frame,
    inputs,
    leak,
    parameters,
    say,
    walk,
)
from lstm_lab.lessons.l09_input_gate.picture import rows_of
from tests.helpers import drawing, lock_in, sigma, unwritten


def right_gate(x, h_prev, W_i, U_i, b_i):
    return sigma(h_prev @ W_i + x @ U_i + b_i)


def right_candidate(x, h_prev, W_g, U_g, b_g):
    return np.tanh(h_prev @ W_g + x @ U_g + b_g)


def test_at_minus_2_the_gate_is_88_percent_shut_and_over_half_of_the_message_is_lost():
    shown = frame(-2.0, RANDOM, NOTHING, 30)
    assert shown.i[30] == pytest.approx(sigma(-2.0))
    assert round(100 * (1 - float(shown.i[30]))) == 88
    assert abs(shown.c[30] - shown.c[0]) > shown.target / 2
    assert shown.title == "The gate is 88.1 % shut, and after 30 distractors c is off by 0.44"


def test_the_leaks_at_minus_2_4_and_6_are_about_4_tenths_6_hundredths_and_9_thousandths():
    assert [round(leak(a), digits) for a, digits in ((-2.0, 1), (-4.0, 2), (-6.0, 3))] == [
        0.4, 0.07, 0.009
    ]  # fmt: skip


@pytest.mark.parametrize(("a", "size"), [(-2.0, 0.41), (-4.0, 0.062), (-6.0, 0.0085)])
def test_the_draw_shown_leaks_as_many_draws_do(a, size):
    values = np.random.default_rng(0).standard_normal((4000, 30))
    spread = np.sqrt(((sigma(a) * np.tanh(values).sum(axis=1)) ** 2).mean())
    assert spread == pytest.approx(size, rel=0.04)
    assert leak(a) == pytest.approx(spread, rel=0.15)


def test_the_level_is_the_sum_of_what_passes():
    shown = frame(-1.0, ONE_SIDED, NOTHING, 30)
    np.testing.assert_allclose(shown.c, (shown.i * shown.g).cumsum(), rtol=1e-12)
    values = inputs(ONE_SIDED)[:, 0, 0]
    np.testing.assert_allclose(shown.g, np.tanh(values), rtol=1e-12)


def test_one_sided_noise_only_raises_the_level_and_the_sign_comes_from_g():
    c = frame(-2.0, ONE_SIDED, NOTHING, 30).c
    assert (np.diff(c) >= 0).all()
    assert (frame(-2.0, RANDOM, NOTHING, 30).i > 0).all()
    assert (frame(-2.0, RANDOM, NOTHING, 30).g < 0).any()


def test_without_a_gate_the_noise_is_added_whole_and_an_ever_shut_gate_stores_nothing():
    values = inputs(RANDOM)[:, 0, 0]
    assert frame(-2.0, RANDOM, NO_GATE, 30).c[30] == pytest.approx(np.tanh(values).sum())
    assert not frame(-2.0, RANDOM, SHUT, 30).c.any()
    assert "never came in" in frame(-2.0, RANDOM, SHUT, 30).title


def test_the_funnel_pours_as_much_as_passes():
    explorer = explorers.input_gate(predict=False)
    explorer.set(held=NO_GATE, t=3)
    g = float(explorer.frame.g[3])
    assert 0.2 < g < 1
    x = plumbing.I_X + plumbing.HALF - 2.5
    full = 2 * plumbing.HALF - 5
    for held, i in ((NO_GATE, 1.0), (NOTHING, float(sigma(-2.0)))):
        explorer.set(held=held, t=3)
        found = re.findall(r'<rect x="([\d.]+)" y="59" width="([\d.]+)"', drawing(explorer))
        wide = [float(w) for left, w in found if abs(float(left) + float(w) - x) < 0.02]
        assert wide == pytest.approx([max(2, full * i * g)], abs=0.02)


def test_the_cover_hides_the_answers_until_the_guess_is_locked_in():
    explorer = explorers.input_gate()
    assert explorer.values["t"] == 0
    assert ">?</text>" in drawing(explorer)
    assert "0.44" not in explorer.alt
    assert "0.28" not in explorer.alt
    lock_in(explorer)
    assert ": 0.44<" in explorer.prediction.result.value
    assert ": a_i = -6<" in explorer.prediction.result.value
    assert "0.28" in explorer.alt
    assert ">?</text>" not in drawing(explorer)
    assert ">before: 0.71</text>" in drawing(explorer)


def test_the_axis_follows_the_levels_and_never_cuts_one():
    assert rows_of(np.array([0.72, 0.7])) == (0.0, 1.0)
    assert rows_of(np.array([0.72, 3.36, -2.94])) == (-3.0, 3.5)
    explorer = explorers.input_gate(predict=False)
    explorer.set(held=NO_GATE, noise=ONE_SIDED)
    assert f">now {explorer.frame.c[30]:.2f}</text>" in drawing(explorer)


def test_a_held_gate_has_no_point_on_the_curve():
    explorer = explorers.input_gate(predict=False)
    dot = f'r="7" fill="{style.SHUT}"'
    assert dot in drawing(explorer)
    explorer.set(held=NO_GATE)
    assert dot not in drawing(explorer)
    assert "sigma" not in explorer.frame.left


def test_exactly_one_gate_of_the_four_is_the_loosest_that_keeps_the_message():
    assert [leak(a) < ENOUGH for a in (-2.0, -4.0, -6.0, -8.0)] == [False, False, True, True]


def test_the_parts_lost_are_those_of_the_lesson():
    rng = np.random.default_rng(9)
    message, noise = np.tanh(0.9), np.tanh(rng.standard_normal((1000, 30)))
    parts = np.abs((sigma(-2.0) * noise).sum(axis=1)) / message
    assert round(float(np.sqrt((parts**2).mean())), 2) == 0.57
    assert round(float(np.median(parts)), 2) == 0.38
    assert (parts > 0.5).mean() == pytest.approx(0.395)
    size, leaning = (np.sqrt((v.sum(axis=1) ** 2).mean()) for v in (noise, np.abs(noise)))
    assert [size / message, leaning / size] == pytest.approx([4.8, 4.9], abs=0.1)
    truths = [question.asks[0].truth for question in questions.QUESTIONS]
    assert truths == ["about five times the message", "about 5 times"]


def test_right_functions_lie_on_the_courses():
    for own in ({"function": right_gate}, {"candidate": right_candidate},
                {"function": right_gate, "candidate": right_candidate}):  # fmt: skip
        explorer = explorers.input_gate(**own)
        assert explorer.error is None
        assert "with the course's at all 31 steps" in explorer.frame.title
        np.testing.assert_allclose(explorer.frame.c, explorer.frame.reference, rtol=1e-12)


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ({"function": lambda x, h, W, U, b: np.tanh(x @ U + b)}, "i differs first at step 0"),
        ({"function": lambda x, h, W, U, b: sigma(x @ U)}, "i differs first at step 0"),
        ({"function": lambda x, h, W, U, b: sigma(-x @ U - b)}, "i differs first at step 0"),
        ({"candidate": lambda x, h, W, U, b: sigma(x @ U + b)}, "g differs first at step 0"),
        ({"function": lambda x, h, W, U, b: sigma(x @ U + b)}, "not random weights"),
        ({"candidate": lambda x, h, W, U, b: np.tanh(h @ W + x @ U)}, "not random weights"),
    ],
)
def test_a_wrong_function_is_seen_to_be_wrong(own, words):
    explorer = explorers.input_gate(**own)
    assert words in explorer.frame.title
    visible = np.abs(explorer.frame.c - explorer.frame.reference).max() > 0.1
    assert visible == ("step 0" in words)
    for squashed, name in (("i = sigma(", "i differs"), ("g = tanh(", "g differs")):
        assert (squashed in explorer.frame.left) == (name not in words)


def test_a_function_that_stops_or_is_not_written_shows_its_card():
    assert "not written yet" in explorers.input_gate(unwritten).alt
    assert "matmul" in explorers.input_gate(lambda x, h, W, U, b: x @ W).alt


def test_the_alt_text_says_the_numbers_of_the_step():
    text = say(frame(-2.0, RANDOM, NOTHING, 30))
    assert "i = sigma(-2) = 0.12, g = tanh(-0.2) = -0.20" in text
    assert text.endswith("c_30 = c_29 + i*g = 0.302 + 0.12*(-0.2) = 0.278")


def test_the_store_signal_opens_the_gate_whatever_it_is_when_closed():
    for a in (-8.0, 0.0, 2.0):
        assert walk(parameters(a), inputs(RANDOM), NOTHING).i[0, 0] == pytest.approx(sigma(6.0))
