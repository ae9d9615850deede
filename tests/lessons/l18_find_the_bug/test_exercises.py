"""Lesson 18's repairs: the right part, an innocent one, a half-done one."""

import numpy as np
import pytest

from lstm_lab import checks
from lstm_lab.cells import lstm
from lstm_lab.detective.parts import Parts
from lstm_lab.judge.diagnose import diagnose
from tests.helpers import told


def by_hand_1(parts):
    def forget_gate_error(dc, c_prev, f):
        return f * c_prev * dc - f * f * c_prev * dc

    return parts._replace(forget_gate_error=forget_gate_error)


def by_hand_2(parts):
    def previous_hidden_error(da, params):
        pairs = zip(da, (params.W_i, params.W_g, params.W_f, params.W_o), strict=True)
        return sum(np.einsum("nj,ij->ni", one, W) for one, W in pairs)

    return parts._replace(previous_hidden_error=previous_hidden_error)


def by_hand_3(parts):
    def step(params, x, h_prev, c_prev):
        state, trace = parts.step(params, x, h_prev.copy(), c_prev)
        return state, trace._replace(h_prev=h_prev)

    return parts._replace(step=step)


def copied_before_only(parts):
    def step(params, x, h_prev, c_prev):
        return parts.step(params, x, h_prev.copy(), c_prev)

    return parts._replace(step=step)


def forward_again(parts):
    return parts._replace(step=lambda *arguments: lstm.step(*arguments))


@pytest.mark.parametrize(
    ("name", "repair"),
    [("repair_1", by_hand_1), ("repair_2", by_hand_2), ("repair_3", by_hand_3),
     ("repair_3", forward_again)],
)  # fmt: skip
def test_a_repair_in_another_hand_passes(name, repair):
    found = diagnose(checks.EXERCISES[name], repair)
    assert found.passed, found


def half_a_slope(parts):
    return parts._replace(forget_gate_error=lambda dc, c_prev, f: dc * c_prev * (1 - f))


def another_shape(parts):
    return parts._replace(forget_gate_error=lambda dc, c_prev, f: (dc * c_prev * f).sum())


def one_gate_missing(parts):
    def previous_hidden_error(da, p):
        return da.f @ p.W_f.T + da.i @ p.W_i.T + da.g @ p.W_g.T

    return parts._replace(previous_hidden_error=previous_hidden_error)


def wrong_beside_right(parts):
    return by_hand_2(parts)._replace(carry_cell_error=lambda dc, f: dc)


def copies_too_late(parts):
    def step(params, x, h_prev, c_prev):
        state, trace = parts.step(params, x, h_prev, c_prev)
        return state, trace._replace(h_prev=trace.h_prev.copy())

    return parts._replace(step=step)


@pytest.mark.parametrize(
    ("name", "repair", "mistake"),
    [
        ("repair_1", lambda parts: parts, "nothing-repaired"),
        ("repair_1", lambda parts: None, "returned-nothing"),
        ("repair_1", lambda parts: by_hand_1, "parts-missing"),
        ("repair_1", lambda parts: parts._replace(step=None), "parts-missing"),
        ("repair_1", half_a_slope, "not-repaired-yet"),
        ("repair_1", another_shape, "not-repaired-yet"),
        ("repair_1", by_hand_2, "wrong-part"),
        ("repair_2", by_hand_1, "wrong-part"),
        ("repair_2", one_gate_missing, "not-repaired-yet"),
        ("repair_2", wrong_beside_right, "another-part-broken"),
        ("repair_3", copies_too_late, "not-repaired-yet"),
        ("repair_3", copied_before_only, "not-repaired-yet"),
        ("repair_3", by_hand_1, "wrong-part"),
    ],
)
def test_a_repair_that_is_none_is_told_why(name, repair, mistake):
    assert diagnose(checks.EXERCISES[name], repair).mistake == mistake


def test_a_trace_without_a_copy_of_its_own_is_asked_who_writes_into_it():
    def repair(parts):
        def step(params, x, h_prev, c_prev):
            state, trace = parts.step(params, x, h_prev, c_prev)
            return state, trace._replace(h_prev=h_prev)

        return parts._replace(step=step)

    told_of = diagnose(checks.repair_3, repair)
    assert "Who else writes into the array" in (told_of.hint(), told_of.hint())[1]
    assert "Which equation" not in told(told_of)


def test_what_is_told_of_a_broken_case_holds_for_the_learners_own_test():
    from lstm_lab.lessons.l04_trust_no_gradient.comparison import ONE_STEP
    from lstm_lab.lessons.l04_trust_no_gradient.gradient_heatmap_picture import TOLERANCE
    from lstm_lab.lessons.l18_find_the_bug.explorer import NOTHING, compare

    for case in (1, 2, 3):
        names, errors, _ = compare(None, ONE_STEP, NOTHING, case=case)
        rows = [n for n, row in zip(names, errors > TOLERANCE, strict=True) if row.any()]
        told = diagnose(checks.EXERCISES[f"repair_{case}"], lambda parts: parts).message
        assert told.endswith(f"Wrong at: {', '.join(rows)}.")


def test_a_part_that_is_wrong_only_for_one_example_is_found():
    def repair(parts):
        def carry(dc, f):
            return dc * f if len(dc) > 1 else dc

        return by_hand_1(parts)._replace(carry_cell_error=carry)

    assert diagnose(checks.repair_1, repair).mistake == "not-repaired-yet"
    assert checks.repair_1.reference(Parts()) == Parts()
