"""What every question owes: one right answer that can be given, and a key that is its own.

`questions.json` holds each key that was ever asked with a hash of its question: an old record must
never answer a new question. `python -m tests.shell.test_questions` adds the keys that are new.
"""

import hashlib
import json
import re
from pathlib import Path

import pytest

from lstm_lab import explorers
from lstm_lab.shell.guess import LOG_STEP, Prediction

TABLE = Path(__file__).with_name("questions.json")


def pictures():
    """Return every question of a picture, by the picture's name."""
    made = {name: show().prediction for name, show in explorers.EXPLORERS.items()}
    return {name: prediction.question for name, prediction in made.items() if prediction}


def asked():
    """Return every (question, ask) of the course."""
    every = [*pictures().values(), *explorers.questions()]
    return [(question, ask) for question in every for ask in question.asks]


ASKED = {ask.key: (question, ask) for question, ask in asked()}
every_key = pytest.mark.parametrize("key", ASKED)


def print_of(question, ask):
    """Return a hash of what the reader is asked and can answer; the truth is no part of it."""
    scale = [] if ask.options else [ask.low, ask.high, ask.log]
    words = [question.text, ask.label, list(ask.options), scale]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()[:12]


@every_key
def test_a_changed_question_has_a_new_key(key):
    known = json.loads(TABLE.read_text())
    assert key in known, "a new key: run python -m tests.shell.test_questions"
    assert known[key] == print_of(*ASKED[key]), f"{key} asks something else now: give it a new key"


def test_a_key_belongs_to_one_question():
    keys = [ask.key for _, ask in asked()]
    assert sorted(keys) == sorted(set(keys))


@every_key
def test_exactly_one_answer_is_right_and_it_can_be_given(key):
    ask = ASKED[key][1]
    truth = ask.answer()
    if ask.options:
        assert len({option.strip().lower() for option in ask.options}) == len(ask.options) >= 2
        assert truth is None or [ask.right(option) for option in ask.options].count(True) == 1
    elif truth is not None:
        assert ask.low <= truth <= ask.high
        assert ask.right(truth)
        assert digits(ask, truth) in {digits(ask, value) for value in settable(ask)}


def words_of(explorer):
    """Return what an explorer says now: its alt text, and the words in its picture."""
    if explorer.image.media == "image/png":
        drawn = [word.text for word in explorer.picture.words.values()]
    else:
        drawn = re.findall(r">([^<]+)</t(?:ext|span)>", explorer.image.data.decode())
    return "\n".join([explorer.alt, *drawn]).replace("\N{MINUS SIGN}", "-")


@pytest.mark.parametrize("name", pictures())
def test_words_and_picture_do_not_tell_a_number_that_is_asked_for(name):
    explorer = explorers.EXPLORERS[name]()
    for ask in explorer.prediction.question.asks:
        truth = ask.answer()
        if isinstance(truth, str) or not 0.01 < abs(truth) % 1 < 0.99:
            continue  # a word of the question, or a number such as 1 or 20 that may stand anywhere
        number = re.escape(f"{truth:.2f}".rstrip("0"))
        assert not re.search(rf"(?<![\d.]){number}(?!\d)", words_of(explorer)), ask.key


def test_who_learns_is_not_told_before_the_guess():
    explorer = explorers.forget_bias()
    assert "10, 10, 9, 10" not in explorer.alt
    assert "starts learn" not in explorer.alt
    explorer.prediction.skip.click()
    assert "10, 10, 9, 10" in explorer.alt


def settable(ask):
    """Return all values that the slider of an ask can take."""
    slider = Prediction(ASKED[ask.key][0]).inputs[ask.key]
    count = round((slider.max - slider.min) / slider.step)
    values = [slider.min + k * slider.step for k in range(count + 1)]
    return [10**value for value in values] if ask.log else values


def digits(ask, value):
    """Write a number as the slider and the verdict do."""
    return f"{float(f'{value:.2g}'):g}" if ask.log else f"{value:.2f}"


@every_key
def test_a_scale_that_spans_decades_is_logarithmic(key):
    question, ask = ASKED[key]
    truths = [one.answer() for one in question.asks if not one.options]
    truths = [abs(truth) for truth in truths if truth]
    if not ask.options and len(truths) > 1 and max(truths) > 50 * min(truths):
        assert ask.log
    assert not ask.log or 0 < LOG_STEP <= 0.01


@every_key
def test_nothing_is_chosen_before_the_reader_chooses(key, workspace):
    prediction = Prediction(ASKED[key][0])
    widget = prediction.inputs[key]
    assert prediction.lock.disabled
    assert not prediction.answered
    assert getattr(widget, "index", None) is None
    assert not getattr(widget, "readout", False)


if __name__ == "__main__":
    table = json.loads(TABLE.read_text()) if TABLE.is_file() else {}
    table = {key: print_of(*pair) for key, pair in ASKED.items()} | table
    TABLE.write_text(json.dumps(dict(sorted(table.items())), indent=1) + "\n")
