"""Lesson 12's picture: c is kept behind a shut gate, and the gates see h alone."""

import numpy as np
import pytest

from lstm_lab import explorers
from lstm_lab.cells import lstm
from lstm_lab.data import messenger
from lstm_lab.lessons.l12_output_gate import explorer as module
from lstm_lab.lessons.l12_output_gate import questions
from lstm_lab.lessons.l12_output_gate.explorer import (
    JUMP,
    LATE,
    OFTEN,
    OPEN,
    SHUT,
    changes_after_the_jump,
    frame,
    run,
)
from lstm_lab.shell import gate_by_gate
from tests.helpers import drawing, lock_in, sigma


def test_twenty_shut_steps_leave_c_as_it_was_and_nothing_is_heard():
    shown = frame(OFTEN, -6.0, 0.9, 22)
    assert shown.c[21] == pytest.approx(shown.c[1], abs=2e-3)
    assert np.abs(shown.h[2:22]).max() < 0.01
    assert shown.h[[1, 22]] == pytest.approx([np.tanh(0.9)] * 2, abs=5e-3)


def test_a_whisper_before_the_question_and_the_answer_after_it():
    silent, asked = (frame(OFTEN, -6.0, 0.775, t) for t in (21, 22))
    assert silent.title.endswith("c is 0.77 all the same, and h = 0.0016")
    assert asked.title.endswith("c = 0.77 is shown as h = 0.65")
    assert silent.h[21] == pytest.approx(0.0016, abs=5e-5)
    assert asked.h[22] == pytest.approx(0.65, abs=5e-3)


@pytest.mark.parametrize("asked", [OFTEN, LATE, SHUT])
def test_no_gate_notices_a_jump_of_c_behind_the_gate(asked):
    shown = frame(asked, -6.0, 0.9, JUMP + 1)
    assert shown.c[JUMP] - shown.c[JUMP - 1] == pytest.approx(np.tanh(2.0), abs=0.01)
    changes = changes_after_the_jump(run(asked, -6.0, 0.9), run(asked, -6.0, 0.9, jump=False))
    assert set(changes) == set("ifgo")
    assert max(changes.values()) < 1e-3
    assert shown.title.endswith("and no gate notices")


def test_every_gate_notices_the_jump_when_the_gate_is_open():
    shown = frame(OPEN, -6.0, 0.9, JUMP + 1)
    changes = changes_after_the_jump(run(OPEN, -6.0, 0.9), run(OPEN, -6.0, 0.9, jump=False))
    assert min(changes.values()) > 0.2
    ran, calm = run(OPEN, -6.0, 0.9), run(OPEN, -6.0, 0.9, jump=False)
    assert round(ran.c[JUMP, 0] - calm.c[JUMP, 0], 2) == 0.99
    assert shown.told[-1] == "their sums by 0.24"


@pytest.mark.parametrize(("weight", "first"), [(2.0, 0.62), (4.0, 0.64), (6.0, 0.71), (8.0, 0.81)])
def test_a_cell_that_talks_disturbs_its_first_answer_and_not_its_second(weight, first):
    params = lstm.Params(**messenger.weights() | {"W_i": np.array([[weight]])})
    work, talks = (
        gate_by_gate.run(params, messenger.inputs(), frozen=held) for held in ({}, {"o": 1.0})
    )
    assert work.h[[9, 15], 0] == pytest.approx([0.61, -0.53], abs=0.01)
    assert talks.h[[9, 15], 0] == pytest.approx([first, -0.53], abs=0.01)
    assert (talks.i[12:] < talks.i[0]).all()
    assert questions.QUESTIONS[0].asks[0].truth == "only with o = 1"


def test_the_gates_see_h_of_the_step_before_and_nothing_else_changes_their_sums():
    ran, calm = run(OFTEN, 2.0, 0.9), run(OFTEN, 2.0, 0.9, jump=False)
    change = float(ran.h[JUMP, 0] - calm.h[JUMP, 0])
    for moved in changes_after_the_jump(ran, calm).values():
        assert moved == pytest.approx(abs(change))
    np.testing.assert_array_equal(ran.h_prev[1:], ran.h[:-1])


def test_an_opening_of_a_tenth_already_lets_something_be_heard():
    shown = frame(OFTEN, -2.0, 0.9, 15)
    assert shown.o[15] == pytest.approx(sigma(-2.0 + shown.seen[15]))
    assert 0.05 < shown.h[15] < 0.15


@pytest.mark.parametrize(("asked", "o"), [(SHUT, 0.0), (OPEN, 1.0)])
def test_a_held_gate_stands_still_and_has_no_sum(asked, o):
    shown = frame(asked, -6.0, 0.9, 10)
    assert (shown.o == o).all()
    assert "sigma" not in shown.formula


def test_the_slider_of_a_o_matters_only_while_the_gate_moves_by_itself():
    explorer = explorers.output_gate(predict=False)
    assert not explorer.controls["a_o"].disabled
    explorer.controls["asked"].value = OPEN
    assert explorer.controls["a_o"].disabled


@pytest.mark.parametrize(
    ("t", "said"),
    [
        (22, "The gate is open: c = 0.90 is shown as h = 0.71"),
        (12, "The gate is shut: c is 0.90 all the same, and h = 0.0018"),
        (27, "Behind the shut gate c jumps from 0.90 to 1.86, and no gate notices"),
    ],
)
def test_the_title_says_what_is_there_and_what_is_seen(t, said):
    assert frame(OFTEN, -6.0, 0.9, t).title == said


def test_the_learners_right_functions_agree():
    def gate(x, h_prev, W_o, U_o, b_o):
        return sigma(x @ U_o + h_prev @ W_o + b_o)

    explorer = explorers.output_gate(gate, lambda o, c: np.tanh(c) * o)
    assert explorer.frame.title == (
        "Your output_gate and hidden_state agree with the course's at all 32 steps"
    )
    assert "yours" not in explorer.frame.formula


@pytest.mark.parametrize(
    ("functions", "said"),
    [
        ({"hidden_state": lambda o, c: o * c}, "With your hidden_state, h differs most at step 30"),
        ({"hidden_state": lambda o, c: np.tanh(c)}, "With your hidden_state, h differs most"),
        (
            {"function": lambda x, h, W, U, b: np.tanh(x @ U + h @ W + b)},
            "With your output_gate, ",
        ),
        ({"function": lambda x, h, W, U, b: 1 - sigma(x @ U + h @ W + b)}, "With your output"),
    ],
)
def test_the_learners_wrong_functions_are_seen(functions, said):
    explorer = explorers.output_gate(**functions)
    assert explorer.frame.title.startswith(said)
    assert "(yours: " in explorer.frame.formula
    assert ">yours</text>" in drawing(explorer)


def test_the_guess_asks_for_all_of_c_and_for_no_gate_and_later_steps_are_hidden_until_then():
    explorer = explorers.output_gate()
    assert [ask.truth() for ask in explorer.prediction.question.asks] == [1.0, module.NONE]
    assert explorer.values["t"] == 1
    assert "jump" not in drawing(explorer)
    assert "jump" not in explorer.alt
    lock_in(explorer)
    assert explorer.values["t"] == JUMP
    assert ">jump<" in drawing(explorer)
