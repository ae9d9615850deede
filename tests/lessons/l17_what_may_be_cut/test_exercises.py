"""Lesson 17's exercise: its reference against the package's own cuts, slips, other hands."""

import numpy as np
import pytest

from lstm_lab import checks, sequence
from lstm_lab.cells import lstm, truncation
from lstm_lab.judge.diagnose import diagnose
from lstm_lab.lessons.l16_back_through_time.exercises import random_tape

CUT = checks.cut_backward
T, N, D, H = 7, 3, 2, 4


@pytest.fixture
def problem(rng):
    class Sizes:
        pass

    s = Sizes()
    s.T, s.N, s.D, s.H = T, N, D, H
    params, traces = random_tape(rng, s)
    return params, traces, rng.standard_normal((T, N, H))


def run(cell, params, traces, dhs):
    tape = sequence.Tape(traces, None, (len(traces), N, D), (np.zeros((N, H)),) * 2)
    return sequence.backward(cell, params, tape, dhs)


def agree(got, want):
    for a, b in zip((got[0], *got[1], *got[2]), (want[0], *want[1], *want[2]), strict=True):
        np.testing.assert_allclose(a, b, atol=1e-13)


def test_with_nothing_cut_it_is_the_packages_way_back(problem):
    params, traces, dhs = problem
    agree(CUT.reference(*problem, np.ones((T, 2))), run(lstm, params, traces, dhs))


@pytest.mark.parametrize(
    ("column", "step_backward"),
    [(0, truncation.without_hidden_road), (1, truncation.without_cell_road)],
)
@pytest.mark.label("V5")
def test_with_one_lane_cut_it_is_the_packages_cut(problem, column, step_backward):
    params, traces, dhs = problem
    keep = np.ones((T, 2))
    keep[:, column] = 0
    cell = truncation.cut(step_backward)
    agree(CUT.reference(*problem, keep), run(cell, params, traces, dhs))


@pytest.mark.label("V4")
def test_cut_at_the_border_it_is_the_sum_over_windows(problem):
    params, traces, dhs = problem
    keep = np.ones((T, 2))
    keep[::3] = 0
    dxs, _, total = CUT.reference(*problem, keep)
    windows = [run(lstm, params, traces[k : k + 3], dhs[k : k + 3]) for k in range(0, T, 3)]
    np.testing.assert_allclose(dxs, np.concatenate([w[0] for w in windows]), atol=1e-13)
    for name in lstm.Params._fields:
        summed = sum(getattr(w[2], name) for w in windows)
        np.testing.assert_allclose(getattr(total, name), summed, atol=1e-13)


def by_hand(params, tape, dhs, keep):
    """Write the step out, in place of calling one."""
    steps, (dh, dc) = len(tape), np.zeros((2, *dhs.shape[1:]))
    dxs, total = np.zeros((steps, *tape[0][0].shape)), None
    for t in range(steps)[::-1]:
        trace = lstm.Trace(*tape[t])
        dxs[t], back, terms = lstm.step_backward(params, trace, dh + dhs[t], dc)
        total = terms if total is None else [a + b for a, b in zip(total, terms, strict=True)]
        dh, dc = (one * share for one, share in zip(back, keep[t], strict=True))
    return [dxs, [dh, dc], type(params)(*total)]


def test_a_right_answer_in_another_hand_passes():
    assert diagnose(CUT, by_hand).passed


def test_every_listed_slip_is_named():
    named = {mistake[0]: diagnose(CUT, mistake.wrong).mistake for mistake in CUT.mistakes}
    assert named == {name: name for name in named}


def test_cutting_into_the_arguments_is_told():
    def writes(params, tape, dhs, keep):
        result = by_hand(params, tape, dhs, keep)
        keep *= 0
        return result

    assert diagnose(CUT, writes).mistake == "caller-changed"
