"""Lesson 07's exercises: right in other hands, mistakes named, and draws counted."""

import numpy as np
import pytest

from lstm_lab.cells import readout
from tests.helpers import report

# What follows was written without looking at the fingerprints.


def sharpened(p, temperature):
    scores = np.log(p) / temperature
    q = np.exp(scores - scores.max())
    return q / q.sum()


def sample_by_choice(p, temperature, rng):
    return rng.choice(len(p), p=sharpened(p, temperature))


def sample_by_cumulation(p, temperature, rng):
    return int(np.searchsorted(np.cumsum(sharpened(p, temperature)), rng.random()))


def sample_by_gumbel(p, temperature, rng):
    return np.argmax(np.log(p) / temperature + rng.gumbel(size=len(p)))


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("predict", lambda hs, V, b_y: np.stack([readout.softmax(h @ V + b_y) for h in hs])),
        ("sample", sample_by_choice),
        ("sample", sample_by_cumulation),
        ("sample", sample_by_gumbel),
        ("bits_per_character", lambda loss: np.float64(loss / np.log(2))),
        ("bits_per_character", lambda loss: loss * np.log2(np.e)),
    ],
)
def test_a_right_answer_in_another_hand_passes(name, function):
    found = report(name, function)
    assert found.passed, found


@pytest.mark.parametrize(
    ("name", "function", "mistake"),
    [
        ("predict", lambda hs, V, b: readout.softmax(np.roll(hs, 1, 0) @ V + b), "readout-late"),
        ("bits_per_character", lambda loss: loss * np.log(2), "log-base"),
    ],
)
def test_a_mistake_in_another_hand_is_recognised(name, function, mistake):
    assert report(name, function).mistake == mistake


@pytest.mark.parametrize(
    ("function", "mistake"),
    [
        (lambda p, temperature, rng: rng.choice(len(p), p=p), "temperature-ignored"),
        (
            lambda p, temperature, rng: sample_by_choice(p, 1 / temperature, rng),
            "temperature-inverted",
        ),
        (
            lambda p, temperature, rng: rng.choice(len(p), p=readout.softmax(p / temperature)),
            "temperature-on-probabilities",
        ),
        (lambda p, temperature, rng: int(p.argmax()), "always-likeliest"),
        (lambda p, temperature, rng: rng.integers(len(p)), "always-even"),
        (
            lambda p, temperature, rng: 1 + sample_by_choice(p, temperature, rng),
            "class-out-of-range",
        ),
        (
            lambda p, temperature, rng: sample_by_choice(p, temperature, np.random),
            "changes-between-calls",
        ),
        (lambda p, temperature, rng: float(sample_by_choice(p, temperature, rng)), "wrong-type"),
        (lambda p, temperature, rng: None, "returned-nothing"),
    ],
)
def test_a_sampler_is_judged_by_what_it_draws(function, mistake):
    assert report("sample", function).mistake == mistake


def power(p, temperature):
    q = p ** (1 / temperature)  # at a low temperature every power is 0, and 0 / 0 is no number
    return q / q.sum()


def powers_by_choice(p, temperature, rng):
    return rng.choice(len(p), p=power(p, temperature))


def powers_by_cumulation(p, temperature, rng):
    return min(int(np.searchsorted(np.cumsum(power(p, temperature)), rng.random())), len(p) - 1)


@pytest.mark.parametrize(
    ("function", "mistake", "said"),
    [
        (powers_by_choice, "raised", "It happens when the temperature is 0.0005."),
        (
            powers_by_cumulation,
            None,
            "Right in ordinary cases, wrong when the temperature is 0.0005.",
        ),
    ],
)
def test_powers_that_are_all_zero_at_a_low_temperature_are_told_at_which(function, mistake, said):
    found = report("sample", function)
    assert (found.status, found.mistake) == ("not yet", mistake)
    assert found.message.endswith(said)
