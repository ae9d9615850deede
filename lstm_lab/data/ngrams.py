"""What counting reaches: n-gram models of text, the rungs that a network has to climb above.

Source: Kneser and Ney 1995, "Improved backing-off for m-gram language modeling"; the interpolated
form is of Chen and Goodman 1999, "An empirical study of smoothing techniques for language
modeling", section 2.7.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lstm_lab.data import text
from lstm_lab.shapes import check_sizes


class Counts(NamedTuple):
    """One order's counts, sorted by gram; a gram is a number in base K + 1, newest digit last.

    Attributes: grams and counts (G,); contexts, totals and kinds (C,), a context being a gram
    without its newest character, totals the sum of its counts and kinds how many characters
    followed it; discount, what is taken from each count and given to the lower order.
    """

    grams: np.ndarray
    counts: np.ndarray
    contexts: np.ndarray
    totals: np.ndarray
    kinds: np.ndarray
    discount: float


class NGram(NamedTuple):
    """A fitted model: K characters, and the Counts of the orders 1, 2, ..."""

    K: int
    orders: list


def fit(ids, K, order):
    """Count the grams of a text for an interpolated Kneser-Ney model.

    Parameters: ids, whole numbers 0..K-1 (characters,); order, how many characters a gram has, so
    that order - 1 characters are looked at to predict the next. Returns an NGram.
    Raises ValueError if ids are empty or out of range, K or order is below 1, or (K + 1)**order
    grams do not fit into 63 bits.
    """
    check_sizes(K=K, order=order)
    if (K + 1) ** order >= 2**63:
        raise ValueError(f"order {order} is too high for {K} characters: 63 bits do not hold it")
    grams, counts = np.unique(_grams(_check(ids, K), K, order), return_counts=True)
    orders = []
    for k in range(order, 0, -1):
        orders.append(_count(grams, counts, K + 1))
        # Below the highest order a gram counts once for each character seen in front of it.
        grams, counts = np.unique(grams % (K + 1) ** (k - 1), return_counts=True)
    return NGram(K, orders[::-1])


def _check(ids, K):
    """Return ids as int64 of shape (characters,), at least one and all in 0..K-1."""
    ids = np.asarray(ids)
    if ids.ndim != 1 or not np.issubdtype(ids.dtype, np.integer) or not len(ids):
        raise ValueError("ids must be at least one whole number, of shape (characters,)")
    if ids.min() < 0 or ids.max() >= K:
        raise ValueError(f"ids must lie in 0..{K - 1}, got {ids.min()}..{ids.max()}")
    return ids.astype(np.int64)


def _grams(ids, K, order):
    """Return the gram that ends at each character; before the text stands the extra digit K."""
    padded = np.concatenate([np.full(order - 1, K), ids])
    grams = np.zeros(len(ids), np.int64)
    for start in range(order):
        grams = grams * (K + 1) + padded[start : start + len(ids)]
    return grams


def _count(grams, counts, base):
    """Put one order's counts together. The discount is n1 / (n1 + 2 n2), of Kneser and Ney."""
    contexts, starts, kinds = np.unique(grams // base, return_index=True, return_counts=True)
    once, twice = (counts == 1).sum(), (counts == 2).sum()
    discount = once / (once + 2 * twice) if once and twice else 0.5
    return Counts(grams, counts, contexts, np.add.reduceat(counts, starts), kinds, float(discount))


def probabilities(model, ids):
    """Return the probability that the model gives each character, from those before it.

    Parameters: model, NGram; ids (characters,). Returns an array (characters,).
    """
    ids = _check(ids, model.K)
    return _interpolate(model, _grams(ids, model.K, len(model.orders)))


def distribution(model, context):
    """Return the probabilities (K,) of every next character after the ids in context."""
    order, base = len(model.orders), model.K + 1
    before = np.concatenate([np.full(order, model.K), np.asarray(context, np.int64)])
    gram = 0
    for digit in before[len(before) - order + 1 :]:
        gram = gram * base + int(digit)
    return _interpolate(model, gram * base + np.arange(model.K))


def _interpolate(model, grams):
    """Return p(newest character | those before it), from order 1 up; below it, all are equal."""
    p, base = np.full(len(grams), 1 / model.K), model.K + 1
    for k, level in enumerate(model.orders, start=1):
        gram = grams % base**k
        count = _look_up(level.grams, level.counts, gram)
        total = _look_up(level.contexts, level.totals, gram // base)
        kinds = _look_up(level.contexts, level.kinds, gram // base)
        kept = np.maximum(count - level.discount, 0) + level.discount * kinds * p
        p = np.where(total > 0, kept / np.maximum(total, 1), p)
    return p


def _look_up(keys, values, wanted):
    """Return the value of each wanted key among the sorted keys, 0 where there is none."""
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[places] == wanted, values[places], 0)


def bits_per_character(model, ids):
    """Return the mean of -log2 p over a text, in bits per character. ids (characters,)."""
    return float(-np.log2(probabilities(model, ids)).mean())


def ladder(corpus, orders=(1, 2, 3, 4)):
    """Measure the rungs on the corpus's test part: from no model to the n-gram models.

    Parameters: corpus, text.Corpus; orders, of the models, fitted on its train part. Order 1, the
    unigram, knows only how often each character occurs.
    Returns a dict from name ("uniform", "unigram", "2-gram", ...) to bits per character.
    """
    K = len(corpus.vocabulary)
    train, test = (text.encode(part, corpus.vocabulary) for part in (corpus.train, corpus.test))
    rungs = {"uniform": float(np.log2(K))}
    for order in orders:
        name = "unigram" if order == 1 else f"{order}-gram"
        rungs[name] = bits_per_character(fit(train, K, order), test)
    return rungs
