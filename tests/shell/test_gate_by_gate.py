"""The run through the gates that the pictures of the LSTM share."""

import numpy as np
import pytest

from lstm_lab import sequence
from lstm_lab.cells import lstm
from lstm_lab.cells.activations import sigmoid, tanh
from lstm_lab.shell import gate_by_gate
from lstm_lab.shell.learner import LearnerError, NotStartedError
from tests.helpers import unwritten

T, D, H = 5, 3, 4


@pytest.fixture
def problem():
    rng = np.random.default_rng(3)
    params = lstm.init(D, H, rng=rng)
    params = lstm.Params(*(a + 0.5 * rng.standard_normal(a.shape) for a in params))
    state = rng.uniform(-1, 1, (1, H)), rng.standard_normal((1, H))
    return params, rng.standard_normal((T, 1, D)), state


def test_a_run_holds_what_the_package_computes_at_every_step(problem):
    params, xs, state = problem
    run = gate_by_gate.run(params, xs, state)
    hs, (_, c), tape = sequence.forward(lstm, params, xs, state)
    np.testing.assert_array_equal(run.h, hs[:, 0])
    for name in ("i", "g", "f", "o", "c", "c_prev", "h_prev"):
        of_tape = np.stack([getattr(trace, name)[0] for trace in tape.traces])
        np.testing.assert_array_equal(getattr(run, name), of_tape, err_msg=name)
    np.testing.assert_array_equal(run.c[-1], c[0])


def test_each_gate_is_the_squashed_pre_activation(problem):
    run = gate_by_gate.run(*problem)
    for name in "ifo":
        np.testing.assert_allclose(getattr(run, name), sigmoid(getattr(run, f"a_{name}")))
    np.testing.assert_allclose(run.g, tanh(run.a_g))


def test_without_a_state_a_run_begins_at_zero(problem):
    params, xs, _ = problem
    run = gate_by_gate.run(params, xs)
    assert not run.c_prev[0].any()
    assert not run.h_prev[0].any()
    assert run.c_prev[1].all()


@pytest.mark.parametrize("name", list("igfo"))
def test_a_held_gate_keeps_its_value_and_the_state_follows(problem, name):
    run = gate_by_gate.run(*problem, frozen={name: 0.25})
    assert (getattr(run, name) == 0.25).all()
    np.testing.assert_allclose(run.c, run.f * run.c_prev + run.i * run.g)
    np.testing.assert_allclose(run.h, run.o * np.tanh(run.c))
    free = gate_by_gate.run(*problem)
    assert not np.allclose(getattr(free, name), 0.25)


def test_a_learners_function_drives_its_gate_and_all_that_follows(problem):
    def cell_state(c_prev, f, i, g):
        return (1 - f) * c_prev + i * g

    run = gate_by_gate.run(*problem, functions={"cell_state": cell_state})
    np.testing.assert_allclose(run.c, (1 - run.f) * run.c_prev + run.i * run.g)
    np.testing.assert_array_equal(run.c_prev[1:], run.c[:-1])


def test_a_learners_gate_gets_copies_and_its_errors_are_sentences(problem):
    def wrong_shape(x, h_prev, W_o, U_o, b_o):
        return np.zeros((2, 2))

    with pytest.raises(NotStartedError, match="output_gate"):
        gate_by_gate.run(*problem, functions={"output_gate": unwritten})
    with pytest.raises(LearnerError, match=r"must have shape \(1, 4\)"):
        gate_by_gate.run(*problem, functions={"output_gate": wrong_shape})
    held = gate_by_gate.run(*problem, frozen={"o": 1}, functions={"output_gate": unwritten})
    assert (held.o == 1).all()
