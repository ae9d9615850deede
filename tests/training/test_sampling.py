"""Sampling carries the state, and the temperature sets how bold it is."""

import itertools

import numpy as np
import pytest

from lstm_lab import training
from lstm_lab.cells import lstm, readout, rnn
from lstm_lab.data import text
from lstm_lab.training import sampling
from lstm_lab.training.model import predict

VOCABULARY = "abcd"


@pytest.fixture(params=[rnn, lstm])
def model(request):
    model = training.for_text(request.param, VOCABULARY, 6, rng=np.random.default_rng(0))
    bolder = model.params.readout._replace(V=model.params.readout.V * 3)
    return model._replace(params=model.params._replace(readout=bolder))


def test_the_state_is_carried_from_character_to_character(model):
    written = training.continue_text(model, "ab", 12, rng=np.random.default_rng(1), temperature=0)
    # The same text read in one go: each character is the likeliest after all those before it.
    z, _ = predict(model, text.encode("ab" + written, VOCABULARY)[:, None])
    likeliest = z[1:-1, 0].argmax(axis=-1)
    assert written == text.decode(likeliest, VOCABULARY)


def test_the_whole_prompt_is_read(model):
    def first(prompt):
        p = readout.softmax(predict(model, text.encode(prompt, VOCABULARY)[:, None])[0][-1, 0])
        rng = np.random.default_rng(0)
        drawn = [training.continue_text(model, prompt, 1, rng=rng) for _ in range(300)]
        return p, np.array([drawn.count(c) / 300 for c in VOCABULARY])

    (p, drawn), (other, _) = first("ddca"), first("bba")
    np.testing.assert_allclose(drawn, p, atol=0.1)
    assert abs(p - other).max() > 0.05


def test_a_colder_text_is_less_surprising(model):
    def surprise(temperature):
        rng = np.random.default_rng(2)
        written = training.continue_text(model, "a", 400, rng=rng, temperature=temperature)
        return training.bits_per_character(model, text.encode("a" + written, VOCABULARY))

    assert surprise(0.3) < surprise(1.0) - 0.1
    assert surprise(1.0) < surprise(5.0) - 0.1


def test_a_tiny_temperature_is_the_likeliest_text(model):
    rng = np.random.default_rng(1)
    cold = training.continue_text(model, "a", 20, rng=rng, temperature=1e-12)
    assert cold == training.continue_text(model, "a", 20, rng=rng, temperature=0)


def test_the_same_generator_writes_the_same_text(model):
    one, other = (
        training.continue_text(model, "a", 30, rng=np.random.default_rng(4)) for _ in range(2)
    )
    assert one == other
    assert len(one) == 30


def test_characters_come_one_by_one_without_end(model):
    stream = sampling.characters(model, "a", rng=np.random.default_rng(4))
    taken = "".join(itertools.islice(stream, 30))
    assert taken == training.continue_text(model, "a", 30, rng=np.random.default_rng(4))


@pytest.mark.parametrize(
    ("settings", "error", "message"),
    [
        ({"prompt": ""}, ValueError, "at least one character"),
        ({"prompt": "abx"}, ValueError, "the character 'x' at position 2"),
        ({"length": 0}, ValueError, "length must be"),
        ({"temperature": -1}, ValueError, "temperature must be a number of at least 0"),
        ({"temperature": float("nan")}, ValueError, "temperature must be"),
        ({"rng": 3}, TypeError, "rng must be a numpy.random.Generator"),
    ],
)
def test_arguments_that_do_not_fit_are_named(model, settings, error, message):
    good = {"prompt": "ab", "length": 3, "rng": np.random.default_rng(0)}
    with pytest.raises(error, match=message):
        training.continue_text(model, **(good | settings))
