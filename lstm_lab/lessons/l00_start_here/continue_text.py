"""Lesson 00: a small trained LSTM goes on with what the reader types."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from lstm_lab.cells import lstm, readout
from lstm_lab.data import text
from lstm_lab.drawing.coloured_text import coloured_text, places
from lstm_lab.drawing.numbers import fixed, short
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.controls import Slider, Words
from lstm_lab.shell.learner import TypedError
from lstm_lab.training import start_here

PROMPT = 'If "x" is the name of a class, '
LENGTH, LONGEST = 170, 150  # characters made, and at most typed
CLEAR = 0.3  # a value beyond it counts as high or low in the words
LISTED = 6  # pieces that the words name


class Frame(NamedTuple):
    """One state of the picture.

    text, a string that `coloured_text.places` finds room for; typed, how many of its characters the
    reader typed; values, one number from -1 to 1 a character; title, scale and under, texts.
    """

    text: str
    typed: int
    values: np.ndarray
    title: str
    scale: str
    under: str


def continue_text():
    """Show a trained LSTM that writes on, each character coloured by one unit's tanh(c).

    It learned from Python's help texts. Typing, the temperature and another draw make another
    text; the unit changes the colours alone. Returns an Explorer.
    """
    network = _network()
    controls = (
        Words("prompt", "you type", PROMPT),
        Slider("temperature", "temperature", 0.5, 0.1, 1.5, 0.1),
        Slider("draw", "another try", 0, 0, 20, 1),
        Slider("unit", "unit", network.unit, 0, _size(network) - 1, 1),
    )
    return Explorer(controls, frame, Drawing(coloured_text), say)


def frame(prompt, temperature, draw, unit):
    """Let the network go on after the prompt. Returns a Frame.

    Parameters: prompt, a string; temperature, above 0; draw, the seed; unit, a cell's number.
    Raises TypedError if the prompt cannot be read.
    """
    _look_at(prompt)
    written, values = write(prompt, temperature, draw)
    written = written[: len(places(written))]
    shown = values[: len(written), unit]
    made = len(written) - len(prompt)
    return Frame(
        text=written, typed=len(prompt), values=shown,
        title=_title(shown, unit),
        scale=f"colour and bar: what unit {unit} holds after the character, tanh(c)",
        under=f"bold: {len(prompt)} characters of yours; then {made} of the network's, "
              f"temperature {short(temperature)}",
    )  # fmt: skip


@cache
def _network():
    """Return the shipped network, read once."""
    return start_here.load()


def _size(network):
    return len(network.model.params.readout.V)


def _look_at(prompt):
    """Raise TypedError, with a sentence, unless the network can read the prompt."""
    if not prompt:
        raise TypedError("Type at least one character: the network goes on from there.")
    if len(prompt) > LONGEST:
        raise TypedError(
            f"You typed {len(prompt):,} characters; at most {LONGEST} find room in the picture."
        )
    unknown = next((c for c in prompt if c not in _network().model.vocabulary), None)
    if unknown is not None:
        raise TypedError(
            f"The network has never seen the character {unknown!r}: its help texts are English. "
            "Take it out, and it goes on."
        )


@lru_cache(maxsize=16)
def write(prompt, temperature, draw, length=LENGTH):
    """Read the prompt, then draw and read `length` characters, one at a time.

    Returns the whole text and tanh(c) of all units after each character, (characters, H).
    """
    model, rng = _network().model, np.random.default_rng(draw)
    ids = list(text.encode(prompt, model.vocabulary))
    rows = np.eye(len(model.vocabulary), dtype=np.float32)
    state, values = lstm.initial_state(model.params.cell, 1), []
    for t in range(len(prompt) + length):
        if t >= len(prompt):
            ids.append(_drawn(state[0], model.params.readout, temperature, rng))
        state, _ = lstm.step(model.params.cell, rows[ids[t]][None], *state)
        values.append(np.tanh(state[1][0]))
    return text.decode(np.array(ids), model.vocabulary), np.array(values)


def _drawn(h, params, temperature, rng):
    """Draw the number of the next character from softmax(z / temperature)."""
    p = readout.softmax(readout.logits(h, *params)[0].astype(np.float64) / temperature)
    return min(int(np.searchsorted(p.cumsum(), rng.random(), side="right")), len(p) - 1)


def _title(values, unit):
    """Say between which numbers the unit moves; what it follows is for the reader to find."""
    low, high = fixed(values.min()), fixed(values.max())
    return f"Unit {unit} moves between {low} and {high} over this text: what does it follow?"


def say(frame):
    """Say the text, where the unit is high and low, and its extremes: the alt text."""
    at = int(abs(frame.values).argmax())
    typed, made = frame.text[: frame.typed], frame.text[frame.typed :]
    return (
        f"{frame.title}. You typed: {typed!r}. The network went on: {made!r}. "
        f"The unit is above {CLEAR} at {_pieces(frame, frame.values > CLEAR)}; "
        f"below -{CLEAR} at {_pieces(frame, frame.values < -CLEAR)}. "
        f"Farthest from 0: {fixed(frame.values[at])} at {frame.text[at]!r}, character {at + 1}"
    )


def _pieces(frame, chosen):
    """Name the first pieces of the text whose characters are chosen, and count the others."""
    edges = np.flatnonzero(np.diff(np.r_[False, chosen, False]))
    pieces = [repr(frame.text[a:b]) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    more = f" and {len(pieces) - LISTED} more pieces" if len(pieces) > LISTED else ""
    return (", ".join(pieces[:LISTED]) or "no character") + more
