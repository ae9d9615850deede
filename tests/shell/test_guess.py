"""The guess: locked in once, remembered, shown beside the truth, folded to a line."""

import pytest

from lstm_lab import explorers, progress
from lstm_lab.shell.guess import Ask, Guess, Prediction, Question, find, with_truth
from tests.helpers import lock_in

STEPS = Ask("k", "steps", lambda: 103, low=0.0, high=200.0, step=1.0)
LONG = Question("How long?", (STEPS,), finding="It is **103** steps, $a < b$ & `x*y*z`.")
LATER = Question("Which rung?", (Ask("r", "the rung", None, options=("a", "b")),), finding="*See.*")


def test_a_locked_guess_is_remembered_and_shown_beside_the_truth(workspace):
    explorer = explorers.rnn_step()
    guess = explorer.prediction
    guess.inputs["01_left_at_w_0.9"].value = 0.4
    assert guess.lock.disabled
    guess.inputs["01_left_at_w_1.5"].value = 0.8
    assert not guess.lock.disabled
    guess.lock.click()
    kept = progress.read()["predictions"]
    assert (kept["01_left_at_w_0.9"]["guess"], kept["01_left_at_w_0.9"]["truth"]) == (0.4, 0.02)
    assert kept["01_left_at_w_1.5"]["truth"] == pytest.approx(0.859)
    assert "✗ with w = 0.9: you 0.4 · it is 0.02" in guess.result.value
    assert "✓ with w = 1.5: you 0.8 · it is 0.86" in guess.result.value


def test_a_choice_is_remembered_as_its_words(workspace):
    explorer = explorers.softmax()
    assert explorer.values["offset"] == 0
    explorer.prediction.inputs["02_add_100"].value = "gets smaller"
    explorer.prediction.lock.click()
    kept = progress.read()["predictions"]["02_add_100"]
    assert (kept["guess"], kept["truth"]) == ("gets smaller", "stays as it is")
    assert explorer.values["offset"] == 100


def test_nothing_is_locked_before_every_ask_has_an_answer(workspace):
    explorer = explorers.rnn_step()
    explorer.prediction.lock.click()
    assert not explorer.prediction.answered
    assert progress.read()["predictions"] == {}


def test_looking_without_a_guess_records_nothing_and_says_the_answer(workspace):
    explorer = explorers.rnn_step()
    explorer.prediction.skip.click()
    assert progress.read()["predictions"] == {}
    assert explorer.prediction.answered
    assert explorer.values["t"] == 30
    assert "with w = 0.9: it is 0.02" in explorer.prediction.result.value
    assert explorers.rnn_step().values["t"] == 0


def test_after_the_answer_the_question_is_folded_and_done_is_called_once(workspace):
    calls = []
    guess = Prediction(LONG, lambda: calls.append(1))
    guess.inputs["k"].value = 20.0
    guess.lock.click()
    guess.skip.click()
    assert calls == [1]
    assert guess.inputs["k"].disabled
    assert guess.lock.disabled
    assert guess.asked.layout.display == "none"
    assert "✗ steps: you 20 · it is 103</span></summary>" in guess.result.value
    assert "How long?<br>steps: a number from 0 to 200" in guess.result.value


def test_the_finding_appears_with_the_answer_and_its_marks_become_html(workspace):
    guess = Prediction(LONG)
    assert guess.finding.value == ""
    lock_in(guess)
    assert "It is <b>103</b> steps, $a &lt; b$ & <code>x*y*z</code>." in guess.finding.value
    assert guess.finding.layout.display is None


def test_who_comes_back_finds_the_line_and_the_whole_picture_at_once(workspace):
    lock_in(explorers.rnn_step(), {"01_left_at_w_0.9": 0.4})
    explorer = explorers.rnn_step()
    assert explorer.prediction.answered
    assert explorer.values["t"] == 30
    assert not explorer.controls["t"].disabled
    assert "✗ with w = 0.9: you 0.4 · it is 0.02" in explorer.prediction.result.value
    assert progress.read()["predictions"]["01_left_at_w_0.9"]["tries"] == 1


def test_half_a_record_or_one_that_fits_no_option_does_not_answer(workspace):
    progress.record_prediction("01_left_at_w_0.9", 0.4, 0.02)
    assert not explorers.rnn_step().prediction.answered
    progress.record_prediction("02_add_100", "explodes", "stays as it is")
    assert not explorers.softmax().prediction.answered


def test_a_number_is_near_enough_within_a_twentieth_of_the_scale_or_a_factor_of_1_25():
    assert [STEPS.right(guess) for guess in (92, 93, 113, 114)] == [False, True, True, False]
    log = Ask("k", "steps", 103, low=0.5, high=500, log=True)
    assert [log.right(guess) for guess in (82, 83, 128, 129)] == [False, True, True, False]


def test_a_guess_on_a_logarithmic_scale_is_kept_with_two_digits(workspace):
    guess = Prediction(Question("?", (Ask("k", "steps", 103, low=0.5, high=500, log=True),)))
    guess.inputs["k"].value = 14.32
    guess.lock.click()
    assert progress.read()["predictions"]["k"]["guess"] == 14


def test_an_answer_that_is_not_known_yet_comes_later_and_is_recorded_then(workspace):
    first = Prediction(LATER)
    lock_in(first)
    assert "the rung: you a · the answer comes below" in first.result.value
    assert first.finding.value == ""
    assert progress.read()["predictions"]["r"]["truth"] is None
    later = Prediction(with_truth(LATER, "r", "b"))
    assert "✗ the rung: you a · it is b" in later.result.value
    assert "<i>See.</i>" in later.finding.value
    kept = progress.read()["predictions"]["r"]
    assert (kept["guess"], kept["truth"]) == ("a", "b")


def test_a_question_alone_keeps_its_words_in_the_notebook_and_no_answer(workspace):
    guess = Guess(LONG)
    bundle, _ = guess._repr_mimebundle_()
    assert bundle["text/plain"] == (
        "How long?\nsteps: a number from 0 to 200\nRun this cell to answer."
    )
    assert "How long?" in bundle["text/html"]
    assert "103" not in bundle["text/html"] + bundle["text/plain"]
    lock_in(guess)
    words = {"text/html", "text/plain"}
    again = Guess(LONG)._repr_mimebundle_()[0]
    assert {k: again[k] for k in words} == {k: bundle[k] for k in words}


def test_a_question_is_found_by_a_key_and_an_unknown_key_is_an_error():
    assert find("r", [LONG, LATER]) is LATER
    with pytest.raises(KeyError, match="no question has the key"):
        explorers.guess("99_nothing")
