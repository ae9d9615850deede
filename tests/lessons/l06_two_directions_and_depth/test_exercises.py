"""Lesson 06's exercises: right in other hands, and mistakes named."""

import numpy as np
import pytest

from lstm_lab import checks
from tests.helpers import report

# What follows was written without looking at the fingerprints.


def both_into_one_array(step, one, other, xs):
    T, N, _ = xs.shape
    H = len(one[2])
    hs = np.zeros((T + 2, N, 2 * H))
    for t in range(T):
        hs[t + 1, :, :H] = step(xs[t], hs[t, :, :H], *one)
    for t in range(T, 0, -1):
        hs[t, :, H:] = step(xs[t - 1], hs[t + 1, :, H:], *other)
    return hs[1:-1]


def back_with_flip(layer_backward, first, second, dhs):
    one, other = np.split(dhs, 2, axis=-1)
    dx, dfirst = layer_backward(first, one)
    dx_turned, dsecond = layer_backward(second, np.flip(other, 0))
    return dx + np.flip(dx_turned, 0), dfirst, dsecond


def down_by_recursion(layer_backward, tapes, dhs):
    if not tapes:
        return dhs, []
    dhs, top = layer_backward(tapes[-1], dhs)
    dxs, below = down_by_recursion(layer_backward, tapes[:-1], dhs)
    return dxs, [*below, top]


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("bidirectional_forward", both_into_one_array),
        ("bidirectional_backward", back_with_flip),
        ("stacked_backward", down_by_recursion),
    ],
)
def test_a_right_answer_in_another_hand_passes(name, function):
    found = report(name, function)
    assert found.passed, found


def own_tanh(step, one, other, xs):
    def walk(W, U, b, xs):
        h, hs = np.zeros((xs.shape[1], len(b))), []
        for x in xs:
            h = np.tanh(h @ W + x @ U + b)
            hs.append(h)
        return np.stack(hs)

    return np.concatenate([walk(*one, xs), walk(*other, xs[::-1])[::-1]], axis=-1)


def never_turned_back(step, one, other, xs):
    h = g = np.zeros((xs.shape[1], len(one[0])))
    hs = []
    for x, y in zip(xs, xs[::-1], strict=True):
        h, g = step(x, h, *one), step(y, g, *other)
        hs.append(np.hstack([h, g]))
    return np.stack(hs)


@pytest.mark.parametrize(
    ("name", "function", "mistake"),
    [
        ("bidirectional_forward", never_turned_back, "reverse-not-reversed"),
        ("stacked_backward", lambda *all_: None, "returned-nothing"),
    ],
)
def test_a_mistake_in_another_hand_is_recognised(name, function, mistake):
    assert report(name, function).mistake == mistake


def test_an_answer_that_writes_the_step_out_itself_is_told_where_it_fails():
    found = report("bidirectional_forward", own_tanh)
    assert found.message == (
        "With the arguments of checks.bidirectional_forward.example(5), the array of "
        "states[0, 0, 0] should be 0.4608; yours is 0.9217. Right in ordinary cases, wrong when "
        "step is another function than rnn_step."
    )


def test_the_example_that_a_message_speaks_of_has_the_numbers_that_it_tells():
    arguments = checks.bidirectional_forward.example(5).values()
    assert own_tanh(*arguments)[0, 0, 0] == pytest.approx(0.9217, abs=5e-5)
    assert both_into_one_array(*arguments)[0, 0, 0] == pytest.approx(0.4608, abs=5e-5)
