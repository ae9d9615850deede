"""A text that every Python carries: its own help topics, as characters for a language model.

`pydoc_data.topics` of the standard library holds the pages that `help("if")` shows. They differ by
Python version, so every number that comes from them does too: `describe()` states which text it is.
"""

from __future__ import annotations

import functools
import hashlib
import math
import platform
import re
from typing import NamedTuple

import numpy as np

from lstm_lab.shapes import check_sizes, spell

PIECES = 10  # validation and test are this many pieces each, spread evenly over the text


class Corpus(NamedTuple):
    """A text split in three, and what identifies it.

    Attributes: train, validation and test, three strings; vocabulary, the different characters of
    all three, in order; sha256 of the whole text before the split; characters, its length;
    repeated, the number of paragraphs left out because an earlier one says the same; and source,
    words that say where the text is from.
    """

    train: str
    validation: str
    test: str
    vocabulary: str
    sha256: str
    characters: int
    repeated: int
    source: str


class Batch(NamedTuple):
    """Pieces of text of different lengths, padded to one: see `padded_batch`."""

    inputs: np.ndarray
    targets: np.ndarray
    mask: np.ndarray
    lengths: np.ndarray


@functools.cache
def load():
    """Return the Corpus of this Python's help topics. Read once, at the first call.

    Raises RuntimeError if this Python was installed without `pydoc_data`.
    """
    try:
        from pydoc_data.topics import topics
    except ImportError:
        raise RuntimeError(
            "this Python has no pydoc_data.topics, the text of its own help: install the whole "
            "standard library, or pass a text of yours to lstm_lab.data.text.split"
        ) from None
    pages = (topics[name].strip("\n") for name in sorted(topics))
    return split("\n\n".join(pages), f"the help topics of Python {platform.python_version()}")


