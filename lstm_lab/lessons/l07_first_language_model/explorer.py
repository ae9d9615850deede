"""Lesson 07: bits per character, from guessing to counting to a network, and what it writes."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np

from lstm_lab import training
from lstm_lab.drawing.numbers import fixed, short
from lstm_lab.lessons.l07_first_language_model import picture as pictures
from lstm_lab.lessons.l07_first_language_model.bracket import bracket
from lstm_lab.lessons.l07_first_language_model.questions import NEAREST
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.controls import Slider, Time

PROMPT, LENGTH = "The ", 240
LEVEL = 0.1  # bits: nearer than this to a rung is level with it
STREAMS = 16  # the held-out text is read as so many pieces side by side


class Story(NamedTuple):
    """A training as the picture needs it: rungs, a dict of name to bits; the models at the
    checkpoints, the updates made and the bits per character on held-out text, (C,) each.
    """

    rungs: dict
    models: list
    updates: tuple
    bits: tuple


class Frame(NamedTuple):
    """One state of the picture.

    rungs, a dict of name to bits; updates and bits, (C,), of all checkpoints; at, the number of the
    one shown; sample, title and under, texts.
    """

    rungs: dict
    updates: tuple
    bits: tuple
    at: int
    sample: str
    title: str
    under: str


def ladder(rungs, runs, ids, predict=True):
    """Show how a training climbs down the ladder of bits per character, and what it writes.

    Parameters: rungs, a dict of name to bits, as `data.ngrams.ladder` gives; runs, at least two
    training.Runs in the order of their updates, or the Model before the first; ids, held-out text
    as numbers (characters,); predict, whether a guess is asked for first. Returns an Explorer.
    Raises ValueError if there are fewer than two runs.
    """
    if len(runs) < 2:
        raise ValueError(f"a way down the ladder needs at least two runs, got {len(runs)}")
    story = tell(rungs, runs, ids)
    last = len(runs) - 1
    controls = (
        Time("at", "checkpoint", last, last),
        Slider("temperature", "temperature", 0.7, 0.1, 1.5, 0.1),
        Slider("draw", "another try", 0, 0, 20, 1),
    )
    return Explorer(controls, partial(frame, story), Drawing(pictures.ladder), say,
                    question=_question(story) if predict else None)  # fmt: skip


def tell(rungs, runs, ids):
    """Measure each run on the held-out text. Returns a Story."""
    models = [getattr(run, "model", run) for run in runs]
    bits = tuple(training.bits_per_character(model, ids, N=STREAMS) for model in models)
    return Story(dict(rungs), models, tuple(getattr(run, "step", 0) for run in runs), bits)


def frame(story, at, temperature, draw):
    """Let the model of one checkpoint write. Returns a Frame."""
    rng = np.random.default_rng(draw)
    written = training.continue_text(
        story.models[at], PROMPT, LENGTH, rng=rng, temperature=temperature
    )
    update, bits = story.updates[at], story.bits[at]
    return Frame(
        rungs=story.rungs, updates=story.updates, bits=story.bits, at=at, sample=PROMPT + written,
        title=f"After {update:,} updates: {fixed(bits)} bits per character, "
              f"{place(story.rungs, bits)}",
        under=f"what it writes after {PROMPT!r}, temperature {short(temperature)}",
    )  # fmt: skip


def place(rungs, bits):
    """Say where on the ladder a number of bits stands."""
    name = nearest(rungs, bits)
    if abs(rungs[name] - bits) < LEVEL:
        return f"level with the rung {name}"
    beaten = [name for name in rungs if rungs[name] > bits]
    return f"below the rung {min(beaten, key=rungs.get)}" if beaten else "above all rungs"


def nearest(rungs, bits):
    """Return the name of the rung that is nearest to a number of bits."""
    return min(rungs, key=lambda name: abs(rungs[name] - bits))


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    rungs = ", ".join(f"{name} {fixed(bits)}" for name, bits in frame.rungs.items())
    way = ", ".join(
        f"{update:,}: {fixed(bits)}"
        for update, bits in zip(frame.updates[: frame.at + 1], frame.bits, strict=False)
    )
    return (
        f"{frame.title}. Rungs: {rungs}. The network, by updates: {way}. "
        f"It writes: {frame.sample!r}"
    )


def _question(story):
    """Ask which rung the network comes nearest to, as it is asked before the training."""
    (ask,) = NEAREST.asks
    ask = ask._replace(truth=nearest(story.rungs, story.bits[-1]), options=tuple(story.rungs))
    return NEAREST._replace(asks=(ask,), until={"at": 0})


EXPLORERS = ()
OTHERS = (ladder, bracket)  # they need trained networks
