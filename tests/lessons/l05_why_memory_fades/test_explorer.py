"""Lesson 05's picture: its figures come out of the frames."""

import numpy as np
import pytest

from lstm_lab import explorers
from lstm_lab.cells import rnn
from lstm_lab.lessons.l05_why_memory_fades.explorer import LAGS, frame, say
from tests.helpers import lock_in, unwritten


def at(scene="random", radius=1.0, lag=50, clip="off", function=None):
    return frame(scene, radius, lag, clip, function)


@pytest.mark.parametrize(("steps", "size"), [(1, 5.2), (5, 16), (10, 19), (20, 14), (50, 1.4)])
def test_two_units_of_radius_0_9_let_an_error_grow_to_19_before_it_fades(steps, size):
    shown = at("non-normal")
    assert shown.linear[steps] == pytest.approx(size, rel=0.04)
    np.testing.assert_allclose(shown.tanh, shown.linear)


def test_the_latch_keeps_its_state_and_has_a_gradient_of_5e_12_at_lag_28():
    shown = at("latch", lag=28)
    assert np.ptp(shown.histories[:, 0]) == pytest.approx(2 * 0.8586, abs=1e-3)
    assert shown.tanh[28] == pytest.approx(5e-12, rel=0.05)
    assert shown.title == "The states stay 1.72 apart; the gradient 28 steps back is 4.8e-12"
    assert shown.linear[28] == pytest.approx(1.5**28)


@pytest.mark.parametrize(
    ("radius", "name", "size"),
    [(1.0, "linear", 0.21), (1.0, "tanh", 3e-8), (0.9, "linear", 1e-3), (2.5, "tanh", 3e2)],
)
def test_50_steps_back_the_random_network_has_the_sizes_of_the_lesson(radius, name, size):
    assert abs(np.log10(getattr(at(radius=radius), name)[50] / size)) < 0.5


def test_the_states_stay_inside_1_while_the_gradient_explodes():
    shown = at(radius=2.5)
    assert shown.sizes.max() < 1
    assert shown.tanh[50] > 100


def test_the_norm_is_that_of_an_error_carried_back_step_by_step():
    from lstm_lab.lessons.l05_why_memory_fades.explorer import _random

    walk, shown = _random(1.3), at(radius=1.3)
    dh = walk.error[None]
    for lag in range(LAGS - 1):
        assert np.linalg.norm(dh) == pytest.approx(shown.tanh[lag], rel=1e-9)
        trace = rnn.Trace(np.zeros((1, 1)), np.zeros_like(dh), walk.h[LAGS - 1 - lag][None])
        params = rnn.Params(walk.W, np.zeros((1, len(walk.W))), np.zeros(len(walk.W)))
        _, (dh,), _ = rnn.step_backward(params, trace, dh)
    assert np.abs(np.linalg.eigvals(walk.W)).max() == pytest.approx(1.3)


def test_the_strips_stand_in_the_order_of_the_lag():
    from lstm_lab.lessons.l05_why_memory_fades.explorer import _random

    shown = at(radius=1.7)
    np.testing.assert_array_equal(shown.sizes[:, 0], np.abs(_random(1.7).h[-1]))
    np.testing.assert_allclose(shown.slopes, 1 - shown.sizes**2)


def test_clipping_cuts_what_is_large_and_leaves_what_is_small():
    large, small = at(radius=2.5, clip="at 1"), at(clip="at 1")
    assert large.clipped[50] == 1.0
    assert large.clipped.max() == 1.0
    assert "before clipping 202" in large.with_tanh
    np.testing.assert_array_equal(small.clipped[1:], small.tanh[1:])
    assert at().clipped is None


def product(hs, W):
    result = np.eye(len(W))
    for h in hs:
        result = result @ (W * (1 - h**2))
    return result


def test_the_learners_product_is_compared_at_every_lag():
    assert at(function=product).title.endswith("agrees with the course's at all 51 lags")
    backwards = at(function=lambda hs, W: product(hs[::-1], W))
    assert backwards.title.startswith("Your jacobian_product differs first at lag 2: ")
    np.testing.assert_array_equal(backwards.reference, at().tanh)


