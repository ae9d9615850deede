"""Lesson 00's first picture: what the network writes, and how one unit colours it."""

import html
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from lstm_lab import explorers
from lstm_lab.cells import lstm
from lstm_lab.data import text
from lstm_lab.lessons.l00_start_here.continue_text import PROMPT, continue_text, frame, say, write
from lstm_lab.training import sampling, start_here


@pytest.fixture(scope="module")
def shipped():
    return start_here.load()


def test_it_writes_what_the_training_package_writes_when_the_likeliest_is_taken(shipped):
    rng = np.random.default_rng(0)
    slow = sampling.continue_text(shipped.model, PROMPT, 30, rng=rng, temperature=0)
    assert write(PROMPT, 1e-3, 5)[0][: len(PROMPT) + 30] == PROMPT + slow


def test_the_colours_are_the_cells_values_after_each_character(shipped):
    shown = frame(PROMPT, 0.5, 0, 17)
    ids = text.encode(shown.text, shipped.model.vocabulary)
    expected = start_here.cell_values(shipped.model, ids)[:, 17]
    np.testing.assert_allclose(shown.values, expected, atol=1e-4)


def test_the_drawn_characters_follow_the_probabilities(shipped):
    first = [write("The ", 1.0, seed, length=1)[0][4] for seed in range(400)]
    params = shipped.model.params
    state = lstm.initial_state(params.cell, 1)
    for k in text.encode("The ", shipped.model.vocabulary):
        x = np.eye(len(shipped.model.vocabulary), dtype=np.float32)[[k]]
        state, _ = lstm.step(params.cell, x, *state)
    z = (state[0] @ params.readout.V + params.readout.b_y)[0].astype(float)
    p = np.exp(z) / np.exp(z).sum()
    for k in np.argsort(-p)[:3]:
        share = first.count(shipped.model.vocabulary[k]) / len(first)
        assert share == pytest.approx(p[k], abs=4 * np.sqrt(p[k] / 400))


def test_a_setting_always_writes_the_same_and_another_try_something_else():
    write.cache_clear()
    one = frame(PROMPT, 0.5, 3, 0).text
    write.cache_clear()
    assert frame(PROMPT, 0.5, 3, 0).text == one != frame(PROMPT, 0.5, 4, 0).text


def test_another_unit_changes_colours_and_no_letter():
    one, other = frame(PROMPT, 0.5, 0, 1), frame(PROMPT, 0.5, 0, 2)
    assert one.text == other.text
    assert not np.array_equal(one.values, other.values)
    assert other.title.startswith("Unit 2 moves between ")


def test_the_known_unit_is_apart_inside_and_outside_of_what_it_follows(shipped):
    shown = frame(PROMPT, 0.5, 0, shipped.unit)
    inside, values = start_here.FLAGS[shipped.flag](PROMPT), shown.values[: len(PROMPT)]
    gap = values[inside].mean() - values[~inside].mean()
    assert gap * np.sign(shipped.correlation) > 0.5


def test_the_picture_asks_what_the_unit_follows_and_does_not_say_it(shipped):
    shown = frame(PROMPT, 0.5, 0, shipped.unit)
    assert shown.title.endswith("what does it follow?")
    told = f"{shown.title} {shown.scale} {shown.under}"
    assert not any(word in told for word in ("quote", "bracket", "parenthes"))
    assert explorers.guess("00_what_the_unit_follows").question.asks[0].answer() == (
        f"what stands in {shipped.flag.removeprefix('inside ')}"
    )


def test_typing_is_answered_at_once_and_reset_brings_the_first_prompt_back():
    explorer = explorers.continue_text()
    explorer.controls["prompt"].value = "An object ("
    assert explorer.frame.text.startswith("An object (")
    assert explorer.frame.typed == 11
    explorer.reset()
    assert explorer.frame.text.startswith(PROMPT)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type at least one character"),
        ("a" * 10_000, "You typed 10,000 characters; at most 150"),
        ("a" * 151, "You typed 151 characters; at most 150"),
        ("the 中 text", "never seen the character '中'"),
        ("a\x00b", r"never seen the character '\x00'"),
        ("tab\t", r"never seen the character '\t'"),
        ("\ud800", r"never seen the character '\ud800'"),
    ],
)
def test_what_the_network_cannot_read_gets_a_sentence_in_the_pictures_place(typed, sentence):
    explorer = continue_text()
    explorer.controls["prompt"].value = typed
    assert sentence in explorer.alt
    assert html.escape(sentence) in explorer.screen.value
    assert "<img" not in explorer.screen.value
    explorer.controls["prompt"].value = "The "
    assert explorer.error is None
    assert "<img" in explorer.screen.value


def test_the_longest_prompt_fits_and_the_network_still_writes():
    shown = frame("a b " * 37 + "ab", 0.5, 0, 0)
    assert shown.typed == 150
    assert len(shown.text) - shown.typed > 20


def test_markup_is_escaped_in_the_picture_and_in_its_words():
    explorer = continue_text()
    explorer.controls["prompt"].value = '<b onload="x">&amp;'
    ET.fromstring(explorer.image.data.decode())
    assert "<b " not in explorer.screen.value
    assert "&lt;b onload=&quot;x&quot;&gt;&amp;amp;" in explorer.screen.value


def test_the_alt_text_says_both_texts_and_where_the_unit_is_high():
    shown = frame(PROMPT, 0.5, 0, 0)._replace(
        text='ab "cd" ef', typed=4, values=np.array([0, 0, 0, 0.9, 0.8, 0.4, 0, -0.5, 0, -0.2])
    )
    words = say(shown)
    assert "You typed: 'ab \"'. The network went on: 'cd\" ef'" in words
    assert "above 0.3 at '\"cd'; below -0.3 at ' '" in words
    assert words.endswith("Farthest from 0: 0.90 at '\"', character 4")
