"""An exception of the learner's is told with its line, and sizes in the letters of the lesson."""

import numpy as np

from lstm_lab import checks
from lstm_lab.judge.diagnose import diagnose


def told(function):
    return diagnose(checks.rnn_step, function).message


def broken(x, h_prev, W, U, b):
    a = h_prev @ W
    return np.tanh(a + W @ x + b)


def misspelled(x, h_prev, W, U, b):
    a = h_prev @ W + x @ U
    return np.tanh(a + bias)  # noqa: F821


def test_an_error_is_told_with_its_line_and_the_sizes_in_letters():
    message = told(lambda *a: broken(*a))
    assert "return np.tanh(a + W @ x + b)" in message
    assert "A has 2 (H) columns and B has 3 (N) rows" in message
    assert "line 3 of the function" in told(misspelled)


def test_an_entry_by_entry_product_of_matrices_is_explained():
    assert "* goes entry by entry" in told(lambda x, h, W, U, b: np.tanh(h * W + x @ U + b))
