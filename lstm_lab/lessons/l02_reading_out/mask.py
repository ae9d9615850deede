"""Lesson 02: sentences of different lengths in one batch. What counts in the mean?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lstm_lab.cells import readout
from lstm_lab.drawing.numbers import fixed
from lstm_lab.lessons.l02_reading_out.mask_picture import padding_grid
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.controls import Choice, Slider

WORDS = (
    ("the", "cat", "sat", "on", "the", "mat"),
    ("a", "dog", "ran", "very", "far", "away"),
    ("yes", "it", "is", "so", "very", "good"),
)
PAD, FILL = 0, "(padding)"
N, T, K = 3, 6, 12
MASKED, PLAIN = "only the words", "every cell"


class Frame(NamedTuple):
    """One state of the picture.

    words, N rows of T; losses and counted, (N, T); real, (N, T), True where a word stands;
    title, under and over, texts.
    """

    words: tuple
    losses: np.ndarray
    counted: np.ndarray
    real: np.ndarray
    title: str
    under: str
    over: str


def mask():
    """Show padding and the mask (R3), (Q4): each position's loss, and the mean. An Explorer."""
    controls = (
        Slider("second", "words in sentence 1", 3, 1, T, 1),
        Slider("third", "words in sentence 2", 1, 1, T, 1),
        Choice("count", "the mean counts", MASKED, (MASKED, PLAIN)),
    )
    return Explorer(controls, frame, Drawing(padding_grid), say)


def frame(second, third, count):
    """Weigh a batch of three sentences of 6, `second` and `third` words. Returns a Frame."""
    lengths = np.array([T, second, third])
    real = np.arange(T) < lengths[:, None]
    counted = real if count == MASKED else np.ones_like(real)
    z, targets = batch(real)
    masked, plain = (readout.cross_entropy(z, targets, m) for m in (real, np.ones_like(real)))
    return Frame(
        words=tuple(
            tuple(word if here else FILL for word, here in zip(row, rows, strict=True))
            for row, rows in zip(WORDS, real, strict=True)
        ),
        losses=position_losses(z, targets),
        counted=counted, real=real,
        title=_title(masked, plain, real, count),
        under=_mean("with the mask (only the words)", masked, real),
        over=_mean("without it (every cell)", plain, np.ones_like(real)),
    )  # fmt: skip


def batch(real):
    """Return logits (N, T, K) and targets (N, T): half sure of words, quite sure of padding."""
    rng = np.random.default_rng(5)
    z = rng.normal(0.0, 1.0, (N, T, K))
    targets = np.where(real, 1 + np.arange(N * T).reshape(N, T) % (K - 1), PAD)
    lead = np.where(real, 1.5, 6.0)[..., None]
    return z + lead * (np.arange(K) == targets[..., None]), targets


def position_losses(z, targets):
    """Return the loss of every position alone, (N, T), in nats."""
    one = np.ones(1)
    losses = [
        readout.cross_entropy(z_t[None], target[None], one)
        for z_t, target in zip(z.reshape(-1, K), targets.ravel(), strict=True)
    ]
    return np.array(losses).reshape(targets.shape)


def _mean(name, loss, counts):
    """Write a mean with its sum and count."""
    M = int(counts.sum())
    return f"mean {name}: {fixed(loss * M)} / {M} = {fixed(loss)} nats"


def _title(masked, plain, real, count):
    """Say what the picture shows, in one sentence."""
    if real.all():
        return "No padding: both means are the same"
    if count == MASKED:
        return (
            f"The mask leaves the padding out: the mean loss is {fixed(masked)}, not {fixed(plain)}"
        )
    return f"Counting the easy padding flatters the loss: {fixed(plain)}, not {fixed(masked)}"


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    rows = "; ".join(
        f"sentence {n}: "
        + ", ".join(f"{word} {fixed(loss)}" for word, loss in zip(words, losses, strict=True))
        for n, (words, losses) in enumerate(zip(frame.words, frame.losses, strict=True))
    )
    sums = f"{frame.under}; {frame.over}"
    return f"{frame.title}. Losses by word: {rows}. {sums}"
