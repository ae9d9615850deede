"""The way back in parts: with the course's parts it is the package's own way back."""

import numpy as np
import pytest

from lstm_lab import sequence
from lstm_lab.cells import lstm
from lstm_lab.detective.parts import Parts, forward, gradients
from lstm_lab.detective.suspects import CASES, SUSPECTS

T, N, D, H = 4, 2, 3, 5


@pytest.fixture
def scene(rng):
    """Arrays for a pass: params, xs, state, dhs."""
    params = lstm.init(D, H, rng=rng)
    state = tuple(rng.uniform(-1, 1, (2, N, H)))
    return params, rng.standard_normal((T, N, D)), state, rng.standard_normal((T, N, H))


def test_the_courses_parts_walk_as_the_package_does(scene):
    params, xs, state, dhs = scene
    hs, _, tape = sequence.forward(lstm, params, xs, state)
    dxs, dstate, shares = sequence.backward(lstm, params, tape, dhs, per_step=True)
    found = gradients(Parts(), *scene)
    np.testing.assert_array_equal(forward(Parts(), params, xs, state)[0], hs)
    np.testing.assert_allclose(found.dxs, dxs, atol=1e-14)
    for got, want in zip((*found.dstate, *found.shares), (*dstate, *shares), strict=True):
        np.testing.assert_allclose(got, want, atol=1e-14)
    for got, want in zip(found.total, shares, strict=True):
        np.testing.assert_allclose(got, want.sum(axis=0), atol=1e-14)


@pytest.mark.parametrize("suspect", [*SUSPECTS.values(), *CASES], ids=lambda s: s.link)
def test_no_pass_changes_its_arguments_and_every_one_gives_the_right_outputs(scene, suspect):
    params, xs, state, dhs = scene
    kept = [array.copy() for array in (*params, xs, *state, dhs)]
    gradients(suspect.parts, *scene)
    for before, after in zip(kept, (*params, xs, *state, dhs), strict=True):
        np.testing.assert_array_equal(before, after)
    right = sequence.forward(lstm, params, xs, state)[0]
    np.testing.assert_array_equal(forward(suspect.parts, params, xs, state)[0], right)
