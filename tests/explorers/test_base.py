"""The shell: controls, reset, play, cards, what a notebook keeps."""

import base64
import html
import io
import logging
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from lstm_lab import explorers
from lstm_lab.drawing import svg
from lstm_lab.shell import cards
from lstm_lab.shell.base import VIEW, Drawing, Explorer
from lstm_lab.shell.controls import Slider, Time

EVERY = sorted(explorers.EXPLORERS)
QUESTIONS = Path(__file__).parent / "questions"


class Frame(NamedTuple):
    total: float


def draw(scene):
    return svg.document(10, 10, [svg.text(0, 0, scene.frame.total)], "a sum")


def make(frame=lambda a, t: Frame(a + t), **more):
    controls = (Slider("a", "number a", 0.5, 0.0, 3.0, 0.1), Time("t", "step t", 4, 9))
    return Explorer(controls, frame, Drawing(draw), lambda f: f"the sum is {f.total}", **more)


def opened(name):
    explorer = explorers.EXPLORERS[name]()
    if explorer.prediction:
        explorer.prediction.skip.click()
    return explorer


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
    explorer = opened("rnn_step")
    assert explorer.controls["second"].disabled
    explorer.controls["inputs"].value = "two pulses"
    assert not explorer.controls["second"].disabled


@pytest.mark.parametrize("name", EVERY)
def test_an_explorer_has_two_to_four_controls_with_labels(name):
    explorer = explorers.EXPLORERS[name]()
    assert 2 <= len(explorer.controls) <= 4
    assert all(widget.description for widget in explorer.controls.values())


def ends_of(widget):
    """Return values that a control can take: all options, both ends, or two texts."""
    if hasattr(widget, "options"):
        return list(widget.options)
    return [widget.min, widget.max] if hasattr(widget, "min") else ["a", "(b"]


@pytest.mark.parametrize("name", EVERY)
def test_every_control_changes_the_picture_at_every_end_of_its_range(name):
    explorer = opened(name)
    if name == "rnn_step":
        explorer.set(inputs="two pulses")
    for widget in explorer.controls.values():
        start, first = widget.value, explorer.image
        ends = ends_of(widget)
        seen = []
        for end in ends:
            widget.value = end
            assert explorer.error is None
            seen.append(explorer.image)
        assert any(image != first for image in seen)
        widget.value = start


@pytest.mark.parametrize("name", EVERY)
def test_the_still_picture_and_its_words_are_the_same_each_time(name):
    first, second = explorers.EXPLORERS[name](), explorers.EXPLORERS[name]()
    moved = next(iter(second.controls.values()))
    moved.value = ends_of(moved)[-1]
    (one, _), (two, _) = first._repr_mimebundle_(), second._repr_mimebundle_()
    assert {k: v for k, v in one.items() if k != VIEW} == {
        k: v for k, v in two.items() if k != VIEW
    }


@pytest.mark.parametrize("name", EVERY)
def test_a_notebook_keeps_the_widget_a_picture_and_its_words(name):
    explorer = explorers.EXPLORERS[name]()
    bundle, metadata = explorer._repr_mimebundle_()
    assert bundle[VIEW]["model_id"] == explorer.panel.model_id
    alt, note = bundle["text/plain"].rsplit("\n", 1)
    assert note == cards.NOTE
    if "image/png" in bundle:
        picture = Image.open(io.BytesIO(base64.b64decode(bundle["image/png"])))
        picture.load()
        assert picture.format == "PNG"
        assert picture.size == explorer.picture.size
        assert metadata["image/png"]["alt"] == alt
    else:
        assert f'alt="{html.escape(alt)}"' in bundle["text/html"]
        assert 'src="data:image/svg+xml;base64,' in bundle["text/html"]


@pytest.mark.parametrize("name", EVERY)
def test_the_panel_says_what_to_do_when_nothing_moves(name):
    explorer = explorers.EXPLORERS[name]()
    assert cards.CAPTION in explorer._caption.value
    assert explorer._caption.layout.display != "none"


def test_the_ghost_is_the_setting_before_the_run_of_moves(monkeypatch):
    explorer, now = opened("rnn_step"), [100.0]
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


def test_explorers_never_import_pyplot():
    code = (
        "import sys; from lstm_lab import explorers\n"
        "[make() for make in explorers.EXPLORERS.values()]\n"
        "sys.exit('matplotlib.pyplot' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def answers(name):
    """Return the answers, in bold, of the written questions about one explorer."""
    path = QUESTIONS / f"{name}.md"
    assert path.is_file(), f"write five questions, each with its answer in bold, into {path}"
    text = path.read_text(encoding="utf-8")
    return [line.split("**")[1] for line in text.splitlines() if line[:1].isdigit()]


@pytest.mark.parametrize("name", EVERY)
def test_five_questions_are_answered_by_the_first_picture_alone(name):
    explorer = explorers.EXPLORERS[name]()
    image, _ = explorer.still()
    if image.media == "image/png":
        words = " ".join(word.text for word in explorer.picture.words.values())
    else:
        words = html.unescape(image.data.decode())
    assert len(answers(name)) == 5
    assert [answer for answer in answers(name) if answer not in words] == []
