"""The fast canvas: what it draws is what a new drawing would be."""

import io
import threading

import numpy as np
import pytest
from PIL import Image

from lstm_lab.drawing import style
from lstm_lab.drawing.canvas import Canvas
from lstm_lab.drawing.scene import Scene


class Line(Canvas):
    size = (300, 200)

    def build(self, figure):
        axes = figure.add_axes((0.1, 0.1, 0.8, 0.8), xlim=(0, 1), ylim=(0, 1))
        self.axes, self.line = axes, axes.plot([], [], color=style.ROLES["f"].colour, lw=4)[0]
        self.word("title", 0.05, 0.93)
        self.word("end", 0, 0, "lm")
        return (self.line,)

    def move(self, scene):
        self.line.set_data([0, 1], [scene.frame, scene.frame])
        self.words["title"].text = f"level {scene.frame}"
        self.place("end", "here", self.axes, 0.5, scene.frame)


def pixels(image):
    return np.asarray(Image.open(io.BytesIO(image.data)).convert("RGB")).astype(int)


def test_the_picture_is_a_png_of_the_promised_size():
    image = Line().image(Scene(0.5))
    assert image.media == "image/png"
    assert pixels(image).shape == (200, 300, 3)
    assert image.address.startswith("data:image/png;base64,iVBOR")


def test_a_moved_line_leaves_no_trace():
    picture = Line()
    first = picture.image(Scene(0.3)).data
    assert picture.image(Scene(0.6)).data != first
    assert picture.image(Scene(0.3)).data == first == Line().image(Scene(0.3)).data


def test_the_palette_changes_no_colour_by_more_than_the_eye_sees():
    picture = Line()
    packed = pixels(picture.image(Scene(0.5)))
    plain = np.asarray(picture._agg.buffer_rgba())[..., :3].astype(int)
    lower = slice(150, None)  # below the words
    assert np.abs(packed[lower] - plain[lower]).max() <= 16
    assert (packed[0, 0] == 255).all()
    assert tuple(packed[100, 60]) == (0xD5, 0x5E, 0x00)


def test_words_are_placed_in_the_units_of_the_axes():
    picture = Line()
    picture.image(Scene(0.25))
    x, y = picture.words["end"].at
    assert (x, y) == (pytest.approx(150), pytest.approx(180 - 0.25 * 160))


def test_the_readers_own_matplotlib_settings_do_not_change_the_picture():
    from matplotlib import rc_context

    plain = Line().image(Scene(0.5)).data
    with rc_context({"axes.edgecolor": "red", "xtick.labelsize": 30, "font.family": "serif"}):
        assert Line().image(Scene(0.5)).data == plain


def test_two_threads_do_not_mix_their_pictures():
    picture = Line()
    right = {level: picture.image(Scene(level)).data for level in (0.2, 0.8)}
    wrong = []

    def draw(level):
        wrong.extend(1 for _ in range(30) if picture.image(Scene(level)).data != right[level])

    threads = [threading.Thread(target=draw, args=(level,)) for level in right]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