def split(text, source="a text"):
    """Split any text into a Corpus: 90 % train, 5 % validation, 5 % test, by whole paragraphs.

    A paragraph (what stands between blank lines) that repeats an earlier one, spaces aside, is
    left out first, so that no held-out paragraph was seen in training. The held-out parts are ten
    pieces each, evenly spaced, so that every region of the text is represented.
    Raises TypeError if text is not a string, ValueError if a part would be empty.
    """
    paragraphs, repeated = _distinct_paragraphs(text)
    sizes = np.array([len(paragraph) + 2 for paragraph in paragraphs], np.int64)
    starts = np.cumsum(sizes) - sizes
    sides = np.digitize(starts * 20 * PIECES // max(sizes.sum(), 1) % 20, [18, 19])
    train, validation, test = (
        "\n\n".join(p for p, side in zip(paragraphs, sides, strict=True) if side == which)
        for which in range(3)
    )
    if not (train and validation and test):
        raise ValueError(
            f"the text is too short to be split: {len(paragraphs)} different paragraphs "
            f"give {len(train)}, {len(validation)} and {len(test)} characters"
        )
    whole = "\n\n".join(paragraphs)
    sha256 = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
    vocabulary = "".join(sorted(set(whole)))
    return Corpus(train, validation, test, vocabulary, sha256, len(whole), repeated, source)


def _distinct_paragraphs(text):
    """Return the paragraphs that no earlier one repeats, and how many were left out."""
    if not isinstance(text, str):
        raise TypeError(f"text must be a string, got {type(text).__name__}")
    paragraphs = [p for p in re.split(r"\n[ \t]*\n", text.strip("\n")) if p.strip()]
    first = {}
    for paragraph in paragraphs:
        first.setdefault(" ".join(paragraph.split()), paragraph)
    return list(first.values()), len(paragraphs) - len(first)


def describe(corpus=None):
    """Say in one sentence which text this is: source, sizes, hash. By default, of `load()`."""
    corpus = load() if corpus is None else corpus
    return (
        f"{corpus.characters:,} characters of {corpus.source}, "
        f"{corpus.repeated:,} repeated paragraphs left out: {len(corpus.train):,} to train, "
        f"{len(corpus.validation):,} to validate, {len(corpus.test):,} to test; "
        f"{len(corpus.vocabulary)} different characters, so {math.log2(len(corpus.vocabulary)):.2f}"
        f" bits per character without a model; sha256 {corpus.sha256[:16]}."
    )


def encode(text, vocabulary):
    """Turn a text into numbers: each character's place in the vocabulary.

    Returns an int64 array (len(text),). Raises TypeError if one of the two is not a string,
    ValueError for a vocabulary that is empty or has a character twice, and for a character that
    is not in it, naming it.
    """
    characters, known = _code_points("text", text), _code_points("vocabulary", vocabulary)
    if not len(known) or len(np.unique(known)) < len(known):
        raise ValueError("vocabulary must hold at least one character and none twice")
    order = np.argsort(known)
    places = np.searchsorted(known, characters, sorter=order)
    ids = order[np.minimum(places, len(known) - 1)].astype(np.int64)
    unknown = np.flatnonzero(known[ids] != characters)
    if len(unknown):
        raise ValueError(
            f"the character {text[unknown[0]]!r} at position {unknown[0]} is not among the "
            f"{len(vocabulary)} of the vocabulary"
        )
    return ids


def _code_points(name, text):
    """Return a string's Unicode code points as an array."""
    if not isinstance(text, str):
        raise TypeError(f"{name} must be a string, got {type(text).__name__}")
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def decode(ids, vocabulary):
    """Turn numbers back into text: the inverse of `encode`. ids (T,), whole numbers below K."""
    ids = _check_ids(ids, len(vocabulary))
    if ids.ndim != 1:
        raise ValueError(f"ids must have shape (T,), got {spell(ids.shape)}")
    return "".join(vocabulary[k] for k in ids)


def keep_known(string, vocabulary):
    """Return the string without the characters that are not in the vocabulary.

    For what somebody types, which `encode` would refuse.
    """
    return "".join(character for character in string if character in vocabulary)


def one_hot(ids, K, dtype=np.float64):
    """Turn numbers 0..K-1 of shape (...) into rows of zeros with a single 1: (..., K)."""
    check_sizes(K=K)
    return np.eye(K, dtype=dtype)[_check_ids(ids, K)]


def _check_ids(ids, K):
    """Return ids as an array of whole numbers, all of them in 0..K-1."""
    ids = np.asarray(ids)
    if not ids.size:
        return ids.astype(np.int64)
    if not np.issubdtype(ids.dtype, np.integer):
        raise TypeError(f"ids must be whole numbers, got {ids.dtype}")
    if ids.min() < 0 or ids.max() >= K:
        raise ValueError(f"ids must lie in 0..{K - 1}, got {ids.min()}..{ids.max()}")
    return ids


def windows(ids, T, N):
    """Cut a text into windows of T steps for N streams that continue from window to window.

    Parameters
    ----------
    ids : whole numbers (characters,)
    T, N : steps a window, and streams: N equal stretches of the text, read side by side

    Returns
    -------
    list of (inputs, targets), each (T, N) whole numbers
        The target is the next character. Stream n of a window goes on where stream n of the window
        before stopped, so the state may be carried over (V4). At the list's end the text starts
        again. What does not fill a window is left out.

    Raises
    ------
    TypeError, ValueError
        If ids are not whole numbers (characters,), T or N is below 1, or the text is too short.
    """
    check_sizes(T=T, N=N)
    ids = np.asarray(ids)
    if ids.ndim != 1 or not np.issubdtype(ids.dtype, np.integer):
        raise TypeError(
            f"ids must be whole numbers of shape (characters,), as `encode` gives them, "
            f"got shape {spell(ids.shape)} of {ids.dtype}"
        )
    length = (len(ids) - 1) // N
    if length < T:
        raise ValueError(
            f"{len(ids)} characters are too few for {N} streams of T = {T} steps: "
            f"at least {N * T + 1} are needed"
        )
    inputs, targets = (part[: N * length].reshape(N, length).T for part in (ids[:-1], ids[1:]))
    return [(inputs[t : t + T], targets[t : t + T]) for t in range(0, length - T + 1, T)]


def padded_batch(pieces, vocabulary):
    """Put texts of different lengths side by side, padded to the longest.

    Parameters: pieces, N strings of at least two characters; vocabulary, a string.
    Returns a Batch: inputs and targets (T, N), whole numbers, 0 in the padding; mask (T, N),
    1.0 where the step counts; lengths (N,), the steps of each piece, one less than its characters.
    Raises ValueError if there is no piece or one is too short, and as `encode` does.
    """
    if isinstance(pieces, str) or not len(pieces):
        raise ValueError("pieces must be a list of at least one string")
    rows = [encode(piece, vocabulary) for piece in pieces]
    lengths = np.array([len(row) - 1 for row in rows])
    if lengths.min() < 1:
        raise ValueError(
            f"piece {lengths.argmin()} is {pieces[lengths.argmin()]!r}: "
            "an input and a target need at least two characters"
        )
    mask = np.arange(lengths.max())[:, None] < lengths
    inputs, targets = np.zeros((2, *mask.shape), np.int64)
    for n, row in enumerate(rows):
        inputs[: lengths[n], n], targets[: lengths[n], n] = row[:-1], row[1:]
    return Batch(inputs, targets, mask.astype(np.float64), lengths)
