"""Nested tuples of arrays keep their types and their order."""

import numpy as np
import pytest

from lstm_lab.cells import readout, rnn
from lstm_lab.training import trees
from lstm_lab.training.model import Params


@pytest.fixture
def params(rng):
    return Params(rnn.init(3, 4, rng=rng), readout.init(4, 2, rng=rng))


def test_arrays_are_named_by_their_path(params):
    names = ["cell/W", "cell/U", "cell/b", "readout/V", "readout/b_y"]
    assert list(trees.arrays(params)) == names
    assert list(trees.arrays((params.cell.b, (params.cell.W,)))) == ["0", "1/0"]
    assert trees.arrays(()) == {}


def test_a_transformed_tree_has_the_types_of_the_first(params):
    doubled = trees.transform(lambda a, b: a + b, params, params)
    assert type(doubled) is Params
    assert type(doubled.cell) is rnn.Params
    np.testing.assert_array_equal(doubled.readout.V, 2 * params.readout.V)


def test_a_tree_with_another_shape_is_refused(params):
    other = params._replace(cell=params.cell._replace(b=np.zeros(1)))
    with pytest.raises(ValueError, match=r"cell/b must have shape \(4,\), got \(1,\)"):
        trees.transform(np.add, params, other)


def test_a_tree_with_other_names_is_refused(params):
    with pytest.raises(ValueError, match="expected arrays named"):
        trees.transform(np.add, params, params.cell)
