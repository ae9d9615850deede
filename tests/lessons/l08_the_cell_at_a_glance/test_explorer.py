"""Lesson 08's picture: the messenger's table, and the valves of the wishes."""

import numpy as np
import pytest

from lstm_lab import checks, explorers, sequence
from lstm_lab.cells import rnn
from lstm_lab.data import messenger
from lstm_lab.lessons.l08_the_cell_at_a_glance import explorer as module
from lstm_lab.lessons.l08_the_cell_at_a_glance import questions
from lstm_lab.lessons.l08_the_cell_at_a_glance.explorer import (
    ALWAYS,
    MESSENGER,
    NOTHING,
    frame,
    wished,
)
from lstm_lab.shell.learner import LearnerError
from tests.helpers import drawing, lock_in, unwritten

TABLE = [
    (NOTHING, 0.61, -0.53),
    ("i = 1", 0.99, -0.65),
    ("f = 1", 0.61, 0.12),
    ("f = 0", 0.0, 0.0),
    ("o = 1", 0.61, -0.53),
    ("o = 0", 0.0, 0.0),
    ("i = 0", 0.0, 0.0),
    ("i = f = o = 1", 0.99, 0.98),
]


def cell(shown):
    """Return the lane of the cell in a Frame."""
    return shown.lanes[0]


@pytest.mark.parametrize(("stuck", "first", "second"), TABLE)
def test_the_messengers_table_comes_out_of_the_frames(stuck, first, second):
    h = cell(frame(MESSENGER, stuck, 0.0, 15)).h
    assert h[[9, 15]] == pytest.approx([first, second], abs=5e-3)


def test_nothing_stuck_keeps_c_flat_and_a_stuck_inlet_lets_it_climb_to_3_1():
    free, open_inlet = (cell(frame(MESSENGER, s, 0.0, 15)).c for s in (NOTHING, "i = 1"))
    assert free[2:11] == pytest.approx(np.full(9, 0.71), abs=0.005)
    assert free[11:] == pytest.approx(np.full(5, -0.60), abs=0.005)
    assert round(open_inlet.max(), 1) == 3.1


def test_all_valves_open_make_a_running_sum():
    shown = cell(frame(MESSENGER, "i = f = o = 1", 0.0, 15))
    np.testing.assert_allclose(shown.c, np.cumsum(np.tanh(messenger.VALUES)), rtol=1e-12)


@pytest.mark.parametrize(
    ("stuck", "said"),
    [
        (NOTHING, "Asked twice, the cell answers 0.61 and -0.53: both right"),
        ("f = 1", "With f stuck at 1 the answers are 0.61 and 0.12, the second is wrong"),
        ("i = 1", "With i stuck at 1 the answers are 0.99 and -0.65, both wrong"),
        ("o = 1", "With o stuck at 1 the answers are 0.61 and -0.53, but h speaks at 14 steps"),
        ("i = f = o = 1", "With i, f, o stuck at 1 the answers are 0.99 and 0.98, both wrong"),
    ],
)
def test_the_title_says_what_the_stuck_valve_does(stuck, said):
    assert frame(MESSENGER, stuck, 0.0, 15).title.startswith(said)


def test_what_was_in_the_cell_before_is_lost_at_the_first_store():
    shown = cell(frame(MESSENGER, NOTHING, 1.5, 1))
    assert shown.c[:2] == pytest.approx([1.5, 1.5], abs=0.02)
    assert shown.c[2] == pytest.approx(0.71, abs=0.01)


@pytest.mark.parametrize("t", [0, 2, 11, 15])
def test_the_wires_of_a_step_obey_the_equations(t):
    shown = frame(MESSENGER, "i = 1", 0.3, t)
    w, c = shown.wires, cell(shown).c
    assert w.kept == pytest.approx(w.f * w.c_prev)
    assert w.c == pytest.approx(w.kept + w.i * w.g)
    assert w.h == pytest.approx(w.o * np.tanh(w.c))
    assert w.c_prev == pytest.approx(c[t - 1] if t else 0.3)
    assert w.squashed == pytest.approx(np.tanh(c[t]))
    assert w.written == pytest.approx(w.i * w.g)
    assert f"{w.c:.2f}" in shown.formulas[0]


@pytest.mark.parametrize(
    ("wish", "c", "h"),
    [
        ("keep", lambda g: 0 * g + 0.6, np.tanh),
        ("overwrite", lambda g: g, np.tanh),
        ("add", lambda g: 0.6 + np.cumsum(g), np.tanh),
        ("clear", lambda g: 0 * g, np.tanh),
        ("hide", lambda g: 0 * g + 0.6, lambda c: 0 * c),
    ],
)
def test_every_wish_comes_true(wish, c, h):
    shown = frame(ALWAYS[wish], NOTHING, 0.6, 15)
    lane = cell(shown)
    np.testing.assert_allclose(lane.c, c(np.tanh(messenger.VALUES)), atol=1e-12)
    np.testing.assert_allclose(lane.h, h(lane.c), atol=1e-12)
    assert shown.title.startswith(f"Always {wish}: ")
    assert not shown.marks


