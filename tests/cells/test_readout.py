"""The read-out: probabilities (R2), the masked loss (R3), and their gradients (Q4)-(Q6)."""

import numpy as np
import pytest

from lstm_lab import gradcheck
from lstm_lab.cells import readout

T, N, H, K = 4, 3, 5, 6


@pytest.fixture
def case(rng):
    """Random h (T, N, H), params, targets and a mask that drops some steps."""
    params = readout.Params(rng.standard_normal((H, K)), rng.standard_normal(K))
    mask = np.ones((T, N))
    mask[2:, 0] = mask[3:, 2] = 0
    return rng.standard_normal((T, N, H)), params, rng.integers(0, K, (T, N)), mask


@pytest.mark.label("R2")
def test_scores_are_the_weighted_state_and_the_bias():
    h, V = np.array([[2.0, -1.0]]), np.array([[1.0, 0.5, 0.0], [0.0, 3.0, 1.0]])
    z = readout.logits(h, V, np.array([0.1, 0.2, 0.3]))
    np.testing.assert_allclose(z, [[2.1, -1.8, -0.7]], rtol=1e-15)


@pytest.mark.label("R2")
def test_softmax_has_its_textbook_values_row_by_row():
    z = np.log([[1.0, 2.0, 5.0], [6.0, 1.0, 1.0]])
    np.testing.assert_allclose(
        readout.softmax(z), [[0.125, 0.25, 0.625], [0.75, 0.125, 0.125]], rtol=1e-14
    )


@pytest.mark.label("R2")
def test_adding_one_number_to_all_scores_changes_no_probability(rng):
    z = rng.standard_normal((N, K))
    for shift in (100.0, -100.0, 1000.0):
        np.testing.assert_allclose(readout.softmax(z + shift), readout.softmax(z), rtol=1e-10)


@pytest.mark.label("R2")
def test_every_row_is_shifted_by_its_own_largest_score():
    z = np.array([[1000.0, 1000.0], [-1000.0, -1000.0], [0.0, 0.0]])
    np.testing.assert_array_equal(readout.softmax(z), np.full((3, 2), 0.5))
    np.testing.assert_allclose(readout.log_softmax(z), np.full((3, 2), -np.log(2)), rtol=1e-14)


def test_huge_scores_neither_overflow_nor_lose_the_loss():
    z = np.array([[1000.0, -1000.0]])
    np.testing.assert_array_equal(readout.softmax(z), [[1.0, 0.0]])
    assert readout.cross_entropy(z, np.array([1]), np.ones(1)) == 2000.0


@pytest.mark.label("R3")
def test_even_scores_cost_the_logarithm_of_the_number_of_classes():
    loss = readout.cross_entropy(np.zeros((T, N, K)), np.zeros((T, N), int), np.ones((T, N)))
    assert loss == pytest.approx(np.log(K), rel=1e-14)


@pytest.mark.label("R3")
def test_the_loss_is_the_mean_surprise_of_the_steps_that_count():
    z = np.log([[0.5, 0.5], [0.25, 0.75], [0.9, 0.1]])
    loss = readout.cross_entropy(z, np.array([0, 1, 1]), np.array([1.0, 1.0, 0.0]))
    assert loss == pytest.approx(-(np.log(0.5) + np.log(0.75)) / 2, rel=1e-14)


def test_masked_steps_change_neither_loss_nor_gradient(case, rng):
    h, params, targets, mask = case
    z = readout.logits(h, *params)
    other = np.where(mask[..., None] == 1, z, rng.standard_normal(z.shape))
    elsewhere = np.where(mask == 1, targets, (targets + 1) % K)
    assert readout.cross_entropy(other, elsewhere, mask) == readout.cross_entropy(z, targets, mask)
    dz = readout.logits_error(other, elsewhere, mask)
    np.testing.assert_array_equal(dz, readout.logits_error(z, targets, mask))
    assert not dz[mask == 0].any()


