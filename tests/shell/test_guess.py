"""The guess: locked in once, remembered, shown beside the truth."""

import pytest

from lstm_lab import explorers, progress
from lstm_lab.shell.guess import Ask, Prediction, Question


def test_a_locked_guess_is_remembered_and_shown_beside_the_truth(workspace):
    explorer = explorers.rnn_step()
    guess = explorer.prediction
    guess.inputs["01_left_at_w_0.9"].value = 0.4
    guess.inputs["01_left_at_w_1.5"].value = 0.1
    guess.lock.click()
    kept = progress.read()["predictions"]
    assert (kept["01_left_at_w_0.9"]["guess"], kept["01_left_at_w_0.9"]["truth"]) == (0.4, 0.02)
    assert kept["01_left_at_w_1.5"]["truth"] == pytest.approx(0.859)
    assert "with w = 0.9: I guessed 0.4, it is 0.02" in guess.result.value
    assert "with w = 1.5: I guessed 0.1, it is 0.86" in guess.result.value


def test_a_choice_is_remembered_as_its_words(workspace):
    explorer = explorers.softmax()
    assert explorer.values["offset"] == 0
    explorer.prediction.inputs["02_add_100"].value = "gets smaller"
    explorer.prediction.lock.click()
    kept = progress.read()["predictions"]["02_add_100"]
    assert (kept["guess"], kept["truth"]) == ("gets smaller", "stays as it is")
    assert explorer.values["offset"] == 100


def test_looking_without_a_guess_records_nothing(workspace):
    explorer = explorers.rnn_step()
    explorer.prediction.skip.click()
    assert progress.read()["predictions"] == {}
    assert explorer.prediction.answered
    assert explorer.values["t"] == 30


def test_after_the_answer_the_inputs_are_closed_and_done_is_called_once(workspace):
    calls = []
    ask = Ask("k", "steps", lambda: 103, low=0.0, high=200.0, step=1.0)
    guess = Prediction(Question("How long?", (ask,)), lambda: calls.append(1))
    guess.inputs["k"].value = 20.0
    guess.lock.click()
    guess.skip.click()
    assert calls == [1]
    assert guess.inputs["k"].disabled
    assert guess.lock.disabled
    assert guess.result.value == "steps: I guessed 20, it is 103"
