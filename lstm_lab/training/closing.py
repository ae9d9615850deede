"""Does a model of text know that a parenthesis is open? Its probability of closing, by distance."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from lstm_lab.cells import readout
from lstm_lab.data import brackets, text
from lstm_lab.training.model import predict

BEFORE = 60  # characters that the model reads before the parenthesis
EDGES = (1, 6, 21, 151)


class Row(NamedTuple):
    """What follows at distances low to high behind an open parenthesis.

    Attributes: low and high; places, how many there are; text, the share of them where ")" comes
    next; network, the mean probability that the model gives to ")" there; without, the same when
    the "(" was replaced by a space.
    """

    low: int
    high: int
    places: int
    text: float
    network: float
    without: float


def by_distance(model, string, edges=EDGES):
    """Measure, for the pairs of parentheses in a text, what the model expects inside them.

    Parameters: model, a Model with a vocabulary; string, a text of its characters; edges, whole
    numbers: a Row goes from each to one before the next. Returns a list of Rows.
    Raises ValueError if the text has no pair of parentheses.
    """
    pairs = brackets.spans(string, longest=edges[-1] - 1)
    if not pairs:
        raise ValueError("the text has no pair of parentheses")
    pieces = [string[max(0, opens - BEFORE) : closes + 1] for opens, closes in pairs]
    at = [min(opens, BEFORE) for opens, _ in pairs]
    taken_out = [piece[:k] + " " + piece[k + 1 :] for piece, k in zip(pieces, at, strict=True)]
    network, without = _closing(model, pieces), _closing(model, taken_out)
    distances, inside = _distances(pieces, at, len(network))
    last = np.array([len(piece) - 2 for piece in pieces])
    closes = inside & (np.arange(len(network))[:, None] == last)
    rows = []
    for low, end in pairwise(edges):
        here = inside & (distances >= low) & (distances < end)
        means = (float(values[here].mean()) for values in (closes, network, without))
        rows.append(Row(low, end - 1, int(here.sum()), *means))
    return rows


def letter_by_letter(model, string, longest=60):
    """Follow one parenthesis: how many times likelier it makes ")" behind each letter inside it.

    Parameters: model, a Model with a vocabulary; string, a text of its characters, of which the
    longest pair with at most `longest` characters inside is taken. Returns the text from "(" to
    before ")", and ratios (characters,): behind each, P(")") divided by P(")") when the "(" was
    replaced by a space. Raises ValueError if the text has no such pair.
    """
    pairs = brackets.spans(string, longest=longest)
    if not pairs:
        raise ValueError(f"the text has no pair of parentheses with at most {longest} inside")
    opens, closes = max(pairs, key=lambda pair: pair[1] - pair[0])
    start = max(0, opens - BEFORE)
    piece, at = string[start:closes] + ")", opens - start
    without = piece[:at] + " " + piece[at + 1 :]
    with_it, without_it = (_closing(model, [each])[:, 0] for each in (piece, without))
    return string[opens:closes], (with_it / without_it)[at : at + closes - opens]


def _closing(model, pieces):
    """Return the probability (T, N) that ")" follows each character of N pieces."""
    batch = text.padded_batch(pieces, model.vocabulary)
    z, _ = predict(model, batch.inputs, lengths=batch.lengths)
    return readout.softmax(z)[..., model.vocabulary.index(")")]


def _distances(pieces, at, T):
    """Return how far behind its parenthesis the next character is, (T, N), and who counts."""
    steps = np.arange(T)[:, None]
    lengths = np.array([len(piece) - 1 for piece in pieces])
    return steps + 1 - np.array(at), (steps >= np.array(at)) & (steps < lengths)
