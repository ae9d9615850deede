"""The learner's function in an explorer: what goes wrong becomes a sentence."""

import numpy as np
import pytest

from lstm_lab import explorers
from lstm_lab.shell.learner import LearnerError, NotStartedError, call
from tests.helpers import unwritten


def right(x, h_prev, W, U, b):
    return np.tanh(h_prev @ W + x @ U + b)


def failing(x, h_prev, W, U, b):
    a = h_prev @ W
    return np.tanh(a + x @ V + b)  # noqa: F821


def test_a_right_function_is_said_to_agree_at_every_step():
    explorer = explorers.rnn_step(right)
    assert explorer.frame.title == "Your rnn_step agrees with the course's at all 31 steps"
    assert explorer.prediction is None


def test_a_wrong_function_is_drawn_over_the_course_and_the_first_wrong_step_is_named():
    explorer = explorers.rnn_step(lambda x, h, W, U, b: np.tanh(x @ U + b))
    assert explorer.frame.title.startswith(
        "Your rnn_step differs first at step 1: 0.000, not 0.815"
    )
    assert explorer.frame.h[1] == 0
    assert explorer.picture.past.get_ydata()[1] == 0
    assert explorer.picture.reference.get_ydata()[1] == pytest.approx(0.8152, abs=1e-4)


def test_the_function_gets_the_shapes_of_the_exercise():
    shapes = set()

    def spy(*arrays):
        shapes.add(tuple(array.shape for array in arrays))
        return right(*arrays)

    explorers.rnn_step(spy)
    assert shapes == {((1, 1), (1, 1), (1, 1), (1, 1), (1,))}
    explorers.softmax(lambda z: shapes.add(z.shape) or z)
    assert (1, 4) in shapes


def test_an_unwritten_function_shows_not_started_and_no_controls():
    explorer = explorers.rnn_step(unwritten)
    bundle, _ = explorer._repr_mimebundle_()
    assert bundle["text/plain"].startswith("Not started: rnn_step is not written yet")
    assert "Not started" in bundle["text/html"]
    assert "image/png" not in bundle
    assert explorer._row.layout.display == "none"


def test_an_error_in_the_function_becomes_a_sentence_with_its_line():
    explorer = explorers.rnn_step(failing)
    assert isinstance(explorer.error, LearnerError)
    assert "rnn_step stopped with NameError: name &#x27;V&#x27; is not defined." in (
        explorer.screen.value
    )
    assert "It happened in this line: return np.tanh(a + x @ V + b)" in explorer.alt
    assert explorer._repr_mimebundle_()[0]["text/plain"].startswith("Error: rnn_step stopped")


def test_an_error_at_some_values_leaves_the_controls_to_go_back():
    def fragile(x, h_prev, W, U, b):
        if W[0, 0] < 0:
            raise ValueError("W is negative")
        return right(x, h_prev, W, U, b)

    explorer = explorers.rnn_step(fragile)
    explorer.controls["w"].value = -1.0
    assert "W is negative" in explorer.screen.value
    assert explorer._row.layout.display == "flex"
    explorer.controls["w"].value = 1.0
    assert "<img" in explorer.screen.value


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (None, "f returned None. Does its last line begin with return?"),
        (0.5, "f returned a float, an array of shape (1, 1) is due."),
        ((np.ones((1, 1)), 2), "f returned a tuple, an array of shape (1, 1) is due."),
        (np.ones(1), "f returned an array of shape (1,), (1, 1) is due."),
        (np.full((1, 1), np.nan), "f returned nan, not a number. Its first argument was [[3.]]."),
        (np.full((1, 1), np.inf), "f returned inf, not a number. Its first argument was [[3.]]."),
        (np.array([["a"]]), "f returned an array of <U1, real numbers are due."),
        (np.full((1, 1), 1j), "f returned an array of complex128, real numbers are due."),
    ],
)
def test_what_cannot_be_drawn_is_named(result, sentence):
    with pytest.raises(LearnerError) as caught:
        call(lambda x: result, "f", (1, 1), np.full((1, 1), 3.0))
    assert str(caught.value) == sentence


def test_a_function_cannot_change_the_explorers_arrays():
    mine = np.ones((1, 1))

    def rude(x):
        x[:] = 7
        return x

    assert call(rude, "f", (1, 1), mine) == 7
    assert mine == 1


def test_not_implemented_is_not_an_error():
    with pytest.raises(NotStartedError, match="f is not written yet"):
        call(unwritten, "f", (1, 1), *[np.ones((1, 1))] * 5)


@pytest.mark.parametrize("name", ["rnn_step", "forget_gate", "output_gate", "cell_state"])
@pytest.mark.parametrize("size", [1e3, 1e8, 1e60, 1e308])
def test_a_huge_number_is_drawn_or_told_in_few_words(name, size):
    explorer = getattr(explorers, name)(lambda *arrays: np.full((1, 1), size))
    assert len(explorer.alt) < 900
    assert ("that cannot be drawn" in explorer.alt) >= (size > 1e9)


def test_a_picture_with_a_logarithmic_axis_may_ask_for_larger_numbers():
    array = np.zeros(2)
    assert call(lambda a: a + 1e20, "f", (2,), array, largest=1e100).tolist() == [1e20, 1e20]
    with pytest.raises(LearnerError, match=r"f returned a number as large as 1e\+20"):
        call(lambda a: a + 1e20, "f", (2,), array)


def test_a_gate_that_makes_the_cell_grow_for_ever_is_told_so():
    explorer = explorers.forget_gate(lambda *arrays: np.full((1, 1), 1e8))
    assert "With your forget_gate, c grows as large as 1e+10" in explorer.alt
