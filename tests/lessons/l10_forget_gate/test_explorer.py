"""Lesson 10's picture: its numbers come out of the frames."""

import numpy as np
import pytest

from lstm_lab import explorers
from lstm_lab.lessons.l10_forget_gate.explorer import (
    ALONE,
    FORGET,
    KEEP,
    NOTHING,
    RNN,
    curve,
    frame,
    orthogonal,
    say,
)
from tests.helpers import lock_in, sigma


def right(x, h_prev, W_f, U_f, b_f):
    return sigma(h_prev @ W_f + x @ U_f + b_f)


@pytest.mark.parametrize(("b", "steps"), [(0.0, 1.0), (1.0, 2.2), (3.0, 14), (5.0, 103)])
def test_the_half_lives_are_1_2_14_and_103_steps(b, steps):
    shown = frame(b, 50, NOTHING, RNN)
    assert round(shown.span, 1 if steps < 10 else 0) == steps
    assert f"half is left after {steps:g} step" in shown.left
    if steps <= 100:
        assert np.interp(shown.span, np.arange(101), shown.c) == pytest.approx(0.5, abs=0.02)


def test_a_new_lstm_with_bias_0_is_worse_at_lag_50_than_an_orthogonal_rnn_and_with_1_better():
    assert frame(0.0, 50, NOTHING, RNN).lstm[50] < orthogonal()[50] / 1000
    assert frame(1.0, 50, NOTHING, RNN).lstm[50] > orthogonal()[50] * 10
    assert "times the RNN's" in frame(0.0, 50, NOTHING, RNN).title


def test_the_gradient_by_lag_is_that_of_the_sequence_run_backwards():
    from lstm_lab import sequence
    from lstm_lab.cells import lstm
    from lstm_lab.lessons.l10_forget_gate.explorer import SEED, D, H

    rng = np.random.default_rng(SEED)
    params = lstm.init(D, H, rng=rng, forget_bias=1.0)
    xs, dh = rng.standard_normal((120, 1, D)), rng.standard_normal((1, H))
    _, state, _ = sequence.forward(lstm, params, xs[:70])
    hs, _, tape = sequence.forward(lstm, params, xs[70:], state)
    dhs = np.zeros_like(hs)
    dhs[-1] = dh / np.linalg.norm(dh)
    _, dstate, _ = sequence.backward(lstm, params, tape, dhs)
    size = np.sqrt(sum((part**2).sum() for part in dstate))
    assert frame(1.0, 50, NOTHING, RNN).lstm[50] == pytest.approx(size, rel=1e-9)


def test_the_cell_alone_passes_less_than_all_roads_together_at_bias_1():
    shown = frame(1.0, 50, NOTHING, ALONE)
    assert shown.other[50] < shown.lstm[50] / 1000
    assert "all roads together" in shown.title


def test_a_gate_of_1_keeps_all_and_one_of_0_forgets_all():
    kept, gone = frame(0.0, 80, KEEP, RNN), frame(0.0, 80, FORGET, RNN)
    assert (kept.c == 1).all()
    assert gone.c.tolist() == [1.0] + [0.0] * 100
    assert kept.span is gone.span is None
    assert "1 means keep" in kept.left
    assert kept.title.startswith("1.00 of c is left")


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
    text = say(frame(3.0, 14, NOTHING, RNN))
    assert "f = sigma(3) = 0.9526, half is left after 14 steps" in text
    assert "after 14 steps, 0.51 of c is left" in text
    assert text.endswith("c_14 = f^14 = 0.9526^14 = 0.51")
