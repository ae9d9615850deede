"""The shell: controls, reset, play, and errors in the picture's place."""

import html
import logging
from typing import NamedTuple

import pytest

from lstm_lab import explorers
from lstm_lab.drawing import svg
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.controls import Slider, Time


class Frame(NamedTuple):
    total: float


def draw(scene):
    return svg.document(10, 10, [svg.text(0, 0, scene.frame.total)], "a sum")


def make(frame=lambda a, t: Frame(a + t), **more):
    controls = (Slider("a", "number a", 0.5, 0.0, 3.0, 0.1), Time("t", "step t", 4, 9))
    return Explorer(controls, frame, Drawing(draw), lambda f: f"the sum is {f.total}", **more)


def test_a_moved_slider_redraws_picture_and_alt_text():
    explorer = make()
    before = explorer.screen.value
    explorer.controls["a"].value = 2.0
    assert explorer.frame == Frame(6.0)
    assert explorer.alt == "the sum is 6.0"
    assert html.escape(explorer.alt) in explorer.screen.value != before


def test_a_value_that_a_slider_spells_with_sixteen_digits_reaches_the_frame_rounded():
    explorer = make()
    explorer.controls["a"].value = 2.0999999999999996
    assert explorer.values["a"] == 2.1


def test_every_value_on_the_way_is_drawn():
    drawn = []
    explorer = make(lambda a, t: drawn.append(a) or Frame(a))
    for value in (1.0, 1.1, 1.2):
        explorer.controls["a"].value = value
    assert drawn == [0.5, 1.0, 1.1, 1.2]


def test_reset_restores_all_controls_with_one_redraw_and_stops_the_play():
    drawn = []
    explorer = make(lambda a, t: drawn.append((a, t)) or Frame(a + t))
    explorer.set(a=2.0, t=9)
    explorer.buttons["play"].playing = True
    drawn.clear()
    explorer.buttons["reset"].click()
    assert drawn == [(0.5, 4)]
    assert explorer.controls["t"].value == 4
    assert explorer.buttons["play"].playing is False


def test_play_moves_the_time_and_the_time_moves_play():
    explorer = make()
    explorer.buttons["play"].value = 7
    assert explorer.frame == Frame(7.5)
    explorer.controls["t"].value = 2
    assert explorer.buttons["play"].value == 2


def test_a_failing_callback_shows_its_error_in_the_picture_and_raises():
    def frame(a, t):
        if a > 1:
            raise ValueError("a < 1 & that is that")
        return Frame(a)

    explorer = make(frame)
    with pytest.raises(ValueError, match="that is that"):
        explorer.controls["a"].value = 1.5
    assert "ValueError: a &lt; 1 &amp; that is that" in explorer.screen.value
    assert "<img" not in explorer.screen.value
    explorer.controls["a"].value = 0.7
    assert explorer.error is None
    assert "<img" in explorer.screen.value


def test_an_error_behind_a_button_is_logged_and_so_fails_the_test_that_pressed_it(caplog):
    explorer = make()
    explorer._frame = lambda a, t: 1 / 0
    explorer.buttons["reset"].click()
    assert [r.levelno for r in caplog.records] == [logging.WARNING]
    assert "ZeroDivisionError" in explorer.screen.value
    caplog.clear()


def test_an_error_of_ours_at_the_first_picture_stops_the_cell():
    with pytest.raises(ZeroDivisionError):
        make(lambda a, t: 1 / 0)


def test_a_control_that_does_not_matter_is_greyed_out():
    explorer = explorers.rnn_step(predict=False)
    assert explorer.controls["second"].disabled
    explorer.controls["inputs"].value = "two pulses"
    assert not explorer.controls["second"].disabled


def test_the_ghost_is_the_setting_before_the_run_of_moves(monkeypatch):
    explorer, now = explorers.rnn_step(predict=False), [100.0]
    explorer._ghost._clock = lambda: now[0]
    slider = explorer.controls["w"]
    for value in (1.4, 1.3, 1.2):
        slider.value, now[0] = value, now[0] + 0.1
    assert explorer._ghost.values["w"] == 1.5
    explorer.controls["t"].value = 12
    assert explorer._ghost.values["w"] == 1.5
    now[0] += 5
    slider.value = 0.4
    assert explorer._ghost.values["w"] == 1.2
    explorer.buttons["reset"].click()
    assert explorer._ghost.values["w"] == 0.9
