"""Lesson 07: a first language model: predict, sample, measure in bits (R2), (R3)."""

from __future__ import annotations

import numpy as np

from lstm_lab.cells import readout
from lstm_lab.cells.activations import sigmoid
from lstm_lab.guest.call import RejectedError
from lstm_lab.guest.finding import add, finding
from lstm_lab.guest.form import kind
from lstm_lab.judge.exercise import Exercise, Mistake
from lstm_lab.lessons.l02_reading_out.softmax_exercise import (
    exp_shifted,
    plain_softmax,
    shifted_softmax,
)
from lstm_lab.lessons.l07_first_language_model.mistakes import MISTAKES

add(MISTAKES)

DRAWS = 3000  # the standard error of a frequency is at most 0.009


def _draw_states(rng, s):
    return {
        "hs": rng.uniform(-1, 1, (s.T, s.N, s.H)),
        "V": 2 * rng.standard_normal((s.H, s.K)),
        "b_y": rng.standard_normal(s.K),
    }


def _large(arguments):
    arguments["b_y"] += 1000


def _predict(hs, V, b_y):
    return readout.softmax(readout.logits(hs, V, b_y))


def _from(scores):
    """Return a wrong prediction: other scores."""
    return lambda hs, V, b_y: readout.softmax(scores(hs, V, b_y))


def _shares(a):
    """Divide by the sum of each row."""
    return a / a.sum(axis=-1, keepdims=True)


def _squashed(squash):
    """Return a wrong prediction: another function of the scores."""
    return lambda hs, V, b_y: squash(readout.logits(hs, V, b_y))


predict = Exercise(
    name="predict",
    reference=_predict,
    draw=_draw_states,
    letters="TNHK",
    outputs=("The array of probabilities",),
    mistakes=(
        Mistake("readout-late", lambda hs, V, b_y: _predict(np.roll(hs, 1, 0), V, b_y)),
        Mistake(
            "readout-late", lambda hs, *rest: _predict(np.concatenate([0 * hs[:1], hs[:-1]]), *rest)
        ),
        Mistake("bias-missing", _from(lambda hs, V, b_y: hs @ V)),
        Mistake("transposed", _from(lambda hs, V, b_y: hs @ V.T + b_y)),
        Mistake("softmax-missing", readout.logits),
        Mistake("softmax-sigmoid", _squashed(sigmoid)),
        Mistake("log-returned", _squashed(readout.log_softmax)),
        Mistake("not-normalised", _squashed(exp_shifted)),
        Mistake("not-normalised", _squashed(np.exp)),
        Mistake("softmax-axis", _squashed(lambda z: plain_softmax(z, axis=0))),
        Mistake("softmax-axis", _squashed(lambda z: plain_softmax(z, axis=1))),
        Mistake("softmax-axis", _squashed(lambda z: plain_softmax(z, axis=None))),
        Mistake("softmax-axis", _squashed(lambda z: shifted_softmax(z, axis=0))),
        Mistake("softmax-axis", _squashed(lambda z: shifted_softmax(z, axis=1))),
        Mistake("exp-missing", _squashed(lambda z: _shares(z - z.max(axis=-1, keepdims=True)))),
        Mistake("exp-missing", _squashed(lambda z: _shares(z))),
        Mistake("class-returned", _squashed(lambda z: z.argmax(axis=-1))),
        Mistake("last-state-only", lambda hs, *rest: _predict(hs[-1], *rest)),
        Mistake("overflow", _squashed(plain_softmax)),
    ),
    extremes=(("the scores are near 1000", _large),),
)


def _draw_distribution(rng, s):
    p = readout.softmax(1.5 * rng.standard_normal(s.K))
    return {"p": p, "temperature": (0.5, 2.0, 1.5)[s.T % 3], "rng": np.random.default_rng(s.K)}


def _sharpened(p, temperature, rng):
    """Return the probabilities with which each class should come, and their sum."""
    return _with_sum(readout.softmax(np.log(p) / temperature))


def _with_sum(frequencies):
    """Append the sum, 1: a check's tolerance is relative to the largest number."""
    return np.append(frequencies, frequencies.sum())


def _frequencies(function):
    """Return a function that calls `function` often and gives how often each class came."""

    def judged(p, temperature, rng):
        kept = p.copy()
        counts = np.zeros(len(p))
        for _ in range(DRAWS):
            counts[_class(function(p, temperature, rng), len(p))] += 1
            if not np.array_equal(p, kept):
                raise RejectedError(finding("caller-changed", names="p"))
        return _with_sum(counts / DRAWS)

    return judged


def _class(value, K):
    """Return a class number, or raise RejectedError."""
    if value is None:
        raise RejectedError(finding("returned-nothing"))
    plain = np.asarray(value) if type(value) in (int, np.ndarray) else None
    if issubclass(type(value), np.integer):
        plain = np.asarray(value)
    if plain is None or plain.shape != () or plain.dtype.kind not in "iu":
        advice = "A class is one whole number: int(...) makes one of a number."
        raise RejectedError(
            finding(
                "wrong-type",
                what="The class",
                want="a whole number",
                got=kind(value),
                advice=advice,
            )
        )
    if not 0 <= plain < K:
        raise RejectedError(finding("class-out-of-range", got=int(plain), K=K, last=K - 1))
    return int(plain)


def _draws(frequencies):
    """Return a wrong sampler, as the frequencies of its draws."""
    return lambda p, temperature, rng: _with_sum(frequencies(p, temperature))


sample = Exercise(
    name="sample",
    reference=_sharpened,
    draw=_draw_distribution,
    letters="K",
    outputs=("The class",),
    judge=_frequencies,
    tolerance=0.05,  # more than five standard errors
    mistakes=(
        Mistake("temperature-ignored", _draws(lambda p, temperature: p)),
        Mistake("temperature-inverted", lambda p, temp, rng: _sharpened(p, 1 / temp, rng)),
        Mistake("temperature-on-probabilities", _draws(lambda p, temp: readout.softmax(p / temp))),
        Mistake("likely-is-rare", lambda p, temp, rng: _sharpened(p, -temp, rng)),
        Mistake("always-likeliest", _draws(lambda p, temperature: np.eye(len(p))[p.argmax()])),
        Mistake("always-even", _draws(lambda p, temperature: 0 * p + 1 / len(p))),
    ),
)


def _draw_loss(rng, s):
    return {"loss": float(rng.uniform(0.5, 4.0))}


bits_per_character = Exercise(
    name="bits_per_character",
    reference=lambda loss: loss / np.log(2),
    draw=_draw_loss,
    outputs=("The result",),
    mistakes=(
        Mistake("unit-unchanged", lambda loss: loss),
        Mistake("log-base", lambda loss: loss * np.log(2), "Multiplied where one divides."),
        Mistake("log-base", lambda loss: loss / np.log(10), "The base is 10."),
        Mistake("log-base", lambda loss: loss / 2, "The base is there, its logarithm is not."),
        Mistake("log-base", lambda loss: np.log2(loss), "A loss is a logarithm already."),
        Mistake("perplexity", np.exp),
        Mistake("perplexity", lambda loss: 2.0**loss),
        Mistake("sign-lost", lambda loss: -loss / np.log(2)),
    ),
)

EXERCISES = (predict, sample, bits_per_character)
