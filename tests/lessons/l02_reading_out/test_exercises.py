"""Lesson 02's exercises: right in other hands, and mistakes named."""

import numpy as np
import pytest

from lstm_lab.cells import readout
from tests.helpers import report

# What follows was written without looking at the fingerprints.


def softmax_by_lists(z):
    rows = []
    for row in z.reshape(-1, z.shape[-1]).tolist():
        top = max(row)
        powers = [2.718281828459045 ** (a - top) for a in row]
        rows.append([p / sum(powers) for p in powers])
    return np.array(rows).reshape(z.shape)


def loss_by_logaddexp(z, targets, mask):
    total = 0.0
    for where in np.argwhere(mask == 1):
        n = tuple(where)
        total += np.logaddexp.reduce(z[n]) - z[n][targets[n]]
    return float(total / mask.sum())


def loss_over_chosen(z, targets, mask):
    z, targets = z[mask > 0], targets[mask > 0]
    z = z - z.max(-1, keepdims=True)
    return (np.log(np.exp(z).sum(-1)) - z[np.arange(len(z)), targets]).mean()


def error_with_eye(z, targets, mask):
    y = np.exp(z - np.logaddexp.reduce(z, axis=-1, keepdims=True))
    return np.where(mask[..., None] > 0, y - np.eye(z.shape[-1])[targets], 0.0) / mask.sum()


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("softmax", softmax_by_lists),
        ("softmax", lambda z: np.exp(z - np.logaddexp.reduce(z, axis=-1, keepdims=True))),
        ("cross_entropy", loss_by_logaddexp),
        ("cross_entropy", loss_over_chosen),
        ("logits_error", error_with_eye),
    ],
)
def test_a_right_answer_in_another_hand_passes(name, function):
    found = report(name, function)
    assert found.passed, found


def softmax_no_maximum(z):
    return np.exp(z) / np.exp(z).sum(-1, keepdims=True)


def softmax_in_place(z):
    z -= z.max(-1, keepdims=True)
    return np.exp(z) / np.exp(z).sum(-1, keepdims=True)


def loss_of_all(z, targets, mask):
    y = readout.softmax(z).reshape(-1, z.shape[-1])
    return -np.log(y[np.arange(len(y)), targets.ravel()] + 1e-300).mean()


def error_aliased(z, targets, mask):
    y = readout.softmax(z)
    dz = y
    np.put_along_axis(dz, targets[..., None], np.take_along_axis(y, targets[..., None], -1) - 1, -1)
    onehot = np.eye(z.shape[-1])[targets]
    return (y - onehot) * mask[..., None] / mask.sum()


def error_not_divided(z, targets, mask):
    dz = readout.softmax(z)
    dz[(*np.indices(targets.shape), targets)] -= 1
    return dz * mask[..., None]


@pytest.mark.parametrize(
    ("name", "function", "mistake"),
    [
        ("softmax", softmax_no_maximum, "overflow"),
        ("softmax", softmax_in_place, "caller-changed"),
        ("softmax", lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(), "softmax-axis"),
        ("cross_entropy", loss_of_all, "padded-counted"),
        ("logits_error", error_aliased, "softmax-aliased"),
        ("logits_error", error_not_divided, "not-averaged"),
    ],
)
def test_a_mistake_in_another_hand_is_recognised(name, function, mistake):
    assert report(name, function).mistake == mistake


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (lambda z, t, m: readout.cross_entropy(z, t, 2 * m - m**2 + 1), "every step counts"),
    ],
)
def test_a_mistake_that_nobody_listed_gets_a_sentence_of_its_own(function, said):
    found = report("cross_entropy", function)
    assert (found.stage, found.mistake) == ("probe", None)
    assert said in found.message
