"""Lesson 04's map: which test acquits whom, and at which step a gradient goes wrong."""

import types

import numpy as np
import pytest

from lstm_lab import explorers, sequence
from lstm_lab.cells import Cell, lstm, rnn
from lstm_lab.drawing import style
from lstm_lab.drawing.heat import TOLERANCE, ink, luminance, mixed
from lstm_lab.lessons.l04_trust_no_gradient import comparison
from lstm_lab.lessons.l04_trust_no_gradient.comparison import (
    NO_STATE,
    ONE_STEP,
    ONES,
    RANDOM,
    SINGLE,
    TESTS,
)
from lstm_lab.lessons.l04_trust_no_gradient.gradient_heatmap import compare, passed_by, verdict
from lstm_lab.lessons.l04_trust_no_gradient.suspects import COURSE, SUSPECTS
from tests.helpers import lock_in, unwritten


@pytest.mark.parametrize(
    ("suspect", "tests"),
    [
        ("suspect A", [ONE_STEP]),
        ("suspect B", [NO_STATE]),
        ("suspect C", []),
        ("suspect D", [ONES]),
        ("suspect E", []),
        (COURSE, [RANDOM, ONE_STEP, NO_STATE, ONES]),
    ],
)
def test_each_trivial_test_acquits_one_suspect(suspect, tests):
    assert passed_by(suspect) == tests


@pytest.mark.parametrize(
    ("suspect", "rows", "steps"),
    [
        ("suspect A", "WUbx", [0, 1, 2, 3]),
        ("suspect B", "W", [0]),
        ("suspect C", "WUbx", [0, 1, 2, 3]),
        ("suspect D", "WUbx", [0, 1, 2, 3, 4]),
        ("suspect E", "b", [0, 1, 2, 3, 4]),
    ],
)
def test_the_map_shows_where_a_suspect_is_wrong(suspect, rows, steps):
    names, errors = comparison.errors(*compare(suspect, RANDOM))
    wrong = {
        name: np.flatnonzero(row[:-1] > TOLERANCE) for name, row in zip(names, errors, strict=True)
    }
    assert {name for name in wrong if name != "h_0" and len(wrong[name])} == set(rows)
    assert all(wrong[name].tolist() == steps for name in rows)


@pytest.mark.parametrize(
    ("errors", "told"),
    [
        ([[1, 1, 0, 1], [1, 1, 0, 1]], "every row, at steps 0 to 1"),
        ([[1, 1, 1, 1], [1, 1, 1, 1]], "every row, at every step"),
        ([[1, 1, 0, 1], [1, 0, 0, 1]], "every row, at step 0, in part at step 1"),
        ([[1, 0, 0, 1], [0, 0, 1, 1]], "every row, in part at steps 0, 2"),
        ([[0, 0, 0, 0], [1, 0, 1, 1]], "h_0, at steps 0, 2"),
        ([[1, 1, 0, 1], [1, np.nan, np.nan, np.nan]], "every row, at steps 0 to 1"),
        ([[0, 0, 0, 1], [0, 0, 0, 0]], "W, in the sum alone"),
    ],
)
def test_the_title_says_where_all_rows_are_wrong_and_where_some_are(errors, told):
    said = verdict("Suspect A", ("W", "h_0"), np.array(errors, dtype=float), comparison.RANDOM)
    assert said == f"Suspect A: wrong in {told}"


def test_with_one_step_suspect_c_is_wrong_at_h_0_alone():
    names, errors = comparison.errors(*compare("suspect C", ONE_STEP))
    assert [n for n, row in zip(names, errors, strict=True) if (row > TOLERANCE).any()] == ["h_0"]


@pytest.mark.label("G4")
@pytest.mark.parametrize("cell", [rnn, lstm], ids=["rnn", "lstm"])
def test_each_share_is_the_gradient_of_that_steps_own_copy(cell):
    problem = comparison.problem(cell, RANDOM)
    names, errors = comparison.errors(comparison.by_cell(problem), comparison.measured(problem))
    assert set(problem.params._fields) < set(names)
    assert np.nanmax(errors) < 1e-8


def test_copies_that_are_equal_give_the_states_of_one_network():
    cell, params, xs, state, *_ = comparison.problem(rnn, RANDOM)
    copies = type(params)(*(np.stack([array] * len(xs)) for array in params))
    hs, _, _ = sequence.forward(cell, params, xs, state)
    np.testing.assert_array_equal(comparison.outputs(cell, copies, xs, state), hs)


