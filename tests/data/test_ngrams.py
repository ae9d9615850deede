"""The n-gram models are proper distributions and reach what counting can reach."""

import collections
import itertools
import time

import numpy as np
import pytest

from lstm_lab.data import ngrams, text


@pytest.mark.parametrize("order", [1, 2, 3, 5, 8])
def test_the_probabilities_after_any_context_sum_to_one(rng, order):
    ids = rng.integers(0, 6, 400)
    model = ngrams.fit(ids, 7, order)
    for context in [(), (2,), (6,), tuple(ids[10:20]), (6,) * 9, (1, 2, 3, 4, 5, 0, 1)]:
        p = ngrams.distribution(model, context)
        assert p.shape == (7,)
        assert p.min() > 0
        assert p.sum() == pytest.approx(1, abs=1e-12)


def test_the_probability_of_a_text_is_read_from_the_distributions(rng):
    ids, held_out = rng.integers(0, 4, (2, 60))
    model = ngrams.fit(ids, 4, 3)
    one_by_one = [ngrams.distribution(model, held_out[:t])[k] for t, k in enumerate(held_out)]
    np.testing.assert_allclose(ngrams.probabilities(model, held_out), one_by_one, rtol=1e-12)


def kneser_ney(ids, K, context, k):
    """Return p(k | context) from the definition, by dictionaries and recursion."""
    order = len(context) + 1
    padded = (K,) * 5 + tuple(ids)

    def counts(length, top):
        grams = [padded[t - length + 1 : t + 1] for t in range(5, len(padded))]
        if top:
            return collections.Counter(grams)
        longer = {padded[t - length : t + 1] for t in range(5, len(padded))}
        return collections.Counter(gram[1:] for gram in longer)

    def p(context, top):
        table = counts(len(context) + 1, top)
        lower = p(context[1:], False) if context else 1 / K
        sizes = list(table.values())
        discount = sizes.count(1) / (sizes.count(1) + 2 * sizes.count(2))
        followers = [table[(*context, j)] for j in range(K)]
        if not sum(followers):
            return lower
        kinds = sum(count > 0 for count in followers)
        taken = max(followers[k] - discount, 0)
        return (taken + discount * kinds * lower) / sum(followers)

    assert order <= 5
    return p(tuple(context), True)


def test_the_model_is_interpolated_kneser_ney_by_its_definition():
    # A hand-made text: at every order some grams occur once and some twice.
    ids = [0, 1, 2, 0, 1, 3, 0, 1, 2, 3, 3, 1, 0, 2, 2, 4, 1, 1, 0, 3, 0, 1, 3, 2, 4, 0, 5, 5, 6]
    model = ngrams.fit(np.array(ids), 8, 3)
    for context in itertools.product([0, 1, 3, 7], repeat=2):
        expected = [kneser_ney(ids, 8, context, k) for k in range(8)]
        np.testing.assert_allclose(ngrams.distribution(model, context), expected, rtol=1e-12)


def test_a_text_of_equally_likely_characters_costs_its_entropy(rng):
    ids, held_out = rng.integers(0, 8, (2, 50_000))
    for order in (1, 2):
        assert ngrams.bits_per_character(ngrams.fit(ids, 8, order), held_out) == pytest.approx(
            3, abs=0.01
        )


def test_two_characters_are_enough_for_a_text_that_alternates():
    ids = np.tile([0, 1, 1], 2000)
    bits = [ngrams.bits_per_character(ngrams.fit(ids, 2, order), ids) for order in (1, 2, 3)]
    assert bits[0] == pytest.approx(0.918, abs=0.01)
    assert bits[1] == pytest.approx(2 / 3, abs=0.01)
    assert bits[2] < 0.01


def test_every_rung_of_the_ladder_is_lower_and_it_is_built_in_seconds():
    start = time.process_time()
    rungs = ngrams.ladder(text.load())
    assert time.process_time() - start < 5
    assert list(rungs) == ["uniform", "unigram", "2-gram", "3-gram", "4-gram"]
    assert (np.diff(list(rungs.values())) < -0.3).all()
    assert 4.4 < rungs["unigram"] < 5.0
    assert 1.9 < rungs["4-gram"] < 2.4


def test_the_ladder_of_the_lesson_goes_on_to_the_rungs_that_no_plain_network_reaches():
    rungs = ngrams.ladder(text.load(), orders=range(1, 7))
    assert list(rungs)[-2:] == ["5-gram", "6-gram"]
    assert rungs["6-gram"] < rungs["5-gram"] < rungs["4-gram"] - 0.1


def test_a_character_never_seen_still_has_a_probability():
    model = ngrams.fit(np.array([0, 1, 0, 1, 0, 0]), 3, 2)
    assert 0 < ngrams.distribution(model, [0])[2] < 0.2


def test_an_order_whose_grams_do_not_fit_into_an_integer_is_refused():
    ngrams.fit(np.arange(100), 103, 9)
    with pytest.raises(ValueError, match="order 10 is too high for 103 characters"):
        ngrams.fit(np.arange(100), 103, 10)


@pytest.mark.parametrize("ids", [[], [0.5], [[1]], [3], [-1]])
def test_numbers_that_are_no_text_are_refused(ids):
    with pytest.raises(ValueError, match="ids must"):
        ngrams.fit(ids, 3, 2)


@pytest.mark.parametrize(("K", "order"), [(0, 1), (3, 0)])
def test_sizes_below_one_are_refused(K, order):
    with pytest.raises(ValueError, match="at least 1"):
        ngrams.fit([0], K, order)
