"""An exception of the learner's is told with its line, and sizes in the letters of the lesson."""

import math

import numpy as np
import pytest

from lstm_lab import checks
from lstm_lab.judge.diagnose import diagnose
from tests.helpers import report


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


@pytest.fixture
def unquoted(monkeypatch):
    """No line is quoted: in the tables below it holds the words that are due."""
    monkeypatch.setattr("lstm_lab.guest.errors.linecache.getline", lambda *arguments: "")


def cross_entropy(pick):
    def answer(z, targets, mask):
        top = z.max(axis=-1)
        logsumexp = top + np.log(np.exp(z - top[..., None]).sum(axis=-1))
        return (mask * (logsumexp - pick(z, targets))).sum() / mask.sum()

    return answer


@pytest.mark.parametrize(
    ("pick", "said"),
    [
        (lambda z, t: z[np.arange(len(z)), t], "matched entry by entry, so their shapes must fit"),
        (lambda z, t: z[t], "The number 6 points outside axis 0, which has 5 places"),
        (lambda z, t: z[:, t], "outside axis 1, which has 3 places"),
        (lambda z, t: np.take_along_axis(z, t, axis=-1), "with as many axes as the array"),
        (lambda z, t: np.take_along_axis(z, t[..., None], axis=-1), "an axis more than the other"),
        (lambda z, t: np.take_along_axis(z, t[..., None] / 1, axis=-1), "must be whole numbers"),
        (lambda z, t: z[t / 1], "must be whole numbers"),
        (lambda z, t: z[0.5], "must be whole numbers"),
        (lambda z, t: z.tolist()[0.5], "must be whole numbers"),
        (lambda z, t: z[0, 0, 0, 0], "The brackets name 4 axes, and the array has 3"),
    ],
)
def test_numpys_complaints_of_indices_are_put_in_plain_words(unquoted, pick, said):
    found = report("cross_entropy", cross_entropy(pick))
    assert said in found.message
    assert "* goes entry by entry" not in found.message or "an axis more" in said
    if "IndexError" in found.message:
        assert "in the brackets" in found.hint()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (lambda h, W: np.tanh(h ^ W), "^ is no power in Python: ** is."),
        (lambda h, W: math.tanh(h @ W), "A function for single numbers"),
        (lambda h, W: [0] * 3 + (h,), "+ puts lists or tuples behind one another"),
        (lambda h, W: np.random.default_rng(0).choice(2, p=[1, 1]), "does not add up to 1"),
        (lambda h, W: misspelled(h), "called with too many or too few arguments"),
        (lambda h, W: len(3), "An operation got something of the wrong kind"),  # listed nowhere
    ],
)
def test_what_python_says_is_put_in_plain_words(unquoted, line, said):
    assert said in told(lambda x, h_prev, W, U, b: line(h_prev, W))


def test_where_a_function_of_the_checks_was_made_is_not_told():
    message = report("numeric_gradient", lambda f, array, eps: f(array)).message
    assert "(f() takes 0 positional arguments but 1 was given)" in message
    assert "locals" not in message


def test_a_named_tuple_of_too_many_arrays_is_a_sum_of_tuples():
    def backward(params, tape, dhs, dstate):
        return dhs, dstate, type(params)(*(params + params))

    message = report("lstm_backward", backward).message
    assert "12 arrays are asked for, 24 came: + puts tuples behind one another" in message


def no_such(x, h_prev, W, U, b):
    return tanh(x)  # noqa: F821


def nearly(x, h_prev, W, U, b):
    state = h_prev @ W
    return np.tanh(stat) + state  # noqa: F821


def test_an_unknown_name_is_compared_with_those_that_are_known():
    assert "Did you mean state?" in told(nearly)
    assert "NumPy has one: np.tanh." in told(no_such)
    assert "Did you mean" not in told(misspelled)
    assert "run" in report("rnn_step", nearly)._hints[1]


def half(x):
    return x / "2"


def calls_a_helper(x, h_prev, W, U, b):
    return np.tanh(half(h_prev))


def test_an_error_in_a_helper_is_told_with_the_helpers_line():
    assert 'at line 2 of its helper half: return x / "2"' in told(calls_a_helper)
