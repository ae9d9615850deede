"""The learner's function in an explorer: what goes wrong becomes a sentence."""

import random
import re

import numpy as np
import pytest

from lstm_lab import checks, explorers
from lstm_lab.shell.learner import LearnerError, NotStartedError, call
from tests.helpers import unwritten

ONE = np.ones((1, 1))
MUST_BE = "R must be a NumPy array of shape S"
BUT_HOLDS = "R must hold real numbers with a fraction (float64), but it holds"


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
    assert "rnn_step stops with NameError (name &#x27;V&#x27; is not defined) at line 3" in (
        explorer.screen.value
    )
    assert "of the function: return np.tanh(a + x @ V + b)" in explorer.alt
    assert explorer._repr_mimebundle_()[0]["text/plain"].startswith("Error: rnn_step stops")


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
        (np.full((1, 1), np.nan), "holds NaN (not a number). Its first argument was [[3.]]."),
        (np.full((1, 1), np.inf), "holds an infinite number. Its first argument was [[3.]]."),
    ],
)
def test_a_number_that_is_not_finite_is_told_with_what_it_was_made_of(result, sentence):
    with pytest.raises(LearnerError) as caught:
        call(lambda x: result, "f", ONE, np.full((1, 1), 3.0))
    assert str(caught.value) == f"The result of f {sentence}"


def misspelled(c_prev, f, i, g):
    kept = f * c_prev
    return kept + i * G  # noqa: F821


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        (
            lambda c_prev, f, i, g: None,
            "F returns None. Does every way through it end with return?",
        ),
        (
            lambda c_prev, f, i, g: (f * c_prev).tolist(),
            f"{MUST_BE}, but the function returns a list.",
        ),
        (lambda c_prev, f, i, g: 0.5, f"{MUST_BE}, but the function returns a number."),
        (lambda c_prev, f, i, g: (c_prev, g), f"{MUST_BE}, but the function returns a tuple."),
        (lambda c_prev, f, i, g: c_prev[0], "R must have shape S, but it has shape S."),
        (lambda c_prev, f, i, g: c_prev > 0, f"{BUT_HOLDS} True and False (bool)."),
        (lambda c_prev, f, i, g: c_prev + 1j, f"{BUT_HOLDS} complex numbers (complex128)."),
        (
            misspelled,
            "F stops with NameError (name 'G' is not defined) at line 3 of the function: "
            "return kept + i * G  # noqa: F821. A name is used that nothing has been assigned to.",
        ),
        (lambda c_prev, f, i, g: 1 / 0, "F stops with ZeroDivisionError"),
        (lambda c_prev, f, i, g: exit(), "F stops with SystemExit"),
    ],
)
def test_a_picture_says_of_a_fault_what_the_check_says(function, sentence, workspace):
    told = (checks.cell_state(function).message, explorers.cell_state(function).alt)
    in_check, in_picture = (
        re.sub(r"\([\d, ]+\)(, that is \([A-Z, ]+\))?", "S", text) for text in told
    )
    in_check = in_check.replace("The cell state c", "R").replace("The function", "F")
    in_picture = in_picture.replace("The result of cell_state", "R").replace("cell_state", "F")
    assert in_check == in_picture
    assert in_check.startswith(sentence)


def test_a_picture_prints_nothing_and_leaves_the_random_numbers_alone(capsys):
    def noisy(x, h_prev, W, U, b):
        print("here")
        return right(x, h_prev, W, U, b) + 0 * (np.random.rand() + random.random())  # noqa: NPY002

    np.random.seed(3)  # noqa: NPY002
    random.seed(3)
    before = np.random.get_state()[1].copy(), random.getstate()  # noqa: NPY002
    explorer = explorers.rnn_step(noisy)
    explorer.controls["w"].value = 0.5
    explorer._repr_mimebundle_()
    np.testing.assert_array_equal(np.random.get_state()[1], before[0])  # noqa: NPY002
    assert random.getstate() == before[1]
    assert capsys.readouterr().out == ""


def test_a_function_cannot_change_the_explorers_arrays():
    mine = np.ones((1, 1))

    def rude(x):
        x[:] = 7
        return x

    assert call(rude, "f", ONE, mine) == 7
    assert mine == 1


def test_not_implemented_is_not_an_error():
    with pytest.raises(NotStartedError, match="f is not written yet"):
        call(unwritten, "f", ONE, *[ONE] * 5)


@pytest.mark.parametrize("name", ["rnn_step", "forget_gate", "output_gate", "cell_state"])
@pytest.mark.parametrize("size", [1e3, 1e8, 1e60, 1e308])
def test_a_huge_number_is_drawn_or_told_in_few_words(name, size):
    explorer = getattr(explorers, name)(lambda *arrays: np.full((1, 1), size))
    assert len(explorer.alt) < 900
    assert ("that cannot be drawn" in explorer.alt) >= (size > 1e9)


def test_a_picture_with_a_logarithmic_axis_may_ask_for_larger_numbers():
    array = np.zeros(2)
    assert call(lambda a: a + 1e20, "f", array, array, largest=1e100).tolist() == [1e20, 1e20]
    with pytest.raises(LearnerError, match=r"f returned a number as large as 1e\+20"):
        call(lambda a: a + 1e20, "f", array, array)


def test_a_gate_that_makes_the_cell_grow_for_ever_is_told_so():
    explorer = explorers.forget_gate(lambda *arrays: np.full((1, 1), 1e8))
    assert "With your forget_gate, c grows as large as 1e+10" in explorer.alt
