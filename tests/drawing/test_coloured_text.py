"""A text on colours: places, shades, bars."""

import re
from types import SimpleNamespace

import numpy as np
from matplotlib.colors import to_rgb

from lstm_lab.drawing.coloured_text import COLUMNS, ROWS, coloured_text, places, shade
from lstm_lab.drawing.scene import Scene


def draw(text, values, typed=1):
    frame = SimpleNamespace(
        text=text, typed=typed, values=values, title="a title", scale="scale", under="under"
    )
    return coloured_text(Scene(frame))


def luminance(colour):
    linear = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in to_rgb(colour)]
    return np.dot([0.2126, 0.7152, 0.0722], linear)


def test_a_newline_ends_its_row_and_a_full_row_goes_on_below():
    assert places("a\nb") == [(0, 0), (0, 1), (1, 0)]
    assert places("x" * (COLUMNS + 1))[-2:] == [(0, COLUMNS - 1), (1, 0)]
    assert places("x" * COLUMNS + "\ny")[-2:] == [(1, 0), (2, 0)]


def test_what_finds_no_room_has_no_place():
    assert len(places("x" * 1000)) == ROWS * COLUMNS
    assert len(places("\n" * 9)) == ROWS


def test_letters_are_legible_on_every_shade():
    ink = luminance("#222222")
    for value in np.linspace(-1, 1, 41):
        assert (luminance(shade(value)) + 0.05) / (ink + 0.05) > 4.5


def test_zero_is_nearly_white_and_the_signs_have_their_own_side():
    assert min(to_rgb(shade(0))) > 0.95
    red, _, blue = to_rgb(shade(0.9))
    assert red > blue
    red, _, blue = to_rgb(shade(-0.9))
    assert red < blue
    assert shade(7) == shade(1)


def test_without_colour_a_bar_says_the_sign_and_the_size():
    drawn = draw("ab", np.array([0.5, -1.0]))
    bars = re.findall(r'<rect x="\d+" y="([\d.]+)" width="8" height="([\d.]+)"', drawn)
    (up, small), (down, large) = [(float(y), float(long)) for y, long in bars]
    assert (small, large) == (4, 8)
    assert up + small == down


def test_a_newline_is_seen_and_spaces_keep_their_width():
    drawn = draw("a  b\nc", np.zeros(6), typed=4)
    assert "a\u00a0\u00a0b</text>" in drawn
    assert "\u21b5</text>" in drawn
    assert drawn.count('font-weight="bold"') == 2
