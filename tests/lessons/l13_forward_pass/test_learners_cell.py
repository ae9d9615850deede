"""What a learner writes takes the place of the package's own functions."""

import numpy as np
import pytest

from lstm_lab import explorers, gradcheck, mine, progress, sequence
from lstm_lab.cells import Cell, lstm
from tests.bench import checks as bench

T, N, D, H = 4, 2, 3, 5
SIX = ("input_gate", "candidate", "forget_gate", "cell_state", "output_gate", "hidden_state")


@pytest.fixture
def workspace(workspace):
    """A workspace in which all solutions have passed."""
    for name, source in bench.solutions().items():
        progress.record_check(name, "correct", source=source)
    return workspace


@pytest.fixture
def scene(rng):
    """Params, xs and a state before the first step; none of them is zero."""
    shapes = {"W": (H, H), "U": (D, H), "b": (H,)}
    params = lstm.Params(*(rng.uniform(-1, 1, shapes[k[0]]) for k in lstm.Params._fields))
    return params, rng.standard_normal((T, N, D)), tuple(rng.uniform(-1, 1, (2, N, H)))


def test_the_learners_step_is_a_cell_that_sequence_runs_forward_and_back(workspace, scene, rng):
    assert mine.lstm_step.__code__.co_filename.startswith(str(workspace))
    cell = Cell(lstm.init, lstm.initial_state, mine.lstm_step, lstm.step_backward)
    hs, _, tape = sequence.forward(cell, *scene)
    want, _, course = sequence.forward(lstm, *scene)
    np.testing.assert_allclose(hs, want, rtol=0, atol=1e-14)
    dhs = rng.standard_normal(hs.shape)
    _, _, dparams = sequence.backward(cell, scene[0], tape, dhs)
    _, _, right = sequence.backward(lstm, scene[0], course, dhs)
    assert all(gradcheck.relative_error(a, b) < 1e-12 for a, b in zip(dparams, right, strict=True))


def test_the_learners_sequence_gives_the_packages_outputs_state_and_traces(workspace, scene):
    hs, state, tape = mine.lstm_forward(*scene)
    want, last, course = sequence.forward(lstm, *scene)
    np.testing.assert_allclose(hs, want, rtol=0, atol=1e-14)
    for ours, theirs in ((state, last), *zip(tape, course.traces, strict=True)):
        for a, b in zip(ours, theirs, strict=True):
            np.testing.assert_allclose(a, b, rtol=0, atol=1e-14)


def test_the_learners_six_functions_from_mine_make_the_row_over_the_courses(workspace):
    assert [row.whose for row in mine.table() if row.name in SIX] == ["yours"] * 6
    explorer = explorers.lstm_step(parts=mine)
    assert explorer.frame.title == "Your forward pass agrees with the course's in all 96 values"


def test_a_function_that_was_changed_after_it_passed_is_circled(workspace):
    source = "def cell_state(c_prev, f, i, g):\n    return i * c_prev + f * g\n"
    progress.record_check("cell_state", "correct", source=source)
    explorer = explorers.lstm_step(parts=mine)
    assert explorer.frame.first == (0, "c")


def test_the_learners_parameters_make_a_messenger(workspace):
    from lstm_lab.data import messenger

    params = lstm.Params(**mine.messenger_parameters())
    hs, _, _ = sequence.forward(lstm, params, messenger.inputs())
    np.testing.assert_allclose(hs[[9, 15], 0, 0], [0.614, -0.54], atol=0.02)
