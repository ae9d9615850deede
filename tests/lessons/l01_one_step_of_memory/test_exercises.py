"""Lesson 01's exercises: right in other hands, and mistakes named."""

import numpy as np
import pytest

from lstm_lab.cells import rnn
from tests.helpers import report

# What follows was written without looking at the fingerprints.


def loop_over_examples(x, h_prev, W, U, b):
    h = np.zeros(h_prev.shape)
    for n in range(len(x)):
        for k in range(len(b)):
            h[n, k] = np.tanh(b[k] + sum(h_prev[n] * W[:, k]) + sum(x[n] * U[:, k]))
    return h


def with_einsum(x, h_prev, W, U, b):
    a = np.einsum("nh,hk->nk", h_prev, W) + np.einsum("nd,dk->nk", x, U)
    np.add(a, b, out=a)
    return np.tanh(a, out=a)


def with_concatenation(x, h_prev, W, U, b):
    return np.tanh(np.hstack([x, h_prev]) @ np.vstack([U, W]) + b)


def other_names(eingabe, zustand, A, B, c):
    print("noise")
    return np.tanh(zustand @ A + eingabe @ B + c)


def comprehension(xs, h0, W, U, b):
    h = h0
    return np.array([h := np.tanh(h @ W + x @ U + b) for x in xs])


def into_an_array(xs, h0, W, U, b):
    T, N, _ = xs.shape
    hs = np.empty((T + 1, N, len(b)))
    hs[0] = h0
    for t in range(T):
        hs[t + 1] = rnn.step(rnn.Params(W, U, b), xs[t], hs[t])[0][0]
    return hs[1:]


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("rnn_step", loop_over_examples),
        ("rnn_step", with_einsum),
        ("rnn_step", with_concatenation),
        ("rnn_step", other_names),
        ("rnn_step", lambda *args: rnn.step(rnn.Params(*args[2:]), *args[:2])[0][0]),
        ("rnn_forward", comprehension),
        ("rnn_forward", into_an_array),
    ],
)
def test_a_right_answer_in_another_hand_passes(name, function):
    found = report(name, function)
    assert found.passed, found


def zeros_and_previous(xs, h0, W, U, b):
    hs = np.zeros((len(xs), *h0.shape))
    for t in range(len(xs)):
        hs[t] = np.tanh(hs[t - 1] @ W + xs[t] @ U + b)
    return hs


def zeros_for_the_start(xs, h0, W, U, b):
    h, hs = np.zeros_like(h0), []
    for x in xs:
        h = np.tanh(h @ W + x @ U + b)
        hs.append(h)
    return np.array(hs)


def one_buffer(xs, h0, W, U, b):
    h, hs = h0.copy(), []
    for x in xs:
        h[...] = np.tanh(h @ W + x @ U + b)
        hs.append(h)
    return np.stack(hs)


def reset_inside(xs, h0, W, U, b):
    hs = []
    for x in xs:
        h = h0
        h = np.tanh(h @ W + x @ U + b)
        hs.append(h)
    return np.stack(hs)


def append_first(xs, h0, W, U, b):
    h, hs = h0, []
    for x in xs:
        hs.append(h)
        h = np.tanh(h @ W + x @ U + b)
    return np.stack(hs)


def writes_into_h0(xs, h0, W, U, b):
    hs = np.empty((len(xs), *h0.shape))
    for t, x in enumerate(xs):
        h0[...] = np.tanh(h0 @ W + x @ U + b)
        hs[t] = h0
    return hs


def swapped(x, h_prev, W, U, b):
    return np.tanh(x @ W + h_prev @ U + b)


def renamed_and_swapped(x, h_prev, U, W, b):
    return np.tanh(h_prev @ W + x @ U + b)


@pytest.mark.parametrize(
    ("name", "function", "mistake"),
    [
        ("rnn_step", lambda x, h, W, U, b: 1 / (1 + np.exp(-(x @ U + h @ W + b))), "tanh-sigmoid"),
        ("rnn_step", lambda x, h, W, U, b: np.tanh(h @ W.T + x @ U + b), "transposed"),
        ("rnn_step", swapped, "weights-swapped"),
        ("rnn_step", renamed_and_swapped, "arguments-reordered"),
        ("rnn_forward", zeros_and_previous, "time-wraps"),
        ("rnn_forward", zeros_for_the_start, "h0-ignored"),
        ("rnn_forward", one_buffer, "aliased-cache"),
        ("rnn_forward", reset_inside, "state-reset"),
        ("rnn_forward", append_first, "states-late"),
        ("rnn_forward", writes_into_h0, "caller-changed"),
    ],
)
def test_a_mistake_in_another_hand_is_recognised(name, function, mistake):
    assert report(name, function).mistake == mistake


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (lambda x, h, W, U, b: np.tanh(h @ W @ W + x @ U + b), "Right when h_prev or W is zero"),
        (lambda x, h, W, U, b: 3 * np.tanh(h @ W + x @ U + b), "3 times what it"),
        (lambda x, h, W, U, b: np.tanh(h @ W + x @ U + b) + 2, "a constant"),
        (lambda x, h, W, U, b: np.tanh(h @ W + x @ U + b) / h.size, "N * H times too"),
    ],
)
def test_a_mistake_that_nobody_listed_gets_a_sentence_of_its_own(function, said):
    found = report("rnn_step", function)
    assert (found.stage, found.mistake) == ("probe", None)
    assert said in found.message


@pytest.mark.parametrize(
    ("function", "mistake", "said"),
    [
        (
            lambda x, h, W, U, b: np.tanh(h @ W + x @ U - b),
            "sign-lost",
            "the term with b were taken away, not added",
        ),
        (
            lambda x, h, W, U, b: np.tanh(h @ W + x @ U + b) + 1,
            "whole-answer",
            "1 were added to the whole result",
        ),
        (
            lambda x, h, W, U, b: np.tanh(h @ W + x @ U + b) / len(x),
            "whole-answer",
            "the whole result were divided by the number of examples",
        ),
        (
            lambda x, h, W, U, b: np.tanh(np.tanh(h @ W + x @ U + b)),
            "squashed-twice",
            "tanh were taken twice",
        ),
    ],
)
def test_a_slip_of_the_equation_is_named_after_the_evidence(function, mistake, said):
    found = report("rnn_step", function)
    assert (found.stage, found.mistake) == ("fingerprint", mistake)
    assert found.message.startswith("With x = [[0.5]")
    assert found.message.endswith(f" It is exactly as if {said}.")
