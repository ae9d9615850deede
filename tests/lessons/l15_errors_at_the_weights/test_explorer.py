"""Lesson 15's picture: a multiplication table a step, and the sum beside what is measured."""

import numpy as np
import pytest

from lstm_lab import explorers, gradcheck
from lstm_lab.cells import lstm
from lstm_lab.drawing.scene import Scene
from lstm_lab.lessons.l15_errors_at_the_weights.explorer import (
    ALONE,
    GATES,
    SUMMED,
    H,
    T,
    frame,
    run,
    say,
    tables,
)
from lstm_lab.lessons.l15_errors_at_the_weights.picture import multiplication
from tests.helpers import unwritten

INPUT = "the input gate"


def miss(gate, total, t):
    shown = frame(gate, total, t)
    return gradcheck.relative_error(shown.total, shown.measured)


@pytest.mark.label("G1", "G2", "G3")
@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("t", range(T))
def test_every_cell_is_its_rows_number_times_its_columns_error(gate, t):
    shown = frame(gate, SUMMED, t)
    for row, factor in enumerate(shown.factors):
        for column, error in enumerate(shown.errors):
            assert shown.table[row, column] == pytest.approx(factor * error, abs=1e-15)


@pytest.mark.label("G4")
@pytest.mark.parametrize("gate", GATES)
def test_only_the_sum_over_the_steps_is_the_measured_gradient(gate):
    assert miss(gate, SUMMED, 0) < 1e-8
    assert all(miss(gate, ALONE, t) > 0.2 for t in range(T))


def test_one_step_alone_misses_by_what_the_lesson_says():
    misses = [miss(INPUT, ALONE, t) for t in range(T)]
    assert (round(min(misses), 2), round(max(misses), 2)) == (0.42, 0.73)


def test_the_first_step_teaches_no_recurrent_weight_and_the_forget_gate_nothing():
    for k in GATES.values():
        assert not tables(k)[0][:H].any()
        assert tables(k)[0][H:].any() == (k != "f")
    assert "has nothing to learn" in frame("the forget gate", SUMMED, 0).title
    assert "every row of W" in frame(INPUT, ALONE, 0).title


def test_the_rows_are_the_old_state_the_input_and_one():
    ran, shown = run(), frame(INPUT, SUMMED, 3)
    np.testing.assert_array_equal(shown.factors, [*ran.befores[3, 0], *ran.xs[3, 0], 1])
    assert shown.blocks == ("W", "W", "W", "U", "U", "b")


def test_the_question_hides_the_products_and_its_truths_are_computed():
    explorer = explorers.gate_gradients()
    assert explorer.controls["t"].disabled
    assert multiplication(Scene(explorer.frame, covered=True)).count(">?</text>") == 36
    of_i, of_f = explorer.prediction.question.asks
    assert (of_i.truth(), of_f.truth()) == ("the rows of W", "all of them")
    explorer.prediction.skip.click()
    assert explorer.values == {"gate": INPUT, "total": SUMMED, "t": 2}


def test_the_toggle_and_the_steps_change_what_is_said():
    explorer = explorers.gate_gradients(predict=False)
    assert "they agree with the measured gradient" in explorer.alt
    explorer.controls["total"].value = ALONE
    assert "One step alone does not agree" in explorer.alt
    explorer.controls["gate"].value = "the output gate"
    explorer.controls["t"].value = 0
    assert "Columns, da_o" in explorer.alt


def article(da, x, h_prev):
    right = lstm.gate_gradients(da, x, h_prev)
    return tuple(right._replace(W_i=right.W_g, U_i=right.U_g))


def test_the_learners_own_tables_are_compared_cell_by_cell():
    assert "Your tables agree" in explorers.gate_gradients(lstm.gate_gradients).alt
    explorer = explorers.gate_gradients(article)
    assert explorer.alt.startswith("Step 0, row x[0], column 0: yours is")
    assert "The sum does not agree" in explorer.alt
    assert explorer.frame.differs == (0, 0)
    assert 'stroke-width="4"' in multiplication(Scene(explorer.frame))
    explorer.controls["gate"].value = "the candidate"
    assert explorer.frame.differs is None


def test_an_unwritten_function_and_one_of_another_form_are_told():
    assert "not written yet" in explorers.gate_gradients(unwritten).alt
    said = explorers.gate_gradients(lambda da, x, h: article(da, x, h)[:11]).alt
    assert "but the function returns 11 of them" in said
    said = explorers.gate_gradients(lambda da, x, h: (*article(da, x, h)[:11], da.o)).alt
    assert "db_o must have shape (3,), but it has shape (1, 3)" in said


def test_the_line_of_an_error_inside_the_learners_function_is_shown():
    def mine(da, x, h_prev):
        return h_prev.T @ da.candidate

    assert "gate_gradients stops with AttributeError" in explorers.gate_gradients(mine).alt
    assert "return h_prev.T @ da.candidate" in explorers.gate_gradients(mine).alt


def test_the_words_tell_the_whole_table():
    shown = frame(INPUT, SUMMED, 2)
    for value in shown.total.ravel():
        assert f"{round(value, 3) + 0.0:.3f}" in say(shown)
