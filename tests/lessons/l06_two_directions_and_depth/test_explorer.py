"""Lesson 06's picture: what an output sees, and how much of it is left."""

import numpy as np
import pytest

from lstm_lab import bidirectional, explorers
from lstm_lab.cells import rnn
from lstm_lab.lessons.l06_two_directions_and_depth.explorer import frame
from lstm_lab.lessons.l06_two_directions_and_depth.reach import (
    DEEP,
    ONE,
    TWO,
    T,
    errors,
    gradients,
    networks,
)
from tests.helpers import lock_in


@pytest.mark.parametrize(("network", "size"), [(ONE, 1.5e-8), (DEEP, 1.3e-7)])
def test_30_steps_back_next_to_nothing_is_left_with_one_layer_and_with_two(network, size):
    assert abs(np.log10(gradients(network, 30)[0] / size)) < 0.5


def test_a_second_layer_brings_about_ten_times_as_much():
    assert 3 < gradients(DEEP, 30)[0] / gradients(ONE, 30)[0] < 30


@pytest.mark.parametrize("t", [0, 10, 40])
def test_one_direction_and_two_layers_see_the_past_and_two_directions_see_all(t):
    for network in (ONE, DEEP):
        shown = frame(network, t, 0)
        assert shown.seen.tolist() == [s <= t for s in range(T)]
        assert np.isnan(shown.sizes[0][~shown.seen]).all()
    shown = frame(TWO, t, 0)
    assert shown.seen.all()
    assert shown.lower.tolist() == [s <= t for s in range(T)]
    assert shown.upper.tolist() == [s >= t for s in range(T)]


def test_the_sizes_are_the_gradients_measured_by_moving_an_input():
    net, t, s, eps = networks(), 12, 14, 1e-5
    both = bidirectional.Params(net.first, net.back)
    error = np.concatenate([net.error, net.error], axis=-1)[0, 0] / np.sqrt(2)
    measured = []
    for d in range(net.xs.shape[-1]):
        ends = []
        for sign in (1, -1):
            xs = net.xs.copy()
            xs[s, 0, d] += sign * eps
            ends.append(bidirectional.forward(rnn, both, xs)[0][t, 0] @ error)
        measured.append((ends[0] - ends[1]) / (2 * eps))
    assert np.linalg.norm(measured) == pytest.approx(gradients(TWO, t)[s], rel=1e-6)


def test_the_upper_row_of_two_layers_is_what_the_top_layer_sees():
    shown = frame(DEEP, 20, 0)
    assert shown.upper.tolist() == [s <= 20 for s in range(T)]
    assert len(errors(DEEP, 20)[1]) == 2


def run(step, params, xs):
    h, hs = np.zeros((xs.shape[1], len(params[0]))), []
    for x in xs:
        h = step(x, h, *params)
        hs.append(h)
    return np.stack(hs)


def right(step, one, other, xs):
    return np.concatenate([run(step, one, xs), run(step, other, xs[::-1])[::-1]], axis=-1)


def not_turned(step, one, other, xs):
    return np.concatenate([run(step, one, xs), run(step, other, xs[::-1])], axis=-1)


def test_what_the_learners_outputs_see_is_found_by_moving_inputs():
    shown = frame(TWO, 30, 0, right)
    assert shown.title == "Your output 30 sees what it should: inputs 0 to 30, and inputs 30 to 40"
    wrong = frame(TWO, 30, 0, not_turned)
    assert wrong.title == (
        "The second half of your output 30 sees inputs 10 to 40; it should see inputs 30 to 40"
    )
    assert np.flatnonzero(wrong.upper).tolist() == list(range(10, 41))


def test_rounding_that_differs_by_row_or_by_call_is_not_taken_for_sight():
    rng = np.random.default_rng(0)

    def rounds(step, one, other, xs):
        hs = right(step, one, other, xs)
        return hs + 1e-15 * rng.standard_normal(hs.shape)

    assert frame(TWO, 30, 0, rounds).title.startswith("Your output 30 sees what it should")


def test_the_learners_function_cannot_spoil_the_weights_of_the_course():
    def spoils(step, one, other, xs):
        one.W[...] = 0
        return right(step, one, other, xs)

    frame(TWO, 30, 0, spoils)
    assert networks().first.W.any()


def test_a_learners_function_that_stops_is_quoted_by_its_line():
    def broken(step, one, other, xs):
        return np.concatenate([run(step, one, xs), run(step, other, xs[::-1])], axis=7)

    explorer = explorers.two_directions(broken)
    assert "bidirectional_forward stops with AxisError" in explorer.alt
    assert "axis=7" in explorer.alt


def test_one_function_drives_two_directions_only():
    explorer = explorers.two_directions(right)
    assert explorer.controls["network"].disabled
    assert not explorers.two_directions(predict=False).controls["network"].disabled


def test_the_lit_nodes_and_the_curve_follow_the_controls():
    explorer = explorers.two_directions(predict=False)
    explorer.set(network=ONE, t=7, s=3)
    picture = explorer.picture
    assert picture.lit_inputs.get_xdata().tolist() == list(range(8))
    assert picture.dark_inputs.get_xdata().tolist() == list(range(8, 41))
    assert list(picture.output.get_xdata()) == [7]
    np.testing.assert_allclose(picture.dot.get_ydata(), gradients(ONE, 7)[3])
    assert picture.words["line 0"].bold
    assert not picture.words["line 1"].bold
    explorer.set(network=TWO)
    assert picture.lit_inputs.get_xdata().tolist() == list(range(41))
    assert picture.words["row 1"].text == "backwards"


def test_an_input_that_is_not_seen_is_said_to_have_no_gradient():
    shown = frame(ONE, 10, 15)
    assert shown.reading == (
        "input 15, 5 steps after the output: not seen, the gradient is 0 (one direction)"
    )


def test_the_cover_hides_inputs_and_gradients_until_the_guess(workspace):
    explorer = explorers.two_directions()
    assert all(control.disabled for control in explorer.controls.values())
    assert explorer.picture.cover.get_visible()
    assert explorer.picture.shade.get_visible()
    assert "e-8" not in explorer.alt
    assert "future" not in explorer.alt
    lock_in(explorer)
    assert not explorer.picture.shade.get_visible()
    assert "1.3e-8" in explorer.alt


def test_both_questions_are_answered_by_the_numbers():
    asks = explorers.two_directions().prediction.question.asks
    assert [ask.truth() for ask in asks] == ["no", "about 10 times larger"]
    assert all(ask.truth() in ask.options for ask in asks)
