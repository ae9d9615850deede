"""Lesson 08's exercise, the valves of a wish: right in other hands, and mistakes named."""

import numpy as np
import pytest

from lstm_lab import checks
from lstm_lab.data.wishes import SETTINGS
from tests.helpers import report, told

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


@pytest.mark.parametrize(
    "function",
    [
        by_cases,
        by_questions,
        almost_shut,
        arrays,
        lambda w: list(by_questions(w)),
        lambda w: (
            (w in ("overwrite", "add"), w in ("keep", "add", "hide"), 1)
            if w != "hide"
            else (False, True, False)
        ),
    ],
)
def test_a_right_answer_in_another_hand_passes(function):
    found = report("gate_settings", function)
    assert found.passed, found


def keeps_when_overwriting(wish):
    return (1.0, 1.0, 1.0) if wish == "overwrite" else by_questions(wish)


def hides_by_clearing(wish):
    return (0.0, 0.0, 0.0) if wish == "hide" else by_questions(wish)


def clears_by_hiding(wish):
    return (0, 1, 0) if wish == "clear" else by_questions(wish)


@pytest.mark.parametrize(
    ("function", "mistake"),
    [
        (lambda wish: by_questions(wish)[::-1], "gates-swapped"),
        (lambda wish: (1.0, 1.0, 1.0), "wish-ignored"),
        (keeps_when_overwriting, "old-not-dropped"),
        (hides_by_clearing, "hidden-not-kept"),
        (clears_by_hiding, "cleared-not-emptied"),
        (lambda w: (2 * by_questions(w)[0], 1, 1), "valve-out-of-range"),
        (lambda w: (by_questions(w)[0], -1, 1), "valve-out-of-range"),
        (lambda w: by_questions(w)[:2], "wrong-length"),
        (lambda w: None, "returned-nothing"),
        (lambda w: ("shut", "open", "open"), "wrong-type"),
    ],
)
def test_a_mistake_in_another_hand_is_recognised(function, mistake):
    assert report("gate_settings", function).mistake == mistake


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (
            lambda w: (1.0, 0.0, 0.0) if w == "hide" else by_questions(w),
            "For the wish 'hide' the valves are i = 1, f = 0, o = 0. Then c = 0 * old + 1 * new",
        ),
        (
            lambda w: (0, 1, 0) if w == "keep" else by_questions(w),
            "For the wish 'keep' the valves are i = 0, f = 1, o = 0. Then c = 1 * old + 0 * new, "
            "and 0 of it is shown.",
        ),
    ],
)
def test_a_mistake_that_nobody_listed_gets_a_sentence_of_its_own(function, said):
    found = report("gate_settings", function)
    assert said in found.message
    assert "wrong when the wish is" not in told(found)


@pytest.mark.parametrize("wish", SETTINGS)
def test_whichever_wish_fails_the_message_says_what_the_valves_do(wish):
    wrong = (0.5, 0.5, 0.25)
    found = report("gate_settings", lambda w: wrong if w == wish else by_questions(w))
    assert (
        f"For the wish {wish!r} the valves are i = 0.5, f = 0.5, o = 0.25. Then "
        "c = 0.5 * old + 0.5 * new, and 0.25 of it is shown."
    ) in found.message
    assert "wrong when the wish is" not in told(found)


@pytest.mark.parametrize("o", [0.0, 1.0])
def test_a_valve_that_does_not_matter_may_stand_as_it_likes(o):
    assert report("gate_settings", lambda w: (0, 0, o) if w == "clear" else by_questions(w)).passed


def test_an_unknown_wish_has_no_settings():
    with pytest.raises(KeyError):
        checks.gate_settings.reference("forget everything")
