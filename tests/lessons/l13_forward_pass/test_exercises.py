"""Lesson 13's exercises: one step, all steps, and weights set by hand."""

import numpy as np
import pytest

from lstm_lab import checks, sequence
from lstm_lab.cells import lstm
from lstm_lab.data import messenger
from tests.helpers import report, sigma, told


def gate(params, k, x, h):
    return h @ getattr(params, f"W_{k}") + x @ getattr(params, f"U_{k}") + getattr(params, f"b_{k}")


def step(params, x, h_prev, c_prev):
    i, f, o = (sigma(gate(params, k, x, h_prev)) for k in "ifo")
    g = np.tanh(gate(params, "g", x, h_prev))
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return (h, c), (x, h_prev, c_prev, i, g, f, o, c)


def forward(params, xs, state):
    hs, tape = [], []
    for x in xs:
        state, trace = step(params, x, *state)
        hs.append(state[0])
        tape.append(trace)
    return np.stack(hs), state, tape


def test_every_way_to_confuse_the_four_gates_weights_is_listed():
    notes = [m.id for m in checks.lstm_step.mistakes]
    assert notes.count("gate-copied") == 12
    assert notes[:6] == ["gates-swapped"] * 6


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("lstm_step", step),
        ("lstm_step", lstm.step),
        ("lstm_forward", forward),
        (
            "lstm_forward",
            lambda params, xs, state: (lambda hs, s, tape: (hs, s, tape.traces))(
                *sequence.forward(lstm, params, xs, state)
            ),
        ),
        (
            "lstm_forward",
            lambda params, xs, state: (lambda hs, s, tape: (hs, s, tuple(tape)))(
                *forward(params, xs, state)
            ),
        ),
    ],
)  # fmt: skip
def test_a_right_answer_in_another_hand_passes(name, function):
    found = report(name, function)
    assert found.passed, found


# What follows was written without looking at the fingerprints.


def one_letter_wrong(params, x, h_prev, c_prev):
    i, f = sigma(gate(params, "i", x, h_prev)), sigma(gate(params, "i", x, h_prev))
    g, o = np.tanh(gate(params, "g", x, h_prev)), sigma(gate(params, "o", x, h_prev))
    c = f * c_prev + i * g
    return (o * np.tanh(c), c), (x, h_prev, c_prev, i, g, f, o, c)


def forgets_inverted(params, x, h_prev, c_prev):
    (_, _), (_, _, _, i, g, f, o, _) = step(params, x, h_prev, c_prev)
    c = (1 - f) * c_prev + i * g
    return (o * np.tanh(c), c), (x, h_prev, c_prev, i, g, f, o, c)


def bare_c(params, x, h_prev, c_prev):
    (_, c), trace = step(params, x, h_prev, c_prev)
    return (trace[6] * c, c), trace


def in_place(params, x, h_prev, c_prev):
    (h, c), trace = step(params, x, h_prev, c_prev)
    c_prev *= 0.5
    return (h, c), trace


@pytest.mark.parametrize(
    ("function", "mistake"),
    [
        (one_letter_wrong, "gate-copied"),
        (forgets_inverted, "forget-inverted"),
        (bare_c, "h-without-tanh"),
        (lambda params, x, h, c: step(params, x, h, c)[0], "trace-missing"),
        (lambda params, x, h, c: None, "returned-nothing"),
        (lambda *given: (step(*given)[0][::-1], step(*given)[1]), "state-swapped"),
        (in_place, "caller-changed"),
    ],
)  # fmt: skip
def test_a_mistake_in_another_hand_is_recognised(function, mistake):
    assert report("lstm_step", function).mistake == mistake


def c_from_the_start(params, xs, state):
    hs, tape, (h, c) = [], [], state
    for x in xs:
        (h, _), trace = step(params, x, h, c)
        hs.append(h)
        tape.append(trace)
    return np.stack(hs), (h, trace[-1]), tape


def ignores_the_state(params, xs, state):
    return forward(params, xs, tuple(0 * part for part in state))


def first_state_back(params, xs, state):
    hs, _, tape = forward(params, xs, state)
    return hs, state, tape


@pytest.mark.parametrize(
    ("function", "mistake"),
    [
        (c_from_the_start, "c-not-carried"),
        (ignores_the_state, "h0-ignored"),
        (first_state_back, "state-not-returned"),
        (lambda *arguments: forward(*arguments)[:2], "tape-missing"),
        (lambda *given: (forward(*given)[0][-1], *forward(*given)[1:]), "last-state-only"),
    ],
)  # fmt: skip
def test_a_wrong_sequence_in_another_hand_is_recognised(function, mistake):
    assert report("lstm_forward", function).mistake == mistake