def test_a_learners_function_that_is_not_written_shows_its_card():
    explorer = explorers.fading(unwritten)
    assert "jacobian_product is not written yet" in explorer.alt
    assert explorer.image is None


def test_the_radius_counts_in_the_random_scene_only():
    explorer = explorers.fading(predict=False)
    assert not explorer.controls["radius"].disabled
    for scene in ("non-normal", "latch"):
        explorer.set(scene=scene)
        assert explorer.controls["radius"].disabled


def test_the_scenes_exchange_the_strip_of_sizes_for_two_histories():
    explorer = explorers.fading(predict=False)
    assert [len(line.get_xdata()) for line in explorer.picture.histories] == [0, 0]
    explorer.set(scene="latch", lag=28)
    up, down = (line.get_ydata() for line in explorer.picture.histories)
    assert (up > 0.5).all()
    assert (down < 0.5).all()
    np.testing.assert_allclose(explorer.picture.dot.get_ydata(), 5e-12, rtol=0.05)
    assert explorer.picture.words["upper"].text.startswith("h after pulse +1")


def test_the_limit_is_drawn_only_while_clipping_is_on():
    explorer = explorers.fading(predict=False)
    assert len(explorer.picture.limit.get_xdata()) == 0
    explorer.set(clip="at 1", radius=2.5)
    assert list(explorer.picture.limit.get_ydata()) == [1.0, 1.0]
    assert explorer.picture.words["limit"].text == "limit 1"
    assert explorer.picture.before.get_ydata()[50] > 100


def test_the_cover_hides_all_but_the_first_lags_until_the_guess(workspace):
    explorer = explorers.fading()
    assert explorer.controls["lag"].disabled
    assert explorer.picture.cover.get_visible()
    assert explorer.picture.cover.get_x() == pytest.approx(5.6)
    assert "4.5e-10" not in explorer.alt
    lock_in(explorer)
    assert not explorer.picture.cover.get_visible()
    assert "4.5e-10" in explorer.alt


def test_both_questions_are_answered_by_the_numbers(workspace):
    explorer = explorers.fading()
    truths = [ask.truth() for ask in explorer.prediction.question.asks]
    assert truths == ["no, it fades", "yes"]
    assert all(ask.truth() in ask.options for ask in explorer.prediction.question.asks)


def test_the_picture_opens_at_the_radius_that_the_question_asks_for():
    explorer = explorers.fading()
    asked = float(explorer.prediction.question.text.split("spectral radius ")[1][:3])
    assert explorer.values["radius"] == asked == 0.9


def test_a_value_beyond_the_axis_is_marked_by_an_arrow_at_its_end():
    explorer = explorers.fading(predict=False)
    assert explorer.picture.dot.get_marker() == "o"
    explorer.set(radius=0.5)
    assert explorer.frame.tanh[50] < 1e-20
    assert explorer.picture.dot.get_marker() == "v"
    assert 1e-14 < explorer.picture.dot.get_ydata()[0] < 1e-13
    explorer.set(scene="latch")
    assert explorer.picture.dots.get_marker() == "^"
    assert explorer.picture.dots.get_ydata()[0] < 1e6


@pytest.mark.parametrize("scene", ["random", "non-normal", "latch"])
def test_the_lines_have_their_names_at_their_ends_and_apart(scene):
    explorer = explorers.fading(predict=False)
    for radius in (0.5, 0.9, 2.5):
        explorer.set(scene=scene, radius=radius)
        names = [explorer.picture.words[name] for name in ("name_tanh", "name_linear")]
        assert [word.text for word in names] == ["with tanh", "without"]
        assert abs(names[0].at[1] - names[1].at[1]) > 14


def test_the_alt_text_says_what_the_strips_show():
    text = say(at(radius=2.5, lag=50))
    assert "Mean slope of tanh up to this lag: 0.37" in text
    assert "largest |h|: 1.00" in text
