"""Lesson 05's second picture: what it says of the starts is what is stored."""

import html

import pytest

from lstm_lab import explorers
from lstm_lab.data import carry
from lstm_lab.lessons.l05_why_memory_fades.luck import (
    ALONE,
    EQUAL,
    HIGH_BIAS,
    LAGS,
    LOW_BIAS,
    frame,
    say,
)


@pytest.mark.parametrize("lag", LAGS)
def test_the_title_counts_the_plain_networks_starts(lag):
    row = carry.find("rnn", lag, updates=2000)
    shown = frame(lag, ALONE)
    assert shown.title == f"{lag} steps of noise: {row.solved} of 20 starts learn it"
    assert len(shown.curves) == 1
    assert shown.curves[0].solved[LAGS.index(lag)] == row.solved


def test_an_interval_is_wilsons_as_a_count_of_starts():
    curve = frame(50, ALONE).curves[0]
    low, high = carry.wilson(curve.solved[3], 20)
    assert (curve.low[3], curve.high[3]) == pytest.approx((20 * low, 20 * high))


@pytest.mark.parametrize(
    ("beside", "which", "numbers"),
    [
        (EQUAL, {"network": "rnn", "units": 33}, "1,188 numbers"),
        (LOW_BIAS, {"network": "lstm", "bias": 1.0}, "1,216 numbers"),
        (HIGH_BIAS, {"network": "lstm", "bias": 4.0}, "1,216 numbers"),
    ],
)
def test_what_stands_beside_is_counted_too(beside, which, numbers):
    shown, row = frame(100, beside), carry.find(lag=100, updates=2000, **which)
    assert f"beside it: {row.solved} of 20, {numbers}" in shown.line
    assert shown.curves[1].solved[-1] == row.solved
    assert f"{shown.curves[1].name} {row.solved}" in say(shown)


def test_no_count_is_seen_before_the_guess(workspace):
    explorer = explorers.luck()
    covered = html.unescape(explorer.image.data.decode())
    assert "starts learn it" not in covered.replace("How many of 20 starts learn it?", "")
    assert "<path" not in covered
    assert explorer.alt.startswith("30 steps of noise")
    assert all(f"{lag} steps" not in explorer.alt for lag in (10, 100))
    explorer.prediction.skip.click()
    assert "<path" in explorer.image.data.decode()
    assert explorer.values["lag"] == 100


def test_what_is_asked_is_what_is_stored():
    asks = explorers.luck().prediction.question.asks
    assert [ask.truth() for ask in asks] == [
        carry.find("rnn", lag, updates=2000).solved for lag in (10, 100)
    ]


def test_names_at_the_same_height_stand_apart():
    explorer = explorers.luck(predict=False)
    explorer.set(beside=LOW_BIAS)
    text = explorer.image.data.decode()
    places = [piece.split('"')[1] for piece in text.split('x="708" y=')[1:]]
    assert len(places) == len(set(places)) == 2