def test_an_unlisted_mistake_is_told_by_the_first_value_that_differs():
    def odd(params, x, h_prev, c_prev):
        (_, _), (_, _, _, i, g, f, o, _) = step(params, x, h_prev, c_prev)
        c = f * c_prev + i * g**3
        return (o * np.tanh(c), c), (x, h_prev, c_prev, i, g, f, o, c)

    found = report("lstm_step", odd)
    assert (found.mistake, found.stage) == (None, "probe")
    assert "i, g, f are right. The first value that differs is c." in found.message

    def odd_later(params, xs, state):
        hs, last, tape = forward(params, xs, state)
        return hs * 1.5, last, tape

    assert report("lstm_forward", odd_later).status == "not yet"


def test_an_unlisted_mistake_in_a_sequence_is_told_by_value_and_step():
    def drifting(params, xs, state):
        hs, tape = [], []
        for t, x in enumerate(xs):
            state, trace = step(params, x * (1 + 0.1 * (t > 1)), *state)
            hs.append(state[0])
            tape.append((x, *trace[1:]))
        return np.stack(hs), state, tape

    assert "The first value that differs is i, at step 2." in told(report("lstm_forward", drifting))


# Weights by hand


def changed(**other):
    """Return a messenger_parameters with some arrays replaced."""
    return lambda: messenger.weights() | {k: np.asarray(v, float) for k, v in other.items()}


def column(*values):
    return np.array(values, float)[:, None]


@pytest.mark.parametrize(
    "function",
    [
        messenger.weights,
        lambda: lstm.Params(**messenger.weights()),
        changed(U_i=column(0, 20, 0), b_i=[-10.0], U_f=column(0, -20, 0), b_f=[10.0]),
        changed(U_o=column(0, 0, 40), b_o=[-20.0]),
        changed(W_i=[[0.05]], W_g=[[0.01]]),
    ],
)
def test_parameters_that_behave_pass_whatever_they_are(function):
    assert report("messenger_parameters", function).passed


@pytest.mark.parametrize(
    ("function", "mistake"),
    [
        (changed(U_i=column(0, 0, 0), b_i=[6.0]), "noise-leaks"),
        (changed(U_i=column(0, 12, 0), b_i=[-3.0]), "noise-leaks"),
        (changed(U_i=column(0, 0, 0), b_i=[-6.0]), "store-missed"),
        (changed(U_g=column(0, 1, 0)), "store-missed"),
        (changed(U_g=column(-1, 0, 0)), "store-missed"),
        (changed(U_f=column(0, 0, 0)), "old-message-kept"),
        (changed(U_f=column(0, -4, 0), b_f=[2.0]), "message-fades"),
        (changed(U_f=column(0, 12, 0), b_f=[-6.0]), "message-fades"),
        (changed(U_o=column(0, 0, 0), b_o=[6.0]), "talks-always"),
        (changed(U_o=column(0, 0, 0), b_o=[-6.0]), "answer-missing"),
        (changed(U_o=column(0, 12, 0)), "talks-always"),
        (lambda: None, "returned-nothing"),
        (lambda: [1, 2, 3], "names-missing"),
        (lambda: {"W_i": np.zeros((1, 1))}, "names-missing"),
        (changed(U_i=np.zeros(3)), "names-missing"),
        (changed(b_o=[np.nan]), "names-missing"),
    ],
)
def test_parameters_that_misbehave_are_told_what_goes_wrong(function, mistake):
    found = report("messenger_parameters", function)
    assert (found.status, found.mistake) == ("not yet", mistake)


def test_what_was_seen_stands_in_the_sentence():
    found = report("messenger_parameters", changed(U_f=column(0, 0, 0)))
    assert found.message.endswith("when store is 1 your f is 0.998: of the old c, 0.70 stays.")
    assert "a_f" in found.hint()


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (changed(U_f=column(0, -8, 0), b_f=[4.0]),
         "At step 6 c is 0.67, not 0.72; when store is 0 your f is 0.982: half of c is gone after "
         "38 steps."),
        (changed(b_i=[0.0]), "when store is 0 your i is 0.500: of the noise 0.29 that share comes"),
        (changed(U_i=column(0, 0, 0)), "when store is 1 your i is 0.002: with g = 0.72, 0.00 "),
        (changed(U_o=column(0, 0, 0)), "At step 9 h is 0.00, not 0.61; when ask is 1 your o is "),
        (changed(U_o=column(0, 0, 0), b_o=[6.0]), "when ask is 0 your o is 0.998"),
    ],
)  # fmt: skip
def test_a_gate_that_fails_is_named_with_its_value(function, said):
    message = report("messenger_parameters", function).message
    assert said in message
    assert "-0.00" not in message


def test_outputs_that_hold_another_value_are_told_apart_from_wrong_steps():
    def keeps_c(params, xs, state):
        _, last, tape = forward(params, xs, state)
        return np.stack([trace[-1] for trace in tape]), last, tape

    found = report("lstm_forward", keeps_c)
    assert found.message == (
        "With the arguments of checks.lstm_forward.example(), hs should be -0.08036; "
        "yours is -0.1119. Every value on the tape is right; what is not: hs."
    )
