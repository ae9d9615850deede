"""Let a model of text write on: each character is drawn, then read as the next input."""

from __future__ import annotations

import itertools

import numpy as np

from lstm_lab.cells import readout
from lstm_lab.data import text
from lstm_lab.shapes import check_generator, check_sizes
from lstm_lab.training.model import predict


def continue_text(model, prompt, length, *, rng, temperature=1.0):
    """Return `length` characters that go on after the prompt.

    Parameters: model, a Model with a vocabulary; prompt, at least one character of it; rng,
    numpy.random.Generator; temperature as in `characters`.
    """
    check_sizes(length=length)
    stream = characters(model, prompt, rng=rng, temperature=temperature)
    return "".join(itertools.islice(stream, length))


def characters(model, prompt, *, rng, temperature=1.0):
    """Return an endless iterator over the characters that go on after the prompt.

    The state is carried from character to character, the prompt's included.

    Parameters: model, prompt and rng as in `continue_text`; temperature, by which the logits are
    divided: below 1 the likely characters become likelier, above 1 all become more alike, and 0
    always takes the likeliest.
    Raises ValueError if the prompt is empty or has a character that the model does not know, or
    the temperature is negative; TypeError for another rng.
    """
    check_generator(rng)
    if not (np.isfinite(temperature) and temperature >= 0):
        raise ValueError(f"temperature must be a number of at least 0, got {temperature!r}")
    ids = text.encode(prompt, model.vocabulary)
    if not len(ids):
        raise ValueError("prompt must hold at least one character")
    return _draw_on(model, ids[:, None], rng, temperature)


def _draw_on(model, inputs, rng, temperature):
    """Read the inputs (T, 1), then draw and read one character after another."""
    state = None
    while True:
        z, state = predict(model, inputs, state)
        k = _draw(z[-1, 0], rng, temperature)
        yield model.vocabulary[k]
        inputs = np.array([[k]])


def _draw(z, rng, temperature):
    """Draw a class from softmax(z / temperature), z (K,); the largest z at temperature 0."""
    if temperature == 0:
        return int(z.argmax())
    z = z.astype(np.float64)
    p = readout.softmax((z - z.max()) / temperature)
    return int(rng.choice(len(p), p=p))
