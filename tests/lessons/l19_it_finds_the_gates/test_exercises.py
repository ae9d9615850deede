"""Lesson 19's exercises: the loss is measured, other hands pass, every listed slip is named."""

import numpy as np
import pytest

from lstm_lab import checks, gradcheck
from lstm_lab.cells import lstm
from lstm_lab.judge.diagnose import diagnose

LOSS, DESCEND = checks.messenger_loss_error, checks.descend


def test_the_reference_error_is_the_gradient_of_the_reference_loss():
    hs, right, weight = LOSS.cases[0].draw().values()
    _, dhs = LOSS.reference(hs, right, weight)
    measured = gradcheck.numeric_gradient(lambda: LOSS.reference(hs, right, weight)[0], hs)
    assert gradcheck.relative_error(dhs, measured) < 1e-8


def test_a_step_of_the_reference_makes_a_loss_smaller(rng):
    params = lstm.Params(*(rng.standard_normal(shape) for shape in lstm.shapes(2, 3)))
    moved = DESCEND.reference(params, params, 0.1)  # the gradient of half the sum of squares
    assert sum((w**2).sum() for w in moved) < sum((w**2).sum() for w in params)


def by_average(hs, right, weight):
    d = right - hs
    return np.average(d * d * weight), -2 * d * weight / np.prod(d.shape)


def by_name(params, gradients, rate):
    made = {k: getattr(params, k) + -rate * dw for k, dw in gradients._asdict().items()}
    return type(params)(**made)


@pytest.mark.parametrize(("exercise", "right"), [(LOSS, by_average), (DESCEND, by_name)])
def test_a_right_answer_in_another_hand_passes(exercise, right):
    found = diagnose(exercise, right)
    assert found.passed, found


@pytest.mark.parametrize("exercise", [LOSS, DESCEND], ids=lambda e: e.name)
def test_every_listed_slip_is_named(exercise):
    for mistake in exercise.mistakes:
        assert diagnose(exercise, mistake.wrong).mistake == mistake.id


def test_a_step_that_is_taken_in_place_is_told():
    def descend(params, gradients, rate):
        for w, dw in zip(params, gradients, strict=True):
            w -= rate * dw
        return params

    assert diagnose(DESCEND, descend).mistake == "caller-changed"


def test_a_plain_tuple_is_told_which_form_is_due():
    found = diagnose(DESCEND, lambda p, g, r: tuple(w - r * d for w, d in zip(p, g, strict=True)))
    assert found.mistake == "wrong-type"
