"""Lesson 07's picture: rungs, a network's way, and what it writes."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest

from lstm_lab import explorers, training
from lstm_lab.cells import rnn
from lstm_lab.data import text
from lstm_lab.drawing.heat import luminance
from lstm_lab.drawing.scene import Scene
from lstm_lab.lessons.l07_first_language_model.bracket import shade
from lstm_lab.lessons.l07_first_language_model.explorer import nearest, place, say
from lstm_lab.lessons.l07_first_language_model.picture import BOTTOM, TOP, ladder
from lstm_lab.training import closing
from tests.helpers import lock_in

VOCABULARY = " &<Tabehx\n"
RUNGS = {"uniform": 3.32, "unigram": 2.5, "2-gram": 1.2}


@pytest.fixture(scope="module")
def runs():
    rng = np.random.default_rng(0)
    ids = rng.integers(0, len(VOCABULARY), 400)
    model, kept = training.for_text(rnn, VOCABULARY, 6, rng=rng), []
    windows = text.windows(ids, 5, 8)
    training.train(model, windows, 6, on_progress=kept.append, every=2, progress=False)
    return [model, *kept]


@pytest.fixture
def ids(rng):
    return rng.integers(0, len(VOCABULARY), 200)


@pytest.fixture
def explorer(runs, ids):
    return explorers.ladder(RUNGS, runs, ids, predict=False)


def test_the_way_is_measured_at_every_checkpoint_from_the_untrained_model_on(explorer, runs, ids):
    shown = explorer.frame
    assert shown.updates == (0, 2, 4, 6)
    assert shown.bits[0] == training.bits_per_character(runs[0], ids, N=16)
    assert shown.bits[3] == training.bits_per_character(runs[3].model, ids, N=16)


def test_the_sample_is_what_the_checkpoints_model_writes(explorer, runs):
    explorer.set(at=1, temperature=1.2, draw=4)
    rng = np.random.default_rng(4)
    written = training.continue_text(runs[1].model, "The ", 240, rng=rng, temperature=1.2)
    assert explorer.frame.sample == "The " + written


def test_only_the_way_up_to_the_checkpoint_is_drawn(explorer):
    explorer.controls["at"].value = 1
    drawn = ET.fromstring(explorer.image.data.decode())
    line = next(part for part in drawn if part.tag.endswith("polyline"))
    heights = [float(spot.split(",")[1]) for spot in line.get("points").split()]
    expected = [BOTTOM - (BOTTOM - TOP) * b / 7 for b in explorer.frame.bits[:2]]
    np.testing.assert_allclose(heights, expected, atol=0.06)


def test_the_title_says_the_rung():
    assert place(RUNGS, 1.25) == "level with the rung 2-gram"
    assert place(RUNGS, 2.0) == "below the rung unigram"
    assert place(RUNGS, 4.0) == "above all rungs"
    assert nearest(RUNGS, 2.0) == "unigram"


def test_before_the_guess_the_end_of_the_way_is_covered(runs, ids):
    explorer = explorers.ladder(RUNGS, runs, ids)
    assert explorer.frame.at == 0
    assert "?" in [part.text for part in ET.fromstring(explorer.image.data.decode())]
    final = f"{explorer.frame.bits[-1]:.2f}"
    assert final not in explorer.alt
    lock_in(explorer)
    assert explorer.frame.at == 3
    assert "✓ the rung: uniform" in explorer.prediction.result.value


def test_the_alt_text_says_rungs_way_and_sample(explorer):
    words = say(explorer.frame._replace(sample="a <b>", bits=(3.3, 2.2, 2.1, 1.9)))
    assert "Rungs: uniform 3.32, unigram 2.50, 2-gram 1.20." in words
    assert "by updates: 0: 3.30, 2: 2.20, 4: 2.10, 6: 1.90." in words
    assert words.endswith("It writes: 'a <b>'")


def test_five_questions_are_answered_by_the_first_picture_alone(explorer):
    image, _ = explorer.still()
    words = image.data.decode()
    bits = explorer.frame.bits
    answers = {
        "How good is the network in the end?": f"{bits[-1]:.2f} bits per character",
        "After how many updates?": "After 6 updates",
        "Which rung is it level with?": f"{place(RUNGS, bits[-1])}",
        "What does the 2-gram reach?": "2-gram 1.20",
        "At which temperature does it write?": "temperature 0.7",
    }
    assert [question for question, answer in answers.items() if answer not in words] == []


def test_a_character_without_a_shape_does_not_break_the_picture(explorer):
    shown = explorer.frame._replace(sample="a\x0cb\x00 c")
    drawn = ladder(Scene(shown))
    ET.fromstring(drawn)
    assert "a\u00b7b\u00b7\u00a0c" in drawn


def test_one_run_is_no_way(runs, ids):
    with pytest.raises(ValueError, match="at least two runs, got 1"):
        explorers.ladder(RUNGS, runs[:1], ids)


def test_the_guess_is_marked_on_its_rung(runs):
    frame = explorers.ladder(RUNGS, runs, np.arange(200) % 10, predict=False).frame
    marked = ladder(Scene(frame, guesses={"07_rung_after_training": "unigram"}))
    assert ">you</text>" in marked
    assert ">you</text>" not in ladder(Scene(frame))
    assert ">you</text>" not in ladder(Scene(frame, guesses={"07_rung_after_training": "9-gram"}))


def test_a_bracket_is_followed_letter_by_letter(rng):
    string = "see (a long list of numbers) and (b)"
    vocabulary = "".join(sorted(set(string)))
    model = training.for_text(rnn, vocabulary, 6, rng=rng)
    told, ratios = closing.letter_by_letter(model, string)
    assert told == "(a long list of numbers"
    assert ratios.shape == (len(told),)
    assert (ratios > 0).all()
    assert abs(ratios[0] - 1) > 1e-6  # here the two texts differ
    shown = explorers.bracket({"RNN": model, "other": model}, string)
    assert shown.drawing.count(">RNN</text>") == 1
    assert shown.alt.startswith("How many times likelier")
    with pytest.raises(ValueError, match="no pair of parentheses with at most 3 inside"):
        closing.letter_by_letter(model, "see (a long list)", 3)


def test_a_letter_is_darker_the_more_the_bracket_counts():
    light = [luminance(shade(ratio)) for ratio in (0.5, 1, 2, 10, 50)]
    assert light[0] == light[1] > light[2] > light[3] == light[4]
