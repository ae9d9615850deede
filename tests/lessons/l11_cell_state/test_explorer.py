"""Lesson 11's picture: a counter, a ceiling, a running average, and the two half-steps."""

import numpy as np
import pytest

from lstm_lab import explorers
from lstm_lab.lessons.l11_cell_state import questions
from lstm_lab.lessons.l11_cell_state.explorer import T, ceiling_of, frame, levels, say
from tests.helpers import drawing, lock_in


def test_with_nothing_forgotten_forty_steps_count_to_40_and_tanh_cannot_tell():
    shown = frame(1.0, 1.0, 1.0, 80)
    assert shown.c[T] == 40
    assert shown.ceiling is None
    assert shown.title == "After 40 steps c is 40.00, a counter, without a ceiling"
    assert shown.squashed[5] == pytest.approx(shown.squashed[40], abs=1e-3)
    assert shown.c[5] == 5


def test_with_a_tenth_forgotten_the_ceiling_is_10():
    shown = frame(0.9, 1.0, 1.0, 80)
    assert shown.ceiling == pytest.approx(10.0)
    assert shown.c[T] == pytest.approx(10 * (1 - 0.9**40))
    assert (np.diff(shown.c) > 0).all()


@pytest.mark.parametrize(("f", "i", "g"), [(0.9, 1.0, 1.0), (0.5, 0.3, -0.7), (0.0, 1.0, 0.4)])
def test_a_cell_at_its_ceiling_stays_there(f, i, g):
    rest = ceiling_of(f, i, g)
    assert f * rest + i * g == pytest.approx(rest)


def test_one_gate_minus_the_other_makes_a_running_average():
    shown = frame(0.9, 0.1, 0.6, 80)
    assert shown.title.endswith("a running average of g, which comes to 0.60")
    assert shown.c[T] == pytest.approx(0.6, abs=0.01)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((0.9, 1.0, -1.0), "above a floor of i*g/(1 - f) = -10.00"),
        ((0.5, 0.0, 1.0), "for nothing is poured in"),
        ((0.0, 1.0, 0.5), "the last input alone"),
    ],
)
def test_the_title_says_what_the_cell_is(values, said):
    assert frame(*values, 80).title.endswith(said)


def test_an_odd_half_step_drains_and_an_even_one_pours():
    c = levels(0.8, 0.5, 1.0)
    drained, poured = frame(0.8, 0.5, 1.0, 9), frame(0.8, 0.5, 1.0, 10)
    assert (drained.before, drained.now) == pytest.approx((c[4], 0.8 * c[4]))
    assert (poured.before, poured.now) == pytest.approx((0.8 * c[4], c[5]))
    assert drained.told == "Step 5, first half: keep f*c_prev"
    assert poured.told == "Step 5, second half: pour in i*g"
    assert poured.formula.endswith(f"= {c[5]:.2f}")


def test_the_right_function_is_said_to_agree():
    explorer = explorers.cell_state(lambda c_prev, f, i, g: f * c_prev + i * g)
    assert explorer.frame.title == "Your cell_state agrees with the course's at all 40 steps"
    np.testing.assert_allclose(explorer.frame.c, explorer.frame.reference)


def test_pouring_before_draining_is_seen_to_differ():
    explorer = explorers.cell_state(lambda c_prev, f, i, g: f * (c_prev + i * g))
    shown = explorer.frame
    assert shown.title == "Your cell_state differs first at step 1: 0.90, not 1.00"
    assert shown.c[T] == pytest.approx(9 * (1 - 0.9**40))
    assert shown.reference[T] == pytest.approx(10 * (1 - 0.9**40))
    assert "dotted: the course's" in drawing(explorer)
    assert shown.formula.endswith(" (yours: 8.87)")


def test_a_function_that_returns_no_array_is_told_so():
    explorer = explorers.cell_state(lambda c_prev, f, i, g: None)
    assert "cell_state returns None" in explorer.screen.value


def test_the_guess_asks_for_40_and_9_85_and_the_picture_keeps_them_until_then():
    explorer = explorers.cell_state()
    assert [ask.truth() for ask in explorer.prediction.question.asks] == [40.0, 9.85]
    assert explorer.controls["half"].disabled
    seen = drawing(explorer)
    for hint in ("9.85", "10.00", "40.00", "full"):
        assert f">{hint}" not in seen
        assert f" {hint}" not in explorer.alt.replace("40 steps", "")
    assert ">?<" in seen
    lock_in(explorer)
    assert "ceiling 10.00" in drawing(explorer)
    assert "before, f = 1: 40.00" in drawing(explorer)


def test_the_alt_text_says_the_levels_up_to_the_step():
    text = say(frame(0.9, 1.0, 1.0, 22))
    assert "1.00 at step 1, 4.10 at step 5, 6.51 at step 10" in text
    assert "at step 20" not in text


def test_the_questions_without_a_picture_have_the_answers_of_the_lesson():
    c = 0.0
    for g in np.tanh(np.random.default_rng(0).normal(0.5, 0.4, 400)):
        c = 0.9 * c + 0.1 * g
    poured_first = 0.9 / (1 - 0.9)
    gap = np.tanh(40) - np.tanh(5)
    assert abs(c - 0.4) < 0.2
    assert poured_first == pytest.approx(9)
    assert 8e-5 < gap < 1e-4
    truths = [question.asks[0].truth for question in questions.QUESTIONS]
    assert truths == ["near 0.4", "by less than 0.001", "9"]
