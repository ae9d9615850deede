"""The valves of a wish, the cell state and the hidden state: right or named."""

import numpy as np
import pytest

from lstm_lab import checks
from lstm_lab.judge.diagnose import diagnose


def report(name, function):
    return diagnose(checks.EXERCISES[name], function)


def told(found):
    return " ".join([found.message, *(found.hint() for _ in range(6))])


# What follows was written without looking at the fingerprints.


def by_cases(wish):
    if wish == "keep":
        return 0, 1, 1
    if wish == "overwrite":
        return 1, 0, 1
    if wish == "add":
        return 1, 1, 1
    if wish == "clear":
        return 0, 0, 0
    return 0, 1, 0


def by_questions(wish):
    new = wish in ("overwrite", "add")
    old = wish in ("keep", "add", "hide")
    return float(new), float(old), float(wish != "hide")


def almost_shut(wish):
    i, f, o = by_questions(wish)
    return 0.0025 + 0.995 * i, 0.0025 + 0.995 * f, 0.0025 + 0.995 * o


def arrays(wish):
    return tuple(np.array(by_questions(wish)))


def loop(c_prev, f, i, g):
    c = np.empty_like(c_prev)
    for n in range(len(c)):
        for k in range(c.shape[1]):
            kept = f[n, k] * c_prev[n, k]
            c[n, k] = kept + i[n, k] * g[n, k]
    return c


def in_two_halves(c_prev, f, i, g):
    c = f * c_prev
    c += i * g
    return c


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("gate_settings", by_cases),
        ("gate_settings", by_questions),
        ("gate_settings", almost_shut),
        ("gate_settings", arrays),
        ("gate_settings", lambda w: (w in ("overwrite", "add"), w in ("keep", "add", "hide"), 1)
         if w != "hide" else (False, True, False)),
        ("cell_state", loop),
        ("cell_state", in_two_halves),
        ("cell_state", lambda alt, f, i, g: np.multiply(i, g) + np.multiply(f, alt)),
        ("hidden_state", lambda o, c: np.tanh(c) * o),
        ("hidden_state", lambda o, c: o * (1 - 2 / (1 + np.exp(np.minimum(2 * c, 700))))),
    ],
)  # fmt: skip
def test_a_right_answer_in_another_hand_passes(name, function):
    found = report(name, function)
    assert found.passed, found


def keeps_when_overwriting(wish):
    return (1.0, 1.0, 1.0) if wish == "overwrite" else by_questions(wish)


def hides_by_clearing(wish):
    return (0.0, 0.0, 0.0) if wish == "hide" else by_questions(wish)


def clears_by_hiding(wish):
    return (0, 1, 0) if wish == "clear" else by_questions(wish)


def in_place(c_prev, f, i, g):
    c_prev *= f
    return c_prev + i * g


@pytest.mark.parametrize(
    ("name", "function", "mistake"),
    [
        ("gate_settings", lambda wish: by_questions(wish)[::-1], "gates-swapped"),
        ("gate_settings", lambda wish: (1.0, 1.0, 1.0), "wish-ignored"),
        ("gate_settings", keeps_when_overwriting, "old-not-dropped"),
        ("gate_settings", hides_by_clearing, "hidden-not-kept"),
        ("gate_settings", clears_by_hiding, "cleared-not-emptied"),
        ("gate_settings", lambda w: (2 * by_questions(w)[0], 1, 1), "valve-out-of-range"),
        ("gate_settings", lambda w: (by_questions(w)[0], -1, 1), "valve-out-of-range"),
        ("gate_settings", lambda w: list(by_questions(w)), "wrong-type"),
        ("gate_settings", lambda w: by_questions(w)[:2], "wrong-length"),
        ("gate_settings", lambda w: None, "returned-nothing"),
        ("gate_settings", lambda w: ("shut", "open", "open"), "wrong-type"),
        ("cell_state", lambda c, f, i, g: c * i + g * f, "gates-swapped"),
        ("cell_state", lambda c, f, i, g: c - f * c + i * g, "forget-inverted"),
        ("cell_state", lambda c, f, i, g: g + np.multiply(f, c), "no-input-gate"),
        ("cell_state", lambda c, f, i, g: c + np.multiply(g, i), "no-forget-gate"),
        ("cell_state", lambda c, f, i, g: f * c + f * i * g, "poured-before-drained"),
        ("cell_state", lambda c, f, i, g: np.dot(f, c) + np.dot(i, g), "matrix-product"),
        ("cell_state", in_place, "caller-changed"),
        ("cell_state", lambda c, f, i, g: np.stack([f * c, i * g]), "wrong-shape"),
        ("hidden_state", lambda o, c: np.multiply(c, o), "h-without-tanh"),
        ("hidden_state", lambda o, c: o / (1 + np.exp(-c)), "tanh-sigmoid"),
        ("hidden_state", lambda o, c: np.tanh(c) - o * np.tanh(c), "gate-inverted"),
        ("hidden_state", lambda o, c: np.tanh(np.multiply(o, c)), "parentheses"),
    ],
)
def test_a_mistake_in_another_hand_is_recognised(name, function, mistake):
    assert report(name, function).mistake == mistake


@pytest.mark.parametrize(
    ("name", "function", "said"),
    [
        ("gate_settings", lambda w: (1.0, 0.0, 0.0) if w == "hide" else by_questions(w),
         "For the wish 'hide' the valves are i = 1, f = 0, o = 0. Then c = 0 * old + 1 * new"),
        ("gate_settings", lambda w: (0, 1, 0) if w == "keep" else by_questions(w),
         "wrong when the wish is 'keep'"),
        ("cell_state", lambda c, f, i, g: f * c - i * g, "i came with the other sign"),
        ("cell_state", lambda c, f, i, g: f * c + i * i * g, "i was squared"),
        ("hidden_state", lambda o, c: -o * np.tanh(c), "every sign is turned round"),
        ("hidden_state", lambda o, c: o * np.tanh(2 * c), "c counted twice"),
    ],
)  # fmt: skip
def test_a_mistake_that_nobody_listed_gets_a_sentence_of_its_own(name, function, said):
    assert said in told(report(name, function))


@pytest.mark.parametrize("o", [0.0, 1.0])
def test_a_valve_that_does_not_matter_may_stand_as_it_likes(o):
    assert report("gate_settings", lambda w: (0, 0, o) if w == "clear" else by_questions(w)).passed


def test_an_unknown_wish_has_no_settings():
    with pytest.raises(KeyError):
        checks.gate_settings.reference("forget everything")


def test_a_hidden_state_with_another_squashing_is_told_that_its_gate_is_right():
    found = diagnose(checks.hidden_state, lambda o, c: o * np.sin(c))
    assert (found.mistake, found.stage) == (None, "probe")
    assert found.message.startswith("The output gate is a factor")