@pytest.mark.label("Q4")
def test_the_error_at_the_scores_agrees_with_central_differences(case, rng):
    _, _, targets, mask = case
    z = 2 * rng.standard_normal((T, N, K))
    numeric = gradcheck.numeric_gradient(lambda: readout.cross_entropy(z, targets, mask), z)
    assert gradcheck.relative_error(readout.logits_error(z, targets, mask), numeric) < 1e-8


@pytest.mark.label("Q5", "Q6")
def test_every_gradient_of_the_readout_agrees_with_central_differences(case):
    h, params, targets, mask = case
    dz = readout.logits_error(readout.logits(h, *params), targets, mask)
    report = gradcheck.check(
        lambda: readout.cross_entropy(readout.logits(h, *params), targets, mask),
        {**params._asdict(), "h": h},
        {
            **readout.parameter_gradients(dz, h)._asdict(),
            "h": readout.hidden_error(dz, params.V),
        },
    )
    assert report.largest < 1e-8, report


def test_one_step_of_a_batch_needs_no_axis_of_time(case):
    h, params, targets, _ = case
    z = readout.logits(h[0], *params)
    dz = readout.logits_error(z, targets[0], np.ones(N))
    np.testing.assert_allclose(dz, (readout.softmax(z) - np.eye(K)[targets[0]]) / N, atol=1e-16)
    assert readout.parameter_gradients(dz, h[0]).V.shape == (H, K)


def test_the_readout_changes_no_argument(case):
    h, params, targets, mask = case
    z = readout.logits(h, *params)
    arguments = [h, *params, targets, mask, z]
    before = [a.copy() for a in arguments]
    readout.softmax(z)
    readout.log_softmax(z)
    readout.cross_entropy(z, targets, mask)
    dz = readout.logits_error(z, targets, mask)
    arguments, before = [*arguments, dz], [*before, dz.copy()]
    readout.parameter_gradients(dz, h)
    readout.hidden_error(dz, params.V)
    for a, b in zip(arguments, before, strict=True):
        np.testing.assert_array_equal(a, b)


def test_float32_scores_stay_float32_on_the_way_back(case):
    h, params, targets, mask = case
    z = readout.logits(h, *params).astype(np.float32)
    for kind in (mask, mask.astype(bool), mask.astype(int)):
        assert readout.logits_error(z, targets, kind).dtype == np.float32
        assert readout.cross_entropy(z, targets, kind).dtype == np.float32


LOSSES = pytest.mark.parametrize("loss", [readout.cross_entropy, readout.logits_error])


@LOSSES
def test_a_loss_of_no_step_is_refused(loss, case):
    z = np.zeros((T, N, K))
    with pytest.raises(ValueError, match="at least one step that counts, got zeros only"):
        loss(z, case[2], np.zeros((T, N)))


@LOSSES
def test_a_mask_or_targets_of_another_shape_are_refused(loss, case):
    z = np.zeros((T, N, K))
    with pytest.raises(ValueError, match=r"mask must have shape \(4, 3\), got \(3,\)"):
        loss(z, case[2], np.ones(N))
    with pytest.raises(ValueError, match=r"targets must have shape \(4, 3\), got \(4,\)"):
        loss(z, case[2][:, 0], case[3])


@LOSSES
@pytest.mark.parametrize("wrong", [-1, K])
def test_a_target_that_is_no_class_is_refused(loss, wrong, case):
    targets = case[2].copy()
    targets[1, 1] = wrong
    with pytest.raises(ValueError, match=r"between 0 and K - 1 = 5.* got .*" + str(wrong)):
        loss(np.zeros((T, N, K)), targets, case[3])


@LOSSES
def test_targets_that_are_not_whole_numbers_are_refused(loss, case):
    with pytest.raises(TypeError, match="targets must be whole numbers, got float64"):
        loss(np.zeros((T, N, K)), case[2].astype(float), case[3])
