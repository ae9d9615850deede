"""The cut roads: each gives the true gradient of a network in which that road carries no error."""

import numpy as np
import pytest

from lstm_lab import gradcheck, sequence
from lstm_lab.cells import lstm, truncation

T, N, D, H = 4, 3, 2, 5


@pytest.fixture
def scene(rng):
    """A random LSTM over four steps, and an error at every output."""
    params = lstm.init(D, H, rng=rng)
    xs, state = rng.standard_normal((T, N, D)), tuple(rng.uniform(-1, 1, (2, N, H)))
    return params, xs, state, rng.standard_normal((T, N, H))


def loss_with_constants(scene, held):
    """Return the loss as a function in which h or c of the step before is a constant number.

    `held` is "h" or "c": what a step reads of it is taken from one run that is never repeated.
    """
    params, xs, state, dhs = scene
    traces = sequence.forward(lstm, params, xs, state)[2].traces

    def loss():
        (h, c), total = state, 0.0
        for x, trace, above in zip(xs, traces, dhs, strict=True):
            h, c = (trace.h_prev, c) if held == "h" else (h, trace.c_prev)
            (h, c), _ = lstm.step(params, x, h, c)
            total += (above * h).sum()
        return total

    return loss


def computed(scene, step_backward):
    params, xs, state, dhs = scene
    _, _, tape = sequence.forward(lstm, params, xs, state)
    return sequence.backward(truncation.cut(step_backward), params, tape, dhs)


@pytest.mark.label("V5")
@pytest.mark.parametrize(
    ("held", "step_backward"),
    [("h", truncation.without_hidden_road), ("c", truncation.without_cell_road)],
)
def test_a_cut_road_is_the_gradient_where_that_part_of_the_state_is_a_constant(
    scene, held, step_backward
):
    gradients = computed(scene, step_backward)[2]
    report = gradcheck.check(loss_with_constants(scene, held), scene[0], gradients)
    assert report.largest < 1e-8, report


@pytest.mark.label("V5")
def test_the_cut_of_1997_is_that_of_torch_with_h_detached(scene, require):
    torch = require("torch")
    params, xs, state, dhs = scene
    p = lstm.Params(*(torch.tensor(array, requires_grad=True) for array in params))
    h, c = map(torch.tensor, state)
    loss = 0.0
    for x, above in zip(map(torch.tensor, xs), map(torch.tensor, dhs), strict=True):
        h = h.detach()
        i, f, o = (
            torch.sigmoid(h @ W + x @ U + b)
            for W, U, b in ((p.W_i, p.U_i, p.b_i), (p.W_f, p.U_f, p.b_f), (p.W_o, p.U_o, p.b_o))
        )
        c = f * c + i * torch.tanh(h @ p.W_g + x @ p.U_g + p.b_g)
        h = o * torch.tanh(c)
        loss = loss + (above * h).sum()
    loss.backward()
    found = computed(scene, truncation.without_hidden_road)[2]
    for name, array in p._asdict().items():
        np.testing.assert_allclose(getattr(found, name), array.grad.numpy(), atol=1e-12)


@pytest.mark.parametrize("cut", [truncation.without_hidden_road, truncation.without_cell_road])
def test_one_step_alone_cannot_tell_a_cut_and_two_steps_can(scene, cut):
    params, xs, state, dhs = scene
    for steps, passes in ((1, True), (2, False)):
        short = params, xs[:steps], state, dhs[:steps]
        right = computed(short, lstm.step_backward)[2]._asdict()
        worst = gradcheck.compare(computed(short, cut)[2]._asdict(), right).largest
        assert (worst < 1e-12) == passes


@pytest.mark.label("B7")
def test_with_a_forget_gate_of_1_and_no_other_road_an_error_on_c_comes_back_unchanged(rng):
    params = lstm.init(D, H, rng=rng, forget_bias=50.0)
    dc = rng.standard_normal((N, H))
    _, trace = lstm.step(params, rng.standard_normal((N, D)), np.zeros((N, H)), np.ones((N, H)))
    back = truncation.without_hidden_road(params, trace, 0 * dc, dc)[1]
    np.testing.assert_allclose(back[1], dc, rtol=1e-12)
    assert not back[0].any()


def test_the_cuts_leave_the_step_forward_alone(rng):
    cell = truncation.cut(truncation.without_cell_road)
    assert (cell.init, cell.initial_state, cell.step) == (lstm.init, lstm.initial_state, lstm.step)


def mean_cosines(forget_bias, draws=10, T=30):
    """Return the mean cosine with the truth of the article's cut and of 1997's."""
    rows = []
    for seed in range(draws):
        rng = np.random.default_rng(seed)
        params = lstm.init(8, 16, rng=rng, forget_bias=forget_bias)
        xs, state = rng.standard_normal((T, 1, 8)), tuple(rng.uniform(-1, 1, (2, 1, 16)))
        dhs = np.zeros((T, 1, 16))
        dhs[-1] = rng.standard_normal((1, 16))
        scene = params, xs, state, dhs
        true, *others = (
            np.concatenate([array.ravel() for array in computed(scene, cut)[2]])
            for cut in (
                lstm.step_backward,
                truncation.without_cell_road,
                truncation.without_hidden_road,
            )
        )
        rows.append([g @ true / np.linalg.norm(g) / np.linalg.norm(true) for g in others])
    return np.mean(rows, axis=0)


def test_the_cut_of_1997_points_closer_to_the_truth_and_both_lose_with_a_longer_memory():
    found = np.array([mean_cosines(bias) for bias in (0, 1, 3)])
    np.testing.assert_allclose(found, [[0.85, 0.97], [0.67, 0.89], [0.34, 0.57]], atol=0.06)
    assert (found[:, 1] > found[:, 0]).all()
    assert (np.diff(found, axis=0) < 0).all()
