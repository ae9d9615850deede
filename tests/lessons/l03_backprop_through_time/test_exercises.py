"""Lesson 03's exercises: listed mistakes, right answers in other hands, and unlisted mistakes."""

import numpy as np
import pytest

from lstm_lab import checks, gradcheck
from lstm_lab.judge.diagnose import diagnose

STEP, ALL = checks.rnn_step_backward, checks.rnn_backward


def test_the_reference_step_is_the_gradient_of_a_step_forward():
    arguments = STEP.cases[0].draw()
    dh, x, h_prev, _, W, U = arguments.values()
    b = np.full(len(W), 0.1)

    def weighted():
        return (np.tanh(h_prev @ W + x @ U + b) * dh).sum()

    arguments["h"] = np.tanh(h_prev @ W + x @ U + b)
    names = dict(zip(("x", "h_prev", "W", "U", "b"), (x, h_prev, W, U, b), strict=True))
    gradients = dict(zip(names, STEP.reference(*arguments.values()), strict=True))
    assert gradcheck.check(weighted, names, gradients).largest < 1e-8


# What follows was written without looking at the fingerprints.


def by_examples(dh, x, h_prev, h, W, U):
    da = dh - dh * np.square(h)
    dW = np.einsum("ni,nj->ij", h_prev, da)
    dU = np.einsum("ni,nj->ij", x, da)
    return (U @ da.T).T, (W @ da.T).T, dW, dU, np.ones(len(da)) @ da


def in_lists(dhs, xs, h0, hs, W, U):
    befores, dxs, das = [h0, *hs[:-1]], [], []
    carry = np.zeros_like(h0)
    for t in range(len(xs) - 1, -1, -1):
        da = (carry + dhs[t]) * (1 - hs[t]) * (1 + hs[t])
        carry = da @ W.T
        dxs.insert(0, da @ U.T)
        das.insert(0, da)
    dW = sum(h.T @ da for h, da in zip(befores, das, strict=True))
    dU = np.tensordot(xs, np.stack(das), axes=((0, 1), (0, 1)))
    return np.array(dxs), carry, dW, dU, np.stack(das).sum((0, 1))


@pytest.mark.parametrize(("exercise", "right"), [(STEP, by_examples), (ALL, in_lists)])
def test_another_hand_passes(exercise, right):
    assert diagnose(exercise, right).passed


def loop(dhs, xs, h0, hs, W, U, *, carry=True, add=True, first=True, write=False):
    dxs, dh_next = np.zeros_like(xs), np.zeros_like(h0)
    dW, dU, db = np.zeros_like(W), np.zeros_like(U), np.zeros(len(W))
    for t in reversed(range(len(xs))):
        h_prev = hs[t - 1] if t > 0 or not first else h0
        dh = dhs[t]
        if write:
            dh += dh_next
        elif carry:
            dh = dh + dh_next
        da = dh * (1 - hs[t] ** 2)
        dxs[t], dh_next = da @ U.T, da @ W.T
        if add:
            dW, dU, db = dW + h_prev.T @ da, dU + xs[t].T @ da, db + da.sum(axis=0)
        else:
            dW, dU, db = h_prev.T @ da, xs[t].T @ da, da.sum(axis=0)
    return dxs, dh_next, dW, dU, db


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        ({"carry": False}, "computed-not-passed"),
        ({"add": False}, "overwritten"),
        ({"first": False}, "time-wraps"),
        ({"write": True}, "caller-changed"),
    ],
)
def test_a_loop_with_one_slip_is_told_which(change, mistake):
    def mine(dhs, xs, h0, hs, W, U):
        return loop(dhs, xs, h0, hs, W, U, **change)

    assert diagnose(ALL, mine).mistake == mistake


def test_a_loop_that_computes_no_carry_at_all_misses_the_carry():
    def mine(dhs, xs, h0, hs, W, U):
        dxs, _, *sums = loop(dhs, xs, h0, hs, W, U, carry=False)
        return dxs, np.ones_like(h0), *sums

    found = diagnose(ALL, mine)
    assert found.mistake in ("dh-carry-missing", "computed-not-passed")


@pytest.mark.parametrize("exercise", [STEP, ALL])
def test_a_wrong_slope_that_nobody_listed_is_traced_to_da(exercise):
    def step(dh, x, h_prev, h, W, U):
        da = dh * (1 - h**4)
        return da @ U.T, da @ W.T, h_prev.T @ da, x.T @ da, da.sum(axis=0)

    def back(dhs, xs, h0, hs, W, U):
        dx, dh, dW, dU, db = step(dhs[-1], xs[-1], h0, hs[-1], W, U)
        return np.stack([dx] * len(xs)), dh, dW, dU, db

    found = diagnose(exercise, step if exercise is STEP else back)
    assert found.mistake is None
    assert "da itself" in found.message


def test_a_bias_summed_over_the_wrong_axis_is_told_so_though_n_equals_h():
    def mine(dh, x, h_prev, h, W, U):
        *others, _ = STEP.reference(dh, x, h_prev, h, W, U)
        return *others, (dh * (1 - h**2)).sum(axis=1)

    assert diagnose(STEP, mine).mistake == "bias-not-summed"


def test_results_in_another_order_are_told_to_look_at_the_order():
    def mine(*arguments):
        dx, dh_prev, dW, dU, db = STEP.reference(*arguments)
        return dh_prev, dx, dW, dU, db

    assert "order of the results" in diagnose(STEP, mine).message
