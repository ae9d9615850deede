"""Lesson 13's picture: the first value that differs is found and circled."""

import types

import numpy as np
import pytest

from lstm_lab import explorers
from lstm_lab.cells import lstm
from lstm_lab.lessons.l13_forward_pass.explorer import (
    BROKEN,
    MESSENGER,
    NAMES,
    NO_BIAS,
    NO_TANH,
    NONE,
    RANDOM,
    SIGMOID,
    SWAPPED,
    frame,
    told_apart,
)
from tests.helpers import lock_in, sigma, unwritten


def right(params, x, h_prev, c_prev):
    def gate(k, squash):
        W, U, b = (getattr(params, f"{kind}_{k}") for kind in "WUb")
        return squash(h_prev @ W + x @ U + b)

    i, g, f, o = gate("i", sigma), gate("g", np.tanh), gate("f", sigma), gate("o", sigma)
    c = f * c_prev + i * g
    return (o * np.tanh(c), c), (x, h_prev, c_prev, i, g, f, o, c)


def wrong(params, x, h_prev, c_prev):
    (_, _), trace = right(params, x, h_prev, c_prev)
    *_, o, c = trace
    return (o * np.tanh(c_prev), c), trace


def parts(**other):
    names = ("input_gate", "candidate", "forget_gate", "cell_state", "output_gate", "hidden_state")
    return types.SimpleNamespace(**{name: getattr(lstm, name) for name in names} | other)


@pytest.mark.parametrize(
    ("broken", "first"),
    [
        (NONE, None),
        (NO_BIAS, (0, "f")),
        (SWAPPED, (0, "c")),
        (NO_TANH, (0, "h")),
        (SIGMOID, (0, "g")),
    ],
)
def test_a_mistake_is_found_where_it_is_made(broken, first):
    assert frame(RANDOM, 0, broken).first == first


def test_every_chosen_mistake_changes_one_function_of_the_cell():
    assert all(set(functions) <= set(vars(parts())) for functions in BROKEN.values())


def test_a_missing_tanh_reaches_c_one_step_later_through_the_recurrent_weights():
    assert frame(RANDOM, 0, NO_TANH).wrong["c"].argmax() == 1
    assert not frame(MESSENGER, 0, NO_TANH).wrong["c"].any()


def test_the_messengers_answers_stand_in_the_rows():
    shown = frame(MESSENGER, 9)
    assert shown.title == "This forward pass agrees with the course's in all 96 values"
    assert [round(float(shown.course["h"][t]), 2) for t in (9, 15)] == [0.61, -0.53]
    assert np.abs(np.delete(shown.course["h"], (9, 15))).max() < 0.01


def test_the_question_is_answered_by_the_frames():
    explorer = explorers.lstm_step()
    covered = explorer.image.data.decode()
    assert "ellipse" not in covered
    lock_in(explorer)
    said = explorer.prediction.result.value
    assert "✓ random weights: at step 1<" in said
    assert "✓ the messenger's cell: never<" in said
    assert explorer.image.data.decode().count("<ellipse") == 2


def test_the_circle_lies_on_the_first_cell_that_differs():
    from lstm_lab.lessons.l13_forward_pass import picture as figure

    explorer = explorers.lstm_step(predict=False)
    explorer.set(broken=SWAPPED)
    t, name = explorer.frame.first
    x = figure.LEFT + t * figure.CELL + (figure.CELL - 2) / 2
    y = figure.top_of("igfcoh".index(name)) + (figure.ROW - 3) / 2
    assert f'<ellipse cx="{x:g}" cy="{y:g}"' in explorer.image.data.decode()


def test_a_right_step_and_right_parts_agree_everywhere():
    for explorer in (explorers.lstm_step(right), explorers.lstm_step(parts=written(*NAMES))):
        assert explorer.error is None
        assert explorer.frame.title == "Your forward pass agrees with the course's in all 96 values"
        assert explorer.values["t"] == 15
        assert explorer.prediction is None


def written(*names):
    """Return six functions, those of these names a learner's: the same, in a wrapper of our own."""

    def own(function):
        return lambda *arguments: function(*arguments)

    return parts(**{name: own(getattr(lstm, name)) for name in names})


@pytest.mark.parametrize(
    ("names", "title", "row"),
    [
        ((), "Nothing of yours yet: both rows are the course's six functions", "course"),
        (
            ("candidate", "hidden_state"),
            "With 2 of the six functions yours, this agrees",
            "2 yours",
        ),
    ],
)
def test_nothing_is_called_yours_that_is_not(names, title, row):
    shown = explorers.lstm_step(parts=written(*names)).frame
    assert shown.title.startswith(title)
    assert "our forward pass" not in shown.title
    assert shown.upper == row


def test_without_an_exercise_solved_the_learners_own_picture_says_so(workspace):
    from lstm_lab import mine

    assert explorers.lstm_step(parts=mine).frame.title.startswith("Nothing of yours yet")


def test_a_gate_is_dark_when_it_is_shut_and_a_state_when_it_is_large():
    from lstm_lab.drawing import style
    from lstm_lab.lessons.l13_forward_pass.picture import colour_of

    assert (colour_of("i", 0.0), colour_of("i", 1.0)) == (style.SHUT.lower(), "#ffffff")
    assert colour_of("c", 0.0) == "#ffffff"
    assert colour_of("c", 1.0) != "#ffffff"


def test_a_step_that_returns_the_packages_own_trace_is_drawn():
    assert "agrees" in explorers.lstm_step(lstm.step).frame.title


def test_a_wrong_step_is_circled_and_its_step_is_shown():
    explorer = explorers.lstm_step(wrong)
    assert explorer.frame.first == (0, "h")
    assert explorer.values["t"] == 0
    assert explorer.frame.title.startswith("The first value that differs is h at step 0")
    assert explorer.frame.upper == "yours"


def test_a_wrong_part_among_the_learners_six_is_circled():
    own = parts(candidate=lambda x, h, W, U, b: np.tanh(h @ W + x @ U))
    assert explorers.lstm_step(parts=own).frame.first == (0, "g")


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda params, x, h, c: right(params, x, h, c)[0], "The state must be a tuple of 2"),
        (lambda params, x, h, c: None, "lstm_step returns None"),
        (lambda params, x, h, c: 1 / 0, "ZeroDivisionError"),
        (
            lambda params, x, h, c: ((h, c.T), (x, h, c, h, h, h, h, c)),
            "c must have shape (1, 3), but it has shape (3, 1)",
        ),
    ],
)
def test_a_step_that_cannot_be_drawn_gets_a_sentence(function, words):
    assert words in explorers.lstm_step(function).alt


def test_an_unwritten_step_is_not_started():
    explorer = explorers.lstm_step(unwritten)
    assert "not written yet" in explorer.alt
    assert "Not started" in explorer.screen.value


def test_two_numbers_are_written_so_that_they_differ():
    assert told_apart(0.0018, 0.0015) == ("0.0018", "0.0015")
    assert told_apart(1.0, -0.5) == ("1.000", "-0.500")
    assert told_apart(0.25, 0.25 + 1e-7)[0] != told_apart(0.25, 0.25 + 1e-7)[1]


def test_a_cell_below_zero_has_a_minus_and_a_gate_has_none():
    explorer = explorers.lstm_step(parts=parts())
    shown = explorer.frame
    limits = {"g": 1.0, "c": shown.limit, "h": 1.0}
    below = 2 * sum(int((shown.course[k] / limits[k] < -0.02).sum()) for k in limits)
    assert explorer.image.data.decode().count("<line") == below > 0
