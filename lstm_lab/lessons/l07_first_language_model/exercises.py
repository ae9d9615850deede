"""Lesson 07: a first language model: predict, sample, measure in bits (R2), (R3)."""

from __future__ import annotations

import numpy as np

from lstm_lab.cells import readout
from lstm_lab.cells.activations import sigmoid
from lstm_lab.guest.call import RejectedError
from lstm_lab.guest.finding import add, finding
from lstm_lab.guest.form import kind
from lstm_lab.judge.exercise import Exercise, Mistake
from lstm_lab.judge.relations import probe
from lstm_lab.lessons.l02_reading_out.softmax_exercise import (
    exp_shifted,
    plain_softmax,
    shifted_softmax,
)
from lstm_lab.lessons.l07_first_language_model.mistakes import MISTAKES

add(MISTAKES)

ERROR = 0.0125  # the largest standard error of a frequency; an answer may be off by five of them


def _draw_states(rng, s):
    return {
        "hs": rng.uniform(-1, 1, (s.T, s.N, s.H)),
        "V": 2 * rng.standard_normal((s.H, s.K)),
        "b_y": rng.standard_normal(s.K),
    }


def _large(arguments):
    arguments["b_y"] += 1000


def _rows_apart(arguments):
    """Lift the scores of every other example by 1000: the last hidden unit does."""
    hs, V = arguments["hs"], arguments["V"]
    hs[..., -1], V[-1] = np.arange(hs.shape[1]) % 2, 1000.0


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
    question="The probabilities of a row sum to 1. From which state, and with which scores, are "
    "they made?",
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
        Mistake(
            "last-state-only", lambda hs, *rest: _predict(hs[-1], *rest), text="last-step-only"
        ),
        Mistake("overflow", _squashed(plain_softmax)),
    ),
    extremes=(
        ("the scores are near 1000", _large),
        ("some rows of scores are 1000 above others", _rows_apart),
    ),
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
        kept, counts = p.copy(), np.zeros(len(p))
        shares = readout.softmax(np.log(p) / temperature)
        draws = 50 + int(np.max(shares * (1 - shares)) / ERROR**2)
        for _ in range(draws):
            counts[_class(function(p, temperature, rng), len(p))] += 1
            if not np.array_equal(p, kept):
                raise RejectedError(finding("caller-changed", names="p"))
        return _with_sum(counts / draws)

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


def _always_the_same(trial):
    """Notice draws that are all alike, though not always of the likeliest class."""
    if all(pair.got[:-1].max() == 1 for pair in trial.pairs):
        return probe(
            "Every draw gives the same class.",
            "Where does the randomness come from? The generator `rng` moves on with each draw.",
        )
    return None


def _frequencies_told(trial):
    """Compare the frequency of one class with its probability."""
    if all(trial.agree((got,), (want,)) for got, want, _ in trial.pairs):
        return None
    got, want, case = max(trial.pairs, key=lambda pair: np.abs(pair.got - pair.want).max())
    k = int(np.abs(got - want).argmax())
    return probe(
        f"At the temperature {case.draw()['temperature']:g} class {k} comes in {got[k]:.0%} of the "
        f"draws, and {want[k]:.0%} are due.",
        "Print the probabilities that you draw from, for p = [0.5, 0.3, 0.2] and a temperature "
        "of 1. They should be p.",
    )


sample = Exercise(
    name="sample",
    question="What are the probabilities after the temperature? What becomes of 0.3 ** 2000 in "
    "floating point?",
    reference=_sharpened,
    draw=_draw_distribution,
    letters="K",
    outputs=("The class",),
    extremes=(
        ("the temperature is 0.0005", lambda arguments: arguments | {"temperature": 0.0005}),
        ("the temperature is 50", lambda arguments: arguments | {"temperature": 50.0}),
    ),
    probes=(_always_the_same, _frequencies_told),
    judge=_frequencies,
    shows_numbers=False,
    tolerance=5 * ERROR,
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
    model="loss / log(2)",
    question="A loss of log(2) nats is one bit. What does yours say?",
    reference=lambda loss: loss / np.log(2),
    draw=_draw_loss,
    outputs=("The result",),
    extremes=(("the loss is 1000", lambda arguments: {"loss": 1000.0}),),
    mistakes=(
        Mistake("unit-unchanged", lambda loss: loss),
        Mistake("log-base", lambda loss: loss * np.log(2), text="another-factor"),
        Mistake("log-base", lambda loss: loss / np.log(10), text="another-factor"),
        Mistake("log-base", lambda loss: loss / 2, text="another-factor"),
        Mistake("log-base", lambda loss: np.log2(loss), text="logarithm-twice"),
        Mistake("perplexity", np.exp),
        Mistake("perplexity", lambda loss: 2.0**loss, text="two-to-the-loss"),
    ),
)

EXERCISES = (predict, sample, bits_per_character)