def test_the_learners_right_valves_lie_on_the_courses_for_every_wish():
    def plain(wish):
        old, new = wish in ("keep", "add", "hide"), wish in ("overwrite", "add")
        return int(new), int(old), int(wish != "hide")

    for wish in module.wishes.SETTINGS:
        shown = wished(ALWAYS[wish], 0.6, 15, plain)
        assert shown.title == f"Your settings {wish}: c and h are as wished at all 16 steps"
        course, yours = shown.lanes
        np.testing.assert_array_equal(yours.c, course.c)
        assert yours.first is None


def test_the_learners_wrong_valves_are_seen_in_title_and_lane():
    explorer = explorers.gate_settings(lambda wish: (0.0, 0.0, 1.0))
    assert explorer.frame.title == (
        "Your settings do not keep: at step 0, c is 0.00 and should be 0.60"
    )
    course, yours = explorer.frame.lanes
    assert (course.name, yours.name, yours.mine) == ("the course's", "yours", True)
    assert yours.first == (0, "0.00, not 0.60")
    assert ">0.00, not 0.60</text>" in drawing(explorer)
    assert course.c == pytest.approx(np.full(16, 0.6))
    assert "stuck" not in explorer.controls


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (lambda wish: (2.0, 0.0, 1.0), "the valve i is set to 2"),
        (lambda wish: 1.0, "must be a tuple of 3: i, f, o, but the function returns a number"),
        (lambda wish: (1.0, 0.0), "a tuple of 3: i, f, o, but the function returns 2 of them"),
        (lambda wish: wish["keep"], "gate_settings stops with TypeError"),
        (lambda wish: ("a", "b", "c"), "i must be one number, but the function returns text"),
    ],
)
def test_valves_that_cannot_be_drawn_are_told_in_a_sentence(function, said):
    with pytest.raises(LearnerError, match=said):
        wished(ALWAYS["keep"], 0.6, 15, function)


def test_an_unwritten_function_shows_not_started():
    explorer = explorers.gate_settings(unwritten)
    assert "Not started" in explorer.screen.value
    assert "not started" in explorer._repr_mimebundle_()[0]["text/plain"].lower()


def test_the_guess_asks_for_f_and_for_o_and_nothing_is_stuck_before_it():
    explorer = explorers.gate_settings()
    assert [ask.truth() for ask in explorer.prediction.question.asks] == [
        "the forget gate f",
        "the output gate o",
    ]
    assert explorer.controls["stuck"].disabled
    assert explorer.values["stuck"] == NOTHING
    assert "0.12" not in explorer.alt
    lock_in(explorer)
    assert explorer.values["stuck"] == "f = 1"
    assert "0.61 and 0.12" in explorer.alt


def held(**other):
    """Return a messenger_parameters with some arrays replaced."""
    return lambda: messenger.weights() | {k: np.array(v, float) for k, v in other.items()}


@pytest.mark.parametrize(
    ("function", "title"),
    [
        (held(), "Your cell answers 0.61 and -0.53: both right"),
        (held(U_f=[[0], [-8], [0]], b_f=[4]),
         "At step 6 c is 0.67, not 0.72: when store is 0 your f is 0.982"),
        (held(U_o=[[0], [0], [0]]), "At step 9 h is 0.00, not 0.61: when ask is 1 your o is 0.002"),
    ],
)  # fmt: skip
def test_the_learners_twelve_arrays_run_and_the_title_names_the_gate(function, title):
    explorer = explorers.gate_settings(parameters=function)
    assert explorer.frame.title == title
    assert set(explorer.controls) == {"t"}
    course, yours = explorer.frame.lanes
    np.testing.assert_array_equal(course.c, cell(frame(MESSENGER, NOTHING, 0.0, 15)).c)
    differs = np.abs(yours.c - course.c).max() > 0.01 or yours.h[9] < 0.1
    assert differs == ("not" in title) == (yours.first is not None)
    if yours.first:
        assert f"At step {yours.first[0]} " in title
        assert yours.first[1] in title


def test_arrays_that_do_not_run_and_unwritten_ones_are_told_in_a_sentence():
    assert "Missing: U_i" in explorers.gate_settings(parameters=lambda: {"W_i": np.eye(1)}).alt
    assert "Not started" in explorers.gate_settings(parameters=unwritten).screen.value


def test_the_plain_units_answer_turns_over_with_the_noise():
    U, xs = np.array([[1.0], [0.0], [0.0]]), messenger.inputs()
    other = xs.copy()
    other[9, 0, 0] = -0.9
    params = rnn.Params(np.array([[0.9]]), U, np.zeros(1))
    first, second = (sequence.forward(rnn, params, x)[0][9, 0, 0] for x in (xs, other))
    assert [round(first, 2), round(second, 2)] == [0.91, -0.28]
    assert questions.QUESTIONS[0].asks[0].truth == "turns over as well"


def test_the_check_and_the_picture_share_their_wishes():
    for wish in module.wishes.SETTINGS:
        assert checks.gate_settings.reference(wish) == module.wishes.SETTINGS[wish]
