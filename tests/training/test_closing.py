"""What a model expects inside parentheses: known models give known rows."""

import numpy as np
import pytest

from lstm_lab import training
from lstm_lab.cells import readout, rnn
from lstm_lab.training import closing, model

STRING = "aa(b)" + 30 * "a" + "(bbbbbb)aa"


@pytest.fixture
def untrained(rng):
    return training.for_text(rnn, "ab( )", 4, rng=rng)


def remembering():
    """A model that holds the opening in one unit: it latches at "(" and is let go at ")"."""
    made = training.for_text(rnn, "ab( )", 1, rng=np.random.default_rng(0), dtype=np.float64)
    U, V = np.zeros((5, 1)), np.zeros((1, 5))
    U[2], U[4], V[0, 4] = 20.0, -20.0, 3.0
    cell = rnn.Params(np.array([[3.0]]), U, np.array([-0.5]))
    return made._replace(params=model.Params(cell, readout.Params(V, np.zeros(5))))


def test_the_texts_own_rate_is_one_close_a_pair(untrained):
    rows = closing.by_distance(untrained, STRING, edges=(1, 3, 9))
    assert [row.places for row in rows] == [4, 5]
    assert [row.text for row in rows] == [1 / 4, 1 / 5]
    assert [(row.low, row.high) for row in rows] == [(1, 2), (3, 8)]


def test_the_networks_mean_is_that_of_its_own_predictions(untrained):
    [row] = closing.by_distance(untrained, "ab(ab)", edges=(1, 150))
    z, _ = model.predict(untrained, np.array([[0], [1], [2], [0], [1]]))
    expected = readout.softmax(z)[2:, 0, 4].mean()
    assert row.network == pytest.approx(expected, rel=1e-5)


def test_a_model_that_does_not_look_at_its_input_does_not_miss_the_bracket(untrained):
    blind = untrained.params.cell._replace(U=np.zeros((5, 4), np.float32))
    blind = untrained._replace(params=untrained.params._replace(cell=blind))
    for row in closing.by_distance(blind, STRING, edges=(1, 3, 9)):
        assert row.network == pytest.approx(row.without, rel=1e-6)


def test_a_model_that_holds_the_bracket_misses_it_at_every_distance():
    for row in closing.by_distance(remembering(), STRING, edges=(1, 3, 9)):
        assert row.network > 10 * row.without


def test_a_text_without_a_pair_is_refused(untrained):
    with pytest.raises(ValueError, match="no pair of parentheses"):
        closing.by_distance(untrained, "aaa")
