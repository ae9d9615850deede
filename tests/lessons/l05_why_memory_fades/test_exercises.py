"""Lesson 05's exercises: right in other hands, and mistakes named."""

import numpy as np
import pytest

from tests.helpers import report

# What follows was written without looking at the fingerprints.


def diagonal_matrices(hs, W):
    return np.linalg.multi_dot(
        [np.eye(len(W)), *(W @ np.diag(1 - h * h) for h in hs), np.eye(len(W))]
    )


def by_columns(hs, W):
    rows = np.eye(len(W))
    return np.stack([carried(row, hs, W) for row in rows])


def carried(change, hs, W):
    for h in hs:
        change = (change @ W) * (1 - h**2)
    return change


def from_the_end(hs, W):
    back = np.eye(len(W))
    for h in hs[::-1]:
        back = (back * (1 - h**2)) @ W.T
    return back.T


def clip_by_concatenation(grads, limit):
    norm = np.linalg.norm(np.concatenate([g.ravel() for g in grads]))
    if norm <= limit:
        return [g.copy() for g in grads], norm
    return [limit * g / norm for g in grads], norm


def clip_into_a_list(grads, limit):
    return list(clip_with_tuple(grads, limit))


def clip_with_tuple(grads, limit):
    norm = sum(float((g * g).sum()) for g in grads) ** 0.5
    return tuple(g * min(1, limit / (norm + 1e-300)) for g in grads), norm


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("jacobian_product", diagonal_matrices),
        ("jacobian_product", by_columns),
        ("jacobian_product", from_the_end),
        ("clip_by_global_norm", clip_by_concatenation),
        ("clip_by_global_norm", clip_with_tuple),
        ("clip_by_global_norm", clip_into_a_list),
    ],
)
def test_a_right_answer_in_another_hand_passes(name, function):
    found = report(name, function)
    assert found.passed, found


def clips_in_place(grads, limit):
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    for g in grads:
        g *= min(1.0, limit / norm) if norm else 1.0
    return grads, norm


def rebinds_a_name(grads, limit):
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    for g in grads:
        if norm > limit:
            g = g * limit / norm
    return grads, norm


def each_alone(grads, limit):
    clipped = []
    for g in grads:
        n = np.linalg.norm(g)
        clipped.append(g * limit / n if n > limit else g * 1.0)
    return clipped, np.sqrt(sum(np.linalg.norm(g) ** 2 for g in grads))


@pytest.mark.parametrize(
    ("name", "function", "mistake"),
    [
        ("jacobian_product", lambda hs, W: by_columns(hs[::-1], W), "order-reversed"),
        ("jacobian_product", lambda hs, W: diagonal_matrices(hs, W.T), "transposed"),
        ("jacobian_product", lambda hs, W: np.linalg.matrix_power(W, len(hs)), "slope-left-out"),
        ("clip_by_global_norm", clips_in_place, "caller-changed"),
        ("clip_by_global_norm", rebinds_a_name, "clip-missing"),
        ("clip_by_global_norm", each_alone, "clip-per-array"),
        ("clip_by_global_norm", lambda grads, limit: grads, "wrong-length"),
        ("clip_by_global_norm", lambda grads, limit: dict(enumerate(grads)), "wrong-type"),
        ("clip_by_global_norm", lambda grads, limit: (grads[:2], 1.0), "wrong-length"),
    ],
)
def test_a_mistake_in_another_hand_is_recognised(name, function, mistake):
    assert report(name, function).mistake == mistake


def test_an_array_in_place_of_the_list_is_refused_by_kind():
    found = report("clip_by_global_norm", lambda grads, limit: (np.zeros(3), 1.0))
    assert found.mistake == "wrong-type"
    assert "a list of 3" in found.message
