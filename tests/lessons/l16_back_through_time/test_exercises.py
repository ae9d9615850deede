"""Lesson 16's exercises: listed mistakes, right answers in other hands, and unlisted mistakes."""

from collections import namedtuple

import numpy as np
import pytest

from lstm_lab import checks, gradcheck
from lstm_lab.cells import lstm
from lstm_lab.judge.diagnose import diagnose

CARRY, STEP, ALL = checks.carry_cell_error, checks.lstm_step_backward, checks.lstm_backward


@pytest.mark.label("B7")
def test_the_reference_carry_is_measured():
    dc, f = CARRY.cases[0].draw().values()
    c_prev = np.ones_like(f)
    measured = gradcheck.numeric_gradient(
        lambda: (dc * lstm.cell_state(c_prev, f, 0.3, 0.7)).sum(), c_prev
    )
    assert gradcheck.relative_error(CARRY.reference(dc, f), measured) < 1e-9


# What follows was written without looking at the fingerprints.


def step_by_stacking(params, trace, dh, dc):
    """Put the four errors side by side, as fast programs do."""
    x, h_prev, c_prev, i, g, f, o, c = trace
    t = np.tanh(c)
    dc = dc + dh * o / np.cosh(c) ** 2
    da = np.concatenate(
        [dc * g * (i - i**2), dc * i * (1 - g) * (1 + g), dc * c_prev * (f - f * f),
         dh * t * (o - o * o)], axis=1)  # fmt: skip
    W = np.concatenate([params.W_i, params.W_g, params.W_f, params.W_o], axis=1)
    U = np.concatenate([params.U_i, params.U_g, params.U_f, params.U_o], axis=1)
    H, gradients = i.shape[1], {}
    for k, name in enumerate("igfo"):
        mine = da[:, k * H : (k + 1) * H]
        gradients[f"W_{name}"] = np.einsum("ni,nj->ij", h_prev, mine)
        gradients[f"U_{name}"] = np.einsum("ni,nj->ij", x, mine)
        gradients[f"b_{name}"] = np.ones(len(mine)) @ mine
    return da @ U.T, (da @ W.T, f * dc), type(params)(**gradients)


def walk(params, tape, dhs, dstate, *, carry_c=True, carry_h=True, add=True, last=True):
    dh, dc = dstate if last else (0 * dstate[0], 0 * dstate[1])
    dxs, total = np.empty((*dhs.shape[:2], tape[0][0].shape[1])), None
    for t in range(len(tape) - 1, -1, -1):
        dxs[t], (dh_prev, dc_prev), terms = step_by_stacking(params, tape[t], dh + dhs[t], dc)
        dh = dh_prev if carry_h else 0 * dh_prev
        dc = dc_prev if carry_c else 0 * dc_prev
        first = total is None or not add
        total = terms if first else type(params)(*map(np.add, total, terms))
    return dxs, (dh_prev, dc_prev), total


@pytest.mark.parametrize(
    ("exercise", "right"),
    [
        (CARRY, lambda dc, f: np.multiply(f, dc)),
        (STEP, step_by_stacking),
        (STEP, lstm.step_backward),
        (ALL, walk),
    ],
)
def test_a_right_way_back_in_another_hand_passes(exercise, right):
    found = diagnose(exercise, right)
    assert found.passed, found


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        ({"carry_c": False}, "dc-carry-missing"),
        ({"carry_h": False}, "dh-carry-missing"),
        ({"add": False}, "overwritten"),
        ({"last": False}, "last-errors-ignored"),
    ],
)
def test_a_walk_with_one_slip_is_told_which(change, mistake):
    def mine(params, tape, dhs, dstate):
        return walk(params, tape, dhs, dstate, **change)

    assert diagnose(ALL, mine).mistake == mistake


def test_a_step_that_writes_into_its_argument_is_told_so():
    def writes(params, trace, dh, dc):
        result = step_by_stacking(params, trace, dh, dc)
        dc += 1
        return result

    assert diagnose(STEP, writes).mistake == "caller-changed"


def test_a_wrong_slope_of_c_that_nobody_listed_is_traced_to_the_three_gates_that_share_it():
    def mine(params, trace, dh, dc):
        trace = lstm.Trace(*trace)
        whole = dc + dh * trace.o * (1 - np.tanh(trace.c) ** 4)
        right = lstm.step_backward(params, trace, dh, dc)
        wrong = lstm.step_backward(params, trace, 0 * dh, whole)
        mixed = {n: getattr(right[2] if n[-1] == "o" else wrong[2], n) for n in lstm.Params._fields}
        return wrong[0], wrong[1], lstm.Params(**mixed)

    found = diagnose(STEP, mine)
    assert found.mistake is None
    assert "one factor in common" in found.message


def test_a_wrong_input_error_that_nobody_listed_is_told_that_every_da_is_right():
    def mine(*arguments):
        dx, dstate, dparams = lstm.step_backward(*arguments)
        return dx**3, dstate, dparams

    found = diagnose(STEP, mine)
    assert "every da is" in found.message
    assert found.message.endswith("dx.")


@pytest.mark.parametrize(
    ("result", "mistake"),
    [
        (lambda dx, d, p: (dx, d), "wrong-length"),
        (lambda dx, d, p: None, "returned-nothing"),
        (lambda dx, d, p: (dx, d[0], p), "wrong-type"),
        (lambda dx, d, p: (dx, d, p[:11]), "wrong-type"),
        (lambda dx, d, p: (dx, d, tuple(p)), "wrong-type"),
        (lambda dx, d, p: (dx, d, p._asdict()), "wrong-type"),
    ],
)
def test_results_of_another_form_are_told(result, mistake):
    found = diagnose(STEP, lambda *arguments: result(*lstm.step_backward(*arguments)))
    assert found.mistake == mistake, found


@pytest.mark.parametrize(
    ("form", "kind"),
    [(lambda p: p._asdict(), "a dictionary"), (tuple, "a tuple"), (list, "a list")],
)
@pytest.mark.parametrize(("exercise", "right"), [(STEP, step_by_stacking), (ALL, walk)])
def test_gradients_without_the_parameters_names_are_told_which_form_is_due(
    exercise, right, form, kind
):
    def mine(*arguments):
        dx, dstate, dparams = right(*arguments)
        return dx, dstate, form(dparams)

    found = diagnose(exercise, mine)
    assert found.mistake == "wrong-type"
    assert found.message.startswith("The gradients must be Params(W_i, U_i, b_i, W_g,")
    assert found.message.endswith(f"but the function returns {kind}.")
    assert "type(params)(*arrays)" in found.hint()


def test_gradients_in_another_named_tuple_of_the_same_fields_pass():
    other = namedtuple("Gradients", lstm.Params._fields)

    def mine(*arguments):
        dx, dstate, dparams = step_by_stacking(*arguments)
        return [dx, list(dstate), other(*dparams)]

    assert diagnose(STEP, mine).passed