def test_a_function_of_sums_is_taken_apart_into_the_shares_of_the_steps():
    problem = comparison.problem(rnn, RANDOM)
    ours, theirs = comparison.by_function(problem, SUSPECTS[COURSE]), comparison.by_cell(problem)
    assert ours.keys() == theirs.keys()
    for name, rows in theirs.items():
        np.testing.assert_allclose(ours[name], rows, atol=1e-12)


def test_gates_are_put_together_and_the_states_are_no_gates():
    explorer = explorers.gradient_heatmap(cell=lstm)
    assert explorer.frame.rows == ("i", "g", "f", "o", "x", "h_0", "c_0")
    assert explorer.alt.startswith("This cell's backward pass agrees with the measurement")
    explorer.controls["rows"].value = "by array"
    assert len(explorer.frame.rows) == 15


def test_one_wrong_gate_is_found():
    def step_backward(params, trace, dh, dc):
        dx, dstate, dparams = lstm.step_backward(params, trace, dh, dc)
        return dx, dstate, dparams._replace(U_i=dparams.U_g)

    cell = Cell(lstm.init, lstm.initial_state, lstm.step, step_backward)
    explorer = explorers.gradient_heatmap(cell=cell)
    assert "wrong in i, at every step" in explorer.alt
    explorer.controls["rows"].value = "by array"
    assert "wrong in U_i, at every step" in explorer.alt


def test_the_learners_own_pass_is_judged():
    assert "Your rnn_backward agrees" in explorers.gradient_heatmap(SUSPECTS[COURSE]).alt
    alt = explorers.gradient_heatmap(SUSPECTS["suspect B"]).alt
    assert alt.startswith("Your rnn_backward: wrong in W, at step 0.")


def test_a_learner_who_has_not_begun_sees_not_started():
    assert "not written yet" in explorers.gradient_heatmap(unwritten).alt


def test_the_entries_are_those_of_the_chosen_array_and_step():
    explorer = explorers.gradient_heatmap(predict=False)
    explorer.set(suspect="suspect E", array="b", t=2)
    analytic, numeric = compare("suspect E", RANDOM)
    np.testing.assert_allclose(explorer.frame.detail[0], (analytic["b"] - numeric["b"])[2])
    assert explorer.frame.at == ("b", 2)
    explorer.set(test=ONE_STEP)
    assert explorer.frame.at == ("b", 0)


def test_float32_blames_the_innocent():
    explorer = explorers.gradient_heatmap(predict=False)
    explorer.set(suspect=COURSE, test=SINGLE)
    assert "The course's: float32 blames 24 of 24 places" in explorer.alt


def test_the_question_is_asked_over_the_right_pass_and_answered_by_trying():
    explorer = explorers.gradient_heatmap()
    assert explorer.values["suspect"] == COURSE
    assert explorer.prediction.question.asks[0].truth() == ONE_STEP
    assert ONE_STEP in explorer.prediction.question.asks[0].options
    lock_in(explorer)
    assert explorer.values["suspect"] == "suspect A"


def test_every_suspect_leaves_the_callers_arrays_alone():
    for test in TESTS:
        for suspect in SUSPECTS:
            explorer = explorers.gradient_heatmap(predict=False)
            explorer.set(suspect=suspect, test=test)
            assert explorer.error is None


def test_every_shade_of_the_map_carries_readable_words():
    for share in np.linspace(0, 1, 21):
        for colour in (style.ABOVE, style.BELOW, style.WRONG_INK):
            fill = mixed(colour, share)
            pair = sorted((luminance(fill) + 0.05, luminance(ink(fill)) + 0.05))
            assert pair[1] / pair[0] >= 3.9


def test_a_cell_that_stops_or_returns_another_shape_is_told_in_the_pictures_place():
    def stops(params, trace, dh):
        raise KeyError("da")

    def flat(params, trace, dh):
        dx, dstate, dparams = rnn.step_backward(params, trace, dh)
        return dx, dstate, dparams._replace(b=dparams.b[None])

    for step_backward, said in (
        (stops, "A function of this cell stops with KeyError ('da') at line 2 of the function"),
        (flat, "gradient of b must have shape"),
        (unwritten, "not written yet"),
    ):
        cell = types.SimpleNamespace(
            init=rnn.init,
            initial_state=rnn.initial_state,
            step=rnn.step,
            step_backward=step_backward,
        )
        assert said in explorers.gradient_heatmap(cell=cell).alt


def test_a_function_and_a_cell_together_are_refused():
    with pytest.raises(ValueError, match="not both"):
        explorers.gradient_heatmap(SUSPECTS[COURSE], cell=rnn)
