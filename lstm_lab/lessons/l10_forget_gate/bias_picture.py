"""Errors by steps back on a logarithmic axis, and beside it the starts that learn, as bars."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from lstm_lab.drawing import style, svg
from lstm_lab.drawing.numbers import power

HEIGHT = 426
LEFT, RIGHT, TOP, BOTTOM = 50, 356, 70, 338  # the axes of the errors
SMALLEST, LARGEST = 1e-8, 10.0  # drawn; a line that goes below is marked with its number
BARS, FLOOR, FULL, STEP, BAR = 588, 338, 230, 38, 26  # where the bars begin, stand, end; widths
LOOKS = (
    {"stroke": style.ROLES["c"].colour, "stroke_width": 4},
    {"stroke": style.ROLES["h"].colour, "stroke_width": 4, "stroke_dasharray": "10 4"},
    {"stroke": style.GREY, "stroke_width": 2, "stroke_dasharray": "2 4"},
)


def bias_picture(scene):
    """Draw a frame of lesson 10's second picture; return SVG text.

    The scene's frame is `forget_bias.Frame`. Covered, the bars and the title are hidden.
    """
    frame = scene.frame
    title = "From which b_f on is a message learned?" if scene.covered else frame.title
    parts = [
        svg.heading(title),
        svg.text(4, 54, "What is left of an error of size 1, in new networks"),
        *_axes(),
        *_lines(frame),
        svg.text(4, BOTTOM + 74, frame.full, font_size=14, fill=style.GREY),
        svg.text(BARS - 12, 54, f"Starts of {frame.starts} that learn it"),
        *(_cover() if scene.covered else _bars(frame)),
        svg.text(BARS + 3 * STEP + BAR / 2, FLOOR + 44, "forget bias b_f at the start",
                 font_size=14, text_anchor="middle"),
    ]  # fmt: skip
    return svg.document(style.WIDTH, HEIGHT, parts, title)


def _x(lag):
    return LEFT + (RIGHT - LEFT) * lag / 100


def _y(size):
    share = np.log10(np.clip(size, SMALLEST, LARGEST) / SMALLEST) / np.log10(LARGEST / SMALLEST)
    return BOTTOM - (BOTTOM - TOP) * share


def _axes():
    """Draw the two axes with their numbers; the line at 1 is where nothing is lost."""
    small = {"font_size": 13, "fill": style.GREY}
    for exponent in (-8, -6, -4, -2, 0):
        y = _y(10.0**exponent)
        yield svg.line(LEFT, y, RIGHT, y, stroke=style.GREY if exponent == 0 else style.PALE)
        words = "1" if exponent == 0 else f"1e{exponent}"
        yield svg.text(LEFT - 8, y + 5, words, text_anchor="end", **small)
    for lag in (0, 25, 50, 75, 100):
        yield svg.text(_x(lag), BOTTOM + 18, lag, text_anchor="middle", **small)
    yield svg.text(
        (LEFT + RIGHT) / 2, BOTTOM + 36, "steps back", text_anchor="middle", font_size=14
    )


def _lines(frame):
    """Draw each line with its name and its number at the lag, at its right end."""
    yield svg.line(_x(frame.lag), TOP, _x(frame.lag), BOTTOM, stroke=style.GREY)
    ends = np.array([float(_y(sizes[100])) for sizes in frame.lines.values()])
    places = _spread(ends)
    for look, (name, sizes), y in zip(LOOKS, frame.lines.items(), places, strict=True):
        inside = np.flatnonzero(sizes >= SMALLEST)
        points = " ".join(f"{_x(k):.1f},{_y(sizes[k]):.1f}" for k in inside)
        yield svg.element("polyline", points=points, fill="none", **look)
        if inside[-1] < 100:
            at = _x(inside[-1]), BOTTOM
            corners = f"{at[0] - 6},{at[1] - 9} {at[0] + 6},{at[1] - 9} {at[0]},{at[1]}"
            yield svg.element("polygon", points=corners, fill=look["stroke"])
        words = f"{name}: {power(sizes[frame.lag])}"
        yield svg.text(RIGHT + 8, y + 5, words, fill=_dark(look["stroke"]), font_size=14)


def _dark(colour):
    """Return an ink of the same hue that can be read: the role c is too pale for words."""
    return "#A0447A" if colour == style.ROLES["c"].colour else colour


def _spread(ends, gap=20):
    """Move labels apart, so that none covers another; return their heights in the given order."""
    places, order = ends.copy(), np.argsort(ends)
    for above, below in pairwise(order):
        places[below] = max(places[below], places[above] + gap)
    return places - max(0.0, places.max() - BOTTOM)


def _bars(frame):
    """Draw one bar a bias, its number above it; the bias looked at stands on a band."""
    yield svg.rect(BARS + frame.b * STEP - 7, TOP, STEP, FLOOR - TOP + 24, fill=style.NOW)
    for b, learned in enumerate(frame.learned):
        x, tall = BARS + b * STEP, FULL * learned / frame.starts
        yield svg.rect(x, FLOOR - tall, BAR, tall, fill=style.ROLES["c"].colour)
        yield svg.text(x + BAR / 2, FLOOR - tall - 8, learned, text_anchor="middle",
                       font_weight="bold")  # fmt: skip
        yield svg.text(x + BAR / 2, FLOOR + 20, b, text_anchor="middle", font_size=14)
    yield svg.line(BARS - 10, FLOOR, BARS + 7 * STEP, FLOOR)


def _cover():
    """Hide the bars behind a question mark."""
    yield svg.rect(BARS - 10, TOP, 7 * STEP + 10, FLOOR - TOP, fill=style.OPEN)
    middle = BARS + 3 * STEP + BAR / 2, (TOP + FLOOR) / 2
    yield svg.text(*middle, "?", font_size=48, fill=style.GREY, text_anchor="middle")
